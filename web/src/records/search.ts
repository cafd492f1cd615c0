// Which records a search finds: those that pass by their own names, or by the names that their claims name.

import { computed } from "@preact/signals";
import type { Claim } from "../api/types";
import { indexed } from "../state/atlas";
import { filters } from "../state/page";
import type { RecordRef } from "../state/ref";
import { fold, words } from "../state/search";
import { mineralsIn, organizationsIn } from "./mentions";
import { mineralName, organizationName, recordName } from "./told";

const siteTexts = computed(() => new Map(indexed.value.map(({ site, text }) => [site.id, text])));

/** Whether the words of the search are all found in what the records and the claims name. */
export function found(records: readonly RecordRef[], claims: readonly Claim[]): boolean {
  const sought = words(filters.value.q);
  if (sought.length === 0) return true;
  const named = [
    ...records.map(recordName),
    ...claims.flatMap(organizationsIn).map(organizationName),
    ...claims.flatMap(mineralsIn).map(mineralName),
  ].map(fold);
  const sites = records.flatMap(({ kind, id }) => (kind === "site" ? (siteTexts.value.get(id) ?? []) : []));
  // A line each, so that no word is found across two names.
  const text = [...named, ...sites].join("\n");
  return sought.every((word) => text.includes(word));
}
