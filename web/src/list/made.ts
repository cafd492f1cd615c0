// Which sites have a row by now: those at the top of the list at first, all others while the page rests.

import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { useLayoutEffect, useMemo } from "preact/hooks";
import type { Site } from "../api/types";
import { shown, sites } from "../state/atlas";
import { painted } from "../state/painted";
import { groups } from "./groups";

/** More rows than these are in nobody's sight at first. */
export const FIRST = 30;
/** As many are made at once after that: some milliseconds' work. */
const SLICE = 40;

/** Every site in its group, whatever the filters: their order is found once. */
export const allGroups = computed(() => groups(sites.value));
const order = computed(() => allGroups.value.flatMap((group) => group.sites));

/** Those that pass the filters. */
export const listed = computed<ReadonlySet<Site>>(() => new Set(shown.value));
export const listedLater = painted(listed);
const asked = computed(() => order.value.filter((site) => listed.value.has(site)));

type Made = ReadonlySet<Site>;

/** Calls once the page rests, or soon, and returns the way to call it off. Safari knows no idle time. */
function whenIdle(call: () => void): () => void {
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(call, 20);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(call, { timeout: 100 });
  return () => cancelIdleCallback(idle);
}

/** Makes the first rows of whatever is asked for at once, and one by one those of every other site. */
function makeRows(made: Signal<Made>): () => void {
  const add = (more: readonly Site[]): void => {
    const now = made.peek();
    if (more.some((site) => !now.has(site))) made.value = new Set([...now, ...more]);
  };
  const stops = [
    effect(() => {
      const all = new Set(order.value);
      made.value = new Set([...made.peek()].filter((site) => all.has(site)));
    }),
    effect(() => add(asked.value.slice(0, FIRST))),
    effect(() => {
      const now = made.value;
      // What is in the list comes before what the filters leave out.
      const next = [asked.value, order.value].find((sites) => sites.some((site) => !now.has(site)));
      if (next === undefined) return;
      const more = next.filter((site) => !now.has(site)).slice(0, SLICE);
      return whenIdle(() => add(more));
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

export function useMade(): ReadonlySignal<Made> {
  const made = useMemo(() => signal<Made>(new Set(asked.peek().slice(0, FIRST))), []);
  useLayoutEffect(() => makeRows(made), []);
  return made;
}
