// Agreements in chronological order.

import type { Agreement, Claim, ClaimAbout } from "../api/types";
import { isActive } from "../claims/standing";

export interface Year {
  /** Null for undated agreements. */
  readonly year: string | null;
  readonly agreements: readonly Agreement[];
}

/** An agreement's active claims of one kind. */
export function activeClaims<About extends Claim["about"]>(
  agreement: Agreement,
  about: About,
): ClaimAbout<About>[] {
  return agreement.properties.claims.filter(
    (claim): claim is ClaimAbout<About> => claim.about === about && isActive(claim),
  );
}

/** Milestones in chronological order. */
export function milestonesOf(agreement: Agreement): ClaimAbout<"milestone">[] {
  return activeClaims(agreement, "milestone").sort((a, b) => compareDates(a.date, b.date));
}

/** The dates of signature that sources give, each once; several where they disagree. */
export function signedOn(agreement: Agreement): string[] {
  return [...new Set(activeClaims(agreement, "signed").map((claim) => claim.date))].sort();
}

/** The date that places an agreement in time: its signature, else its first milestone. */
export function begunOn(agreement: Agreement): string | null {
  const [signed] = signedOn(agreement);
  if (signed !== undefined) return signed;
  return milestonesOf(agreement)[0]?.date ?? null;
}

/** By year, newest first; undated agreements come last. */
export function byYear(agreements: readonly Agreement[]): Year[] {
  const years = new Map<string | null, Agreement[]>();
  for (const agreement of agreements) {
    const year = begunOn(agreement)?.slice(0, 4) ?? null;
    years.set(year, [...(years.get(year) ?? []), agreement]);
  }
  const latest = (a: string | null, b: string | null): number =>
    a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? 1 : -1;
  return [...years]
    .sort(([a], [b]) => latest(a, b))
    .map(([year, members]) => ({
      year,
      agreements: [...members].sort((a, b) => latest(begunOn(a), begunOn(b)) || (a.id < b.id ? -1 : 1)),
    }));
}

/** Orders dates of different precision: a month after its days, a year after its months, a missing date last. */
export function compareDates(a: string | undefined, b: string | undefined): number {
  const key = (date: string | undefined): string => `${date ?? ""}~`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
