// Whether the server still answers. The page works on what it has read, so it asks only when the reader acts, and
// while the server is gone.

import { effect } from "@preact/signals";
import { isServerUp, RequestError } from "../api/client";
import { load, ready } from "./atlas";
import { serverUnreachable, failure } from "./failure";
import { address } from "./page";

/** At most one question in this time. */
const PAUSE_MS = 5000;

/** How often a server that is gone is asked for. */
const AGAIN_MS = 10_000;

let last = Date.now();
let waiting = false;

async function ask(): Promise<void> {
  waiting = false;
  last = Date.now();
  if (await isServerUp()) {
    // What was kept or could not be read is read now.
    if (serverUnreachable.peek()) await load();
    else if (ready.peek()) failure.value = null;
  } else if (failure.peek() === null) {
    failure.value = new RequestError("/healthz", null);
  }
}

/** Asks after the reader has changed the filters, the site or the view, and again until a lost server is back. */
export function watchConnection(): void {
  let first = true;
  effect(() => {
    void address.value;
    if (first || waiting) {
      first = false;
      return;
    }
    waiting = true;
    setTimeout(() => void ask(), Math.max(0, last + PAUSE_MS - Date.now()));
  });
  effect(() => {
    if (!serverUnreachable.value) return;
    const timer = setInterval(() => {
      if (!document.hidden) void ask();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  });
  window.addEventListener("offline", () => void ask());
  window.addEventListener("online", () => void ask());
}
