// The claims of a fact sheet, ordered by importance for where not all fit.

import type { Claim } from "../api/types";
import { estimateName } from "../claims/amounts";
import { kindOf, SECTIONS } from "../claims/kinds";
import { byStanding } from "../claims/standing";

/** The groups of a sheet from its top. */
const GROUPS = [...SECTIONS.filter((name) => name !== "remarks"), "rejected", "remarks"] as const;

export type Group = (typeof GROUPS)[number];

/** How many claims of a group are taken before the next group's turn, if more than one. */
const PER_TURN: Partial<Record<Group, number>> = {
  ...{ minerals: 6, operators: 2, licences: 2, owners: 4, estimates: 2, output: 2 },
};

/** How many turns later than others a claim comes that no longer holds. */
const LATE = 3;

function groupOf(claim: Claim): Group {
  return claim.evidence.standing === "rejected" ? "rejected" : kindOf(claim).section;
}

const holds = (claim: Claim): boolean => !["past", "superseded"].includes(claim.evidence.standing);

/** Reserves before resources before figures outside reporting codes; the newest of a kind first. */
function byWeight(a: Claim, b: Claim): number {
  if (a.about !== "estimate" || b.about !== "estimate" || holds(a) !== holds(b)) return 0;
  const names = ["reserve", "resource", "unclassified", "uncoded", "informal"];
  const date = (claim: typeof a): string => claim.effective ?? claim.as_of ?? "";
  return names.indexOf(estimateName(a)) - names.indexOf(estimateName(b)) || date(b).localeCompare(date(a));
}

/** The most important claims first: some of every group before more of any. */
export function byNeed(claims: readonly Claim[]): Claim[] {
  return GROUPS.flatMap((group, place) =>
    membersOf(claims, group).map((claim, index) => ({
      ...{ claim, place },
      turn: Math.floor(index / (PER_TURN[group] ?? 1)) + (holds(claim) ? 0 : LATE),
    })),
  )
    .sort((a, b) => a.turn - b.turn || a.place - b.place)
    .map(({ claim }) => claim);
}

/** A group's claims, the most important first. */
export function membersOf(claims: readonly Claim[], group: Group): Claim[] {
  return byStanding(claims.filter((claim) => groupOf(claim) === group)).sort(byWeight);
}

/** Claims by group, in the order of the sheet. */
export function grouped(claims: readonly Claim[]): { group: Group; members: Claim[] }[] {
  return GROUPS.map((group) => ({ group, members: membersOf(claims, group) })).filter(
    ({ members }) => members.length > 0,
  );
}

/** The claims that fit, taken in order. A group of which one claim did not fit gets no more. */
export function chosen(claims: readonly Claim[], fits: (claims: readonly Claim[]) => boolean): Claim[] {
  const taken: Claim[] = [];
  const full = new Set<Group>();
  for (const claim of claims) {
    const group = groupOf(claim);
    if (full.has(group)) continue;
    if (fits([...taken, claim])) taken.push(claim);
    else full.add(group);
  }
  return taken;
}
