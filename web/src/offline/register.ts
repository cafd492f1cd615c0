// The page's side of the service worker: installs it, has it cache what was read before, and learns of updates.

import { signal } from "@preact/signals";
import { messageSW, Workbox } from "workbox-window";
import { ACCEPT } from "../api/client";
import { HAS_WORKER, workerReady } from "../cache/state";
import { isTile, cacheBucketOf, withoutDay } from "../cache/buckets";
import { cacheTiles } from "../cache/tiles";
import { onHost } from "../root";

/** An open page checks for updates when it becomes visible again, at most this often. */
const HOUR_MS = 3_600_000;

/** Whether a newer version is ready. */
export const updateAvailable = signal(false);

/** Null without a secure connection. */
const workbox = HAS_WORKER ? new Workbox(onHost("/sw.js")) : null;

export async function registerWorker(): Promise<void> {
  if (workbox === null) return;
  const served = navigator.serviceWorker.controller !== null;
  workbox.addEventListener("waiting", () => (updateAvailable.value = true));
  try {
    await workbox.register();
    if (!served) await cacheEarlierReads();
  } catch {
    // The browser refuses, as in some private windows. The page works without it.
  }
  workerReady.value = true;
  let last = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - last < HOUR_MS) return;
    last = Date.now();
    workbox.update().catch(() => undefined);
  });
}

/** Read late, perhaps just now: the resource timings do not list a request that is under way. */
const LATE = ["/api", "/sources"];

/** Caches what this page read before the worker was active, and the same documents for today. */
async function cacheEarlierReads(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  if (active === null) return;
  const read = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const own = read.filter((url) => url.origin === window.location.origin && cacheBucketOf(url) !== null);
  const paths = own.filter((url) => !isTile(url)).map(({ pathname, search }) => pathname + search);
  const all = new Set([...LATE.map(onHost), ...paths, ...paths.map(withoutDay)]);
  const init = { headers: { accept: ACCEPT } };
  await messageSW(active, {
    type: "CACHE_URLS",
    payload: { urlsToCache: [...all].map((path) => [path, init]) },
  });
  cacheTiles(own.filter(isTile).map(({ pathname, search }) => pathname + search));
}

/** Activates the newer version and reloads the page. */
export async function applyUpdate(): Promise<void> {
  const reload = (): void => window.location.reload();
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting;
  // Another window has activated it already.
  if (!waiting) return reload();
  navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
  workbox?.messageSkipWaiting();
}
