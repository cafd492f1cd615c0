// An atlas too large to be read whole: its sites as the server filters, counts and pages them.

import { computed, effect, signal } from "@preact/signals";
import { readFacets, readPage, readSite, type ServerFacets } from "../api/client";
import type { Site } from "../api/types";
import { reportFailure, failure } from "./failure";
import type { FacetValue } from "./facets";
import { type Facet, toParameters } from "./filters";
import { compared, filters, near, selectedId } from "./page";
import { whenTilesLoaded } from "./scheduling";

/** How many sites the list takes at once. */
export const PAGE_SIZE = 100;

/** As many disputed sites are read, for the view of disagreements. */
const DISPUTED = 1000;

/** How long typing rests before the server is asked, in milliseconds. */
const TYPING_PAUSE_MS = 200;

/** What the server says of one choice of filters. */
interface Answer {
  readonly query: string;
  readonly matched: number;
  /** Those that the list has, in the order of their names. */
  readonly sites: readonly Site[];
  readonly facets: ServerFacets;
}

/** How often the server has been asked anew; 0 where the atlas is read whole. */
export const asked = signal(0);
export const isPaged = computed(() => asked.value > 0);
export const answer = signal<Answer | null>(null);
/** The filters that the server last gave no answer to. */
export const refusedQuery = signal<string | null>(null);
export const loadingMore = signal(false);

/** Sites that were read one by one; null where the server has none of that id. */
const single = signal<ReadonlyMap<string, Site | null>>(new Map());

/** Sites that may lie near the place that is asked of. */
export const nearbySites = signal<readonly Site[]>([]);

/** Every site that the page has read. */
export const loadedSites = computed<readonly Site[]>(() => {
  const all = new Map<string, Site>();
  for (const site of [...single.value.values(), ...nearbySites.value, ...(answer.value?.sites ?? [])])
    if (site) all.set(site.id, site);
  return [...all.values()];
});

const knownIds = computed(() => new Set(loadedSites.value.map(({ id }) => id)));

/** The filters as the server takes them, once they rest. */
export const query = signal(written());

/** Whether a site is on its way. */
export function isLoading(id: string): boolean {
  return isPaged.value && !knownIds.value.has(id) && !single.value.has(id);
}

/** Whether the open site is on its way. */
export const isSelectedLoading = computed(() => {
  const id = selectedId.value;
  return id !== null && isLoading(id);
});

function written(): string {
  return toParameters(filters.value).toString();
}

/** Asks the server from now on, or once more. */
export function ask(): void {
  asked.value += 1;
}

/** The next page of the list. */
export async function loadMore(): Promise<void> {
  const before = answer.peek();
  if (before === null || loadingMore.peek()) return;
  loadingMore.value = true;
  try {
    const page = await readPage(before.query, before.sites.length, PAGE_SIZE);
    // The filters may have changed meanwhile.
    if (answer.peek() === before) answer.value = { ...before, sites: [...before.sites, ...page.features] };
    failure.value = null;
  } catch (error) {
    reportFailure(error);
  } finally {
    loadingMore.value = false;
  }
}

export function facetValues(facet: Facet): FacetValue[] {
  const values = answer.value?.facets[facet] ?? [];
  return values.map(({ value, count, selected }) => ({ value, count, selected }));
}

function keep(sites: Iterable<[string, Site | null]>): void {
  single.value = new Map([...single.peek(), ...sites]);
}

/** Sites that came by another way than the list. */
export function addSites(sites: readonly Site[]): void {
  keep(sites.map((site) => [site.id, site]));
}

/** The search that the server was last asked. */
let asking = filters.peek().q;

effect(() => {
  const next = written();
  const { q } = filters.value;
  const take = (): void => {
    asking = q;
    query.value = next;
  };
  // A choice is made at once, a word letter by letter.
  if (q === asking) return take();
  const timer = setTimeout(take, TYPING_PAUSE_MS);
  return () => clearTimeout(timer);
});

effect(() => {
  if (asked.value === 0) return;
  const now = query.value;
  const stop = new AbortController();
  Promise.all([readPage(now, 0, PAGE_SIZE, stop.signal), readFacets(now, stop.signal)]).then(
    async ([{ features: sites, numberMatched: matched }, facets]) => {
      if (answer.peek() !== null) await whenTilesLoaded();
      if (stop.signal.aborted) return;
      answer.value = { query: now, matched, sites, facets };
      refusedQuery.value = null;
    },
    (error: unknown) => {
      if (stop.signal.aborted) return;
      refusedQuery.value = now;
      reportFailure(error);
    },
  );
  return () => stop.abort();
});

effect(() => {
  if (asked.value === 0) return;
  readPage("evidence=disputed", 0, DISPUTED).then(({ features }) => addSites(features), reportFailure);
});

effect(() => {
  if (!isPaged.value) return;
  const from = near.value?.from;
  for (const id of typeof from === "string" ? [...compared.value, from] : compared.value) {
    // Even of a site that the list has: other filters may take it away.
    if (!single.peek().has(id)) readSite(id).then((site) => keep([[id, site]]), reportFailure);
  }
});

effect(() => {
  if (!isSelectedLoading.value) return;
  const id = selectedId.peek();
  if (id !== null) readSite(id).then((site) => keep([[id, site]]), reportFailure);
});
