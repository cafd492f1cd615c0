// What the page knows of its caches.

import { signal } from "@preact/signals";
import { CACHED_AT_HEADER } from "./buckets";

/** Whether a service worker can be used. */
export const HAS_WORKER = "serviceWorker" in navigator && import.meta.env.PROD;

/** Whether the worker has cached the page's files, if there will be a worker. */
export const workerReady = signal(!HAS_WORKER || navigator.serviceWorker.controller !== null);

/** When the oldest cached response in use was read; null if everything came from the server. */
export const cachedSince = signal<Date | null>(null);

let cachedResponses = 0;

/** How many responses came from a cache. */
export const cachedResponseCount = (): number => cachedResponses;

/** Records whether a response came from a cache. */
export function noteCached({ headers }: Response): void {
  const cachedAt = headers.get(CACHED_AT_HEADER);
  if (cachedAt === null) return;
  cachedResponses += 1;
  const time = new Date(cachedAt);
  const before = cachedSince.peek();
  if (before === null || time < before) cachedSince.value = time;
}
