// Code split out of the first load: fetched when first needed, or once the page is idle.

import { type ReadonlySignal, signal } from "@preact/signals";
import { reportFailure } from "./failure";

export interface Lazy<T> {
  /** Null until loaded. */
  readonly value: ReadonlySignal<T | null>;
  /** Starts loading unless already started; retries after a failure. */
  load(): void;
}

const all: Lazy<unknown>[] = [];

export function lazy<T>(importModule: () => Promise<T>): Lazy<T> {
  const value = signal<T | null>(null);
  let started = false;
  const load = (): void => {
    if (started) return;
    started = true;
    importModule().then(
      (loaded) => (value.value = loaded),
      (error: unknown) => {
        started = false;
        reportFailure(error);
      },
    );
  };
  const created = { value, load };
  all.push(created);
  return created;
}

/** The font of names in Urdu, and letters that it is loaded for. */
const NASTALIQ = ["1em 'Noto Nastaliq Urdu'", "\u0627"] as const;

/** Loads everything that could wait, so that it is ready when needed and works offline. Sets the class `idle` once names
 * in Urdu have their font, or cannot have it. */
export function loadAllLazy(): void {
  for (const each of all) each.load();
  void document.fonts
    .load(...NASTALIQ)
    .catch(() => undefined)
    .then(() => document.documentElement.classList.add("idle"));
}
