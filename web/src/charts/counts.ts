// The number of sites in each bar.

import { type Activity, ACTIVITIES, activityOf } from "../markers/spec";
import { type FacetValue, type Facet } from "../state/facets";
import { selectIgnoring, countIgnoring, facetValues, type Indexed } from "../state/matching";
import { selectedValues, type Filters } from "../state/filters";

export interface Part {
  readonly activity: Activity;
  readonly count: number;
}

export interface Bar extends FacetValue {
  /** The sites by activity; empty where that was not counted. */
  readonly parts: readonly Part[];
}

export interface Counted {
  readonly bars: readonly Bar[];
  /** Sites that match the other filters but have no value; null where not counted. */
  readonly without: number | null;
}

/** Most sites first, then by value. Empty bars are kept only if selected. */
export function ranked(bars: readonly Bar[]): Bar[] {
  return bars
    .filter(({ count, selected }) => count > 0 || selected)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** A facet's bars under the other filters, counted as in the filter menus. */
export function counted(sites: readonly Indexed[], filters: Filters, facet: Facet): Counted {
  const passing = selectIgnoring(sites, filters, facet);
  const counts = countIgnoring(sites, filters, facet);
  const bars = facetValues(counts, selectedValues(filters, facet)).map((value): Bar => {
    const having = passing.filter((site) => site.values[facet].has(value.value));
    const parts = ACTIVITIES.map((activity) => ({
      activity,
      count: having.filter(({ site }) => activityOf(site.properties.status) === activity).length,
    }));
    return { ...value, parts: parts.filter(({ count }) => count > 0) };
  });
  return { bars: ranked(bars), without: passing.filter((site) => site.values[facet].size === 0).length };
}

/** The first bars, and all selected ones. */
export function foremost(bars: readonly Bar[], most: number): Bar[] {
  // One more bar takes no more room than the "more" button.
  if (bars.length <= most + 1) return [...bars];
  return bars.filter((bar, index) => index < most || bar.selected);
}
