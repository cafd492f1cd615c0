// What went wrong between the page and the server.

import { computed, signal } from "@preact/signals";
import { RequestError } from "../api/client";
import { cachedSince } from "../offline/cacheState";

/** Why the last reading failed; null while all is well. */
export const failure = signal<RequestError | null>(null);

export function reportFailure(error: unknown): void {
  failure.value = error instanceof RequestError ? error : new RequestError("/", String(error));
}

/** Whether there was no server to answer: what is shown was kept, or what was asked for last did not come. */
export const serverUnreachable = computed(
  () => cachedSince.value !== null || (failure.value?.status === null && failure.value.detail === null),
);
