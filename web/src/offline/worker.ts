// The service worker: the page's files come from its cache, documents from the server while it responds.

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
  isOnDemand,
  NETWORK_TIMEOUT_S,
  type CacheBucket,
  cacheBucketOf,
  TILE_PATH,
} from "../cache/buckets";
import { inAtlas, onHost } from "../root";

declare const self: ServiceWorkerGlobalScope;

/** The page's files, listed by the build. */
declare const FILES: PrecacheEntry[];

// The map makes range requests to its archives. (Workbox's types do not allow for undefined plugin callbacks.)
const rangeRequests = new RangeRequestsPlugin() as WorkboxPlugin;
const files = new PrecacheController({ plugins: [rangeRequests] });
// Files do not depend on `Accept`, but the server's `Vary` would keep other values of it from matching.
files.strategy.matchOptions = { ignoreVary: true };
files.precache(FILES);

registerRoute(
  ({ request, url, sameOrigin }) => sameOrigin && request.mode === "navigate" && isPage(url),
  files.createHandlerBoundToURL("index.html"),
);
// No `directoryIndex`: for clients that want JSON, `/` is not `/index.html`.
registerRoute(new PrecacheRoute(files, { directoryIndex: "", cleanURLs: false }));

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isOnDemand(inAtlas(url.pathname)),
  new CacheFirst({
    cacheName: "oreatlas-on-demand",
    matchOptions: { ignoreVary: true },
    plugins: [rangeRequests, new ExpirationPlugin({ maxEntries: 2 }) as WorkboxPlugin],
  }),
);

const timestamped: WorkboxPlugin = {
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

for (const [bucket, maxEntries] of Object.entries(MAX_ENTRIES) as [CacheBucket, number][]) {
  const bounded = new ExpirationPlugin({ maxEntries, matchOptions: { ignoreVary: true } }) as WorkboxPlugin;
  registerRoute(
    ({ event, request, url, sameOrigin }) =>
      sameOrigin &&
      request.mode !== "navigate" &&
      cacheBucketOf(url) === bucket &&
      // The page decides which tiles are cached.
      !(isTile(url) && event.type === "fetch"),
    new NetworkFirst({
      cacheName: cacheName(bucket),
      networkTimeoutSeconds: NETWORK_TIMEOUT_S,
      plugins: [timestamped, bounded],
    }),
  );
}

/** Static routing: bypasses the worker without starting it, where supported (not yet in TypeScript's types). */
interface Routing {
  addRoutes?(routes: { condition: { urlPattern: string }; source: "network" }): Promise<void>;
}

self.addEventListener("install", (event) => {
  const routed = (event as ExtendableEvent & Routing).addRoutes?.({
    condition: { urlPattern: `${onHost(TILE_PATH)}*` },
    source: "network",
  });
  // Without static routing, the route above ignores them.
  if (routed) event.waitUntil(routed.catch(() => undefined));
});

// Neither reachable nor cached: fail as the network would.
setCatchHandler(async () => Response.error());

// The first worker serves the page that installed it.
clientsClaim();

// A newer worker waits for the reader.
self.addEventListener("message", ({ data }) => {
  if ((data as { type?: unknown } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});
