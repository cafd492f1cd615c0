// What went wrong between the page and the server.

import { computed, signal } from "@preact/signals";
import { Unreachable } from "../api/client";
import { keptFrom } from "../offline/kept";

/** Why the last reading failed; null while all is well. */
export const failure = signal<Unreachable | null>(null);

export function failed(error: unknown): void {
  failure.value = error instanceof Unreachable ? error : new Unreachable("/", String(error));
}

/** Whether there was no server to answer: what is shown was kept, or what was asked for last did not come. */
export const gone = computed(
  () => keptFrom.value !== null || (failure.value?.status === null && failure.value.detail === null),
);
