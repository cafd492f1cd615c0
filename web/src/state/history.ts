// Updates the browser's history after the page and its map have been painted: `pushState` makes browsers traverse the
// document and redraw their own window, which takes longer than filtering thousands of sites.

import { whenSettled } from "./scheduling";

export type Entry = "push" | "replace";

interface PendingEntry {
  readonly query: string;
  readonly entry: Entry;
  readonly state: unknown;
}

let pending: PendingEntry | null = null;
let cancel = (): void => undefined;

/** Writes the pending entry to the browser's history. */
function flush(): void {
  cancel();
  if (pending === null) return;
  const { query, entry, state } = pending;
  pending = null;
  const target = `${window.location.pathname}${query}`;
  if (entry === "push") window.history.pushState(state, "", target);
  else window.history.replaceState(window.history.state, "", target);
}

export function goBack(): void {
  flush();
  window.history.back();
}

/** The query of the newest entry, written or pending. */
export function currentQuery(): string {
  return pending?.query ?? window.location.search;
}

/** Pushes an entry, or replaces the newest one's URL and keeps its state. */
export function record(next: PendingEntry): void {
  if (pending !== null && next.entry === "replace") {
    pending = { ...pending, query: next.query };
    return;
  }
  flush();
  pending = next;
  cancel = whenSettled(flush);
}

// Before the reader can leave, reload or go back, by a key or in the browser's own window.
for (const act of ["pointerdown", "keydown"]) window.addEventListener(act, flush, { capture: true });
document.documentElement.addEventListener("mouseleave", flush);

/** Calls back with the entry's query when the reader goes back or forward. */
export function onTravel(call: (query: string) => void): void {
  window.addEventListener("popstate", () => {
    if (pending?.entry === "push") {
      // The browser did not know the newest entry, so it went back one too far.
      pending = null;
      window.history.forward();
      return;
    }
    pending = null;
    call(window.location.search);
  });
}
