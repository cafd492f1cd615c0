import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { language, t } from "../i18n";
import { type MapInputs } from "../map/types";
import { nearArea } from "../near/state";
import { answer, answers, dimmed, mapped } from "../records/answer";
import { extent, minerals } from "../state/atlas";
import { serverUnreachable } from "../state/failure";
import { hovered, mapDrawing, measured, visible } from "../state/map";
import { near, openSite, selectedId, setNear, view } from "../state/page";
import { deferred } from "../state/scheduling";
import { remote, sites } from "../state/sites";
import { NEAR_KM } from "../state/url";

function mediaQuery(query: string): ReadonlySignal<boolean> {
  const media = window.matchMedia(query);
  const matches = signal(media.matches);
  media.addEventListener("change", (event) => (matches.value = event.matches));
  return matches;
}

effect(() => {
  const server = remote.value;
  void (server === null ? mapped : server.query).value;
  mapDrawing.value = true;
});

const tileQuery = deferred(computed(() => remote.value?.tileQuery.value ?? null));

/** What the page gives to its map. The map redraws after the list has painted. */
export const mapInputs: MapInputs = {
  ...{ sites, extent, minerals, nearArea, serverUnreachable, measured },
  ...{ answer, answers },
  shown: deferred(mapped),
  dimmed: deferred(dimmed),
  tiles: computed(() => remote.value && (tileQuery.value ?? remote.value.tileQuery.peek())),
  hasNear: computed(() => near.value !== null),
  ...{ selected: selectedId, hovered, language, view, visible, drawing: mapDrawing },
  dark: mediaQuery("(prefers-color-scheme: dark)"),
  select: openSite,
  showNear: (from) => setNear({ from, km: NEAR_KM }),
  text: t,
};
