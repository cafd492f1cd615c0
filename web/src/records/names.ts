// A record's other names.

import type { Citation, Name } from "../api/types";
import { language, nameOf } from "../i18n";
import { DEFAULT } from "../i18n/languages";

interface Named {
  name: string;
  names?: Record<string, readonly Name[] | undefined>;
}

/** Every other name with its sources. A mere spelling has none. */
export function allNames(record: Named | undefined): { name: string; cite: readonly Citation[] }[] {
  if (record === undefined) return [];
  return Object.values(record.names ?? {})
    .flatMap((names) => names ?? [])
    .map((name) => (typeof name === "string" ? { name, cite: [] } : name));
}

/** The name beside the main one: Urdu on the English page, else English. */
export function otherNameOf(record: Named): string | null {
  if (language.value !== DEFAULT) return nameOf(record) === record.name ? null : record.name;
  const urdu = record.names?.["ur"]?.[0];
  return urdu === undefined ? null : typeof urdu === "string" ? urdu : urdu.name;
}
