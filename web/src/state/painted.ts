import { effect, type ReadonlySignal, signal } from "@preact/signals";

/** Longest wait for a page that never rests, in milliseconds. */
const PATIENCE = 100;

/** Calls once the page rests, or soon, and returns the way to call it off. Safari knows no idle time. */
export function whenIdle(call: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(call, PATIENCE / 5);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(call, { timeout: PATIENCE });
  return () => cancelIdleCallback(idle);
}

/** Calls once what changed just now has been painted and the page rests, at once where nobody sees it. */
export function afterPaint(call: () => void): () => void {
  let callOff = (): void => undefined;
  if (document.hidden) {
    const timer = setTimeout(call);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(() => (callOff = whenIdle(call)));
  return () => {
    cancelAnimationFrame(frame);
    callOff();
  };
}

/** Follows a signal once the page has painted what else it changes: what is slow to draw waits for the list. */
export function painted<T>(of: ReadonlySignal<T>): ReadonlySignal<T> {
  const followed = signal(of.peek());
  effect(() => {
    const next = of.value;
    return afterPaint(() => (followed.value = next));
  });
  return followed;
}
