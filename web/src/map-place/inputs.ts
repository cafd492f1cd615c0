import { computed, effect } from "@preact/signals";
import { mapText } from "../i18n";
import type { MapInputs } from "../map";
import { measured } from "../measure/state";
import { around } from "../near/state";
import { extent, hovered, minerals, shown, sites } from "../state/atlas";
import { gone } from "../state/failure";
import { language } from "../state/language";
import { near, openSite, selectedId, setNear, view } from "../state/page";
import { drawing, gathering, painted } from "../state/painted";
import { answer, isPaged, query, refused } from "../state/paged";
import { dark } from "../state/theme";
import { NEAR_KM } from "../state/url";
import { visible } from "../state/visible";

// The list goes before.
const drawn = painted(shown);
/** What the server's tiles are asked with, beside the list; as the list still is where the server refused another. */
const asked = painted(
  computed(() => (query.value === refused.value ? (answer.value?.query ?? query.value) : query.value)),
);

effect(() => {
  void (isPaged.value ? query : shown).value;
  drawing.value = true;
  // A map that has drawn nothing yet is not waited for.
  gathering.value = isPaged.value && visible.peek() !== null;
});

/** What the page gives to its map. */
export const mapInputs: MapInputs = {
  ...{ sites, shown: drawn, extent, minerals, around },
  nearAsked: computed(() => near.value !== null),
  tiles: computed(() => (isPaged.value ? asked.value : null)),
  ...{ gone, measured },
  ...{ selected: selectedId, hovered, language, dark, view, visible, drawing, gathering },
  select: openSite,
  askNear: (from) => setNear({ from, km: NEAR_KM }),
  text: mapText,
};
