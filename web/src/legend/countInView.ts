// Counts what a box of the map holds. Pure: no signals here.

import type { Box, Site } from "../api/types";
import { outlineBox } from "../map/geometry/outline";
import { EVIDENCE_LEVELS, type Activity, ACTIVITIES, activityOf } from "../markers/spec";

/** Whether the bounding box of a site intersects a box. */
export function isWithin({ geometry }: Site, [west, south, east, north]: Box): boolean {
  if (geometry === null) return false;
  const [lon, lat] = geometry.type === "Point" ? geometry.coordinates : [0, 0];
  const own: Box = geometry.type === "Point" ? [lon, lat, lon, lat] : outlineBox(geometry);
  return own[0] <= east && own[2] >= west && own[1] <= north && own[3] >= south;
}

export interface Counted<T> {
  readonly value: T;
  readonly count: number;
}

export interface InView {
  readonly sites: readonly Site[];
  /** Most frequent first. */
  readonly minerals: readonly Counted<string>[];
  readonly activities: readonly Counted<Activity>[];
  readonly evidence: readonly Counted<(typeof EVIDENCE_LEVELS)[number]>[];
}

function tally<T>(values: Iterable<T>): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

export function countInView(sites: readonly Site[], box: Box): InView {
  const seen = sites.filter((site) => isWithin(site, box));
  // Regions have no marker: an outline shows neither activity nor evidence.
  const points = seen.filter((site) => site.geometry?.type === "Point");
  const count = <T>(values: readonly T[], of: (site: Site) => T): Counted<T>[] => {
    const counts = tally(points.map(of));
    return values.flatMap((value) => {
      const count = counts.get(value);
      return count === undefined ? [] : [{ value, count }];
    });
  };
  return {
    sites: seen,
    minerals: [...tally(seen.flatMap((site) => site.properties.minerals))]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
    activities: count(ACTIVITIES, (site) => activityOf(site.properties.status)),
    evidence: count(EVIDENCE_LEVELS, (site) => site.properties.evidence),
  };
}
