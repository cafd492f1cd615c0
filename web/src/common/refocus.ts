// Whoever presses what is gone by then goes on beside it: a chip taken back, a way back that is no longer needed. Without
// this the focus falls to the page's beginning (WCAG 2.4.3).

const CONTROLS = "button:not(:disabled), a[href], input:not(:disabled), select, summary";

/** A part of the page that held what was pressed, and which of its controls that was. */
interface Held {
  readonly part: Element;
  readonly index: number;
}

const controlsOf = (part: Element): HTMLElement[] =>
  [...part.querySelectorAll<HTMLElement>(CONTROLS)].filter((control) => control.checkVisibility());

/** The parts around a control, innermost first, up to the first that stays whatever is pressed. */
function partsAround(control: Element): Held[] {
  const found: Held[] = [];
  for (let part = control.parentElement; part !== null; part = part.parentElement) {
    found.push({ part, index: controlsOf(part).findIndex((one) => one === control) });
    if (part.matches(".asking, .listing, .map-pane, .panel, dialog, body")) break;
  }
  return found;
}

function goOn(held: readonly Held[]): void {
  if (document.activeElement !== document.body || held.length === 0) return;
  for (const { part, index } of held) {
    if (!part.isConnected) continue;
    const left = controlsOf(part);
    const next = left[Math.min(index, left.length - 1)];
    if (next === undefined) continue;
    next.focus();
    return;
  }
  document.getElementById("list")?.focus();
}

/** Keeps the reader's place from now on. */
export function restoreFocus(): void {
  document.addEventListener(
    "click",
    ({ target }) => {
      const control = target instanceof Element ? target.closest("button") : null;
      // Of a pointer nobody asks where it goes on, and what never had the focus cannot lose it.
      if (control === null || control !== document.activeElement) return;
      const held = partsAround(control);
      setTimeout(() => {
        if (!control.isConnected) goOn(held);
      });
    },
    { capture: true },
  );
}
