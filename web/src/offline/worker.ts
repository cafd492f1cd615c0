// The service worker: the page's files come from what it keeps, the documents from the server while that answers.

/// <reference lib="webworker" />

import { clientsClaim, copyResponse } from "workbox-core";
import type { WorkboxPlugin } from "workbox-core/types.js";
import { ExpirationPlugin } from "workbox-expiration";
import { PrecacheController, type PrecacheEntry, PrecacheRoute } from "workbox-precaching";
import { RangeRequestsPlugin } from "workbox-range-requests";
import { registerRoute, setCatchHandler } from "workbox-routing";
import { CacheFirst, NetworkFirst } from "workbox-strategies";
import {
  CACHE_DELAY_MS,
  cacheName,
  isPage,
  isTile,
  CACHED_AT_HEADER,
  MAX_ENTRIES,
  GATEWAY_ERRORS,
  ON_DEMAND,
  NETWORK_TIMEOUT_S,
  type CacheBucket,
  cacheBucketOf,
  TILE_PATH,
} from "./cacheBuckets";

declare const self: ServiceWorkerGlobalScope;

/** Every file of the page, as the build lists them. */
declare const FILES: PrecacheEntry[];

// The map reads its archives in pieces. (The libraries' own types leave out that a plugin's parts may be undefined.)
const inPieces = new RangeRequestsPlugin() as WorkboxPlugin;
const files = new PrecacheController({ plugins: [inPieces] });
// A file is the same to whoever asks, but the server's `Vary` would hide it from who asks with another `Accept`.
files.strategy.matchOptions = { ignoreVary: true };
files.precache(FILES);

registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode === "navigate" && isPage(url),
  files.createHandlerBoundToURL("/index.html"),
);
// Without the extras: `/` is not `/index.html` to who asks for JSON.
registerRoute(new PrecacheRoute(files, { directoryIndex: "", cleanURLs: false }));

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && ON_DEMAND.test(url.pathname),
  new CacheFirst({
    cacheName: "oreatlas-on-demand",
    matchOptions: { ignoreVary: true },
    plugins: [inPieces, new ExpirationPlugin({ maxEntries: 2 }) as WorkboxPlugin],
  }),
);

const stamped: WorkboxPlugin = {
  cacheWillUpdate: async ({ response }) => {
    if (response.status !== 200) return null;
    await new Promise((resolve) => setTimeout(resolve, CACHE_DELAY_MS));
    return copyResponse(response, (init) => {
      (init.headers as Headers).set(CACHED_AT_HEADER, new Date().toISOString());
      return init;
    });
  },
  fetchDidSucceed: async ({ response }) => {
    if (GATEWAY_ERRORS.includes(response.status)) throw new Error(response.statusText);
    return response;
  },
};

for (const [shelf, maxEntries] of Object.entries(MAX_ENTRIES) as [CacheBucket, number][]) {
  const bounded = new ExpirationPlugin({ maxEntries, matchOptions: { ignoreVary: true } }) as WorkboxPlugin;
  registerRoute(
    ({ event, request, url, sameOrigin }) =>
      sameOrigin &&
      request.mode !== "navigate" &&
      cacheBucketOf(url) === shelf &&
      // Tiles are kept once the page names them.
      !(isTile(url) && event.type === "fetch"),
    new NetworkFirst({
      cacheName: cacheName(shelf),
      networkTimeoutSeconds: NETWORK_TIMEOUT_S,
      plugins: [stamped, bounded],
    }),
  );
}

/** The browser's way past a worker without a call of it, where there is one (not yet in TypeScript's own types). */
interface Routing {
  addRoutes?(routes: { condition: { urlPattern: string }; source: "network" }): Promise<void>;
}

self.addEventListener("install", (event) => {
  const routed = (event as ExtendableEvent & Routing).addRoutes?.({
    condition: { urlPattern: `${TILE_PATH}*` },
    source: "network",
  });
  // Without it the route above lets them pass.
  if (routed) event.waitUntil(routed.catch(() => undefined));
});

// What is neither answered nor kept: the page is told what it would be told without a worker.
setCatchHandler(async () => Response.error());

// The page that fetched the first worker is the first that it serves.
clientsClaim();

// A newer worker waits until the reader wants it.
self.addEventListener("message", ({ data }) => {
  if ((data as { type?: unknown } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});
