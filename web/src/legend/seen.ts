import { computed } from "@preact/signals";
import { shown } from "../state/atlas";
import { isPaged } from "../state/paged";
import { visible } from "../state/visible";
import { type InView, inView } from "./inView";

const NOTHING: InView = { sites: [], minerals: [], workings: [], grades: [] };

/** What of the shown sites is on the map; nothing where the server's tiles draw them. */
export const seen = computed<InView>(() => {
  const box = visible.value?.box;
  return box === undefined || isPaged.value ? NOTHING : inView(shown.value, box);
});
