// Positions as text, with no more decimals than their uncertainty justifies.

import type { Position } from "../api/types";

/** The smallest number of decimals whose step is a tenth of the uncertainty or less. */
export function decimals(uncertainty: number | undefined): number | null {
  if (uncertainty === undefined || uncertainty <= 0) return null;
  return Math.min(5, Math.max(0, Math.ceil(Math.log10(1_110_000 / uncertainty))));
}

function fixed(value: number, places: number | null): string {
  return places === null ? String(Number(value.toFixed(5))) : value.toFixed(places);
}

/** "29.130, 62.061": latitude first, as map programs expect pasted coordinates. */
export function plainPosition([lon, lat]: Position, uncertainty?: number): string {
  const places = decimals(uncertainty);
  return `${fixed(lat, places)}, ${fixed(lon, places)}`;
}

/** "29.130° N, 62.061° E". */
export function readPosition([lon, lat]: Position, uncertainty?: number): string {
  const places = decimals(uncertainty);
  const side = (value: number, sides: [string, string]): string =>
    `${fixed(Math.abs(value), places)}° ${value < 0 ? sides[1] : sides[0]}`;
  return `${side(lat, ["N", "S"])}, ${side(lon, ["E", "W"])}`;
}
