// The filters: what the reader asks for. The same words serve the page's address and the API.

/** The facets that the page shows, in the order it shows them. */
export const SHOWN_FACETS = ["mineral", "operator", "status", "kind", "province", "evidence"] as const;

/** The facets that only an address can ask for; they show as chips. */
export const QUIET_FACETS = ["licensee", "owner", "country", "part_of", "source"] as const;

export const FACETS = [...SHOWN_FACETS, ...QUIET_FACETS] as const;

export type Facet = (typeof FACETS)[number];

export interface Filters {
  readonly q: string;
  readonly chosen: Readonly<Partial<Record<Facet, readonly string[]>>>;
}

export const NO_FILTERS: Filters = { q: "", chosen: {} };

export function chosenOf(filters: Filters, facet: Facet): readonly string[] {
  return filters.chosen[facet] ?? [];
}

export function isEmpty(filters: Filters): boolean {
  return filters.q.trim() === "" && FACETS.every((facet) => chosenOf(filters, facet).length === 0);
}

/** The filters with one value more, or less. */
export function toggled(filters: Filters, facet: Facet, value: string): Filters {
  const before = chosenOf(filters, facet);
  const after = before.includes(value)
    ? before.filter((other) => other !== value)
    : [...before, value].sort();
  return withValues(filters, facet, after);
}

export function withValues(filters: Filters, facet: Facet, values: readonly string[]): Filters {
  const { [facet]: _old, ...others } = filters.chosen;
  return { ...filters, chosen: values.length > 0 ? { ...others, [facet]: values } : others };
}

/** The filters as parameters of an address, in one order, without the ones that ask for nothing. */
export function toParameters(filters: Filters): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const facet of FACETS) {
    const values = chosenOf(filters, facet);
    if (values.length > 0) parameters.set(facet, values.join(","));
  }
  if (filters.q.trim() !== "") parameters.set("q", filters.q.trim());
  return parameters;
}

export function fromParameters(parameters: URLSearchParams): Filters {
  let filters: Filters = { q: parameters.get("q") ?? "", chosen: {} };
  for (const facet of FACETS) {
    const values = (parameters.get(facet) ?? "").split(",").map((value) => value.trim());
    const distinct = [...new Set(values.filter((value) => value !== ""))].sort();
    filters = withValues(filters, facet, distinct);
  }
  return filters;
}
