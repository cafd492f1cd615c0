// Which claims cannot all be true. Pure.

import type { Claim } from "../api/types";

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

export type Standing = "rejected" | "superseded" | "past" | "disputed" | "standing";

/** How a claim stands among the others. */
export function standing(claim: Claim): Standing {
  if (claim.judgement?.verdict === "rejected") return "rejected";
  if (claim.evidence.superseded_by !== null) return "superseded";
  if (!claim.evidence.current) return "past";
  return claim.evidence.disputed_by.length > 0 ? "disputed" : "standing";
}

/** What stands comes first; what is rejected or superseded stays, below. */
export function byStanding(claims: readonly Claim[]): Claim[] {
  const below = (claim: Claim): number =>
    ({ standing: 0, disputed: 0, past: 1, superseded: 2, rejected: 3 })[standing(claim)];
  return claims
    .map((claim, index) => ({ claim, index }))
    .sort((a, b) => below(a.claim) - below(b.claim) || a.index - b.index)
    .map(({ claim }) => claim);
}
