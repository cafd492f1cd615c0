// Errors between the page and the server.

import { computed, signal } from "@preact/signals";
import { RequestError } from "../api/client";
import { cachedSince } from "../cache/state";

/** Why the last request failed; null if it succeeded. */
export const failure = signal<RequestError | null>(null);

export function reportFailure(error: unknown): void {
  failure.value = error instanceof RequestError ? error : new RequestError("/", String(error));
}

/** Whether the server is unreachable: the last request got no response, or one from the cache. */
export const serverUnreachable = computed(
  () => cachedSince.value !== null || (failure.value?.status === null && failure.value.detail === null),
);
