// Which records a search finds: those that pass by their own names, or by the names that their claims name.

import { computed } from "@preact/signals";
import type { Claim } from "../api/types";
import { organizations } from "../state/atlas";
import { indexed } from "../state/sites";
import { filters } from "../state/page";
import type { RecordRef } from "../state/ref";
import { fold, words } from "../state/search";
import { mineralsIn, organizationsIn } from "../claims/kinds";
import { allNames } from "./names";
import { mineralName, organizationName, recordName } from "./recordClaims";

const siteTexts = computed(() => new Map(indexed.value.map(({ site, text }) => [site.id, text])));

/** All names of an organization, and of those that it belongs to: it stands for its subsidiaries too. */
function namesUp(id: string, met: readonly string[] = []): string[] {
  const record = organizations.value.get(id);
  if (record === undefined || met.includes(id)) return [id];
  const above = record.parent === undefined ? [] : namesUp(record.parent, [...met, id]);
  return [organizationName(id), record.name, ...allNames(record).map(({ name }) => name), ...above];
}

/** Whether the words of the search are all found in what the records and the claims name. */
export function found(records: readonly RecordRef[], claims: readonly Claim[]): boolean {
  const sought = words(filters.value.q);
  if (sought.length === 0) return true;
  const named = [
    ...records.map(recordName),
    ...claims.flatMap(organizationsIn).flatMap((id) => namesUp(id)),
    ...claims.flatMap(mineralsIn).map(mineralName),
  ].map(fold);
  const sites = records.flatMap(({ kind, id }) => (kind === "site" ? (siteTexts.value.get(id) ?? []) : []));
  // A line each, so that no word is found across two names.
  const text = [...named, ...sites].join("\n");
  return sought.every((word) => text.includes(word));
}
