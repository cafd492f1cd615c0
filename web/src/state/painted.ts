import { effect, type ReadonlySignal, signal } from "@preact/signals";

/** Longest waits for a page that never rests, in milliseconds: of what the reader looks at next, and of all else. */
export const SOON = 16;
const LATER = 200;

/** Calls once the page rests, or after the longest wait, and returns the way to call it off. Safari knows no idle time. */
export function whenIdle(call: () => void, longest = LATER): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(call, longest / 10);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(call, { timeout: longest });
  return () => cancelIdleCallback(idle);
}

/** Calls once what changed just now has been painted and the page rests, at once where nobody sees it. */
export function afterPaint(call: () => void, longest = LATER): () => void {
  let callOff = (): void => undefined;
  if (document.hidden) {
    const timer = setTimeout(call);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(() => (callOff = whenIdle(call, longest)));
  return () => {
    cancelAnimationFrame(frame);
    callOff();
  };
}

/** Follows a signal once the page has painted what else it changes: what is slow to draw waits for the list. */
export function painted<T>(of: ReadonlySignal<T>, longest = LATER): ReadonlySignal<T> {
  const followed = signal(of.peek());
  effect(() => {
    const next = of.value;
    return afterPaint(() => (followed.value = next), longest);
  });
  return followed;
}
