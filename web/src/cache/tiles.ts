// Tiles bypass the worker: the page reads them itself, from their cache if the server is unreachable, and has them
// cached a second after the last one arrived.

import { HAS_WORKER, noteCached } from "./state";
import { CACHE_DELAY_MS, cacheName, MAX_ENTRIES, GATEWAY_ERRORS, NETWORK_TIMEOUT_S } from "./buckets";

async function cachedTile(url: string): Promise<Response | undefined> {
  try {
    const cached = await caches.match(url, { cacheName: cacheName("parts"), ignoreVary: true });
    if (cached) noteCached(cached);
    return cached;
  } catch {
    // No cache storage: the connection is insecure, or storage is disabled.
    return undefined;
  }
}

/** Loaded since the last message to the worker. */
const toCache = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Has the worker cache tiles, which it finds in the HTTP cache. */
export function cacheTiles(urls: Iterable<string>): void {
  for (const url of urls) toCache.add(url);
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const worker = HAS_WORKER ? (await navigator.serviceWorker.getRegistration())?.active : null;
    const urlsToCache = [...toCache]
      .slice(-MAX_ENTRIES.parts)
      .map((each) => [each, { cache: "force-cache" }]);
    toCache.clear();
    worker?.postMessage({ type: "CACHE_URLS", payload: { urlsToCache } });
  }, CACHE_DELAY_MS);
}

async function fetched(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal });
  if (GATEWAY_ERRORS.includes(response.status)) throw new Error(response.statusText);
  if (response.ok) cacheTiles([url]);
  return response;
}

/** A tile from the server, or from the cache if the server is unreachable or slow. Throws if there is neither. */
export async function readTile(url: string, signal: AbortSignal): Promise<ArrayBuffer> {
  let slowTimer: ReturnType<typeof setTimeout> | undefined;
  const slow = new Promise<Response>((resolve) => {
    slowTimer = setTimeout(async () => {
      const cached = await cachedTile(url);
      if (cached) resolve(cached);
    }, NETWORK_TIMEOUT_S * 1000);
  });
  const orCached = async (error: unknown): Promise<Response> => {
    signal.throwIfAborted();
    const cached = await cachedTile(url);
    if (!cached) throw error;
    return cached;
  };
  const response = await Promise.race([fetched(url, signal), slow])
    .catch(orCached)
    .finally(() => clearTimeout(slowTimer));
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.arrayBuffer();
}
