// Which of the server's documents the worker keeps, and on which shelf. Pure.

/** What the page is when the server is gone; days that were read before; and, of a large atlas, what was read of it. */
export type CacheBucket = "today" | "days" | "parts";

/** How many documents a shelf holds: two tell a day, a megabyte together. */
export const MAX_ENTRIES: Record<CacheBucket, number> = { today: 20, days: 80, parts: 200 };

/** The name of a shelf's cache. */
export const cacheName = (shelf: CacheBucket): string => `oreatlas-${shelf}`;

/** What stands before a server says so when that is gone. */
export const GATEWAY_ERRORS: readonly number[] = [502, 503, 504];

/** How long a silent server is waited for, in seconds, where there is something to show instead. */
export const NETWORK_TIMEOUT_S = 10;

/** So long the page has the machine for itself before its answers are kept, in milliseconds. */
export const CACHE_DELAY_MS = 1000;

/** The header by which the worker marks what comes from a shelf, with the time when it was put there. */
export const CACHED_AT_HEADER = "oreatlas-kept";

const ITEMS = "/collections/sites/items";

/** The documents that tell the whole atlas, and the dataset's version. */
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

/** Where tiles are. */
export const TILE_PATH = "/collections/sites/tiles/";

/** What is read of an atlas that is too large to be read whole: its pages and sites, their counts, and tiles. */
const PARTS = /^\/collections\/sites\/(items|facets$|tiles\/)/;

/** Tiles, which the page asks the server for itself: through the worker each takes twice the work. */
export const isTile = ({ pathname }: URL): boolean => pathname.startsWith(TILE_PATH);

/** Null for what is never kept: downloads, how the server is, and all that the page does not read. */
export function cacheBucketOf({ pathname, search }: URL): CacheBucket | null {
  const address = pathname + search;
  if (TODAY.has(address)) return "today";
  if (TODAY.has(withoutDay(address))) return "days";
  return PARTS.test(pathname) ? "parts" : null;
}

/** The address of the same document as it stands today. */
export function withoutDay(address: string): string {
  return address.replace(/&as_of=[\d-]+$/, "");
}

/** Whether a browser that goes there is to see the page: the same address is the API's where `f` says so. */
export function isPage({ pathname, searchParams }: URL): boolean {
  return pathname === "/" && !searchParams.has("f");
}

/** Archives that only some views or atlases want: kept whole once they were asked for. */
export const ON_DEMAND = /^\/assets\/(terrain|world)-/;
