// The status of a site, with the date of its last report where that is long ago.

import type { Site } from "../api/types";
import { joined, t, term } from "../i18n";

/** For how many months a report of a status counts as current, as on the server. */
const CURRENT_MONTHS = 18;

/** Whether what was last reported for a year, a month or a day may have changed by `day`. */
export function isOutdated(reported: string, day: string): boolean {
  const [year = 0, month = 1, of = 1] = day.split("-").map(Number);
  const firstOf = new Date(Date.UTC(year, month - 1 - CURRENT_MONTHS, 1));
  const daysIn = new Date(Date.UTC(firstOf.getUTCFullYear(), firstOf.getUTCMonth() + 1, 0)).getUTCDate();
  const oldest = `${firstOf.toISOString().slice(0, 8)}${String(Math.min(of, daysIn)).padStart(2, "0")}`;
  // The last day of a year or a month; in a comparison, the 31st stands for the last day of any month.
  const last = { 4: `${reported}-12-31`, 7: `${reported}-31` }[reported.length] ?? reported;
  return last < oldest;
}

/** "Operating", or "Operating, last reported 1992" (the claim has the day); null if the status is unknown. */
export function statusText(
  { status, status_as_of: reported }: Site["properties"],
  day: string,
): string | null {
  if (status === null) return null;
  const word = term("status", status);
  if (status === "historic") return word;
  if (reported === null) return joined([word, t("claim.undated")]);
  return isOutdated(reported, day)
    ? joined([word, t("claim.lastReported", { date: reported.slice(0, 4) })])
    : word;
}
