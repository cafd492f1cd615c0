// Search over records: by their own names, and by the organizations and minerals that their claims name.

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

/** All names of an organization and of its parents, so that a parent's name finds its subsidiaries. */
function namesUp(id: string, visited: readonly string[] = []): string[] {
  const record = organizations.value.get(id);
  if (record === undefined || visited.includes(id)) return [id];
  const above = record.parent === undefined ? [] : namesUp(record.parent, [...visited, id]);
  return [organizationName(id), record.name, ...allNames(record).map(({ name }) => name), ...above];
}

/** Whether every word of the search occurs in the names of the records or of what the claims name. */
export function matchesSearch(records: readonly RecordRef[], claims: readonly Claim[]): boolean {
  const searched = words(filters.value.q);
  if (searched.length === 0) return true;
  const named = [
    ...records.map(recordName),
    ...claims.flatMap(organizationsIn).flatMap((id) => namesUp(id)),
    ...claims.flatMap(mineralsIn).map(mineralName),
  ].map(fold);
  const sites = records.flatMap(({ kind, id }) => (kind === "site" ? (siteTexts.value.get(id) ?? []) : []));
  // One name per line, so that no word matches across two names.
  const text = [...named, ...sites].join("\n");
  return searched.every((word) => text.includes(word));
}
