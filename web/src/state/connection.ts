// Whether the server still answers. The page works on what it has read, so it asks only when the reader acts.

import { effect } from "@preact/signals";
import { answers, Unreachable } from "../api/client";
import { failure, ready } from "./atlas";
import { address } from "./page";

/** At most one question in this time. */
const PAUSE_MS = 5000;

let last = Date.now();
let waiting = false;

async function ask(): Promise<void> {
  waiting = false;
  last = Date.now();
  if (await answers()) {
    if (ready.peek()) failure.value = null;
  } else if (failure.peek() === null) {
    failure.value = new Unreachable("/healthz", null);
  }
}

/** Asks after the reader has changed the filters, the site or the view. */
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
  window.addEventListener("offline", () => void ask());
  window.addEventListener("online", () => void ask());
}
