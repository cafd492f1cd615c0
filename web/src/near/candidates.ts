// The sites that may lie near, of an atlas that is read page by page: found by the server.

import { computed, effect, signal } from "@preact/signals";
import { readPage } from "../api/client";
import { liesIn, withFilter } from "../api/cql2";
import type { Site } from "../api/types";
import { reportFailure } from "../state/failure";
import { siteById } from "../state/atlas";
import { asked, isPaged, nearbySites, query } from "../state/paged";
import { type Origin, searchAreas } from "./near";
import { nearArea } from "./state";

/** Of more sites than these no answer is given: it would not be whole. */
export const MAX_CANDIDATES = 1000;

/** What became of the last question. */
const state = signal<"reading" | "many" | "read">("reading");

/** The sites as the page tells them elsewhere. */
export const candidates = computed<readonly Site[] | "reading" | "many">(() =>
  state.value === "read" ? nearbySites.value.map((site) => siteById.value.get(site.id) ?? site) : state.value,
);

/** What the server is asked, in CQL2. */
function filterOf(origin: Origin, metres: number): string {
  const cases = searchAreas(origin, metres).map(({ box, over }) => [
    ...(box === null ? [] : [liesIn(box)]),
    ...(over === null ? [] : [`uncertainty_m>${over}`]),
  ]);
  return cases.map((all) => `(${all.join(" AND ")})`).join(" OR ");
}

effect(() => {
  // Once more when a lost server is back.
  void asked.value;
  const place = isPaged.value ? nearArea.value : null;
  state.value = "reading";
  if (place === null) {
    nearbySites.value = [];
    return;
  }
  const filters = withFilter(query.value, filterOf(place.origin, place.radiusM));
  const stop = new AbortController();
  readPage(filters, 0, MAX_CANDIDATES, stop.signal).then(
    ({ features, numberMatched }) => {
      if (stop.signal.aborted) return;
      nearbySites.value = features;
      state.value = numberMatched > features.length ? "many" : "read";
    },
    (error: unknown) => {
      if (!stop.signal.aborted) reportFailure(error);
    },
  );
  return () => stop.abort();
});
