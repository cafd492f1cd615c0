// The service worker: the page's files come from what it keeps, the documents from the server while that answers.

/// <reference lib="webworker" />

import { clientsClaim, copyResponse } from "workbox-core";
import type { WorkboxPlugin } from "workbox-core/types.js";
import { ExpirationPlugin } from "workbox-expiration";
import { PrecacheController, type PrecacheEntry, PrecacheRoute } from "workbox-precaching";
import { RangeRequestsPlugin } from "workbox-range-requests";
import { registerRoute, setCatchHandler } from "workbox-routing";
import { CacheFirst, NetworkFirst } from "workbox-strategies";
import { isPage, KEPT, MOST, ON_DEMAND, type Shelf, shelfOf } from "./shelves";

declare const self: ServiceWorkerGlobalScope;

/** Every file of the page, as the build lists them. */
declare const FILES: PrecacheEntry[];

/** How long a silent server is waited for, where there is something to show instead. */
const PATIENCE_S = 10;

/** So long the page has the machine for itself before its answers are kept. */
const CALM_MS = 1000;

/** What stands before a server says so when that is gone. */
const NO_SERVER = [502, 503, 504];

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
    await new Promise((resolve) => setTimeout(resolve, CALM_MS));
    return copyResponse(response, (init) => {
      (init.headers as Headers).set(KEPT, new Date().toISOString());
      return init;
    });
  },
  fetchDidSucceed: async ({ response }) => {
    if (NO_SERVER.includes(response.status)) throw new Error(response.statusText);
    return response;
  },
};

for (const [shelf, maxEntries] of Object.entries(MOST) as [Shelf, number][]) {
  const bounded = new ExpirationPlugin({ maxEntries, matchOptions: { ignoreVary: true } }) as WorkboxPlugin;
  registerRoute(
    ({ request, url, sameOrigin }) => sameOrigin && request.mode !== "navigate" && shelfOf(url) === shelf,
    new NetworkFirst({
      cacheName: `oreatlas-${shelf}`,
      networkTimeoutSeconds: PATIENCE_S,
      plugins: [stamped, bounded],
    }),
  );
}

// What is neither answered nor kept: the page is told what it would be told without a worker.
setCatchHandler(async () => Response.error());

// The page that fetched the first worker is the first that it serves.
clientsClaim();

// A newer worker waits until the reader wants it.
self.addEventListener("message", ({ data }) => {
  if ((data as { type?: unknown } | null)?.type === "SKIP_WAITING") void self.skipWaiting();
});
