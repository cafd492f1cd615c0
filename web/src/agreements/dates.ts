// Order of dates with different precision.

/** A month sorts after its days, a year after its months, and a missing date last. */
export function compareDates(a: string | undefined, b: string | undefined): number {
  const key = (date: string | undefined): string => `${date ?? ""}~`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
