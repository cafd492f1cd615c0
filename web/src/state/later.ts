// Code that is not needed to show the list: it comes when it is first asked for, or once the page rests.

import { type ReadonlySignal, signal } from "@preact/signals";
import { failed } from "./failure";

export interface Later<T> {
  /** Null until it has come. */
  readonly value: ReadonlySignal<T | null>;
  /** Asks for it, if nobody has; again where it could not be had. */
  ask(): void;
}

const all: Later<unknown>[] = [];

export function later<T>(load: () => Promise<T>): Later<T> {
  const value = signal<T | null>(null);
  let coming = false;
  const ask = (): void => {
    if (coming) return;
    coming = true;
    load().then(
      (come) => (value.value = come),
      (error: unknown) => {
        coming = false;
        failed(error);
      },
    );
  };
  const made = { value, ask };
  all.push(made);
  return made;
}

/** Asks for all that can wait: then it is there when it is wanted, and when the network is gone. */
export function askForAll(): void {
  document.documentElement.classList.add("rested");
  for (const each of all) each.ask();
}
