// What the map shows, counted for the legend.

import { computed } from "@preact/signals";
import { type Visible } from "../map/types";
import { visible } from "../state/map";
import { facetValues, remote } from "../state/sites";
import { countInView, type InView } from "./countInView";

const NOTHING: InView = { sites: [], minerals: [], activities: [], evidence: [] };

/** What a map shows. If the server's tiles draw the sites, only its minerals are known, counted over all matching sites. */
export function countsOf({ sites, box }: Visible): InView {
  const counts = countInView(sites, box);
  if (remote.value === null) return counts;
  const minerals = facetValues("mineral")
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  return { ...counts, minerals };
}

/** What the page's map shows. */
export const inView = computed(() => (visible.value === null ? NOTHING : countsOf(visible.value)));
