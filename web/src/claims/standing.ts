// Which claims are active, and which cannot all be true.

import type { Claim } from "../api/types";

/** In the order in which lists show claims; a test compares it with that of the HTML pages. */
export const STANDINGS = ["active", "disputed", "past", "superseded", "rejected"] as const;

export type Standing = (typeof STANDINGS)[number];

export const isRejected = (claim: Claim): boolean => claim.judgement?.verdict === "rejected";
export const isAccepted = (claim: Claim): boolean => claim.judgement?.verdict === "accepted";

/** Whether a claim holds on the day shown and is not rejected. */
export const isActive = (claim: Claim): boolean => claim.evidence.current && !isRejected(claim);

export function standingOf(claim: Claim): Standing {
  if (isRejected(claim)) return "rejected";
  if (claim.evidence.superseded_by !== null) return "superseded";
  if (!claim.evidence.current) return "past";
  return claim.evidence.disputed_by.length > 0 ? "disputed" : "active";
}

/** Active claims first; superseded and rejected ones stay, below. */
export function byStanding<C extends Claim>(claims: readonly C[]): C[] {
  const rank = (claim: C): number => STANDINGS.indexOf(standingOf(claim));
  return [...claims].sort((a, b) => rank(a) - rank(b));
}

/** Groups of claims that dispute one another, directly or through a third, in the order of the record. */
export function rivalGroups(claims: readonly Claim[]): Claim[][] {
  const grouped = new Set<number>();
  const groups: Claim[][] = [];
  claims.forEach((_claim, start) => {
    if (grouped.has(start)) return;
    const group = new Set<number>();
    const visit = (index: number): void => {
      const claim = claims[index];
      if (claim === undefined || group.has(index)) return;
      group.add(index);
      claim.evidence.disputed_by.forEach(visit);
    };
    visit(start);
    if (group.size < 2) return;
    for (const index of group) grouped.add(index);
    groups.push([...group].sort((a, b) => a - b).flatMap((index) => claims[index] ?? []));
  });
  return groups;
}
