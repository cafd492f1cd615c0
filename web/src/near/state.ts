import { computed } from "@preact/signals";
import { siteById } from "../state/sites";
import { near } from "../state/page";
import type { Origin } from "./near";

interface NearArea {
  readonly origin: Origin;
  readonly radiusM: number;
}

const same = (a: NearArea, b: NearArea): boolean =>
  a.radiusM === b.radiusM &&
  a.origin.uncertaintyM === b.origin.uncertaintyM &&
  a.origin.position[0] === b.origin.position[0] &&
  a.origin.position[1] === b.origin.position[1];

function resolveNear(): NearArea | null {
  const search = near.value;
  if (search === null) return null;
  const metres = search.km * 1000;
  if (typeof search.from !== "string")
    return { origin: { position: search.from, uncertaintyM: 0 }, radiusM: metres };
  const site = siteById.value.get(search.from);
  if (site?.geometry?.type !== "Point") return null;
  return {
    origin: { position: site.geometry.coordinates, uncertaintyM: site.properties.uncertainty_m },
    radiusM: metres,
  };
}

let last: NearArea | null = null;

/**
 * The area searched for nearby sites; null if there is no search, or its site has no point. Keeps its identity while
 * unchanged, because it is recomputed whenever a site is loaded.
 */
export const nearArea = computed<NearArea | null>(() => {
  const now = resolveNear();
  if (last === null || now === null || !same(last, now)) last = now;
  return last;
});
