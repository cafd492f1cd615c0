// Sites of a large atlas that may be nearby, as the server finds them.

import { computed, effect, signal } from "@preact/signals";
import { readPage } from "../api/client";
import { intersectsBox, withFilter } from "../api/cql2";
import type { Site } from "../api/types";
import { loadedAt } from "../state/atlas";
import { reportFailure } from "../state/failure";
import { remote, siteById } from "../state/sites";
import { type Origin, searchAreas } from "./near";
import { nearArea } from "./state";

/** More sites than this are not ranked: the list would be cut off. */
export const MAX_CANDIDATES = 1000;

const status = signal<"loading" | "too-many" | "loaded">("loading");

/** The candidates, with the reader's preferences applied. */
export const candidates = computed<readonly Site[] | "loading" | "too-many">(() => {
  if (status.value !== "loaded") return status.value;
  return (remote.value?.nearby.value ?? []).map((site) => siteById.value.get(site.id) ?? site);
});

function cql2Filter(origin: Origin, metres: number): string {
  const cases = searchAreas(origin, metres).map(({ box, over }) => [
    ...(box === null ? [] : [intersectsBox(box)]),
    ...(over === null ? [] : [`uncertainty_m>${over}`]),
  ]);
  return cases.map((all) => `(${all.join(" AND ")})`).join(" OR ");
}

effect(() => {
  const server = remote.value;
  if (server === null) return;
  // Read again whenever the atlas is reloaded, for instance when the server is back.
  void loadedAt.value;
  const area = nearArea.value;
  status.value = "loading";
  if (area === null) {
    server.nearby.value = [];
    return;
  }
  const filters = withFilter(server.query.value, cql2Filter(area.origin, area.radiusM));
  const stop = new AbortController();
  readPage(filters, 0, MAX_CANDIDATES, stop.signal).then(
    ({ features, numberMatched }) => {
      if (stop.signal.aborted) return;
      server.nearby.value = features;
      status.value = numberMatched > features.length ? "too-many" : "loaded";
    },
    (error: unknown) => {
      if (!stop.signal.aborted) reportFailure(error);
    },
  );
  return () => stop.abort();
});
