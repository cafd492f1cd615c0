// Words, names, numbers and dates in the language that the page speaks.

import { computed } from "@preact/signals";
import type { Name } from "../api/types";
import { language, languageFile } from "../state/language";
import type { Key, MapTextKey } from "./file";
import { DEFAULT } from "./languages";

export type { Key, MapTextKey } from "./file";

/** A phrase, with `{name}` replaced by its parameter. */
export function t(key: Key, parameters: Record<string, string | number> = {}): string {
  return languageFile.value.words[key].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });
}

/** What readers call a vocabulary's value; a value without a word is shown as it is, hyphens apart. */
export function term(vocabulary: string, value: string): string {
  const terms: Readonly<Record<string, string>> = languageFile.value.terms;
  return terms[`${vocabulary}.${value}`] ?? value.replaceAll("-", " ");
}

export function mapText(key: MapTextKey): string {
  return languageFile.value.map[key];
}

const locale = (): string => languageFile.value.locale;

// To make a formatter takes longer than all that it formats at once.
const plain = computed(() => new Intl.NumberFormat(locale(), { maximumFractionDigits: 6 }));

export function number(value: number): string {
  return plain.value.format(value);
}

export function money(amount: number, currency: string): string {
  const options = {
    style: "currency",
    currency,
    currencyDisplay: "code",
    notation: "compact",
    compactDisplay: "long",
  } as const;
  return new Intl.NumberFormat(locale(), { ...options, maximumFractionDigits: 2 }).format(amount);
}

/** Metres as a reader says them. */
export function distance(metres: number): string {
  const unit = metres >= 1000 ? "kilometer" : "meter";
  const value = metres >= 1000 ? metres / 1000 : metres;
  const options = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(locale(), options).format(value);
}

/** A date of a year, a month or a day: "2025", "2025-09", "2025-09-08". */
export function date(text: string): string {
  const [year, month, day] = text.split("-").map(Number);
  if (year === undefined || Number.isNaN(year)) return text;
  if (month === undefined) return String(year);
  const options: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC" };
  if (day !== undefined) options.day = "numeric";
  return new Intl.DateTimeFormat(locale(), options).format(Date.UTC(year, month - 1, day ?? 1));
}

/** A day and its time, by the reader's clock. */
export function moment(time: Date): string {
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: "long",
    timeStyle: "short",
    hourCycle: "h23",
  }).format(time);
}

/** A country's name by its ISO 3166-1 code; anything else as it is. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(locale(), { type: "region", fallback: "code" }).of(code) ?? code;
}

/** "a, b and c", or, of what excludes each other, "a or b". */
export function list(items: readonly string[], type: "conjunction" | "disjunction" = "conjunction"): string {
  return new Intl.ListFormat(locale(), { type }).format(items);
}

/** The first name of a record in the page's language, else its name. */
export function nameOf(record: {
  name: string;
  names?: Record<string, readonly Name[] | undefined>;
}): string {
  if (language.value === DEFAULT) return record.name;
  const first = record.names?.[language.value]?.[0];
  return first === undefined ? record.name : typeof first === "string" ? first : first.name;
}
