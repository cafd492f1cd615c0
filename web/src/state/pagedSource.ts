// An atlas too large to load at once: the server filters, counts and pages its sites.

import { computed, effect, signal } from "@preact/signals";
import { readFacets, readPage, readSite, type ServerFacets } from "../api/client";
import type { Site } from "../api/types";
import { collection, loadedAt, ready } from "./atlas";
import { failure, reportFailure } from "./failure";
import { toParameters } from "./filters";
import { compared, filters, near, selectedId } from "./page";
import { type Pages, PAGE_SIZE, type RemoteSites, type SiteSource } from "./siteSource";

/** How many disputed sites are read for the view of disagreements. */
const MAX_DISPUTED = 1000;

/** How long typing must pause before a request, in milliseconds. */
const TYPING_PAUSE_MS = 200;

interface QueryResponse extends Pages {
  readonly facets: ServerFacets;
}

/** Whether this source is in use. */
const active = computed(() => ready.value && collection.value === null);

const response = signal<QueryResponse | null>(null);
/** The filters of the last request that failed. */
const failedQuery = signal<string | null>(null);
const loadingMore = signal(false);
const nearby = signal<readonly Site[]>([]);

/** Sites loaded one by one; null if the server has no site with that id. */
const single = signal<ReadonlyMap<string, Site | null>>(new Map());

const loaded = computed<readonly Site[]>(() => {
  const all = new Map<string, Site>();
  for (const site of [...single.value.values(), ...nearby.value, ...(response.value?.sites ?? [])])
    if (site) all.set(site.id, site);
  return [...all.values()];
});

const loadedIds = computed(() => new Set(loaded.value.map(({ id }) => id)));

const isLoading = (id: string): boolean => active.value && !loadedIds.value.has(id) && !single.value.has(id);

/** The open site, if it has not arrived. */
const selectedLoading = computed(() => {
  const id = selectedId.value;
  return id !== null && isLoading(id);
});

const currentQuery = (): string => toParameters(filters.value).toString();
const query = signal(currentQuery());

async function loadMore(): Promise<void> {
  const before = response.peek();
  if (before === null || loadingMore.peek()) return;
  loadingMore.value = true;
  try {
    const page = await readPage(before.query, before.sites.length, PAGE_SIZE);
    // The filters may have changed meanwhile.
    if (response.peek() === before)
      response.value = { ...before, sites: [...before.sites, ...page.features] };
    failure.value = null;
  } catch (error) {
    reportFailure(error);
  } finally {
    loadingMore.value = false;
  }
}

function addSingle(sites: Iterable<[string, Site | null]>): void {
  single.value = new Map([...single.peek(), ...sites]);
}

const remote: RemoteSites = {
  query,
  tileQuery: computed(() =>
    query.value === failedQuery.value ? (response.value?.query ?? query.value) : query.value,
  ),
  pages: response,
  ...{ loadingMore, loadMore, nearby },
  add: (sites) => addSingle(sites.map((site) => [site.id, site])),
};

export const pagedSource: SiteSource = {
  ...{ loaded, isLoading, remote },
  matched: computed(() => response.value?.matched ?? null),
  facetValues: (facet) => response.value?.facets[facet] ?? [],
};

/** The search text in `query`. */
let searched = filters.peek().q;

effect(() => {
  const next = currentQuery();
  const { q } = filters.value;
  const apply = (): void => {
    searched = q;
    query.value = next;
  };
  // Only typing waits: other filters apply at once.
  if (q === searched) return apply();
  const timer = setTimeout(apply, TYPING_PAUSE_MS);
  return () => clearTimeout(timer);
});

effect(() => {
  if (!active.value) return;
  // Repeated whenever the atlas is reloaded.
  void loadedAt.value;
  const current = query.value;
  const stop = new AbortController();
  Promise.all([readPage(current, 0, PAGE_SIZE, stop.signal), readFacets(current, stop.signal)]).then(
    ([{ features: sites, numberMatched: matched }, facets]) => {
      if (stop.signal.aborted) return;
      response.value = { query: current, matched, sites, facets };
      failedQuery.value = null;
    },
    (error: unknown) => {
      if (stop.signal.aborted) return;
      failedQuery.value = current;
      reportFailure(error);
    },
  );
  return () => stop.abort();
});

effect(() => {
  if (!active.value) return;
  void loadedAt.value;
  readPage("evidence=disputed", 0, MAX_DISPUTED).then(({ features }) => remote.add(features), reportFailure);
});

function readOne(id: string): void {
  readSite(id).then((site) => addSingle([[id, site]]), reportFailure);
}

effect(() => {
  if (!active.value) return;
  const from = near.value?.from;
  for (const id of typeof from === "string" ? [...compared.value, from] : compared.value) {
    // Even if the list has it: the next filters may drop it from there.
    if (!single.peek().has(id)) readOne(id);
  }
});

effect(() => {
  if (!selectedLoading.value) return;
  const id = selectedId.peek();
  if (id !== null) readOne(id);
});
