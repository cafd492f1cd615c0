// How many sites each bar stands for. Pure.

import { type Working, WORKINGS, workingOf } from "../signs/meaning";
import { beside, countBeside, type FacetValue, facetValues, type Indexed } from "../state/facets";
import { chosenOf, type Facet, type Filters } from "../state/filters";

export interface Part {
  readonly working: Working;
  readonly count: number;
}

export interface Bar extends FacetValue {
  /** The sites by whether they are worked; none where that was not counted. */
  readonly parts: readonly Part[];
}

export interface Counted {
  readonly bars: readonly Bar[];
  /** Sites beside the other filters that have no value; null where nobody counted them. */
  readonly without: number | null;
}

/** The most first, then by value; what would give nothing only where it is chosen. */
export function ranked(bars: readonly Bar[]): Bar[] {
  return bars
    .filter(({ count, chosen }) => count > 0 || chosen)
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** A facet's bars beside the other filters, as the filters' own counts have them. */
export function counted(sites: readonly Indexed[], filters: Filters, facet: Facet): Counted {
  const passing = beside(sites, filters, facet);
  const counts = countBeside(sites, filters, facet);
  const bars = facetValues(counts, chosenOf(filters, facet)).map((value): Bar => {
    const having = passing.filter((site) => site.values[facet].has(value.value));
    const parts = WORKINGS.map((working) => ({
      working,
      count: having.filter(({ site }) => workingOf(site.properties.status) === working).length,
    }));
    return { ...value, parts: parts.filter(({ count }) => count > 0) };
  });
  return { bars: ranked(bars), without: passing.filter((site) => site.values[facet].size === 0).length };
}

/** The first bars, and those that are chosen wherever they stand. */
export function foremost(bars: readonly Bar[], most: number): Bar[] {
  // One more bar takes no more room than the button that would show it.
  if (bars.length <= most + 1) return [...bars];
  return bars.filter((bar, nth) => nth < most || bar.chosen);
}
