// The reader's preference, applied to rival claims.

import type { Claim } from "../api/types";
import { kindOf } from "../claims/kinds";
import { rivalGroups } from "../claims/standing";
import type { Dispute } from "../records/disputes";
import { sources } from "../state/atlas";
import { preference } from "../state/page";
import {
  DEFAULT_PREFERENCE,
  type Preference,
  rankRivals,
  type Ranking,
  type Reason,
} from "../claims/ranking";

const rankedBy = (chosen: Preference, group: readonly Claim[]): Ranking =>
  rankRivals(group, chosen, {
    sources: sources.value,
    valueDate: (claim) => kindOf(claim).valueDate?.(claim),
  });

export const ranked = (group: readonly Claim[]): Ranking => rankedBy(preference.value, group);

export interface Change {
  readonly now: Claim;
  readonly before: Claim;
}

/** The claim shown first and the one that would be by default; null where they are the same. */
export function changed(group: readonly Claim[]): Change | null {
  const now = ranked(group).claims[0];
  const before = rankedBy(DEFAULT_PREFERENCE, group).claims[0];
  return now === undefined || before === undefined || now === before ? null : { now, before };
}

/** The first claim of each group of rivals in a record, and why it is first. */
export function firsts(claims: readonly Claim[]): ReadonlyMap<Claim, Reason> {
  return new Map(
    rivalGroups(claims).flatMap((group) => {
      const { claims: ordered, why } = ranked(group);
      return ordered[0] === undefined ? [] : [[ordered[0], why] as const];
    }),
  );
}

/** Some of a record's claims, with rivals among them in the preferred order. */
export function inOrder(some: readonly Claim[], all: readonly Claim[]): Claim[] {
  const next = [...some];
  for (const group of rivalGroups(all)) {
    const places = next.flatMap((claim, index) => (group.includes(claim) ? index : []));
    const ordered = ranked(places.flatMap((index) => next[index] ?? [])).claims;
    ordered.forEach((claim, index) => {
      const place = places[index];
      if (place !== undefined) next[place] = claim;
    });
  }
  return next;
}

/** The claims of a dispute that the preference can order; none if they belong to different records. */
export function rivalsOf({ conflict, sides }: Dispute): Claim[] {
  const standing = sides.map(({ claim }) => claim).filter((claim) => claim.judgement?.verdict !== "rejected");
  return conflict === null && standing.length > 1 ? standing : [];
}
