// The page's address as a signal, and the ways to change it.

import { computed, effect, signal } from "@preact/signals";
import { type Facet, type Filters, NO_FILTERS, toggled, toParameters, withValues } from "./filters";
import { type Address, formatAddress, parseAddress, type View } from "./url";

export const address = signal<Address>(parseAddress(window.location.search));

/** The map's view: the map writes it when it comes to rest, the page when the address says another. */
export const view = signal<View | null>(address.value.view);

export const filters = computed(() => address.value.filters);
export const selectedId = computed(() => address.value.site);

type Entry = "push" | "replace";

/** Whether the newest history entry came from typing: the next letter then changes it, and adds none. */
let typing = false;

function go(change: Partial<Address>, entry: Entry): void {
  const next = { ...address.peek(), view: view.peek(), ...change };
  address.value = next;
  const query = formatAddress(next);
  if (query === window.location.search) return;
  const target = `${window.location.pathname}${query}`;
  if (entry === "push") window.history.pushState(null, "", target);
  else window.history.replaceState(null, "", target);
}

export function setFilters(next: Filters): void {
  typing = false;
  go({ filters: next }, "push");
}

export function toggle(facet: Facet, value: string): void {
  setFilters(toggled(address.peek().filters, facet, value));
}

export function clearFacet(facet: Facet): void {
  setFilters(withValues(address.peek().filters, facet, []));
}

export function clearFilters(): void {
  setFilters(NO_FILTERS);
}

export function setSearch(q: string): void {
  const entry = typing ? "replace" : "push";
  go({ filters: { ...address.peek().filters, q } }, entry);
  typing = true;
}

export function openSite(id: string | null): void {
  typing = false;
  if (address.peek().site !== id) go({ site: id }, "push");
}

export function setLanguage(language: "en" | "ur"): void {
  go({ language }, "replace");
}

/** The address of the page with another site open: what a row of the list links to. */
export function addressOfSite(id: string): string {
  return `/${formatAddress({ ...address.value, view: null, site: id })}`;
}

/** The address of a download of what is shown. */
export function addressOfDownload(format: "geojson" | "csv"): string {
  const query = toParameters(filters.value).toString().replaceAll("%2C", ",");
  return `/collections/sites/download.${format}${query === "" ? "" : `?${query}`}`;
}

effect(() => {
  const at = view.value;
  if (at !== null) go({ view: at }, "replace");
});

window.addEventListener("popstate", () => {
  typing = false;
  const next = parseAddress(window.location.search);
  address.value = next;
  view.value = next.view;
});
