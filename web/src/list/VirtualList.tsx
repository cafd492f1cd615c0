// A long list: it has rows only near the part in view, and gaps take the room of the others.

import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  observeWindowOffset,
  observeWindowRect,
  type Range,
  defaultRangeExtractor,
  Virtualizer,
  windowScroll,
} from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import { selectedId } from "../state/page";
import { type Group, Groups, type Item } from "./List";

/** Rows beyond each edge of the window. */
const OVERSCAN = 12;
/** Rows on each side of the focused one. */
const NEAR = 5;
/** The height of a row before it has been measured, in CSS pixels at the usual text size. */
const ROW_HEIGHT = 88;

type Scroller = Element | Window;
type Rows = Virtualizer<Scroller, HTMLElement>;

/** On a phone the list scrolls with the page. */
function scrollerOf(list: Element | null): Scroller | null {
  const listing = list?.closest(".listing") ?? null;
  return listing === null || getComputedStyle(listing).overflowY !== "auto" ? window : listing;
}

/** How far below the start of what scrolls the list begins. */
function marginOf(list: Element, scroller: Scroller): number {
  const { top } = list.getBoundingClientRect();
  const [origin, scrolled] =
    scroller instanceof Window
      ? [0, scroller.scrollY]
      : [scroller.getBoundingClientRect().top, scroller.scrollTop];
  return Math.round(top - origin + scrolled);
}

const isWindow = (rows: Rows): boolean => rows.scrollElement === window;

/** The items to render, which are those in view and the ones that the keyboard must be able to reach. */
function extract(
  range: Range,
  keys: ReadonlyMap<string, number>,
  pinned: readonly (string | null)[],
): number[] {
  const kept = pinned.flatMap((key) => {
    const index = key === null ? undefined : keys.get(key);
    // With its neighbours, to which Tab goes on.
    return index === undefined ? [] : Array.from({ length: 2 * NEAR + 1 }, (_, i) => index - NEAR + i);
  });
  // With the first and the last row, Tab enters the list at its ends from outside.
  const all = new Set([0, 1, ...defaultRangeExtractor(range), ...kept, range.count - 1]);
  return [...all].filter((index) => index >= 0 && index < range.count).sort((a, b) => a - b);
}

/** The row that has the focus, which must stay while it scrolls out of sight. */
const focusedKey = (): string | null =>
  document.activeElement?.closest<HTMLElement>(".row")?.dataset["key"] ?? null;

function useRows(list: RefObject<HTMLElement | null>, items: readonly Item[]): [Rows, redraw: () => void] {
  const [, redraw] = useReducer<number, void>((times) => times + 1, 0);
  const [margin, setMargin] = useState(0);
  // After a record has been closed, its row gets the focus back.
  const [lastSelected, setLastSelected] = useState(selectedId.peek());
  const selected = selectedId.value ?? lastSelected;
  if (selected !== lastSelected) setLastSelected(selected);
  const keys = new Map(items.map(({ key }, index) => [key, index]));
  const settings = {
    count: items.length,
    getScrollElement: () => scrollerOf(list.current),
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index: number) => items[index]?.key ?? index,
    rangeExtractor: (range: Range) => extract(range, keys, [focusedKey(), selected]),
    overscan: OVERSCAN,
    scrollMargin: margin,
    initialRect: { width: window.innerWidth, height: window.innerHeight },
    onChange: () => redraw(),
    scrollToFn: (offset: number, how: Parameters<typeof elementScroll>[1], rows: Rows) =>
      isWindow(rows)
        ? windowScroll(offset, how, rows as Virtualizer<Window, HTMLElement>)
        : elementScroll(offset, how, rows as Virtualizer<Element, HTMLElement>),
    observeElementRect: (rows: Rows, call: Parameters<typeof observeElementRect>[1]) =>
      isWindow(rows)
        ? observeWindowRect(rows as Virtualizer<Window, HTMLElement>, call)
        : observeElementRect(rows as Virtualizer<Element, HTMLElement>, call),
    observeElementOffset: (rows: Rows, call: Parameters<typeof observeElementOffset>[1]) =>
      isWindow(rows)
        ? observeWindowOffset(rows as Virtualizer<Window, HTMLElement>, call)
        : observeElementOffset(rows as Virtualizer<Element, HTMLElement>, call),
  };
  const [rows] = useState(() => new Virtualizer<Scroller, HTMLElement>(settings));
  rows.setOptions(settings);
  useLayoutEffect(() => rows._didMount(), [rows]);
  useLayoutEffect(() => rows._willUpdate());
  useLayoutEffect(() => {
    const scroller = scrollerOf(list.current);
    if (list.current !== null && scroller !== null) setMargin(marginOf(list.current, scroller));
  }, [items]);
  useLayoutEffect(() => {
    // What scrolls may change with the width of the window.
    const resized = (): void => redraw();
    window.addEventListener("resize", resized);
    return () => window.removeEventListener("resize", resized);
  }, []);
  return [rows, redraw];
}

export function VirtualList({ groups, items }: { groups: readonly Group[]; items: readonly Item[] }) {
  const list = useRef<HTMLDivElement>(null);
  const [rows, redraw] = useRows(list, items);
  const heightOf = (from: number, to: number): number => {
    const [first, last] = [rows.measurementsCache[from], rows.measurementsCache[to - 1]];
    return first && last ? last.end - first.start : 0;
  };
  return (
    <div ref={list} onFocusIn={redraw}>
      <Groups
        groups={groups}
        items={items}
        rendered={rows.getVirtualItems().map(({ index }) => index)}
        heightOf={heightOf}
        measure={rows.measureElement}
      />
    </div>
  );
}
