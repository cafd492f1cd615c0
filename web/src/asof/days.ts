// The days on which anything changes, as the places of a slider. Pure: no signals in here.

/** Playing goes through all days in about so many steps. */
const STEPS = 40;

/** The place of a day: that of the last change until then. Today stands behind all changes. */
export function indexOfDay(days: readonly string[], day: string | null): number {
  if (day === null) return days.length;
  const after = days.findIndex((change) => change > day);
  return Math.max(0, (after === -1 ? days.length : after) - 1);
}

/** The day at a place; null for today. */
export function dayAt(days: readonly string[], place: number): string | null {
  return days[place] ?? null;
}

/** Where playing goes from a place; from the end it begins anew. */
export function nextIndex(days: readonly string[], place: number): number {
  if (place >= days.length) return 0;
  return Math.min(days.length, place + Math.max(1, Math.round(days.length / STEPS)));
}
