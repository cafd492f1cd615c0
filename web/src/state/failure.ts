// What went wrong between the page and the server.

import { signal } from "@preact/signals";
import { Unreachable } from "../api/client";

/** Why the last reading failed; null while all is well. */
export const failure = signal<Unreachable | null>(null);

export function failed(error: unknown): void {
  failure.value = error instanceof Unreachable ? error : new Unreachable("/", String(error));
}
