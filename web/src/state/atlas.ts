// What was read from the server, and what follows from it and the filters.

import { batch, computed, effect, signal } from "@preact/signals";
import { type Atlas, readAtlas, readDated, Unreachable } from "../api/client";
import type { Agreement, Country, Mineral, Organization, Site, Source } from "../api/types";
import { keptFrom, timesKept } from "../offline/kept";
import { settledSite } from "../preference/site";
import { chosenOf, type Facet, FACETS, withValues } from "./filters";
import { address, asOf, preference, selectedId } from "./page";
import * as facets from "./facets";
import { type FacetValue, type Indexed, index, select } from "./facets";
import { failed, failure } from "./failure";
import * as paged from "./paged";

export { failure };

const atlas = signal<Atlas | null>(null);

/** The day that its facts are told for. */
export const told = signal<string | null>(null);

/** When it was last read. */
export const readAt = signal(new Date());

export const reading = signal(false);
export const ready = computed(() => atlas.value !== null);

/** Reads everything anew. What is already there stays until its successor is whole. */
export async function load(): Promise<void> {
  if (reading.value) return;
  reading.value = true;
  try {
    const before = timesKept();
    const [found, day] = await readBest(asOf.peek());
    batch(() => {
      atlas.value = found;
      told.value = day;
      readAt.value = new Date();
      failure.value = null;
      if (timesKept() === before) keptFrom.value = null;
    });
    if (found.collection === null) paged.ask();
  } catch (error) {
    failed(error);
  } finally {
    reading.value = false;
  }
}

/** As it stood on a day; where that cannot be had, and nothing is shown yet, as it stands today. */
async function readBest(day: string | null): Promise<[Atlas, string | null]> {
  try {
    return [await readAtlas(day), day];
  } catch (error) {
    const absent = error instanceof Unreachable && error.status === null;
    if (day === null || ready.peek() || !absent) throw error;
    return [await readAtlas(null), null];
  }
}

effect(() => {
  const day = asOf.value;
  const before = ready.value ? atlas.peek() : null;
  if (before === null || day === told.value) return;
  const stop = new AbortController();
  readDated(day, before.collection !== null, stop.signal).then(
    (dated) => {
      atlas.value = { ...before, ...dated };
      told.value = day;
      failure.value = null;
    },
    (error: unknown) => {
      if (!stop.signal.aborted) failed(error);
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
  paged.isPaged.value ? paged.known.value : (collection.value?.features ?? []),
);
/** The sites: all of them, or those that were read so far where they are read page by page. */
export const sites = computed<readonly Site[]>(() =>
  served.value.map((site) => settledSite(site, preference.value, sources.value)),
);
/** How many sites the reader's choice between rivals gives another status. */
export const resettled = computed(() => sites.value.filter((site, nth) => site !== served.value[nth]).length);
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
      return facets.countBeside(indexed.value, filters.peek(), facet);
    };
    return [facet, computed(count)] as const;
  }),
);

/** The values of a facet with their counts under the filters, its own selection aside. */
export function facetValues(facet: Facet): FacetValue[] {
  if (paged.isPaged.value) return paged.facetValues(facet);
  return facets.facetValues(counts.get(facet)?.value ?? new Map(), chosenOf(filters.value, facet));
}

/** The days up to today on which anything changes, ascending. */
export const days = computed<readonly string[]>(() => atlas.value?.days ?? []);

/** Where the sites lie that are read page by page. */
export const extent = computed(() => atlas.value?.extent ?? null);

export const selected = computed<Site | null>(() => siteById.value.get(selectedId.value ?? "") ?? null);

/** The site under the pointer or the focus, in the list or on the map. */
export const hovered = signal<string | null>(null);
