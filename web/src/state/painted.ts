import { effect, type ReadonlySignal, signal } from "@preact/signals";

/** Follows a signal once the page has painted what else it changes: what is slow to draw waits for the list. */
export function painted<T>(of: ReadonlySignal<T>): ReadonlySignal<T> {
  const followed = signal(of.peek());
  effect(() => {
    const next = of.value;
    const frame = requestAnimationFrame(() => setTimeout(() => (followed.value = next)));
    return () => cancelAnimationFrame(frame);
  });
  return followed;
}
