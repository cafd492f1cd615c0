// Marker images for the map. An image's name describes what is on it.

import { type MarkerSpec, NEUTRAL } from "./spec";
import { clusterShapes, type Shape, SIDE, siteShapes } from "./shapes";

const SITE = "site";
const CLUSTER = "cluster";

export const siteImageName = ({ symbol, colours, activity, evidence: level }: MarkerSpec): string =>
  [SITE, symbol, activity, level, ...colours].join(" ");

/** From the cluster's abbreviated count, and the number of sites by colour. */
export function clusterImageName(count: string, counts: Readonly<Record<string, number>>): string {
  // Sorted, so that the same mix is the same image.
  const shares = Object.entries(counts).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [CLUSTER, count, ...shares.flat()].join(" ");
}

export const isClusterImage = (name: string): boolean => name.startsWith(CLUSTER);

const clusterSide = (sites: number): number =>
  2 * Math.round(17 + 1.4 * (Math.min(Math.sqrt(sites), 10) - 1.4));

/** A marker as shapes in a square. */
export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly side: number;
}

/** What a name describes; null if it is not a marker's. */
export function parseImageName(name: string): Drawing | null {
  const [what, ...parts] = name.split(" ");
  if (what === SITE) {
    const [symbol = "?", activity, level, first = NEUTRAL, ...others] = parts;
    const spec = { symbol, activity, evidence: level, colours: [first, ...others] } as MarkerSpec;
    return { shapes: siteShapes(spec), side: SIDE };
  }
  if (what !== CLUSTER) return null;
  const [count = "", ...flat] = parts;
  const shares = flat.flatMap((colour, i) => (i % 2 === 0 ? [[colour, Number(flat[i + 1])] as const] : []));
  const side = clusterSide(shares.reduce((sum, [, share]) => sum + share, 0));
  return { shapes: clusterShapes(side, count, shares), side };
}
