// The jump from a citation to its entry in the source list, and back.

import { signal } from "@preact/signals";

/** The citation that was followed: the reader can return to it. */
export const cameFrom = signal<HTMLElement | null>(null);

/** The id of the entry that a citation led to. */
export const followed = signal<string | null>(null);
