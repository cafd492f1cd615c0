import { computed } from "@preact/signals";
import { shown } from "../state/atlas";
import { facetValues, isPaged } from "../state/paged";
import { painted, SOON } from "../state/painted";
import { visible } from "../state/visible";
import { type Counted, type InView, inView } from "./inView";

/** What the map draws of the sites: the list goes before. */
export const shownOnMap = painted(shown, SOON);

const NOTHING: InView = { sites: [], minerals: [], workings: [], grades: [] };

/** What of the shown sites is on the map; nothing where the server's tiles draw them. */
export const seen = computed<InView>(() => {
  const box = visible.value?.box;
  return box === undefined || isPaged.value ? NOTHING : inView(shownOnMap.value, box);
});

/** The minerals of all that passes, where the server counts them. */
const countedMinerals = computed<readonly Counted<string>[]>(() =>
  facetValues("mineral")
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count),
);

/** The minerals of what is on the map, the most frequent first. */
export const seenMinerals = computed(() => (isPaged.value ? countedMinerals.value : seen.value.minerals));
