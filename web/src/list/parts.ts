// The list is split into parts of a dozen sites, and these into stretches of a dozen parts. What is out of sight is not
// laid out (`content-visibility`), and its rows are created while the page is idle.

import { computed, effect, type Signal, signal } from "@preact/signals";
import type { Site } from "../api/types";
import type { Key } from "../i18n";
import { shown, sites } from "../state/sites";
import { whenSettled, deferred, whenIdle } from "../state/scheduling";
import { groups } from "./groups";

/** In CSS pixels. */
const MIN_ROW_HEIGHT = 64;
/** At most this many rows are visible at first. */
export const FIRST_ROWS = Math.ceil(Math.max(window.screen.height, window.innerHeight) / MIN_ROW_HEIGHT);
/** Sites per part, which are laid out together. */
const SIZE = 12;
/** Parts per stretch. In every frame, browsers check the visibility of each element that they skip. */
const PARTS = 12;
/** On a slow machine, the first time. */
const ROWS_PER_MS = 2.5;
/** Rows created even if no time is left. */
const LEAST = 20;

export interface Part {
  readonly sites: readonly Site[];
  /** Those that have a row. */
  readonly made: Signal<ReadonlySet<Site>>;
}

/** Parts that are skipped together while far out of sight. */
export type Stretch = readonly Part[];

export interface Group {
  readonly heading: Key;
  readonly stretches: readonly Stretch[];
}

export const allParts = (groups: readonly Group[]): Part[] =>
  groups.flatMap(({ stretches }) => stretches.flat());

/** All sites in their groups, whatever the filters, so that they are sorted once. */
export const allGroups = computed(() => groups(sites.value));

const listed = computed<ReadonlySet<Site>>(() => new Set(shown.value));
const listedLater = deferred(listed, whenSettled);

function partOf(sites: readonly Site[], before: ReadonlySet<string>): Part {
  const made = new Set(sites.filter(({ id }) => before.has(id)));
  return { sites, made: signal<ReadonlySet<Site>>(made) };
}

function make({ made }: Part, sites: readonly Site[]): void {
  if (sites.some((site) => !made.peek().has(site))) made.value = new Set([...made.peek(), ...sites]);
}

/** Creates the first rows that pass the filters. */
function makeFirst(parts: readonly Part[]): void {
  let left = FIRST_ROWS;
  for (const part of parts) {
    if (left <= 0) return;
    const passing = part.sites.filter((site) => listed.peek().has(site)).slice(0, left);
    make(part, passing);
    left -= passing.length;
  }
}

/** The groups in parts. The first rows are created, and those that existed before, so that the list keeps its scroll position. */
export function inParts(before: readonly Group[]): Group[] {
  const made = allParts(before).flatMap((part) => [...part.made.peek()]);
  const ids = new Set(made.map(({ id }) => id));
  const found = allGroups.value.map(({ heading, sites }) => {
    const parts = chunk(sites, SIZE).map((some) => partOf(some, ids));
    return { heading, stretches: chunk(parts, PARTS) };
  });
  makeFirst(allParts(found));
  return found;
}

/** Creates the first matching rows at once and all others once the page has settled, until the returned function is called. */
export function makeRows(parts: readonly Part[]): () => void {
  let cancel = (): void => undefined;
  const more = (ms = 0): void => {
    const most = Math.max(LEAST, Math.floor(ms * ROWS_PER_MS));
    let left = most;
    // Matching sites come first.
    for (const wanted of [(site: Site) => listed.peek().has(site), () => true]) {
      for (const part of parts) {
        const made = part.made.peek();
        const next = part.sites.filter((site) => !made.has(site) && wanted(site)).slice(0, left);
        make(part, next);
        left -= next.length;
        if (left === 0) break;
      }
    }
    if (left < most) cancel = whenIdle(more);
  };
  const stop = effect(() => {
    void listed.value;
    cancel();
    makeFirst(parts);
    cancel = whenSettled(more);
  });
  return () => {
    stop();
    cancel();
  };
}

/** Records how many rows an element shows, and whether they are among the first. The first rows are always laid out:
 * otherwise, rows that move up into view would appear a frame late. */
function setRowCount(element: HTMLElement, rows: number, above: number): void {
  element.classList.toggle("rows-none", rows === 0);
  element.classList.toggle("rows-first", rows > 0 && above < FIRST_ROWS);
  // Its height while skipped.
  element.style.setProperty("--rows", String(rows));
}

/** Shows a part's matching rows, and returns how many of its sites match. */
export function syncPart(element: HTMLElement, { sites, made }: Part): number {
  const passing = listed.peek();
  let row = element.firstElementChild;
  let passed = 0;
  for (const site of sites) {
    const passes = passing.has(site);
    if (passes) passed += 1;
    if (!made.peek().has(site)) continue;
    row?.toggleAttribute("hidden", !passes);
    row = row?.nextElementSibling ?? null;
  }
  return passed;
}

/** How many of the sites match, counted up to `most + 1`. */
function countPassing(sites: readonly Site[], most: number): number {
  let found = 0;
  for (const site of sites) {
    if (found > most) break;
    if (listed.peek().has(site)) found += 1;
  }
  return found;
}

/** Shows and hides a group and its parts as the filters change, until the returned function is called. `before` are the
 * sites of the groups above it. */
export function syncParts(
  group: HTMLElement,
  elements: ReadonlyMap<Stretch, HTMLElement>,
  before: readonly Site[],
): () => void {
  const own = [...elements.keys()].flat().flatMap(({ sites }) => sites);
  const update = (most: number): void => {
    group.toggleAttribute("hidden", countPassing(own, 0) === 0);
    let above = countPassing(before, FIRST_ROWS);
    for (const [stretch, element] of elements) {
      if (above >= most) break;
      let rows = 0;
      stretch.forEach((part, index) => {
        const child = element.children[index];
        if (!(child instanceof HTMLElement)) return;
        const passing = syncPart(child, part);
        setRowCount(child, passing, above + rows);
        rows += passing;
      });
      setRowCount(element, rows, above);
      above += rows;
    }
  };
  const stops = [
    // What is in sight is updated at once, the thousands of rows below it once the page has settled.
    effect(() => {
      void listed.value;
      update(FIRST_ROWS);
    }),
    effect(() => {
      void listedLater.value;
      update(Number.MAX_SAFE_INTEGER);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** A list in chunks of a size; the last may be smaller. */
function chunk<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
