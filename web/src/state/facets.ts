// The facets that sites can be filtered by. A new one is a line here and a `facet.…` message in each language.

import type { Site } from "../api/types";
import type { RecordKind } from "./ref";

interface Declaration {
  /** The values that a site has; undefined in a cached response of an older server. */
  readonly values: (site: Site["properties"]) => string | null | undefined | readonly string[];
  /** What the values are ids of, which gives them names and ancestors; terms of a vocabulary if left out. */
  readonly record?: RecordKind;
  /** Left out of the filter bar: set by links and URLs only. */
  readonly hidden?: boolean;
}

/** By the name of the API's parameter, in the order of the filter bar and of URLs. */
const DECLARATIONS = {
  mineral: { values: (site) => site.minerals, record: "mineral" },
  operator: { values: (site) => site.operators, record: "organization" },
  status: { values: (site) => site.status },
  kind: { values: (site) => site.kind },
  province: { values: (site) => site.province },
  evidence: { values: (site) => site.evidence },
  licensee: { values: (site) => site.licensees, record: "organization", hidden: true },
  owner: { values: (site) => site.owners, record: "organization", hidden: true },
  country: { values: (site) => site.country, hidden: true },
  part_of: { values: (site) => site.part_of, record: "site", hidden: true },
  source: { values: (site) => site.sources, record: "source", hidden: true },
} as const satisfies Record<string, Declaration>;

export type Facet = keyof typeof DECLARATIONS;

const declaration = (facet: Facet): Declaration => DECLARATIONS[facet];

export const FACETS = Object.keys(DECLARATIONS) as readonly Facet[];

export const FILTER_BAR_FACETS = FACETS.filter((facet) => declaration(facet).hidden !== true);

export const recordOf = (facet: Facet): RecordKind | null => declaration(facet).record ?? null;

export function valuesOf({ properties }: Site, facet: Facet): readonly string[] {
  const values = declaration(facet).values(properties);
  return values === null || values === undefined ? [] : typeof values === "string" ? [values] : values;
}

export interface FacetValue {
  readonly value: string;
  /** How many sites it would show under the other filters. */
  readonly count: number;
  readonly selected: boolean;
}
