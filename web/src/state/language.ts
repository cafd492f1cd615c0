// The language that the page speaks: what the address asks for, else what the browser prefers.

import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { DEFAULT, ENGLISH, type Language, LANGUAGES, loadMessages, type Messages } from "../i18n/languages";
import { reportFailure } from "./failure";
import { address } from "./page";

/** Of a tag the language alone (BCP 47), without `Intl`: a browser without a locale asks for "C", which is none. */
const primary = (tag: string): string => tag.toLowerCase().replace(/[-_].*/, "");

const preferred = navigator.languages.map(primary).find((code) => LANGUAGES.includes(code)) ?? DEFAULT;

const asked = computed(() => address.value.language ?? preferred);

const spoken = signal<Language>(DEFAULT);
const spokenMessages = signal<Messages>(ENGLISH);

export const language: ReadonlySignal<Language> = spoken;
export const messages: ReadonlySignal<Messages> = spokenMessages;

/** Speaks the language that is asked for, once its words have come. */
export async function loadLanguage(): Promise<void> {
  const next = asked.peek();
  try {
    const loaded = await loadMessages(next);
    if (next !== asked.peek()) return;
    batch(() => {
      spoken.value = next;
      spokenMessages.value = loaded;
    });
  } catch (error) {
    reportFailure(error);
  }
}

effect(() => {
  if (asked.value !== spoken.peek()) void loadLanguage();
});

effect(() => {
  document.documentElement.lang = spoken.value;
  document.documentElement.dir = spokenMessages.value.direction;
});
