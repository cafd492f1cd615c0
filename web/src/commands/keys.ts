// Keyboard shortcuts. The actions are loaded when the first key is pressed.

import { signal } from "@preact/signals";
import { closeDialog, dialog } from "../state/page";
import { ready } from "../state/atlas";
import { reportFailure } from "../state/failure";

const KEPT = "oreatlas.single-keys";

/** Whether single-key shortcuts are on: speech input may trigger them by accident (WCAG 2.1.4). */
export const singleKeys = signal(remembered());

function remembered(): boolean {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    // An embedded page may have no storage.
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  singleKeys.value = on;
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // Without storage the setting lasts until the page closes.
  }
}

/** What was typed for the command palette before its code had loaded and its text field had the focus. */
let typedAhead = "";

/** Returns what was typed ahead, and forgets it. An Enter in it is a line break at its end. */
export function takeTypedAhead(): string {
  const typed = typedAhead;
  typedAhead = "";
  return typed;
}

/** Keeps a key for the palette that is about to open; returns whether it did. */
function typeAhead({ key }: KeyboardEvent): boolean {
  if (dialog.peek()?.name !== "commands") return false;
  if (key === "Backspace") typedAhead = [...typedAhead].slice(0, -1).join("");
  else if (key === "Enter") typedAhead = `${typedAhead.trimEnd()}\n`;
  else if ([...key].length === 1) typedAhead += key;
  else if (key === "Escape") {
    typedAhead = "";
    closeDialog();
  } else return false;
  return true;
}

/** Elements in which keys are text input. */
const TYPED = "input, textarea, select, [contenteditable]";

/** Listens for shortcuts. */
export function listenForKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !ready.peek()) return;
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      if (dialog.peek()?.name !== "commands") typedAhead = "";
      dialog.value = { name: "commands" };
      return;
    }
    const typed = event.target instanceof Element && event.target.closest(TYPED) !== null;
    if (typed || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typeAhead(event)) return event.preventDefault();
    if (event.key.length > 1) return;
    if (!singleKeys.peek() || dialog.peek() !== null) return;
    event.preventDefault();
    const { key } = event;
    import("./actions").then(
      ({ actions }) =>
        actions()
          .find((action) => action.key === key)
          ?.run(),
      reportFailure,
    );
  });
}
