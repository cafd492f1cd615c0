import { computed, effect } from "@preact/signals";
import { t } from "../i18n/index";
import type { MapInputs } from "../map/index";
import { measured } from "../measure/state";
import { nearArea } from "../near/state";
import { extent, hovered, minerals, shown, sites } from "../state/atlas";
import { serverUnreachable } from "../state/failure";
import { language } from "../state/language";
import { near, openSite, selectedId, setNear, view } from "../state/page";
import { mapDrawing, tilesLoading, deferred } from "../state/scheduling";
import { answer, isPaged, query, refusedQuery } from "../state/paged";
import { dark } from "../state/theme";
import { NEAR_KM } from "../state/url";
import { visible } from "../state/visible";

// The list goes before.
const drawn = deferred(shown);
/** What the server's tiles are asked with, beside the list; as the list still is where the server refused another. */
const asked = deferred(
  computed(() => (query.value === refusedQuery.value ? (answer.value?.query ?? query.value) : query.value)),
);

effect(() => {
  void (isPaged.value ? query : shown).value;
  mapDrawing.value = true;
  // A map that has drawn nothing yet is not waited for.
  tilesLoading.value = isPaged.value && visible.peek() !== null;
});

/** What the page gives to its map. */
export const mapInputs: MapInputs = {
  ...{ sites, shown: drawn, extent, minerals, nearArea: nearArea },
  hasNear: computed(() => near.value !== null),
  tiles: computed(() => (isPaged.value ? asked.value : null)),
  ...{ serverUnreachable: serverUnreachable, measured },
  ...{
    selected: selectedId,
    hovered,
    language,
    dark,
    view,
    visible,
    drawing: mapDrawing,
    tilesLoading: tilesLoading,
  },
  select: openSite,
  showNear: (from) => setNear({ from, km: NEAR_KM }),
  text: t,
};
