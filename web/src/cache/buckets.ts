// Which of the server's documents the service worker caches, and in which cache. Pure.

import { inAtlas, ROOT } from "../root";

/** Today's atlas; other days that were read; and the parts of a large atlas that were read. */
export type CacheBucket = "today" | "days" | "parts";

/** The most documents per cache. A day takes two, of a megabyte together. */
export const MAX_ENTRIES: Record<CacheBucket, number> = { today: 20, days: 80, parts: 200 };

export const cacheName = (bucket: CacheBucket): string => `oreatlas-${bucket}`;

/** What a gateway responds when its server is down. */
export const GATEWAY_ERRORS: readonly number[] = [502, 503, 504];

/** How long to wait for a server, in seconds, before using a cached response. */
export const NETWORK_TIMEOUT_S = 10;

/** The delay before responses are cached, in milliseconds, so that the page can render first. */
export const CACHE_DELAY_MS = 1000;

/** The header that marks a cached response, with the time when it was cached. */
export const CACHED_AT_HEADER = "oreatlas-kept";

const ITEMS = "/collections/sites/items";

/** The documents of the whole atlas, and the dataset's version. */
const TODAY = new Set([
  `${ITEMS}?limit=1`,
  `${ITEMS}?limit=10000`,
  "/collections/sites",
  "/collections/agreements/items?limit=10000",
  "/minerals",
  "/organizations",
  "/sources",
  "/countries",
  "/api",
]);

/** The path of tiles in the atlas. */
export const TILE_PATH = "/collections/sites/tiles/";

/** Pages, sites, facet counts and tiles of an atlas too large to load at once. */
const PARTS = /^\/collections\/sites\/(items|facets$|tiles\/)/;

/** Tiles bypass the worker, which would double the work for each. */
export const isTile = ({ pathname }: URL): boolean => inAtlas(pathname).startsWith(TILE_PATH);

/** The cache of a URL; null if it is never cached, as downloads and health checks. */
export function cacheBucketOf({ pathname, search }: URL): CacheBucket | null {
  const path = inAtlas(pathname);
  const url = path + search;
  if (TODAY.has(url)) return "today";
  if (TODAY.has(withoutDay(url))) return "days";
  return PARTS.test(path) ? "parts" : null;
}

/** The URL of the same document for today. */
export function withoutDay(url: string): string {
  return url.replace(/&as_of=[\d-]+$/, "");
}

/** Whether a URL is the page's; with `f` it is the API's. */
export function isPage({ pathname, searchParams }: URL): boolean {
  return pathname === ROOT && !searchParams.has("f");
}

/** Whether a file of the page is an archive that only some views or atlases need. Those are cached on first use. */
export const isOnDemand = (path: string): boolean => /^\/assets\/(terrain|world)-/.test(path);
