// Messages, names, numbers and dates in the page's language.

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Name } from "../api/types";
import { DEFAULT, ENGLISH, type Key, type Language, type Messages, type PluralKey } from "./languages";

export type { Key } from "./languages";

const current = signal<Language>(DEFAULT);
const currentMessages = signal<Messages>(ENGLISH);

export const language: ReadonlySignal<Language> = current;
export const messages: ReadonlySignal<Messages> = currentMessages;

/** Switches the page to a language. */
export function setLanguage(next: Language, loaded: Messages): void {
  batch(() => {
    current.value = next;
    currentMessages.value = loaded;
  });
}

type Parameters = Readonly<Record<string, string | number>>;

/** A message with its `{placeholders}` filled in; `n` selects the plural form. */
export function t<K extends Key>(
  key: K,
  ...[parameters = {}]: K extends PluralKey ? [Parameters & { n: number }] : [Parameters?]
): string {
  const message = messages.value[key];
  const text =
    typeof message === "string"
      ? message
      : (message[plurals.value.select(Number(parameters["n"]))] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = parameters[name];
    return value === undefined ? placeholder : typeof value === "number" ? number(value) : value;
  });
}

/** The label of a vocabulary's value; a value without one is shown as is, with spaces for hyphens. */
export function term(vocabulary: string, value: string): string {
  const label = (messages.value as Readonly<Record<string, unknown>>)[`${vocabulary}.${value}`];
  return typeof label === "string" ? label : value.replaceAll("-", " ");
}

const locale = (): string => messages.value.locale;

// Reused, because creating a formatter takes longer than formatting a whole list.
const plurals = computed(() => new Intl.PluralRules(locale()));
const plain = computed(() => new Intl.NumberFormat(locale(), { maximumFractionDigits: 6 }));

export function number(value: number): string {
  return plain.value.format(value);
}

/** A number and its unit stay on one line. */
const onOneLine = (text: string): string => text.replaceAll(" ", "\u00a0");

/** Powers of ten that large amounts of money are counted in, such as millions, the largest first, with their names. */
const scales = computed(() => {
  const words = t("money.scales")
    .split(", ")
    .map((scale) => scale.split(" "));
  return words.map(([power, name = ""]) => [10 ** Number(power), name] as const).sort(([a], [b]) => b - a);
});

/** "USD 500 million": in the currency's ISO 4217 code, with two decimals at most. */
export function money(amount: number, currency: string): string {
  const [scale, name] = scales.value.find(([power]) => Math.abs(amount) >= power) ?? [1, ""];
  const rounded = new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(amount / scale);
  return onOneLine(`${currency} ${rounded} ${name}`.trim());
}

/** A distance in metres or kilometres. */
export function distance(metres: number): string {
  const unit = metres >= 1000 ? "kilometer" : "meter";
  const value = metres >= 1000 ? metres / 1000 : metres;
  const options = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return onOneLine(new Intl.NumberFormat(locale(), options).format(value));
}

/** A year, a month or a day: "2025", "2025-09", "2025-09-08". */
export function date(text: string): string {
  const [year, month, day] = text.split("-").map(Number);
  if (year === undefined || Number.isNaN(year)) return text;
  if (month === undefined) return String(year);
  const options: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC" };
  if (day !== undefined) options.day = "numeric";
  return new Intl.DateTimeFormat(locale(), options).format(Date.UTC(year, month - 1, day ?? 1));
}

/** A date and time in the reader's time zone. */
export function moment(time: Date): string {
  return new Intl.DateTimeFormat(locale(), {
    dateStyle: "long",
    timeStyle: "short",
    hourCycle: "h23",
  }).format(time);
}

/** A country's name by its ISO 3166-1 code; any other text unchanged. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(locale(), { type: "region", fallback: "code" }).of(code) ?? code;
}

/** "a, b, c". */
export function joined(items: readonly string[]): string {
  return items.length === 0 ? "" : items.reduce((first, next) => t("claim.list", { first, next }));
}

/** "a, b and c", or as a disjunction "a, b or c". */
export function list(items: readonly string[], type: Intl.ListFormatType = "conjunction"): string {
  return new Intl.ListFormat(locale(), { type }).format(items);
}

/** A record's first name in the page's language, else its main name. */
export function nameOf(record: {
  name: string;
  names?: Record<string, readonly Name[] | undefined>;
}): string {
  if (language.value === DEFAULT) return record.name;
  const first = record.names?.[language.value]?.[0];
  return first === undefined ? record.name : typeof first === "string" ? first : first.name;
}
