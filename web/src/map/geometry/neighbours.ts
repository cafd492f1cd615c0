import type { Box, Site } from "../../api/types";
import { metresBetween } from "./circle";
import { boxOf } from "./outline";

/** The number of neighbours framed with a site, and their maximum distance. */
const MOST = 3;
const FARTHEST_M = 60_000;

const corners = ([west, south, east, north]: Box): [number, number][] => [
  [west, south],
  [east, north],
];

/** The box to frame for a site: its own, and that of a point's nearest neighbours. */
export function withNeighbours(own: Box, site: Site, others: readonly Site[]): Box {
  const at = site.geometry;
  if (at?.type !== "Point") return own;
  const near = others
    .flatMap(({ id, geometry }) =>
      id !== site.id && geometry?.type === "Point" ? [geometry.coordinates] : [],
    )
    .map((there) => ({ there, metres: metresBetween(at.coordinates, there) }))
    .filter(({ metres }) => metres <= FARTHEST_M)
    .sort((a, b) => a.metres - b.metres)
    .slice(0, MOST)
    .map(({ there }) => there);
  return boxOf([...corners(own), ...near]);
}
