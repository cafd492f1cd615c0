// The languages of the page: one message file each, named by its ISO 639 code. English ships with the page;
// the others are loaded when a reader chooses them.

import english from "../../messages/en.json";

/** A message's key: `area.name`, or `vocabulary.value` for a vocabulary's term. Those of `document` are the server's. */
export type Key = Exclude<keyof typeof english, "locale" | "direction" | `document.${string}`>;

/** The keys of the map's own messages. */
export type MapTextKey = Extract<Key, `map.${string}`>;

/** The keys of the messages with plural forms. */
export type PluralKey = { [K in Key]: (typeof english)[K] extends string ? never : K }[Key];

/** The forms of a message by CLDR plural category. */
type Plural = { readonly [C in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** A message file. A test compares every file with English. */
export type Messages = { readonly [K in Key]: K extends PluralKey ? Plural : string } & {
  /** The BCP 47 tag for numbers, dates, lists and plurals. */
  readonly locale: string;
  /** The value of the page's `dir`. */
  readonly direction: string;
};

/** An ISO 639 code. */
export type Language = string;

export const DEFAULT: Language = "en";

const others = import.meta.glob<Messages>(["../../messages/*.json", "!../../messages/en.json"], {
  import: "default",
});

const codeOf = (path: string): Language => path.replace(/^.*\/|\.json$/g, "");

const loaders = new Map(Object.entries(others).map(([path, load]) => [codeOf(path), load]));

export const LANGUAGES: readonly Language[] = [DEFAULT, ...loaders.keys()];

export const ENGLISH: Messages = english;

export async function loadMessages(language: Language): Promise<Messages> {
  return (await loaders.get(language)?.()) ?? ENGLISH;
}

/** The language's own name for itself. */
export function ownName(language: Language): string {
  return new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
}

/** Whether a language is written in the Arabic script, whose letters join and have no capitals. */
export function isArabic(language: Language): boolean {
  return new Intl.Locale(language).maximize().script === "Arab";
}
