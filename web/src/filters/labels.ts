// What a facet's values are called.

import { nameOf, t, term } from "../i18n";
import { siteName } from "../list/labels";
import { minerals, organizations, siteById, sources } from "../state/atlas";
import type { FacetValue } from "../state/facets";
import type { Facet } from "../state/filters";
import { language } from "../state/language";

export function facetLabel(facet: Facet): string {
  return t(`facet.${facet}`);
}

export function valueLabel(facet: Facet, value: string): string {
  switch (facet) {
    case "mineral": {
      const mineral = minerals.value.get(value);
      return mineral === undefined ? value : nameOf(mineral);
    }
    case "operator":
    case "licensee":
    case "owner": {
      const organization = organizations.value.get(value);
      return organization === undefined ? value : nameOf(organization);
    }
    case "part_of": {
      const site = siteById.value.get(value);
      return site === undefined ? value : siteName(site);
    }
    case "source":
      return sources.value.get(value)?.title ?? value;
    default:
      return term(facet, value);
  }
}

/** By name: an order that the counts do not change. */
export function sorted(facet: Facet, values: readonly FacetValue[]): FacetValue[] {
  const label = (value: FacetValue): string => valueLabel(facet, value.value);
  return [...values].sort((a, b) => label(a).localeCompare(label(b), language.value));
}
