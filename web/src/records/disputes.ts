// Disputes: claims of one record or of several that contradict one another.

import type { Citation, Claim } from "../api/types";
import { isAccepted, isActive, isRejected, rivalGroups } from "../claims/standing";
import type { RecordRef } from "../state/ref";
import type { RecordClaims } from "./recordClaims";

/** A claim, and the record it belongs to. */
export interface Side {
  readonly record: RecordRef;
  readonly claim: Claim;
}

export interface Dispute {
  readonly about: Claim["about"];
  readonly sides: readonly Side[];
  /** Whether no side was accepted or rejected. */
  readonly open: boolean;
  /** For claims of different records: why they cannot both be true. */
  readonly conflict: { readonly why: string; readonly cite: readonly Citation[] } | null;
}

/** The rivals within a record, and its rejected claims beside the active claims with the same key. */
function within({ ref, claims }: RecordClaims): Dispute[] {
  const groups = rivalGroups(claims);
  const disputes: Claim[][] = groups.map((group) => [...group]);
  for (const claim of claims.filter(isRejected)) {
    const { key } = claim.evidence;
    const alike = (other: Claim): boolean => key !== null && other.evidence.key === key;
    const known = disputes.find((sides) => sides.some(alike));
    if (known !== undefined) known.push(claim);
    else disputes.push([...claims.filter((other) => isActive(other) && alike(other)), claim]);
  }
  return disputes.map((sides, index) => ({
    about: sides[0]?.about ?? "remark",
    sides: sides.map((claim) => ({ record: ref, claim })),
    open: index < groups.length && !sides.some(isAccepted),
    conflict: null,
  }));
}

/** Conflicts between claims of different records. */
export function conflicts(records: readonly RecordClaims[]): Dispute[] {
  return records.flatMap(({ ref, claims }) =>
    claims.flatMap((claim) =>
      (claim.conflicts_with ?? []).map((conflict): Dispute => {
        const other = records.find((record) => record.ref.id === conflict.record);
        const rival = other?.claims.find(({ id }) => id === conflict.claim);
        const sides: Side[] = [{ record: ref, claim }];
        if (other && rival) sides.push({ record: other.ref, claim: rival });
        return { about: claim.about, sides, open: !sides.some((side) => isRejected(side.claim)), conflict };
      }),
    ),
  );
}

/** Every dispute, open ones first. */
export function disputes(records: readonly RecordClaims[]): Dispute[] {
  const all = [...records.flatMap(within), ...conflicts(records)];
  return [...all.filter(({ open }) => open), ...all.filter(({ open }) => !open)];
}
