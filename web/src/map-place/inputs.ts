import { computed } from "@preact/signals";
import { mapText } from "../i18n";
import type { MapInputs } from "../map";
import { measured } from "../measure/state";
import { around } from "../near/state";
import { shownOnMap } from "../legend/seen";
import { extent, hovered, minerals, sites } from "../state/atlas";
import { language } from "../state/language";
import { openSite, selectedId, setNear, view } from "../state/page";
import { painted, SOON } from "../state/painted";
import { answer, isPaged, query } from "../state/paged";
import { dark } from "../state/theme";
import { NEAR_KM } from "../state/url";
import { visible } from "../state/visible";

/** What the server's tiles are asked with: the list goes before. */
const asked = painted(
  computed(() => answer.value?.query ?? query.value),
  SOON,
);

/** What the page gives to its map. */
export const mapInputs: MapInputs = {
  ...{ sites, shown: shownOnMap, extent, minerals, around },
  tiles: computed(() => (isPaged.value ? asked.value : null)),
  measured,
  ...{ selected: selectedId, hovered, language, dark, view, visible },
  select: openSite,
  askNear: (from) => setNear({ from, km: NEAR_KM }),
  text: mapText,
};
