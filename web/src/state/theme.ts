// What the reader's system prefers.

import { type ReadonlySignal, signal } from "@preact/signals";

function preference(query: string): ReadonlySignal<boolean> {
  const media = window.matchMedia(query);
  const preferred = signal(media.matches);
  media.addEventListener("change", (event) => (preferred.value = event.matches));
  return preferred;
}

export const dark = preference("(prefers-color-scheme: dark)");
export const stillness = preference("(prefers-reduced-motion: reduce)");
