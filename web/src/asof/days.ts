// The days on which any fact changes, as positions of a slider. Pure: no signals here.

/** Playback takes about this many steps. */
const STEPS = 40;

/** The slider position of a day: that of the last change up to it. Today comes after all changes. */
export function indexOfDay(days: readonly string[], day: string | null): number {
  if (day === null) return days.length;
  const after = days.findIndex((change) => change > day);
  return Math.max(0, (after === -1 ? days.length : after) - 1);
}

/** The day at a slider position; null for today. */
export function dayAt(days: readonly string[], position: number): string | null {
  return days[position] ?? null;
}

/** The next position of playback; the end wraps around to the start. */
export function nextIndex(days: readonly string[], position: number): number {
  if (position >= days.length) return 0;
  return Math.min(days.length, position + Math.max(1, Math.round(days.length / STEPS)));
}
