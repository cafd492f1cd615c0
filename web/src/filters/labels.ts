// What a facet and its values are called.

import { language, t, term } from "../i18n";
import { recordName } from "../records/recordClaims";
import { type Facet, type FacetValue, recordOf } from "../state/facets";

export function facetLabel(facet: Facet): string {
  return t(`facet.${facet}`);
}

export function valueLabel(facet: Facet, value: string): string {
  const kind = recordOf(facet);
  return kind === null ? term(facet, value) : recordName({ kind, id: value });
}

/** Sorted by label, so that changing counts do not reorder them. */
export function sorted(facet: Facet, values: readonly FacetValue[]): FacetValue[] {
  const label = (value: FacetValue): string => valueLabel(facet, value.value);
  return [...values].sort((a, b) => label(a).localeCompare(label(b), language.value));
}
