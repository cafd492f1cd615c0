// Claims for tests.

import type { Claim } from "../api/types";

/** A claim without what `claimOf` adds; the citation may be given. */
type Plain = Claim extends infer C
  ? C extends Claim
    ? Omit<C, "evidence" | "cite"> & Partial<Pick<C, "cite">>
    : never
  : never;

/** The evidence of an undisputed claim with one lineage, with the given changes. */
export const evidence = (changes: Partial<Claim["evidence"]> = {}): Claim["evidence"] => ({
  ...{ lineages: 1, witnesses: [], current: true, disputed_by: [], superseded_by: null, key: null },
  ...changes,
});

export const claimOf = (plain: Plain, changes: Partial<Claim["evidence"]> = {}): Claim => ({
  cite: [{ source: "gazette" }],
  ...plain,
  evidence: evidence(changes),
});
