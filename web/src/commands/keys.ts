// The keyboard's ways to what the page can do; the actions themselves come when the first key is pressed.

import { signal } from "@preact/signals";
import { dialog } from "../dialogs/shown";
import { ready } from "../state/atlas";
import { reportFailure } from "../state/failure";

const KEPT = "oreatlas.single-keys";

/** Whether single keys do anything: who speaks to the machine may say them by chance (WCAG 2.1.4). */
export const singleKeys = signal(remembered());

function remembered(): boolean {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    // A page in a frame may keep nothing.
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  singleKeys.value = on;
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // Then it holds until the page closes.
  }
}

/** Keys typed into these are text. */
const TYPED = "input, textarea, select, [contenteditable]";

/** Listens for keys as long as the page is open. */
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
