// What the reader looks at goes first: the list, then the map, then all that is out of sight.

import { effect, type ReadonlySignal, signal } from "@preact/signals";

/** Milliseconds after a paint in which the browser may turn to something else. */
const PAUSE = 4;
/** The longest waits, in milliseconds: for a page that never rests, for a map that never does, and for its tiles. */
const LONGEST = { page: 200, map: 400, tiles: 80 };

/** Whether the map is still to draw what changed; always where there is none. */
export const mapDrawing = signal(false);

/** Whether the map still gathers the tiles of what changed. */
export const tilesLoading = signal(false);

/** Milliseconds that a frame takes on most screens. */
const FRAME = 16;

/** Calls once the page rests, with the milliseconds it may take, and returns the way to call it off. */
export function whenIdle(call: (left: number) => void): () => void {
  // Safari knows no idle time.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(call, FRAME, FRAME);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback((deadline) => call(deadline.timeRemaining()), { timeout: LONGEST.page });
  return () => cancelIdleCallback(idle);
}

/** Calls once what changed just now has been painted, at once where nobody sees it. */
export function afterPaint(call: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => void (timer = setTimeout(call, PAUSE));
  const frame = document.hidden ? void wait() : requestAnimationFrame(wait);
  return () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Calls once what changed just now has been painted and the page rests. */
export function whenPaintedAndIdle(call: () => void): () => void {
  let callOff = afterPaint(() => (callOff = whenIdle(call)));
  return () => callOff();
}

/** Calls once what changed just now is painted and drawn on the map, and the page rests. */
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

/** Resolves once the map has what it is to draw, or is too long about it: one frame then shows all that changed. */
export async function whenTilesLoaded(): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = (): void => undefined;
  await new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LONGEST.tiles);
    stop = effect(() => {
      if (!tilesLoading.value) resolve();
    });
  });
  clearTimeout(timer);
  stop();
}

type Wait = (call: () => void) => () => void;

/** Follows a signal once the page has painted what else it changes, or after another wait. */
export function deferred<T>(of: ReadonlySignal<T>, wait: Wait = afterPaint): ReadonlySignal<T> {
  const followed = signal(of.peek());
  effect(() => {
    const next = of.value;
    return wait(() => (followed.value = next));
  });
  return followed;
}
