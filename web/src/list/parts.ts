// The list in parts of a dozen sites, and these in stretches of a dozen parts. What is out of sight is not laid out, and
// gets its rows while the page rests.

import { computed, effect, type Signal, signal } from "@preact/signals";
import type { Site } from "../api/types";
import { chunk } from "../common/chunk";
import type { Key } from "../i18n";
import { shown, sites } from "../state/sites";
import { whenSettled, deferred, whenIdle } from "../state/scheduling";
import { groups } from "./groups";

/** No row is less high than this, in pixels. */
const MIN_ROW_HEIGHT = 64;
/** More rows than these are in nobody's sight at first. */
export const FIRST_ROWS = Math.ceil(Math.max(window.screen.height, window.innerHeight) / MIN_ROW_HEIGHT);
/** Sites of a part, all of which are laid out when one comes into sight. */
const SIZE = 12;
/** Parts of a stretch: the browser looks in every frame whether each of those that are apart has come into sight. */
const PARTS = 12;
/** So many rows are made in a millisecond, on a slow machine and for the first time. */
const ROWS_PER_MS = 2.5;
/** So many are made at once where there is no time at all. */
const LEAST = 20;

export interface Part {
  readonly sites: readonly Site[];
  /** Those that have a row by now. */
  readonly made: Signal<ReadonlySet<Site>>;
}

/** Parts that are looked at as one while they are far out of sight. */
export type Stretch = readonly Part[];

export interface Group {
  readonly heading: Key;
  readonly stretches: readonly Stretch[];
}

/** Every part of the list, from its top. */
export const allParts = (groups: readonly Group[]): Part[] =>
  groups.flatMap(({ stretches }) => stretches.flat());

/** Every site in its group, whatever the filters: their order is found once. */
export const allGroups = computed(() => groups(sites.value));

/** Those that pass the filters. */
const listed = computed<ReadonlySet<Site>>(() => new Set(shown.value));
const listedLater = deferred(listed, whenSettled);

function partOf(sites: readonly Site[], before: ReadonlySet<string>): Part {
  const made = new Set(sites.filter(({ id }) => before.has(id)));
  return { sites, made: signal<ReadonlySet<Site>>(made) };
}

function make({ made }: Part, sites: readonly Site[]): void {
  if (sites.some((site) => !made.peek().has(site))) made.value = new Set([...made.peek(), ...sites]);
}

/** Makes the first rows of what passes the filters. */
function makeFirst(parts: readonly Part[]): void {
  let left = FIRST_ROWS;
  for (const part of parts) {
    if (left <= 0) return;
    const passing = part.sites.filter((site) => listed.peek().has(site)).slice(0, left);
    make(part, passing);
    left -= passing.length;
  }
}

/** The groups in their parts, with the first rows made, and those that stood in the groups before: the list keeps its place. */
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

/** Makes the first rows of whatever is asked for at once, those of every other site once that is calm, until called off. */
export function makeRows(parts: readonly Part[]): () => void {
  let callOff = (): void => undefined;
  const more = (ms = 0): void => {
    const most = Math.max(LEAST, Math.floor(ms * ROWS_PER_MS));
    let left = most;
    // What is in the list comes before what the filters leave out.
    for (const wanted of [(site: Site) => listed.peek().has(site), () => true]) {
      for (const part of parts) {
        const made = part.made.peek();
        const next = part.sites.filter((site) => !made.has(site) && wanted(site)).slice(0, left);
        make(part, next);
        left -= next.length;
        if (left === 0) break;
      }
    }
    if (left < most) callOff = whenIdle(more);
  };
  const stop = effect(() => {
    void listed.value;
    callOff();
    makeFirst(parts);
    callOff = whenSettled(more);
  });
  return () => {
    stop();
    callOff();
  };
}

/** Has an element show so many rows, below so many. The first ones are laid out wherever they are: what moves up into
 * sight would show a frame late. */
function setRowCount(element: HTMLElement, rows: number, above: number): void {
  element.classList.toggle("rows-none", rows === 0);
  element.classList.toggle("rows-first", rows > 0 && above < FIRST_ROWS);
  // Out of sight it is as high as they are.
  element.style.setProperty("--rows", String(rows));
}

/** Shows which of a part's rows pass, and returns how many of its sites do. */
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

/** How many of the sites pass; of more than `most` of them no more is known. */
function countPassing(sites: readonly Site[], most: number): number {
  let found = 0;
  for (const site of sites) {
    if (found > most) break;
    if (listed.peek().has(site)) found += 1;
  }
  return found;
}

/** Keeps a group's parts and itself shown or hidden as the filters have it, until called off; `before` are the sites of the groups above it. */
export function syncParts(
  group: HTMLElement,
  elements: ReadonlyMap<Stretch, HTMLElement>,
  before: readonly Site[],
): () => void {
  const own = [...elements.keys()].flat().flatMap(({ sites }) => sites);
  const tell = (most: number): void => {
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
    // What is in sight is told at once, the thousands below it once that is calm.
    effect(() => {
      void listed.value;
      tell(FIRST_ROWS);
    }),
    effect(() => {
      void listedLater.value;
      tell(Number.MAX_SAFE_INTEGER);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
