// What of the sites is in view, counted. Pure: no signals in here.

import type { Site } from "../api/types";
import { type Box, outlineBox } from "../map/outline";
import { EVIDENCE_LEVELS, type Activity, ACTIVITIES, activityOf } from "../markers/spec";

/** Whether any of a site lies in a box, by the bounds of its geometry. */
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
  /** The most frequent first. */
  readonly minerals: readonly Counted<string>[];
  readonly activities: readonly Counted<Activity>[];
  readonly evidence: readonly Counted<(typeof EVIDENCE_LEVELS)[number]>[];
}

/** How many of each value there are. */
function tally<T>(values: Iterable<T>): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

export function countInView(sites: readonly Site[], box: Box): InView {
  const seen = sites.filter((site) => isWithin(site, box));
  // Regions have no sign: their outlines say neither state nor evidence.
  const signed = seen.filter((site) => site.geometry?.type === "Point");
  const count = <T>(values: readonly T[], of: (site: Site) => T): Counted<T>[] => {
    const counts = tally(signed.map(of));
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
