// The page's language: that of the URL, else the one that the browser prefers.

import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { DEFAULT, ENGLISH, type Language, LANGUAGES, loadMessages, type Messages } from "../i18n/languages";
import { reportFailure } from "./failure";
import { pageState } from "./page";

/** The primary language of a BCP 47 tag. Not by `Intl`, which rejects "C", as browsers without a locale send it. */
const primary = (tag: string): string => tag.toLowerCase().replace(/[-_].*/, "");

const preferred = navigator.languages.map(primary).find((code) => LANGUAGES.includes(code)) ?? DEFAULT;

const requested = computed(() => pageState.value.language ?? preferred);

const current = signal<Language>(DEFAULT);
const spokenMessages = signal<Messages>(ENGLISH);

export const language: ReadonlySignal<Language> = current;
export const messages: ReadonlySignal<Messages> = spokenMessages;

/** Loads the messages of the requested language and switches to it. */
export async function loadLanguage(): Promise<void> {
  const next = requested.peek();
  try {
    const loaded = await loadMessages(next);
    if (next !== requested.peek()) return;
    batch(() => {
      current.value = next;
      spokenMessages.value = loaded;
    });
  } catch (error) {
    reportFailure(error);
  }
}

effect(() => {
  if (requested.value !== current.peek()) void loadLanguage();
});

effect(() => {
  document.documentElement.lang = current.value;
  document.documentElement.dir = spokenMessages.value.direction;
});
