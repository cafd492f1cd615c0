// The way from a citation to its source's entry, and back.

import { signal } from "@preact/signals";

/** The citation that led to the source list, so that a reader can go back to it. */
export const cameFrom = signal<HTMLElement | null>(null);

/** The entry of the source list that was followed. */
export const followed = signal<string | null>(null);
