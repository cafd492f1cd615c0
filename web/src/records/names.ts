// A record's other names.

import type { Citation, Name } from "../api/types";
import { language, nameOf } from "../i18n";
import { DEFAULT, type Language, LANGUAGES } from "../i18n/languages";

interface Named {
  name: string;
  names?: Record<string, readonly Name[] | undefined>;
}

/** A name and the language it is in. */
export interface OtherName {
  readonly name: string;
  readonly lang?: Language;
}

/** Every other name with its sources. A plain spelling variant has none. */
export function allNames(record: Named | undefined): (OtherName & { cite: readonly Citation[] })[] {
  return Object.entries(record?.names ?? {}).flatMap(([lang, names = []]) =>
    names.map((name) => (typeof name === "string" ? { name, lang, cite: [] } : { ...name, lang })),
  );
}

/** The name shown next to the main one: on the English page in the first other language available, else in English. */
export function otherNameOf(record: Named): OtherName | null {
  if (language.value !== DEFAULT) {
    return nameOf(record) === record.name ? null : { name: record.name, lang: DEFAULT };
  }
  const names = allNames(record).filter(({ lang }) => lang !== DEFAULT);
  return names.find(({ lang }) => lang !== undefined && LANGUAGES.includes(lang)) ?? names[0] ?? null;
}
