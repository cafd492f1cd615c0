// The browser's history is told of an address once the page and its map show it: the browser goes through the whole
// document and draws its own window then, which takes longer than to filter thousands of sites.

import { whenSettled } from "./scheduling";

export type Entry = "push" | "replace";

interface PendingEntry {
  readonly query: string;
  readonly entry: Entry;
  readonly state: unknown;
}

let pending: PendingEntry | null = null;
let callOff = (): void => undefined;

/** Tells of what the browser does not know yet. */
function flush(): void {
  callOff();
  if (pending === null) return;
  const { query, entry, state } = pending;
  pending = null;
  const target = `${window.location.pathname}${query}`;
  if (entry === "push") window.history.pushState(state, "", target);
  else window.history.replaceState(window.history.state, "", target);
}

/** Goes back, from an entry that the browser knows of. */
export function goBack(): void {
  flush();
  window.history.back();
}

/** The query of the newest entry, whether the browser knows of it or not. */
export function currentQuery(): string {
  return pending?.query ?? window.location.search;
}

/** Adds an entry, or changes the newest one, which keeps its state. */
export function record(told: PendingEntry): void {
  if (pending !== null && told.entry === "replace") {
    pending = { ...pending, query: told.query };
    return;
  }
  flush();
  pending = told;
  callOff = whenSettled(flush);
}

// Before the reader can leave, reload or go back: by a key, or by the browser's own window.
for (const act of ["pointerdown", "keydown"]) window.addEventListener(act, flush, { capture: true });
document.documentElement.addEventListener("mouseleave", flush);

/** Calls when the reader goes back or forward, with the entry's query. */
export function onTravel(call: (query: string) => void): void {
  window.addEventListener("popstate", () => {
    if (pending?.entry === "push") {
      // Back from an entry that the browser did not know: it went one too far.
      pending = null;
      window.history.forward();
      return;
    }
    pending = null;
    call(window.location.search);
  });
}
