// The sites that an open record is about, which the map then shows.

import { computed, effect } from "@preact/signals";
import type { Claim, Site } from "../api/types";
import { agreements, minerals, organizations } from "../state/atlas";
import { isEmpty } from "../state/filters";
import { lazy } from "../state/lazy";
import { filters, openRef } from "../state/page";
import type { RecordRef } from "../state/ref";
import { remote, shown, sites } from "../state/sites";

/** What claims name, which the list does not need. */
const named = lazy(async () => {
  const [kinds, mentions] = await Promise.all([import("../claims/kinds"), import("./mentions")]);
  return { ...kinds, ...mentions };
});

effect(() => {
  if (openRef.value !== null && openRef.value.kind !== "site") named.load();
});

/** Whether a claim of a site makes the site part of a record's answer; null for kinds of record without sites. */
function concerns({ kind, id }: RecordRef): ((site: Site) => boolean) | null {
  const byClaim = (wanted: (claim: Claim) => boolean) => (site: Site) => site.properties.claims.some(wanted);
  const code = named.value.value;
  if (code === null) return null;
  switch (kind) {
    case "organization": {
      const all = organizations.value;
      const parts = code.withDescendants(id, [...all.keys()], (other) =>
        [all.get(other)?.parent ?? []].flat(),
      );
      return byClaim((claim) => code.organizationsIn(claim).some((other) => parts.has(other)));
    }
    case "mineral": {
      const all = minerals.value;
      const narrower = code.withDescendants(id, [...all.keys()], (other) => all.get(other)?.broader ?? []);
      return byClaim((claim) => code.mineralsIn(claim).some((other) => narrower.has(other)));
    }
    case "source":
      return byClaim((claim) => code.cites(claim, id));
    case "agreement": {
      const touched = new Set(agreements.value.get(id)?.properties.sites);
      return (site) => touched.has(site.id);
    }
    default:
      return null;
  }
}

/** The sites of the open record, whatever the filters; null if it has none of its own, or most sites are on the server. */
export const answer = computed<readonly Site[] | null>(() => {
  const wanted = openRef.value === null || remote.value !== null ? null : concerns(openRef.value);
  const found = wanted === null ? [] : sites.value.filter(wanted);
  return found.length === 0 ? null : found;
});

/** The sites that the map draws with markers. */
export const mapped = computed<readonly Site[]>(() => answer.value ?? shown.value);

/** The sites that it draws as small dots beside a result. */
export const dimmed = computed<readonly Site[]>(() => {
  if (answer.value === null) return [];
  const answered = new Set(answer.value);
  return shown.value.filter((site) => !answered.has(site));
});

/** Whether the map answers a question: then it draws all outlines, also those as large as provinces. */
export const answers = computed(() => answer.value !== null || !isEmpty(filters.value));
