// The page's language: that of the URL, else the one that the browser prefers.

import { computed, effect } from "@preact/signals";
import { language, messages, setLanguage } from "../i18n";
import { DEFAULT, LANGUAGES, loadMessages } from "../i18n/languages";
import { reportFailure } from "./failure";
import { pageState } from "./page";

/** The primary language of a BCP 47 tag. Not by `Intl`, which rejects "C", as browsers without a locale send it. */
const primary = (tag: string): string => tag.toLowerCase().replace(/[-_].*/, "");

const preferred = navigator.languages.map(primary).find((code) => LANGUAGES.includes(code)) ?? DEFAULT;

const requested = computed(() => pageState.value.language ?? preferred);

/** Loads the messages of the requested language and switches to it. */
export async function loadLanguage(): Promise<void> {
  const next = requested.peek();
  try {
    const loaded = await loadMessages(next);
    if (next === requested.peek()) setLanguage(next, loaded);
  } catch (error) {
    reportFailure(error);
  }
}

effect(() => {
  if (requested.value !== language.peek()) void loadLanguage();
});

effect(() => {
  document.documentElement.lang = language.value;
  document.documentElement.dir = messages.value.direction;
});
