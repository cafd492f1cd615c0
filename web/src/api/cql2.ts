// Parts of filters as CQL2 (OGC 21-065r2) writes them.

import type { Box } from "../map/outline";

/** The same longitude from -180 to 180. */
export const aroundTheEarth = (lon: number): number => ((((lon + 180) % 360) + 360) % 360) - 180;

/** What lies in a box of degrees, however often that goes round the earth. What has no place lies in none. */
export function liesIn([west, south, east, north]: Box): string {
  const sides = east - west >= 360 ? [-180, 180] : [aroundTheEarth(west), aroundTheEarth(east)];
  const [from, to] = sides as [number, number];
  return `S_INTERSECTS(geometry,BBOX(${[from, south, to, north].map((degrees) => degrees.toFixed(4)).join(",")}))`;
}

/** Filters as the page's address has them, and one of CQL2 that holds beside them. */
export function withFilter(filters: string, cql2: string): string {
  const filter = `filter=${encodeURIComponent(cql2)}`;
  return filters === "" ? filter : `${filters}&${filter}`;
}
