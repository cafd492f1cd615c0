// The list in parts of some dozens of sites. What is out of sight is not laid out, and gets its rows while the page rests.

import { computed, effect, type Signal, signal } from "@preact/signals";
import type { Site } from "../api/types";
import type { Key } from "../i18n";
import { shown, sites } from "../state/atlas";
import { afterCalm, painted, whenIdle } from "../state/painted";
import { groups } from "./groups";

/** No row is less high than this, in pixels. */
const LOWEST = 64;
/** More rows than these are in nobody's sight at first. */
export const FIRST = Math.ceil(Math.max(window.screen.height, window.innerHeight) / LOWEST);
/** Sites of a part, all of which are laid out when one comes into sight. */
const SIZE = 12;
/** So many rows are made at once: some milliseconds' work. */
const SLICE = 40;

export interface Part {
  readonly sites: readonly Site[];
  /** Those that have a row by now. */
  readonly made: Signal<ReadonlySet<Site>>;
}

export interface Group {
  readonly heading: Key;
  readonly parts: readonly Part[];
}

/** Every site in its group, whatever the filters: their order is found once. */
export const allGroups = computed(() => groups(sites.value));

/** Those that pass the filters. */
const listed = computed<ReadonlySet<Site>>(() => new Set(shown.value));
const listedLater = painted(listed, afterCalm);

function partsOf(sites: readonly Site[], before: ReadonlySet<string>): Part[] {
  const parts: Part[] = Array.from({ length: Math.ceil(sites.length / SIZE) }, (_, nth) => ({
    sites: sites.slice(nth * SIZE, (nth + 1) * SIZE),
    made: signal<ReadonlySet<Site>>(new Set()),
  }));
  for (const part of parts)
    make(
      part,
      part.sites.filter(({ id }) => before.has(id)),
    );
  return parts;
}

function make({ made }: Part, sites: readonly Site[]): void {
  if (sites.some((site) => !made.peek().has(site))) made.value = new Set([...made.peek(), ...sites]);
}

/** Makes the first rows of what passes the filters. */
function makeFirst(parts: readonly Part[]): void {
  let left = FIRST;
  for (const part of parts) {
    if (left <= 0) return;
    const passing = part.sites.filter((site) => listed.peek().has(site)).slice(0, left);
    make(part, passing);
    left -= passing.length;
  }
}

/** The groups in their parts, with the first rows made, and those that stood in the groups before: the list keeps its place. */
export function inParts(before: readonly Group[]): Group[] {
  const made = before.flatMap(({ parts }) => parts).flatMap((part) => [...part.made.peek()]);
  const ids = new Set(made.map(({ id }) => id));
  const found = allGroups.value.map(({ heading, sites }) => ({ heading, parts: partsOf(sites, ids) }));
  makeFirst(found.flatMap(({ parts }) => parts));
  return found;
}

/** Makes the first rows of whatever is asked for at once, those of every other site once that is calm, until called off. */
export function makeRows(parts: readonly Part[]): () => void {
  let callOff = (): void => undefined;
  const more = (): void => {
    let left = SLICE;
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
    if (left < SLICE) callOff = whenIdle(more);
  };
  const stop = effect(() => {
    void listed.value;
    callOff();
    makeFirst(parts);
    callOff = afterCalm(more);
  });
  return () => {
    stop();
    callOff();
  };
}

/** Shows which of a part's sites pass, and how many they are: out of sight it is as high as so many rows. */
export function tellPart(element: HTMLElement, { sites, made }: Part): number {
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
  element.toggleAttribute("hidden", passed === 0);
  element.style.setProperty("--rows", String(passed));
  return passed;
}

/** Keeps a group's parts and itself shown or hidden as the filters have it, until called off. */
export function tellParts(group: HTMLElement, elements: ReadonlyMap<Part, HTMLElement>): () => void {
  const tell = (most: number): void => {
    let left = most;
    for (const [part, element] of elements) {
      if (left <= 0) break;
      left -= tellPart(element, part);
    }
    group.toggleAttribute("hidden", left === most);
  };
  const stops = [
    // What is in sight is told at once, the thousands below it once that is calm.
    effect(() => {
      void listed.value;
      tell(FIRST);
    }),
    effect(() => {
      void listedLater.value;
      tell(Number.MAX_SAFE_INTEGER);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
