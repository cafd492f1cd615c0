// The languages that there are. English comes with the page; another comes when somebody reads it.

import type { LanguageFile } from "./file";
import english from "./languages/en";

/** An ISO 639 code. */
export type Language = string;

export const DEFAULT: Language = "en";

const others = import.meta.glob<LanguageFile>(["./languages/*.ts", "!./languages/en.ts"], {
  import: "default",
});

const codeOf = (path: string): Language => path.replace(/^.*\/|\.ts$/g, "");

const readers = new Map(Object.entries(others).map(([path, read]) => [codeOf(path), read]));

export const LANGUAGES: readonly Language[] = [DEFAULT, ...readers.keys()];

export const ENGLISH: LanguageFile = english;

export async function readLanguage(language: Language): Promise<LanguageFile> {
  return (await readers.get(language)?.()) ?? ENGLISH;
}

/** What its readers call a language. */
export function ownName(language: Language): string {
  return new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
}

/** Whether a language is written in Arabic letters, which join and have no capitals. */
export function isArabic(language: Language): boolean {
  return new Intl.Locale(language).maximize().script === "Arab";
}
