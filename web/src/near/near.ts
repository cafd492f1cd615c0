// What lies within a distance of a place, as far as anybody knows. Pure.

import { normalizeLongitude } from "../api/cql2";
import type { Outline, Position, Site } from "../api/types";
import { type Box } from "../map/types";
import { lengthOf } from "../measure/lengths";

/** The three answers, and the two cases that have none. */
export const PROXIMITIES = ["yes", "possibly", "no", "untold", "unplaced"] as const;
export type Proximity = (typeof PROXIMITIES)[number];

/** A place and how far off it may be, in metres; null where nobody says. */
export interface Origin {
  readonly position: Position;
  readonly uncertaintyM: number | null;
}

export interface NearbySite {
  readonly site: Site;
  readonly proximity: Proximity;
  /** From here to the site as it is drawn, in metres; 0 within an outline; null without a place. */
  readonly metres: number | null;
  /** By how much that may be wrong; null where nobody says. */
  readonly slack: number | null;
}

// WGS 84: half the equator's width, and the square of its eccentricity.
const EQUATOR_M = 6_378_137;
const ECCENTRICITY = 0.006_694_38;

/** As seen from here, in metres to the east and to the north, by the ellipsoid's curvature half way there. */
function fromHere([lon, lat]: Position, origin: Position): [number, number] {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const middle = radians((lat + origin[1]) / 2);
  const bulge = 1 - ECCENTRICITY * Math.sin(middle) ** 2;
  const east = EQUATOR_M / Math.sqrt(bulge);
  return [
    radians(normalizeLongitude(lon - origin[0])) * east * Math.cos(middle),
    (radians(lat - origin[1]) * east * (1 - ECCENTRICITY)) / bulge,
  ];
}

function toSegment([ax, ay]: [number, number], [bx, by]: [number, number]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + along * dx, ay + along * dy);
}

const polygonsOf = (outline: Outline): Position[][][] =>
  (outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates) as Position[][][];

/** The nearest and the farthest that an outline comes to here, in metres. */
function reach(outline: Outline, origin: Position): [number, number] {
  let nearest = Infinity;
  let farthest = 0;
  for (const rings of polygonsOf(outline)) {
    let inside = false;
    for (const ring of rings) {
      const points = ring.map((position) => fromHere(position, origin));
      points.forEach((b, index) => {
        const a = points[index - 1];
        farthest = Math.max(farthest, Math.hypot(...b));
        if (a === undefined) return;
        nearest = Math.min(nearest, toSegment(a, b));
        // A ray to the east crosses the ring an odd number of times from within.
        if (a[1] > 0 !== b[1] > 0 && a[0] + (-a[1] / (b[1] - a[1])) * (b[0] - a[0]) > 0) inside = !inside;
      });
    }
    if (inside) nearest = 0;
  }
  return [nearest, farthest];
}

/** Whether a site lies within `radius` metres of here: surely, possibly or surely not. */
export function proximityOf(site: Site, origin: Origin, radius: number): NearbySite {
  const { geometry, properties } = site;
  if (geometry === null) return { site, proximity: "unplaced", metres: null, slack: null };
  const [nearest, farthest] =
    geometry.type === "Point"
      ? [lengthOf([origin.position, geometry.coordinates]), lengthOf([origin.position, geometry.coordinates])]
      : reach(geometry, origin.position);
  const own = properties.uncertainty_m;
  if (own === null || origin.uncertaintyM === null) {
    return { site, proximity: nearest <= radius ? "possibly" : "untold", metres: nearest, slack: null };
  }
  const slack = own + origin.uncertaintyM;
  const said = farthest + slack <= radius ? "yes" : nearest - slack > radius ? "no" : "possibly";
  return { site, proximity: said, metres: nearest, slack };
}

/** Every degree of latitude is a little longer, in metres. */
const DEGREE_M = 110_000;

/** Holds, in degrees, all within `metres` of a position: west, south, east, north. Over 180° west is more than east. */
function boxAround([lon, lat]: Position, metres: number): Box {
  const high = metres / DEGREE_M;
  const [south, north] = [Math.max(-90, lat - high), Math.min(90, lat + high)];
  // Meridians are closest to each other at the end that is nearer to a pole.
  const wide = high / Math.cos((Math.max(-south, north) * Math.PI) / 180);
  if (wide >= 180) return [-180, south, 180, north];
  return [normalizeLongitude(lon - wide), south, normalizeLongitude(lon + wide), north];
}

/** Sites that may be near: in a box, or anywhere, and known less exactly than so many metres, or however exactly. */
export interface SearchArea {
  readonly box: Box | null;
  readonly over: number | null;
}

/** The less exactly sites are known, in metres, the farther around they are looked for. */
const STEPS = [1000, 10_000, 100_000];

/** Where all sites are that are near or possibly near. */
export function searchAreas(origin: Origin, metres: number): SearchArea[] {
  const reach = metres + (origin.uncertaintyM ?? 0);
  const boxes = STEPS.map((step, index) => ({
    box: boxAround(origin.position, reach + step),
    over: STEPS[index - 1] ?? null,
  }));
  return [...boxes, { box: null, over: STEPS.at(-1) ?? null }];
}

/** Each site's answer, the nearest first. */
export function rankByDistance(sites: readonly Site[], origin: Origin, radius: number): NearbySite[] {
  return sites
    .map((site) => proximityOf(site, origin, radius))
    .sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity));
}
