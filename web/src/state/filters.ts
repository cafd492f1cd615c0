// The filters. The same names serve the page's URL and the API.

import { type Facet, FACETS } from "./facets";

export interface Filters {
  readonly q: string;
  readonly selected: Readonly<Partial<Record<Facet, readonly string[]>>>;
  /** The day whose facts are shown, YYYY-MM-DD; null for today. */
  readonly asOf: string | null;
}

export const NO_FILTERS: Filters = { q: "", selected: {}, asOf: null };

/** Parses a day, or the last one of a month or year, as YYYY-MM-DD; null if invalid. */
export function parseDay(text: string | null): string | null {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text ?? "");
  if (found === null) return null;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  // Day 0 is the last of the previous month. Parts left out are NaN.
  const last = Number.isNaN(day) ? new Date(Date.UTC(year, Number.isNaN(month) ? 12 : month, 0)) : null;
  const selected = (last ?? new Date(Date.UTC(year, month - 1, day))).toISOString().slice(0, 10);
  return selected.startsWith(text ?? "") ? selected : null;
}

export function selectedValues(filters: Filters, facet: Facet): readonly string[] {
  return filters.selected[facet] ?? [];
}

/** Whether there is no filter. The day is not a filter: every site exists on every day. */
export function isEmpty(filters: Filters): boolean {
  return filters.q.trim() === "" && FACETS.every((facet) => selectedValues(filters, facet).length === 0);
}

/** Adds a value to a facet's filter, or removes it. */
export function toggled(filters: Filters, facet: Facet, value: string): Filters {
  const before = selectedValues(filters, facet);
  const after = before.includes(value)
    ? before.filter((other) => other !== value)
    : [...before, value].sort();
  return withValues(filters, facet, after);
}

export function withValues(filters: Filters, facet: Facet, values: readonly string[]): Filters {
  const { [facet]: _old, ...others } = filters.selected;
  return { ...filters, selected: values.length > 0 ? { ...others, [facet]: values } : others };
}

/** The filters as URL parameters, in canonical order, without empty ones. */
export function toParameters(filters: Filters): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const facet of FACETS) {
    const values = selectedValues(filters, facet);
    if (values.length > 0) parameters.set(facet, values.join(","));
  }
  if (filters.q.trim() !== "") parameters.set("q", filters.q.trim());
  if (filters.asOf !== null) parameters.set("as_of", filters.asOf);
  return parameters;
}

export function fromParameters(parameters: URLSearchParams): Filters {
  let filters: Filters = {
    ...{ q: parameters.get("q") ?? "", selected: {} },
    asOf: parseDay(parameters.get("as_of")),
  };
  for (const facet of FACETS) {
    const values = (parameters.get(facet) ?? "").split(",").map((value) => value.trim());
    const distinct = [...new Set(values.filter((value) => value !== ""))].sort();
    filters = withValues(filters, facet, distinct);
  }
  return filters;
}
