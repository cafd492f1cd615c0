// Tiles, which pass by the worker: the page reads them itself, from their shelf where the server is gone, and has them
// kept a second after the last one came.

import { HAS_WORKER, noteCached } from "./cacheState";
import { CACHE_DELAY_MS, cacheName, MAX_ENTRIES, GATEWAY_ERRORS, NETWORK_TIMEOUT_S } from "./cacheBuckets";

/** What was kept of an address; undefined where nothing was. */
async function cachedTile(address: string): Promise<Response | undefined> {
  try {
    const kept = await caches.match(address, { cacheName: cacheName("parts"), ignoreVary: true });
    if (kept) noteCached(kept);
    return kept;
  } catch {
    // There are no caches where the page is not served securely, or may store nothing.
    return undefined;
  }
}

/** Named since the worker last heard of any. */
const named = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Has the worker keep tiles: it finds them in the browser's own cache. */
export function cacheTiles(addresses: Iterable<string>): void {
  for (const address of addresses) named.add(address);
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const worker = HAS_WORKER ? (await navigator.serviceWorker.getRegistration())?.active : null;
    const urlsToCache = [...named].slice(-MAX_ENTRIES.parts).map((each) => [each, { cache: "force-cache" }]);
    named.clear();
    worker?.postMessage({ type: "CACHE_URLS", payload: { urlsToCache } });
  }, CACHE_DELAY_MS);
}

async function fetched(address: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(address, { signal });
  if (GATEWAY_ERRORS.includes(response.status)) throw new Error(response.statusText);
  if (response.ok) cacheTiles([address]);
  return response;
}

/** A tile as the server has it, or as it was kept where that is gone or silent. Throws where there is neither. */
export async function readTile(address: string, signal: AbortSignal): Promise<ArrayBuffer> {
  let patience: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<Response>((resolve) => {
    patience = setTimeout(async () => {
      const kept = await cachedTile(address);
      if (kept) resolve(kept);
    }, NETWORK_TIMEOUT_S * 1000);
  });
  const orKept = async (error: unknown): Promise<Response> => {
    signal.throwIfAborted();
    const kept = await cachedTile(address);
    if (!kept) throw error;
    return kept;
  };
  const response = await Promise.race([fetched(address, signal), silent])
    .catch(orKept)
    .finally(() => clearTimeout(patience));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.arrayBuffer();
}
