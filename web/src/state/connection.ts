// Whether the server still responds. The page works on what it has read, so it checks only after the reader acts, and
// while the server is unreachable.

import { effect } from "@preact/signals";
import { isServerUp, RequestError } from "../api/client";
import { load, ready } from "./atlas";
import { serverUnreachable, failure } from "./failure";
import { pageState } from "./page";

/** The minimum time between two checks. */
const PAUSE_MS = 5000;

/** How often an unreachable server is checked. */
const AGAIN_MS = 10_000;

let lastCheck = Date.now();
let scheduled = false;

async function check(): Promise<void> {
  scheduled = false;
  lastCheck = Date.now();
  if (await isServerUp()) {
    // Replace what came from the cache, and read what could not be read.
    if (serverUnreachable.peek()) await load();
    else if (ready.peek()) failure.value = null;
  } else if (failure.peek() === null) {
    failure.value = new RequestError("/healthz", null);
  }
}

/** Checks the server after every change of the URL, and until an unreachable server is back. */
export function watchConnection(): void {
  let first = true;
  effect(() => {
    void pageState.value;
    if (first || scheduled) {
      first = false;
      return;
    }
    scheduled = true;
    setTimeout(() => void check(), Math.max(0, lastCheck + PAUSE_MS - Date.now()));
  });
  effect(() => {
    if (!serverUnreachable.value) return;
    const timer = setInterval(() => {
      if (!document.hidden) void check();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  });
  window.addEventListener("offline", () => void check());
  window.addEventListener("online", () => void check());
}
