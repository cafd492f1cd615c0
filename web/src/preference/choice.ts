// The reader's choice, applied to what is shown.

import type { Claim } from "../api/types";
import { rivalGroups } from "../claims/standing";
import type { Dispute } from "../records/disputes";
import { sources } from "../state/atlas";
import { preference } from "../state/page";
import { type Reason, settle, type Settled, USUAL } from "./rules";

export function settled(group: readonly Claim[]): Settled {
  return settle(group, preference.value, sources.value);
}

export interface Change {
  readonly now: Claim;
  readonly before: Claim;
}

/** What the choice puts first, and what would stand there without it; null where that is the same. */
export function changed(group: readonly Claim[]): Change | null {
  const now = settled(group).claims[0];
  const before = settle(group, USUAL, sources.value).claims[0];
  return now === undefined || before === undefined || now === before ? null : { now, before };
}

/** Of each group of rivals in a record, the one that stands first, and why. */
export function firsts(claims: readonly Claim[]): ReadonlyMap<Claim, Reason> {
  return new Map(
    rivalGroups(claims).flatMap((group) => {
      const { claims: ordered, why } = settled(group);
      return ordered[0] === undefined ? [] : [[ordered[0], why] as const];
    }),
  );
}

/** Some of a record's claims, each group of rivals among them in the order that the reader prefers. */
export function inOrder(some: readonly Claim[], all: readonly Claim[]): Claim[] {
  const next = [...some];
  for (const group of rivalGroups(all)) {
    const places = next.flatMap((claim, index) => (group.includes(claim) ? index : []));
    const ordered = settled(places.flatMap((index) => next[index] ?? [])).claims;
    ordered.forEach((claim, index) => {
      const place = places[index];
      if (place !== undefined) next[place] = claim;
    });
  }
  return next;
}

/** The claims of a dispute between which the choice may settle; none where each stands in a record of its own. */
export function rivalsOf({ conflict, sides }: Dispute): Claim[] {
  const standing = sides.map(({ claim }) => claim).filter((claim) => claim.judgement?.verdict !== "rejected");
  return conflict === null && standing.length > 1 ? standing : [];
}
