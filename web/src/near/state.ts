import { computed } from "@preact/signals";
import { siteById } from "../state/atlas";
import { near } from "../state/page";
import { isPaged } from "../state/paged";
import type { Here } from "./near";

/** Where "here" is, and how far is near, in metres; null where nothing is asked, or the site has no point. */
export const around = computed<{ here: Here; metres: number } | null>(() => {
  const asked = near.value;
  // Of a large atlas not all sites are at hand.
  if (asked === null || isPaged.value) return null;
  const metres = asked.km * 1000;
  if (typeof asked.from !== "string") return { here: { at: asked.from, uncertainty: 0 }, metres };
  const site = siteById.value.get(asked.from);
  if (site?.geometry?.type !== "Point") return null;
  return { here: { at: site.geometry.coordinates, uncertainty: site.properties.uncertainty_m }, metres };
});
