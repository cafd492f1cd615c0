// The page's URL as a signal, and the functions that change it.

import { batch, computed, effect, signal } from "@preact/signals";
import type { Claim } from "../api/types";
import type { Language } from "../i18n/languages";
import type { Preference } from "../claims/ranking";
import { onHost, ROOT, ROOT_URL } from "../root";
import { type Filters, NO_FILTERS, toggled, toParameters, withValues } from "./filters";
import { type Facet } from "./facets";
import { type Entry, currentQuery, onTravel, record } from "./history";
import { formatRef, parseRef, type RecordRef, sameRecord } from "./ref";
import {
  type PageState,
  formatPageState,
  parsePageState,
  type Screen,
  type View,
  MAX_COMPARED,
  type Near,
} from "./url";

export const pageState = signal<PageState>(parsePageState(window.location.search));

/** The map's view: written by the map when it comes to rest, by the page when the URL changes. */
export const view = signal<View | null>(pageState.value.view);

export const filters = computed(() => pageState.value.filters);
export const asOf = computed(() => pageState.value.filters.asOf);

/** The day whose facts are shown, YYYY-MM-DD. */
export const shownDay = (): string => asOf.value ?? new Date().toISOString().slice(0, 10);
export const screen = computed(() => pageState.value.screen);
export const shownKind = computed(() => pageState.value.kind);
export const preference = computed(() => pageState.value.prefer);
export const openRef = computed(() => pageState.value.openRef);
export const near = computed(() => pageState.value.near);
export const compared = computed(() => pageState.value.compared);
export const embed = computed(() => pageState.value.embed);
export const selectedId = computed(() => (openRef.value?.kind === "site" ? openRef.value.id : null));

/** A dialog by its name. */
export type OpenDialog =
  | { readonly name: "share" | "commands" | "shortcuts" }
  | { readonly name: "report"; readonly record: RecordRef; readonly claim: Claim };

/** The open dialog, if any. The URL does not hold it. */
export const dialog = signal<OpenDialog | null>(null);

export function closeDialog(): void {
  dialog.value = null;
}

/** The record from whose panel the open one was opened; going back one step shows it again. */
export const previous = signal<RecordRef | null>(stateOfEntry());

/** Whether the newest history entry came from typing, so that the next letter replaces it. */
let typing = false;

function stateOfEntry(): RecordRef | null {
  const state: unknown = window.history.state;
  return typeof state === "string" ? parseRef(state) : null;
}

function go(change: Partial<PageState>, entry: Entry, from: RecordRef | null = null): void {
  const next = { ...pageState.peek(), view: view.peek(), ...change };
  // Batched, because the map may move at once, which must replace the new entry and not the previous one.
  batch(() => {
    pageState.value = next;
    const query = formatPageState(next);
    if (query === currentQuery()) return;
    record({ query, entry, state: from === null ? null : formatRef(from) });
    if (entry === "push") previous.value = from;
  });
}

export function setFilters(next: Filters): void {
  typing = false;
  go({ filters: next }, "push");
}

export function toggle(facet: Facet, value: string): void {
  setFilters(toggled(pageState.peek().filters, facet, value));
}

/** Shows the sites with one value only, leaving any other view. */
export function filterBy(facet: Facet, value: string): void {
  typing = false;
  const { asOf } = pageState.peek().filters;
  const filters = withValues({ ...NO_FILTERS, asOf }, facet, [value]);
  go({ filters, screen: "sites", kind: null, openRef: null }, "push");
}

export function clearFilters(): void {
  setFilters({ ...NO_FILTERS, asOf: pageState.peek().filters.asOf });
}

export function setSearch(q: string): void {
  const entry = typing ? "replace" : "push";
  go({ filters: { ...pageState.peek().filters, q } }, entry);
  typing = true;
}

export function openRecord(ref: RecordRef | null): void {
  typing = false;
  const before = pageState.peek().openRef;
  if (!sameRecord(before, ref)) go({ openRef: ref }, "push", ref === null ? null : before);
}

export function openSite(id: string | null): void {
  openRecord(id === null ? null : { kind: "site", id });
}

