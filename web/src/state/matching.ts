// Which sites pass the filters, and how many would pass with one more choice. Pure: no signals here.

import type { Mineral, Organization, Site } from "../api/types";
import { type Facet, FACETS, type FacetValue, recordOf, valuesOf } from "./facets";
import { type Filters, selectedValues } from "./filters";
import { fold, words } from "./search";

/** The records that a site's facts refer to. */
export interface Records {
  readonly minerals: ReadonlyMap<string, Mineral>;
  readonly organizations: ReadonlyMap<string, Organization>;
  readonly sites: ReadonlyMap<string, Site>;
}

/** A site with what filters compare, computed once. */
export interface Indexed {
  readonly site: Site;
  readonly values: Readonly<Record<Facet, ReadonlySet<string>>>;
  readonly text: string;
}

/** The records directly above one: a mineral's groups, an organization's parent, the regions that a site lies in. */
function parentsOf(facet: Facet, id: string, records: Records): readonly string[] {
  switch (recordOf(facet)) {
    case "mineral":
      return records.minerals.get(id)?.broader ?? [];
    case "organization": {
      const parent = records.organizations.get(id)?.parent;
      return parent === undefined ? [] : [parent];
    }
    case "site":
      return records.sites.get(id)?.properties.part_of ?? [];
    default:
      return [];
  }
}

/** A site's values and all their ancestors. */
function withAncestors(site: Site, facet: Facet, records: Records): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    parentsOf(facet, id, records).forEach(visit);
  };
  valuesOf(site, facet).forEach(visit);
  return found;
}

function namesOf(record: Mineral | Organization | undefined): string[] {
  if (!record) return [];
  const others = Object.values(record.names ?? {}).flatMap((names) => names ?? []);
  return [record.name, ...others.map((name) => (typeof name === "string" ? name : name.name))];
}

export function index(site: Site, records: Records): Indexed {
  const facts = site.properties;
  const values = FACETS.map((facet) => [facet, withAncestors(site, facet, records)] as const);
  const texts = [
    site.id,
    facts.name,
    ...Object.values(facts.names).flatMap((names) => names ?? []),
    ...facts.minerals.flatMap((id) => namesOf(records.minerals.get(id))),
    ...facts.operators.flatMap((id) => namesOf(records.organizations.get(id))),
  ];
  return {
    site,
    values: Object.fromEntries(values) as Indexed["values"],
    // One line each, so that no word matches across two names.
    text: texts.map(fold).join("\n"),
  };
}

/** A test of whether a site passes the filters, except those on the facet `ignored`. */
function passing(filters: Filters, ignored?: Facet): (site: Indexed) => boolean {
  const searched = words(filters.q);
  const filtered = FACETS.filter((facet) => facet !== ignored && selectedValues(filters, facet).length > 0);
  return (site) =>
    filtered.every((facet) =>
      selectedValues(filters, facet).some((value) => site.values[facet].has(value)),
    ) && searched.every((word) => site.text.includes(word));
}

export function select(sites: readonly Indexed[], filters: Filters): Site[] {
  return sites.filter(passing(filters)).map((indexed) => indexed.site);
}

/** The sites that pass all filters but those on one facet. */
export function selectIgnoring(sites: readonly Indexed[], filters: Filters, ignored: Facet): Indexed[] {
  return sites.filter(passing(filters, ignored));
}

/** The number of sites by value of a facet; zero for values that only other sites have. */
export type Counts = ReadonlyMap<string, number>;

/** Counts a facet's values over the sites that pass all other filters. */
export function countIgnoring(sites: readonly Indexed[], filters: Filters, facet: Facet): Counts {
  const passes = passing(filters, facet);
  const counts = new Map<string, number>();
  for (const site of sites) {
    const one = passes(site) ? 1 : 0;
    for (const value of site.values[facet]) counts.set(value, (counts.get(value) ?? 0) + one);
  }
  return counts;
}

/** The counted values, and the selected ones even if no site has them. */
export function facetValues(counts: Counts, selected: readonly string[]): FacetValue[] {
  const values = new Set([...selected, ...counts.keys()]);
  return [...values].map((value) => ({
    ...{ value, count: counts.get(value) ?? 0, selected: selected.includes(value) },
  }));
}
