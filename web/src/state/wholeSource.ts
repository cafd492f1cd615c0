// An atlas whose sites are all in memory: the page filters and counts them itself.

import { computed, type ReadonlySignal } from "@preact/signals";
import type { Site } from "../api/types";
import { collection, ready } from "./atlas";
import * as matching from "./matching";
import { selectedValues, withValues } from "./filters";
import { FACETS } from "./facets";
import { filters } from "./page";
import type { SiteSource } from "./siteSource";

export function wholeSource(
  indexed: ReadonlySignal<readonly matching.Indexed[]>,
  shown: ReadonlySignal<readonly Site[]>,
): SiteSource {
  // A facet's counts depend on the other filters only, so choosing among its own values recounts nothing.
  const counts = new Map(
    FACETS.map((facet) => {
      const others = computed(() => JSON.stringify(withValues(filters.value, facet, [])));
      const count = (): matching.Counts => {
        void others.value;
        return matching.countIgnoring(indexed.value, filters.peek(), facet);
      };
      return [facet, computed(count)] as const;
    }),
  );
  return {
    loaded: computed(() => collection.value?.features ?? []),
    matched: computed(() => (ready.value ? shown.value.length : null)),
    facetValues: (facet) =>
      matching.facetValues(counts.get(facet)?.value ?? new Map(), selectedValues(filters.value, facet)),
    isLoading: () => false,
    remote: null,
  };
}
