// How old what is shown is, where the server was gone and the worker gave what it had kept.

import { signal } from "@preact/signals";
import { KEPT } from "./shelves";

/** When the oldest of it was read; null where all of it came from the server. */
export const keptFrom = signal<Date | null>(null);

let noted = 0;

/** How often something kept has come. */
export const timesKept = (): number => noted;

/** Sees whether the worker has marked an answer. */
export function note({ headers }: Response): void {
  const mark = headers.get(KEPT);
  if (mark === null) return;
  noted += 1;
  const time = new Date(mark);
  const before = keptFrom.peek();
  if (before === null || time < before) keptFrom.value = time;
}
