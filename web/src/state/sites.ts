// The sites of the atlas, and those that pass the filters.

import { computed } from "@preact/signals";
import type { Site } from "../api/types";
import { withPreferredStatus } from "../claims/ranking";
import { byId, collection, minerals, organizations, ready, sources } from "./atlas";
import { type FacetValue, type Facet } from "./facets";
import { type Indexed, index, select } from "./matching";
import { filters, preference, selectedId } from "./page";
import { pagedSource } from "./pagedSource";
import type { SiteSource } from "./siteSource";
import { wholeSource } from "./wholeSource";

const source = computed<SiteSource>(() => (ready.value && collection.value === null ? pagedSource : whole));

/** The part of the atlas that stays on the server; null if all sites are in memory. */
export const remote = computed(() => source.value.remote);

/** All sites, or those read so far if most stay on the server. */
export const sites = computed<readonly Site[]>(() =>
  source.value.loaded.value.map((site) =>
    withPreferredStatus(site, preference.value, { sources: sources.value }),
  ),
);

/** Every site of the atlas; null if most stay on the server. */
export const allSites = computed(() => (remote.value === null ? sites.value : null));

/** How many sites get another status because the reader prefers other claims than the default. */
export const statusChanges = computed(
  () => sites.value.filter((site, i) => site !== source.value.loaded.value[i]).length,
);

export const siteById = computed(() => byId<Site>(sites.value));

export const indexed = computed<readonly Indexed[]>(() => {
  const records = {
    minerals: minerals.value,
    organizations: organizations.value,
    sites: siteById.value,
  };
  return sites.value.map((site) => index(site, records));
});

/** The sites in memory that pass the filters. */
export const shown = computed<readonly Site[]>(() => select(indexed.value, filters.value));

const whole = wholeSource(indexed, shown);

/** How many sites pass the filters; null until counted. */
export const matched = computed(() => source.value.matched.value);

/** A facet's values, with the number of sites that each would show under the other filters. */
export const facetValues = (facet: Facet): FacetValue[] => source.value.facetValues(facet);

/** Whether a site has been requested and has not arrived. */
export const isLoading = (id: string): boolean => source.value.isLoading(id);

/** Whether the open site has not arrived. */
export const isSelectedLoading = computed(() => selectedId.value !== null && isLoading(selectedId.value));

/** The open site, if it is in memory. */
export const selected = computed<Site | null>(() => siteById.value.get(selectedId.value ?? "") ?? null);
