// The years of a chart, with the gaps between them.

import type { Year } from "../agreements/timeline";

interface Gap {
  readonly from: string;
  readonly to: string;
}

/** Years from newest to oldest, with a gap wherever years have no agreement. */
export function gaps(years: readonly Year[]): (Year | Gap)[] {
  return years.flatMap((year, index) => {
    const above = years[index - 1]?.year;
    if (above == null || year.year === null) return [year];
    const [from, to] = [Number(year.year) + 1, Number(above) - 1];
    return from > to ? [year] : [{ from: String(from), to: String(to) }, year];
  });
}
