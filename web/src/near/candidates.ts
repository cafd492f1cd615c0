// The sites that may lie near, of an atlas that is read page by page: found by the server.

import { computed, effect, signal } from "@preact/signals";
import { readPage } from "../api/client";
import { liesIn, withFilter } from "../api/cql2";
import type { Site } from "../api/types";
import { failed } from "../state/failure";
import { siteById } from "../state/atlas";
import { asked, isPaged, nearby, query } from "../state/paged";
import { type Here, whereNear } from "./near";
import { around } from "./state";

/** Of more sites than these no answer is given: it would not be whole. */
export const MOST = 1000;

/** What became of the last question. */
const state = signal<"reading" | "many" | "read">("reading");

/** The sites as the page tells them elsewhere. */
export const candidates = computed<readonly Site[] | "reading" | "many">(() =>
  state.value === "read" ? nearby.value.map((site) => siteById.value.get(site.id) ?? site) : state.value,
);

/** What the server is asked, in CQL2. */
function filterOf(here: Here, metres: number): string {
  const cases = whereNear(here, metres).map(({ box, over }) => [
    ...(box === null ? [] : [liesIn(box)]),
    ...(over === null ? [] : [`uncertainty_m>${over}`]),
  ]);
  return cases.map((all) => `(${all.join(" AND ")})`).join(" OR ");
}

effect(() => {
  // Once more when a lost server is back.
  void asked.value;
  const place = isPaged.value ? around.value : null;
  state.value = "reading";
  if (place === null) {
    nearby.value = [];
    return;
  }
  const filters = withFilter(query.value, filterOf(place.here, place.metres));
  const stop = new AbortController();
  readPage(filters, 0, MOST, stop.signal).then(
    ({ features, numberMatched }) => {
      if (stop.signal.aborted) return;
      nearby.value = features;
      state.value = numberMatched > features.length ? "many" : "read";
    },
    (error: unknown) => {
      if (!stop.signal.aborted) failed(error);
    },
  );
  return () => stop.abort();
});
