// The browser's history is told of an address once the page and its map show it: the browser goes through the whole
// document and draws its own window then, which takes longer than to filter thousands of sites.

import { afterCalm } from "./painted";

export type Entry = "push" | "replace";

interface Told {
  readonly query: string;
  readonly entry: Entry;
  readonly state: unknown;
}

let untold: Told | null = null;
let callOff = (): void => undefined;

/** Tells of what the browser does not know yet. */
function tellNow(): void {
  callOff();
  if (untold === null) return;
  const { query, entry, state } = untold;
  untold = null;
  const target = `${window.location.pathname}${query}`;
  if (entry === "push") window.history.pushState(state, "", target);
  else window.history.replaceState(window.history.state, "", target);
}

/** Goes back, from an entry that the browser knows of. */
export function goBack(): void {
  tellNow();
  window.history.back();
}

/** The query of the newest entry, whether the browser knows of it or not. */
export function newest(): string {
  return untold?.query ?? window.location.search;
}

/** Adds an entry, or changes the newest one, which keeps its state. */
export function tell(told: Told): void {
  if (untold !== null && told.entry === "replace") {
    untold = { ...untold, query: told.query };
    return;
  }
  tellNow();
  untold = told;
  callOff = afterCalm(tellNow);
}

// Before the reader can leave, reload or go back: by a key, or by the browser's own window.
for (const act of ["pointerdown", "keydown"]) window.addEventListener(act, tellNow, { capture: true });
document.documentElement.addEventListener("mouseleave", tellNow);

/** Calls when the reader goes back or forward, with the entry's query. */
export function onTravel(call: (query: string) => void): void {
  window.addEventListener("popstate", () => {
    if (untold?.entry === "push") {
      // Back from an entry that the browser did not know: it went one too far.
      untold = null;
      window.history.forward();
      return;
    }
    untold = null;
    call(window.location.search);
  });
}
