// Work is scheduled in the order that readers notice it: the list, then the map, then what is out of sight.

import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { mapDrawing, visible } from "./map";

/** Milliseconds after a paint for the browser to do other work. */
const PAUSE = 4;
/** The longest waits in milliseconds: for an idle page, and for the map to draw, now and for the first time. */
const LONGEST = { page: 200, map: 400, firstMap: 5000 };

/** Milliseconds per frame on most screens. */
const FRAME = 16;

/** Calls once the page is idle, with the milliseconds left. Returns a cancel function. */
export function whenIdle(call: (left: number) => void): () => void {
  // Safari has no idle callbacks.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(call, FRAME, FRAME);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback((deadline) => call(deadline.timeRemaining()), { timeout: LONGEST.page });
  return () => cancelIdleCallback(idle);
}

/** Calls once the current changes have been painted, or soon if the page is hidden. Returns a cancel function. */
export function afterPaint(call: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => void (timer = setTimeout(call, PAUSE));
  const frame = document.hidden ? void wait() : requestAnimationFrame(wait);
  return () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Calls once the current changes have been painted and the page is idle. Returns a cancel function. */
function whenPaintedAndIdle(call: () => void): () => void {
  let cancel = afterPaint(() => (cancel = whenIdle(call)));
  return () => cancel();
}

/** Calls once the current changes are painted, also on the map, and the page is idle. Returns a cancel function. */
export function whenSettled(call: () => void): () => void {
  const once = (): void => {
    stop();
    call();
  };
  const stop = effect(() => {
    if (!mapDrawing.value) return whenPaintedAndIdle(once);
    const timer = setTimeout(once, LONGEST.map);
    return () => clearTimeout(timer);
  });
  return stop;
}

/** Calls once the first map has been drawn; without a map, after a while. */
export function afterFirstMap(call: () => void): void {
  const once = (): void => {
    clearTimeout(timer);
    stop();
    whenPaintedAndIdle(call);
  };
  const timer = setTimeout(once, LONGEST.firstMap);
  const stop = effect(() => {
    if (visible.value !== null) queueMicrotask(once);
  });
}

type Wait = (call: () => void) => () => void;

/** Follows a signal after the page has painted its other effects, or after another wait. */
export function deferred<T>(of: ReadonlySignal<T>, wait: Wait = afterPaint): ReadonlySignal<T> {
  const followed = signal(of.peek());
  effect(() => {
    const next = of.value;
    return wait(() => (followed.value = next));
  });
  return followed;
}
