// The rows of a comparison of sites.

import type { Claim, EstimateClaim, Site } from "../api/types";
import { ABOUTS, kindOf } from "../claims/kinds";
import { byStanding, isActive } from "../claims/standing";

export interface Row {
  readonly about: Claim["about"];
  /** For estimates, one of them: all in the row have its terms. */
  readonly terms: EstimateClaim | null;
  /** The claims of each site, in the order of the sites. */
  readonly cells: readonly (readonly Claim[])[];
  /** Whether the active values differ between the sites. */
  readonly differs: boolean;
}

/** Equal for estimates that can be compared: same minerals (or ore alone), part, category, code and basis. */
function termsOf({ part, metals = [], category, code, basis }: EstimateClaim): string {
  const minerals = metals.map(({ mineral }) => mineral).sort();
  return JSON.stringify([minerals, part ?? null, category, code, basis ?? null]);
}

/** A claim's value, without sources, dates and evidence. */
function valueOf(claim: Claim): string {
  const { cite: _cite, evidence: _evidence, note: _note, judgement: _judgement, ...rest } = claim;
  const { conflicts_with: _conflicts, as_of: _asOf, from: _from, until: _until, ...value } = rest;
  return JSON.stringify(value);
}

function row(about: Claim["about"], terms: EstimateClaim | null, cells: readonly Claim[][]): Row {
  const values = cells.map((claims) => [...new Set(claims.filter(isActive).map(valueOf))].sort().join("\n"));
  const comparable = kindOf({ about }).comparable ?? true;
  return { about, terms, cells: cells.map(byStanding), differs: comparable && new Set(values).size > 1 };
}

/** One row for each kind of claim that any of the sites has; for estimates, one per set of terms. */
export function rows(sites: readonly Site[]): Row[] {
  return ABOUTS.flatMap((about) => {
    const cells = sites.map(({ properties }) => properties.claims.filter((claim) => claim.about === about));
    if (about !== "estimate")
      return cells.some((claims) => claims.length > 0) ? [row(about, null, cells)] : [];
    const estimates = cells.flat().filter((claim) => claim.about === "estimate");
    const keys = new Map(estimates.map((claim) => [termsOf(claim), claim]));
    return [...keys].map(([key, terms]) =>
      row(
        about,
        terms,
        cells.map((claims) => claims.filter((claim) => claim.about === "estimate" && termsOf(claim) === key)),
      ),
    );
  });
}
