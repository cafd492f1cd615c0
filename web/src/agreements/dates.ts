// The order of dates that are not all equally exact. Pure.

/** A month comes after its days and a year after its months, and no date at all after everything. */
export function compareDates(a: string | undefined, b: string | undefined): number {
  const key = (date: string | undefined): string => `${date ?? ""}~`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
