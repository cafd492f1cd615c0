// The page's side of the worker: has it installed, hands it what was read before, and hears of newer ones.

import { signal } from "@preact/signals";
import { messageSW, Workbox } from "workbox-window";
import { ACCEPT } from "../api/client";
import { HAS_WORKER, workerReady } from "./cacheState";
import { isTile, cacheBucketOf, withoutDay } from "./cacheBuckets";
import { cacheTiles } from "./tiles";

/** A page that stays open asks for a newer one when it is looked at again, but not more often. */
const HOUR_MS = 3_600_000;

/** Whether a newer version waits. */
export const updateAvailable = signal(false);

/** A browser has no workers where the page is not served securely. */
const workbox = HAS_WORKER ? new Workbox("/sw.js") : null;

export async function registerWorker(): Promise<void> {
  if (workbox === null) return;
  const served = navigator.serviceWorker.controller !== null;
  workbox.addEventListener("waiting", () => (updateAvailable.value = true));
  try {
    await workbox.register();
    if (!served) await cacheEarlierReads();
  } catch {
    // The browser will have none, as in some private windows: the page works without.
  }
  workerReady.value = true;
  let last = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - last < HOUR_MS) return;
    last = Date.now();
    workbox.update().catch(() => undefined);
  });
}

/** What this page read before there was a worker is kept too, and its day today, which may be another than the chosen. */
async function cacheEarlierReads(): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  if (active === null) return;
  const read = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const own = read.filter((url) => url.origin === window.location.origin && cacheBucketOf(url) !== null);
  const addresses = own.filter((url) => !isTile(url)).map(({ pathname, search }) => pathname + search);
  const all = new Set(["/api", ...addresses, ...addresses.map(withoutDay)]);
  const init = { headers: { accept: ACCEPT } };
  await messageSW(active, {
    type: "CACHE_URLS",
    payload: { urlsToCache: [...all].map((address) => [address, init]) },
  });
  cacheTiles(own.filter(isTile).map(({ pathname, search }) => pathname + search));
}

/** The newer version takes over, and the page is made anew. */
export async function applyUpdate(): Promise<void> {
  const reload = (): void => window.location.reload();
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting;
  // Another window has let it in already.
  if (!waiting) return reload();
  navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
  workbox?.messageSkipWaiting();
}
