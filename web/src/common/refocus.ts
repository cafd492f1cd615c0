// Keeps the focus when a pressed control disappears, such as a removed filter: a control beside it gets the focus.
// Otherwise the browser would move it to the start of the page (WCAG 2.4.3).

const CONTROLS = "button:not(:disabled), a[href], input:not(:disabled), select, summary";

/** An element that contains the pressed control, and the control's index in it. */
interface Ancestor {
  readonly part: Element;
  readonly index: number;
}

const controlsOf = (part: Element): HTMLElement[] =>
  [...part.querySelectorAll<HTMLElement>(CONTROLS)].filter((control) => control.checkVisibility());

/** The containers of a control, innermost first, up to the first permanent one. */
function ancestorsOf(control: Element): Ancestor[] {
  const found: Ancestor[] = [];
  for (let part = control.parentElement; part !== null; part = part.parentElement) {
    found.push({ part, index: controlsOf(part).findIndex((one) => one === control) });
    if (part.matches(".query, .listing, .map-pane, .panel, dialog, body")) break;
  }
  return found;
}

function focusBeside(ancestors: readonly Ancestor[]): void {
  if (document.activeElement !== document.body || ancestors.length === 0) return;
  for (const { part, index } of ancestors) {
    if (!part.isConnected) continue;
    const left = controlsOf(part);
    const next = left[Math.min(index, left.length - 1)];
    if (next === undefined) continue;
    next.focus();
    return;
  }
  document.getElementById("list")?.focus();
}

/** Starts keeping the focus. */
export function restoreFocus(): void {
  document.addEventListener(
    "click",
    ({ target }) => {
      const control = target instanceof Element ? target.closest("button") : null;
      // A pointer needs no focus, and an element that never had it cannot lose it.
      if (control === null || control !== document.activeElement) return;
      const ancestors = ancestorsOf(control);
      setTimeout(() => {
        if (!control.isConnected) focusBeside(ancestors);
      });
    },
    { capture: true },
  );
}
