// Tiles bypass the worker: the page reads them itself, from their cache if the server is unreachable, and has them
// cached a second after the last one arrived.

import { HAS_WORKER, noteCached } from "./cacheState";
import { CACHE_DELAY_MS, cacheName, MAX_ENTRIES, GATEWAY_ERRORS, NETWORK_TIMEOUT_S } from "./cacheBuckets";

async function cachedTile(address: string): Promise<Response | undefined> {
  try {
    const cached = await caches.match(address, { cacheName: cacheName("parts"), ignoreVary: true });
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
export function cacheTiles(addresses: Iterable<string>): void {
  for (const address of addresses) toCache.add(address);
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

async function fetched(address: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(address, { signal });
  if (GATEWAY_ERRORS.includes(response.status)) throw new Error(response.statusText);
  if (response.ok) cacheTiles([address]);
  return response;
}

/** A tile from the server, or from the cache if the server is unreachable or slow. Throws if there is neither. */
export async function readTile(address: string, signal: AbortSignal): Promise<ArrayBuffer> {
  let slowTimer: ReturnType<typeof setTimeout> | undefined;
  const slow = new Promise<Response>((resolve) => {
    slowTimer = setTimeout(async () => {
      const cached = await cachedTile(address);
      if (cached) resolve(cached);
    }, NETWORK_TIMEOUT_S * 1000);
  });
  const orCached = async (error: unknown): Promise<Response> => {
    signal.throwIfAborted();
    const cached = await cachedTile(address);
    if (!cached) throw error;
    return cached;
  };
  const response = await Promise.race([fetched(address, signal), slow])
    .catch(orCached)
    .finally(() => clearTimeout(slowTimer));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.arrayBuffer();
}
