// Filter expressions in CQL2 text (OGC 21-065r2).

import type { Box } from "./types";

/** The same longitude between -180 and 180 degrees. */
export const normalizeLongitude = (lon: number): number => ((((lon + 180) % 360) + 360) % 360) - 180;

/** What intersects a box in degrees, which may wrap around the Earth. Sites without a geometry never match. */
export function intersectsBox([west, south, east, north]: Box): string {
  const sides = east - west >= 360 ? [-180, 180] : [normalizeLongitude(west), normalizeLongitude(east)];
  const [from, to] = sides as [number, number];
  return `S_INTERSECTS(geometry,BBOX(${[from, south, to, north].map((degrees) => degrees.toFixed(4)).join(",")}))`;
}

/** URL parameters with a CQL2 filter added, all of which must hold. */
export function withFilter(parameters: string, cql2: string): string {
  const filter = `filter=${encodeURIComponent(cql2)}`;
  return parameters === "" ? filter : `${parameters}&${filter}`;
}
