// What was read from the server, and what follows from it and the filters.

import { batch, computed, effect, signal } from "@preact/signals";
import { type Atlas, readAtlas, readDated, RequestError } from "../api/client";
import type { Agreement, Country, Mineral, Organization, Site, Source } from "../api/types";
import { cachedSince, cachedResponseCount } from "../offline/cacheState";
import { settledSite } from "../preference/site";
import { selectedValues, type Facet, FACETS, withValues } from "./filters";
import { address, asOf, preference, selectedId } from "./page";
import * as facets from "./facets";
import { type FacetValue, type Indexed, index, select } from "./facets";
import { reportFailure, failure } from "./failure";
import * as paged from "./paged";

export { failure };

const atlas = signal<Atlas | null>(null);

/** The day that its facts are told for. */
export const shownDay = signal<string | null>(null);

/** When it was last read. */
export const loadedAt = signal(new Date());

export const loading = signal(false);
export const ready = computed(() => atlas.value !== null);

/** Reads everything anew. What is already there stays until its successor is whole. */
export async function load(): Promise<void> {
  if (loading.value) return;
  loading.value = true;
  try {
    const before = cachedResponseCount();
    const [found, day] = await readBest(asOf.peek());
    batch(() => {
      atlas.value = found;
      shownDay.value = day;
      loadedAt.value = new Date();
      failure.value = null;
      if (cachedResponseCount() === before) cachedSince.value = null;
    });
    if (found.collection === null) paged.ask();
  } catch (error) {
    reportFailure(error);
  } finally {
    loading.value = false;
  }
}

/** As it stood on a day; where that cannot be had, and nothing is shown yet, as it stands today. */
async function readBest(day: string | null): Promise<[Atlas, string | null]> {
  try {
    return [await readAtlas(day), day];
  } catch (error) {
    const absent = error instanceof RequestError && error.status === null;
    if (day === null || ready.peek() || !absent) throw error;
    return [await readAtlas(null), null];
  }
}

effect(() => {
  const day = asOf.value;
  const before = ready.value ? atlas.peek() : null;
  if (before === null || day === shownDay.value) return;
  const stop = new AbortController();
  readDated(day, before.collection !== null, stop.signal).then(
    (dated) => {
      atlas.value = { ...before, ...dated };
      shownDay.value = day;
      failure.value = null;
    },
    (error: unknown) => {
      if (!stop.signal.aborted) reportFailure(error);
    },
  );
  return () => stop.abort();
});

function byId<T extends { id: string }>(records: readonly T[] | undefined): ReadonlyMap<string, T> {
  return new Map((records ?? []).map((record) => [record.id, record]));
}

/** All sites with their sources, as they came; null where they are too many to be read whole. */
export const collection = computed(() => atlas.value?.collection ?? null);

/** The sites as the server tells them. */
const served = computed<readonly Site[]>(() =>
  paged.isPaged.value ? paged.loadedSites.value : (collection.value?.features ?? []),
);
/** The sites: all of them, or those that were read so far where they are read page by page. */
export const sites = computed<readonly Site[]>(() =>
  served.value.map((site) => settledSite(site, preference.value, sources.value)),
);
/** How many sites the reader's choice between rivals gives another status. */
export const statusChanges = computed(() => sites.value.filter((site, i) => site !== served.value[i]).length);
export const siteById = computed(() => byId<Site>(sites.value));
export const minerals = computed(() => byId<Mineral>(atlas.value?.minerals));
export const organizations = computed(() => byId<Organization>(atlas.value?.organizations));
export const sources = computed(() => byId<Source>(atlas.value?.sources));
export const agreements = computed(() => byId<Agreement>(atlas.value?.agreements));
export const countries = computed(() => byId<Country>(atlas.value?.countries));

export const indexed = computed<readonly Indexed[]>(() => {
  const records = {
    minerals: minerals.value,
    organizations: organizations.value,
    sites: siteById.value,
  };
  return sites.value.map((site) => index(site, records));
});

/** Of the sites, those that pass the filters. */
const filters = computed(() => address.value.filters);
export const shown = computed<readonly Site[]>(() => select(indexed.value, filters.value));

/** How many sites there are. */
export const total = computed(() => atlas.value?.total ?? 0);

/** How many pass the filters; null while the server counts. */
export const matched = computed<number | null>(() => {
  if (!ready.value) return null;
  return paged.isPaged.value ? (paged.answer.value?.matched ?? null) : shown.value.length;
});

/** The counts of each facet's values beside the other filters. To choose among its own values counts nothing anew. */
const counts = new Map(
  FACETS.map((facet) => {
    const others = computed(() => JSON.stringify(withValues(filters.value, facet, [])));
    const count = (): facets.Counts => {
      void others.value;
      return facets.countIgnoring(indexed.value, filters.peek(), facet);
    };
    return [facet, computed(count)] as const;
  }),
);

/** The values of a facet with their counts under the filters, its own selection aside. */
export function facetValues(facet: Facet): FacetValue[] {
  if (paged.isPaged.value) return paged.facetValues(facet);
  return facets.facetValues(counts.get(facet)?.value ?? new Map(), selectedValues(filters.value, facet));
}

/** The days up to today on which anything changes, ascending. */
export const changeDays = computed<readonly string[]>(() => atlas.value?.days ?? []);

/** Where the sites lie that are read page by page. */
export const extent = computed(() => atlas.value?.extent ?? null);

export const selected = computed<Site | null>(() => siteById.value.get(selectedId.value ?? "") ?? null);

/** The site under the pointer or the focus, in the list or on the map. */
export const hovered = signal<string | null>(null);
