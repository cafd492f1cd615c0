// Claims for tests.

import type { Claim } from "../api/types";
import type { Standing } from "./standing";

/** A claim without what `claimOf` adds; the citation may be given. */
type Plain = Claim extends infer C
  ? C extends Claim
    ? Omit<C, "evidence" | "cite"> & Partial<Pick<C, "cite">>
    : never
  : never;

function standingOf({ current, disputed_by, superseded_by }: Partial<Claim["evidence"]>): Standing {
  if (superseded_by) return "superseded";
  if (current === false) return "past";
  return disputed_by?.length ? "disputed" : "active";
}

/** The evidence of an undisputed claim with one lineage, with the given changes. */
export const evidence = (changes: Partial<Claim["evidence"]> = {}): Claim["evidence"] => ({
  ...{ lineages: 1, witnesses: [], current: true, disputed_by: [], superseded_by: null, key: null },
  standing: standingOf(changes),
  ...changes,
});

export const claimOf = (plain: Plain, changes: Partial<Claim["evidence"]> = {}): Claim => ({
  cite: [{ source: "gazette" }],
  ...plain,
  evidence: evidence(changes),
});

/** The claim as rejected by the curators. */
export const rejectedOf = <C extends Claim>(claim: C): C => ({
  ...claim,
  judgement: { verdict: "rejected", why: "no", cite: [{ source: "survey" }] },
  evidence: { ...claim.evidence, standing: "rejected" },
});
