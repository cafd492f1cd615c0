import { computed } from "@preact/signals";
import { facetValues, isPaged } from "../state/paged";
import { visible } from "../state/visible";
import { type Counted, type InView, countInView } from "./inView";

const NOTHING: InView = { sites: [], minerals: [], activities: [], evidence: [] };

/** What of the sites is on the map; nothing where the server's tiles draw them. */
export const sitesInView = computed<InView>(() =>
  visible.value === null ? NOTHING : countInView(visible.value.sites, visible.value.box),
);

/** The minerals of all that passes, where the server counts them. */
const countedMinerals = computed<readonly Counted<string>[]>(() =>
  facetValues("mineral")
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count),
);

/** The minerals of what is on the map, the most frequent first. */
export const mineralsInView = computed(() =>
  isPaged.value ? countedMinerals.value : sitesInView.value.minerals,
);
