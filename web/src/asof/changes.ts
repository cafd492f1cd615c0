// What differs between two days. Pure: no signals here.

import type { Claim, Site } from "../api/types";
import { ABOUTS, type About } from "../claims/kinds";
import { isActive } from "../claims/standing";

/** A site and the kinds of claim whose active values differ. */
export interface Change {
  readonly id: string;
  readonly abouts: readonly About[];
}

/** Without the computed evidence, which also changes when only the number of sources does. */
const written = ({ evidence: _computed, ...claim }: Claim): string => JSON.stringify(claim);

function valuesByAbout(site: Site): ReadonlyMap<About, string> {
  const values = new Map<About, string>();
  for (const claim of site.properties.claims.filter(isActive))
    values.set(claim.about, `${values.get(claim.about) ?? ""}\n${written(claim)}`);
  return values;
}

/** The sites that differ, in the order of `after`. */
export function changesBetween(before: readonly Site[], after: readonly Site[]): Change[] {
  const old = new Map(before.map((site) => [site.id, site]));
  return after.flatMap((site) => {
    const previous = old.get(site.id);
    if (previous === undefined || previous === site) return [];
    const [then, now] = [valuesByAbout(previous), valuesByAbout(site)];
    const abouts = ABOUTS.filter((about) => then.get(about) !== now.get(about));
    return abouts.length === 0 ? [] : [{ id: site.id, abouts }];
  });
}
