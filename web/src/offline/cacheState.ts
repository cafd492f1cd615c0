// What is kept for when the server is gone, as the page knows of it.

import { signal } from "@preact/signals";
import { CACHED_AT_HEADER } from "./cacheBuckets";

/** Whether there is a worker, or can be one. */
export const HAS_WORKER = "serviceWorker" in navigator && import.meta.env.PROD;

/** Whether the worker has what it keeps, if there will be one: what is asked for now comes from there. */
export const workerReady = signal(!HAS_WORKER || navigator.serviceWorker.controller !== null);

/** When the oldest of what is shown was read, where the server was gone and it was kept; null where all of it came from the server. */
export const cachedSince = signal<Date | null>(null);

let noted = 0;

/** How often something kept has come. */
export const cachedResponseCount = (): number => noted;

/** Sees whether the worker has marked an answer. */
export function noteCached({ headers }: Response): void {
  const mark = headers.get(CACHED_AT_HEADER);
  if (mark === null) return;
  noted += 1;
  const time = new Date(mark);
  const before = cachedSince.peek();
  if (before === null || time < before) cachedSince.value = time;
}
