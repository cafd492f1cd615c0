// The language that the page speaks: what the address says, else what the browser prefers.

import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { address } from "./page";
import type { Language } from "./url";

const preferred: Language = navigator.language.toLowerCase().startsWith("ur") ? "ur" : "en";

export const language: ReadonlySignal<Language> = computed(() => address.value.language ?? preferred);

effect(() => {
  document.documentElement.lang = language.value;
  document.documentElement.dir = language.value === "ur" ? "rtl" : "ltr";
});
