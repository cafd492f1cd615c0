// Which sites are within a distance, given the uncertainty of their locations. Pure.

import { normalizeLongitude } from "../api/cql2";
import type { Box, Outline, Position, Site } from "../api/types";
import { lengthOf } from "../map/geometry/lengths";
import { polygons } from "../map/geometry/outline";

/** Definitely, possibly or not nearby; not known if an uncertainty or the location is missing. */
export type Proximity = "yes" | "possibly" | "no" | "unknown" | "unlocated";

/** Where to search from. */
export interface Origin {
  readonly position: Position;
  readonly uncertaintyM: number | null;
}

export interface NearbySite {
  readonly site: Site;
  readonly proximity: Proximity;
  /** The distance to the site's geometry; 0 inside an outline; null without a geometry. */
  readonly metres: number | null;
  /** The uncertainty of that distance, in metres; null if not stated. */
  readonly slack: number | null;
}

// WGS 84: semi-major axis, and eccentricity squared.
const EQUATOR_M = 6_378_137;
const ECCENTRICITY = 0.006_694_38;

/** Metres east and north of the origin, by the ellipsoid's curvature at the mid-latitude. */
function offsetFrom([lon, lat]: Position, origin: Position): [number, number] {
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

/** The shortest and the longest distance from the origin to an outline, in metres. */
function reach(outline: Outline, origin: Position): [number, number] {
  let nearest = Infinity;
  let farthest = 0;
  for (const rings of polygons(outline)) {
    let inside = false;
    for (const ring of rings) {
      const points = ring.map((position) => offsetFrom(position, origin));
      points.forEach((b, index) => {
        const a = points[index - 1];
        farthest = Math.max(farthest, Math.hypot(...b));
        if (a === undefined) return;
        nearest = Math.min(nearest, toSegment(a, b));
        // Inside if a ray to the east crosses the ring an odd number of times.
        if (a[1] > 0 !== b[1] > 0 && a[0] + (-a[1] / (b[1] - a[1])) * (b[0] - a[0]) > 0) inside = !inside;
      });
    }
    if (inside) nearest = 0;
  }
  return [nearest, farthest];
}

/** Whether a site is within `radius` metres of the origin. */
export function proximityOf(site: Site, origin: Origin, radius: number): NearbySite {
  const { geometry, properties } = site;
  if (geometry === null) return { site, proximity: "unlocated", metres: null, slack: null };
  const [nearest, farthest] =
    geometry.type === "Point"
      ? [lengthOf([origin.position, geometry.coordinates]), lengthOf([origin.position, geometry.coordinates])]
      : reach(geometry, origin.position);
  const own = properties.uncertainty_m;
  if (own === null || origin.uncertaintyM === null) {
    return { site, proximity: nearest <= radius ? "possibly" : "unknown", metres: nearest, slack: null };
  }
  const slack = own + origin.uncertaintyM;
  const proximity = farthest + slack <= radius ? "yes" : nearest - slack > radius ? "no" : "possibly";
  return { site, proximity, metres: nearest, slack };
}

/** Metres per degree of latitude, rounded down. */
const DEGREE_M = 110_000;

/** The box in degrees around a circle of `metres`. Across 180° its west is greater than its east. */
function boxAround([lon, lat]: Position, metres: number): Box {
  const high = metres / DEGREE_M;
  const [south, north] = [Math.max(-90, lat - high), Math.min(90, lat + high)];
  // Meridians are closest to each other at the latitude nearest to a pole.
  const wide = high / Math.cos((Math.max(-south, north) * Math.PI) / 180);
  if (wide >= 180) return [-180, south, 180, north];
  return [normalizeLongitude(lon - wide), south, normalizeLongitude(lon + wide), north];
}

/** Where candidates may be: those with an uncertainty over `over` metres are inside `box`. Null means no limit. */
interface SearchArea {
  readonly box: Box | null;
  readonly over: number | null;
}

/** Uncertainties in metres; the larger a site's, the larger the box that it is searched in. */
const STEPS = [1000, 10_000, 100_000];

/** The areas that together contain all sites that are definitely or possibly nearby. */
export function searchAreas(origin: Origin, metres: number): SearchArea[] {
  const reach = metres + (origin.uncertaintyM ?? 0);
  const boxes = STEPS.map((step, index) => ({
    box: boxAround(origin.position, reach + step),
    over: STEPS[index - 1] ?? null,
  }));
  return [...boxes, { box: null, over: STEPS.at(-1) ?? null }];
}

/** The sites, nearest first. */
export function rankByDistance(sites: readonly Site[], origin: Origin, radius: number): NearbySite[] {
  return sites
    .map((site) => proximityOf(site, origin, radius))
    .sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity));
}
