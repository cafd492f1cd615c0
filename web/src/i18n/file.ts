// What a language is: one file in languages/, found there by its name, which is its ISO 639 code.

import type english from "./languages/en";

/** A phrase of the page. */
export type Key = keyof typeof english.words;

/** A vocabulary's value, as `vocabulary.value`. */
export type Term = keyof typeof english.terms;

/** A word that the map shows. */
export type MapTextKey = keyof typeof english.map;

/** Every key has its words here: one that is missing, or is too many, fails the build. */
export interface LanguageFile {
  /** For numbers, dates and lists. */
  readonly locale: string;
  readonly direction: "ltr" | "rtl";
  readonly words: Readonly<Record<Key, string>>;
  readonly terms: Readonly<Record<Term, string>>;
  readonly map: Readonly<Record<MapTextKey, string>>;
}
