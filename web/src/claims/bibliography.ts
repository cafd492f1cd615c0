// Publisher, authors and date of a source.

import type { CslDate, Source } from "../api/types";

export function publisherOf(source: Source): string {
  return source["container-title"] ?? source.publisher ?? authorsOf(source) ?? source.title;
}

export function authorsOf(source: Source): string | null {
  const names = (source.author ?? []).map(
    (person) => person.literal ?? [person.given, person.family].filter(Boolean).join(" "),
  );
  return names.length > 0 ? names.join(", ") : null;
}

/** A CSL date in ISO 8601, with the precision it has: "2025", "2025-09", "2025-09-08". */
export function isoDate(date: CslDate | undefined): string | null {
  const parts = date?.["date-parts"][0] ?? [];
  if (parts.length === 0) return null;
  return parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join("-");
}
