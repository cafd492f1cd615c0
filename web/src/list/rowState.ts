// What changes of rows that are made: marked on the row itself, so that a list of thousands is not gone through.

import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { hovered } from "../state/map";
import { addressOf, selectedId } from "../state/page";

/** Around the id in the address of a row's site: a value never holds an equals sign. */
const around = computed(() => addressOf({ kind: "site", id: "-" }).split("site=-") as [string, string]);

export function rowHref(id: string): string {
  return around.peek().join(`site=${id}`);
}

function markOne(id: ReadonlySignal<string | null>, mark: (row: Element, on: boolean) => void): () => void {
  return effect(() => {
    const row = document.getElementById(`row-${id.value}`);
    if (row === null) return;
    mark(row, true);
    return () => mark(row, false);
  });
}

/** What comes before anybody reads, copies or follows a link. */
const REACHES = ["pointerover", "pointerdown", "focusin"] as const;

/** Has a row that is reached lead to its site under the filters as they are by now. */
function renew({ target }: Event): void {
  const row = target instanceof Element ? target.closest(".row-link") : null;
  row?.setAttribute("href", rowHref(row.id.slice("row-".length)));
}

/** Keeps the marks of all rows in the document. */
export function useRowState(): void {
  useLayoutEffect(() => {
    const stops = [
      markOne(hovered, (row, on) => row.parentElement?.classList.toggle("row-hovered", on)),
      markOne(selectedId, (row, on) =>
        on ? row.setAttribute("aria-current", "true") : row.removeAttribute("aria-current"),
      ),
    ];
    for (const reach of REACHES) document.addEventListener(reach, renew);
    return () => {
      stops.forEach((stop) => stop());
      for (const reach of REACHES) document.removeEventListener(reach, renew);
    };
  }, []);
}
