// Which sites pass the filters, and how many each further choice would give. Pure: no signals in here.

import type { Mineral, Organization, Site } from "../api/types";
import { selectedValues, FACETS, type Facet, type Filters } from "./filters";
import { fold, words } from "./search";

/** The records that a site's facts point to. */
export interface Records {
  readonly minerals: ReadonlyMap<string, Mineral>;
  readonly organizations: ReadonlyMap<string, Organization>;
  readonly sites: ReadonlyMap<string, Site>;
}

/** A site with what filters look at, made once. */
export interface Indexed {
  readonly site: Site;
  readonly values: Readonly<Record<Facet, ReadonlySet<string>>>;
  readonly text: string;
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
  readonly selected: boolean;
}

/** An id and all that it stands under: a mineral's groups, an organization's parents, a region's regions. */
function withAncestors(ids: readonly string[], above: (id: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    above(id).forEach(visit);
  };
  ids.forEach(visit);
  return found;
}

function namesOf(record: Mineral | Organization | undefined): string[] {
  if (!record) return [];
  const others = Object.values(record.names ?? {}).flatMap((names) => names ?? []);
  return [record.name, ...others.map((name) => (typeof name === "string" ? name : name.name))];
}

export function index(site: Site, records: Records): Indexed {
  const facts = site.properties;
  const minerals = (id: string): readonly string[] => records.minerals.get(id)?.broader ?? [];
  const regions = (id: string): readonly string[] => records.sites.get(id)?.properties.part_of ?? [];
  const parents = (id: string): readonly string[] => {
    const parent = records.organizations.get(id)?.parent;
    return parent === undefined ? [] : [parent];
  };
  const one = (value: string | null): Set<string> => new Set(value === null ? [] : [value]);
  const texts = [
    site.id,
    facts.name,
    ...Object.values(facts.names).flatMap((names) => names ?? []),
    ...facts.minerals.flatMap((id) => namesOf(records.minerals.get(id))),
    ...facts.operators.flatMap((id) => namesOf(records.organizations.get(id))),
  ];
  return {
    site,
    values: {
      mineral: withAncestors(facts.minerals, minerals),
      operator: withAncestors(facts.operators, parents),
      licensee: withAncestors(facts.licensees, parents),
      owner: withAncestors(facts.owners, parents),
      part_of: withAncestors(facts.part_of, regions),
      status: one(facts.status),
      kind: one(facts.kind),
      country: one(facts.country),
      province: one(facts.province),
      evidence: one(facts.evidence),
      source: new Set(facts.sources),
    },
    // A line each, so that no word is found across two names.
    text: texts.map(fold).join("\n"),
  };
}

/** Whether a site passes every part of the filters but the facet `aside`: a test, made once for all sites. */
function passing(filters: Filters, aside?: Facet): (site: Indexed) => boolean {
  const sought = words(filters.q);
  const asked = FACETS.filter((facet) => facet !== aside && selectedValues(filters, facet).length > 0);
  return (site) =>
    asked.every((facet) => selectedValues(filters, facet).some((value) => site.values[facet].has(value))) &&
    sought.every((word) => site.text.includes(word));
}

export function select(sites: readonly Indexed[], filters: Filters): Site[] {
  return sites.filter(passing(filters)).map((indexed) => indexed.site);
}

/** The sites that pass every part of the filters but one facet. */
export function selectIgnoring(sites: readonly Indexed[], filters: Filters, aside: Facet): Indexed[] {
  return sites.filter(passing(filters, aside));
}

/** How many sites have each value of a facet that any site has, beside the other filters. */
export type Counts = ReadonlyMap<string, number>;

export function countIgnoring(sites: readonly Indexed[], filters: Filters, facet: Facet): Counts {
  const passes = passing(filters, facet);
  const counts = new Map<string, number>();
  for (const site of sites) {
    const one = passes(site) ? 1 : 0;
    for (const value of site.values[facet]) counts.set(value, (counts.get(value) ?? 0) + one);
  }
  return counts;
}

/** The values that are counted, and those that are chosen: of a value that no site has there are none. */
export function facetValues(counts: Counts, selected: readonly string[]): FacetValue[] {
  const values = new Set([...selected, ...counts.keys()]);
  return [...values].map((value) => ({
    ...{ value, count: counts.get(value) ?? 0, selected: selected.includes(value) },
  }));
}
