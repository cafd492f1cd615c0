// Keyboard shortcuts. The actions are loaded when the first key is pressed.

import { signal } from "@preact/signals";
import { dialog } from "../state/page";
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

/** Elements in which keys are text input. */
const TYPED = "input, textarea, select, [contenteditable]";

/** Listens for shortcuts. */
export function listenForKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !ready.peek()) return;
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      dialog.value = { name: "commands" };
      return;
    }
    const typed = event.target instanceof Element && event.target.closest(TYPED) !== null;
    if (typed || event.ctrlKey || event.metaKey || event.altKey || event.key.length > 1) return;
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