/** Shows the facts of a day. Pass "replace" while the slider is dragged, to keep the days out of the history. */
export function setAsOf(day: string | null, entry: Entry = "push"): void {
  typing = false;
  go({ filters: { ...pageState.peek().filters, asOf: day } }, entry);
}

/** Switches to another view and closes the open record. */
export function showScreen(next: Screen): void {
  typing = false;
  go({ screen: next, kind: null, openRef: null }, "push");
}

/** Sets which rival claims are shown first. */
export function setPreference(next: Preference): void {
  typing = false;
  go({ prefer: next }, "push", previous.peek());
}

export function showKind(value: string | null): void {
  go({ kind: value }, "push", previous.peek());
}

/** Opens a site on the map, leaving any other view. */
export function showOnMap(id: string): void {
  go({ screen: "sites", kind: null, openRef: { kind: "site", id } }, "push");
}

/** Shows sites near a site or a position, in the list and on the map; null ends it. */
export function setNear(next: Near | null): void {
  typing = false;
  go(
    { near: next, screen: "sites", kind: null, ...(next !== null && { view: null, openRef: null }) },
    "push",
  );
}

/** Adds a site to the comparison, or removes it. */
export function toggleCompared(id: string): void {
  const before = pageState.peek().compared;
  const after = before.includes(id) ? before.filter((other) => other !== id) : [...before, id];
  go({ compared: after.slice(0, MAX_COMPARED) }, "replace");
}

export function setLanguage(language: Language): void {
  go({ language }, "replace");
}

/** The URL of the page with another record open, as rows of the list link to it. */
export function recordUrl(ref: RecordRef): string {
  return `${ROOT}${formatPageState({ ...pageState.value, view: null, openRef: ref })}`;
}

export function screenUrl(next: Screen): string {
  return `${ROOT}${formatPageState({ ...pageState.value, screen: next, kind: null, openRef: null, view: null })}`;
}

export function kindUrl(value: string | null): string {
  return `${ROOT}${formatPageState({ ...pageState.value, kind: value, view: null })}`;
}

/** The filters as the query of an API URL, with `?` unless empty. */
export function query(): string {
  const text = toParameters(filters.value).toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}

/** The URL to download the shown sites in a format, which is named by its file extension and may have a query of its own. */
export function downloadUrl(format: string): string {
  const filtered = query();
  return onHost(
    `/collections/sites/download.${format}${format.includes("?") ? filtered.replace("?", "&") : filtered}`,
  );
}

/** The URL of one site's file, as of the selected day. */
export function siteFileUrl(id: string): string {
  const day = asOf.value;
  return onHost(`/collections/sites/items/${id}${day === null ? "" : `?as_of=${day}`}`);
}

/** The URL of the shown sites' bibliography. */
export function bibliographyUrl(format: "json" | "bib" | "ris"): string {
  return onHost(`/bibliography.${format}${query()}`);
}

/** The absolute URL of the current page to share with others; if `framed`, to embed it in theirs. */
export function shareUrl(framed = false): string {
  return `${ROOT_URL}${formatPageState({ ...pageState.value, view: view.value, embed: framed })}`;
}

/** The absolute URL to cite, which leaves view and language to its reader. */
export function citationUrl(ref: RecordRef | null): string {
  const shown: PageState = {
    ...pageState.value,
    ...{ screen: "sites", kind: null, view: null, language: null, embed: false },
  };
  return `${ROOT_URL}${formatPageState({
    ...shown,
    filters: ref === null ? shown.filters : { ...NO_FILTERS, asOf: shown.filters.asOf },
    openRef: ref,
  })}`;
}

/** The absolute URL of what the map shows from a view. */
export function viewUrl(view: View): string {
  const { openRef } = pageState.value;
  const site = openRef?.kind === "site" ? openRef : null;
  const alone = {
    screen: "sites",
    kind: null,
    near: null,
    compared: [],
    language: null,
    embed: false,
  } as const;
  return `${ROOT_URL}${formatPageState({ ...pageState.value, ...alone, openRef: site, view })}`;
}

effect(() => {
  const at = view.value;
  if (at !== null) go({ view: at }, "replace");
});

onTravel((query) => {
  typing = false;
  const next = parsePageState(query);
  batch(() => {
    pageState.value = next;
    view.value = next.view;
    previous.value = stateOfEntry();
  });
});
