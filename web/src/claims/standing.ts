// Which claims are active, and which cannot all be true.

import type { Claim } from "../api/types";

/** In the order in which lists show claims; a test compares it with that of the HTML pages. */
export const STANDINGS = ["active", "disputed", "past", "superseded", "rejected"] as const;

export type Standing = Claim["evidence"]["standing"];

export const isRejected = (claim: Claim): boolean => claim.evidence.standing === "rejected";
export const isAccepted = (claim: Claim): boolean => claim.judgement?.verdict === "accepted";

/** Whether a claim holds on the day shown and is not rejected. */
export const isActive = (claim: Claim): boolean => ["active", "disputed"].includes(claim.evidence.standing);

/** Active claims first; superseded and rejected ones stay, below. */
export function byStanding<C extends Claim>(claims: readonly C[]): C[] {
  const rank = (claim: C): number => STANDINGS.indexOf(claim.evidence.standing);
  return [...claims].sort((a, b) => rank(a) - rank(b));
}

/** Groups of claims that dispute one another, directly or through a third, in the order of the record. */
export function rivalGroups(claims: readonly Claim[]): Claim[][] {
  const byId = new Map(claims.flatMap((claim) => (claim.id ? [[claim.id, claim] as const] : [])));
  const grouped = new Set<Claim>();
  const groups: Claim[][] = [];
  for (const start of claims) {
    if (grouped.has(start)) continue;
    const group = new Set<Claim>();
    const visit = (claim: Claim | undefined): void => {
      if (claim === undefined || group.has(claim)) return;
      group.add(claim);
      for (const id of claim.evidence.disputed_by) visit(byId.get(id));
    };
    visit(start);
    if (group.size < 2) continue;
    for (const claim of group) grouped.add(claim);
    groups.push(claims.filter((claim) => group.has(claim)));
  }
  return groups;
}
