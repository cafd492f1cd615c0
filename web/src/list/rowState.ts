// State that changes on existing rows, written to their elements directly so that a list of thousands is not rendered again.

import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { hovered } from "../state/map";
import { recordUrl, selectedId } from "../state/page";

/** The parts of a row's URL before and after the id. No value contains an equals sign. */
const around = computed(() => recordUrl({ kind: "site", id: "-" }).split("site=-") as [string, string]);

export function rowHref(id: string): string {
  return around.peek().join(`site=${id}`);
}

function trackRow(id: ReadonlySignal<string | null>, apply: (row: Element, on: boolean) => void): () => void {
  return effect(() => {
    const row = document.getElementById(`row-${id.value}`);
    if (row === null) return;
    apply(row, true);
    return () => apply(row, false);
  });
}

/** Events before a reader can see, copy or follow a link. */
const REACH_EVENTS = ["pointerover", "pointerdown", "focusin"] as const;

/** Updates a row's URL to the current filters. */
function refreshHref({ target }: Event): void {
  const row = target instanceof Element ? target.closest(".row-link") : null;
  row?.setAttribute("href", rowHref(row.id.slice("row-".length)));
}

/** Keeps hovering, selection and URLs of all rows up to date. */
export function useRowState(): void {
  useLayoutEffect(() => {
    const stops = [
      trackRow(hovered, (row, on) => row.parentElement?.classList.toggle("row-hovered", on)),
      trackRow(selectedId, (row, on) =>
        on ? row.setAttribute("aria-current", "true") : row.removeAttribute("aria-current"),
      ),
    ];
    for (const type of REACH_EVENTS) document.addEventListener(type, refreshHref);
    return () => {
      stops.forEach((stop) => stop());
      for (const type of REACH_EVENTS) document.removeEventListener(type, refreshHref);
    };
  }, []);
}
