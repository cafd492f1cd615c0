// Binds a map to the page: each effect carries one thing from the signals to the map.

import { effect, untracked } from "@preact/signals";
import { workerReady } from "../../cache/state";
import { cacheArchives } from "../archives";
import { Camera, homeOf } from "../camera";
import { Controls } from "../controls";
import { prefetchFonts } from "../style/fonts";
import { addStyleImages } from "../images/images";
import { addPoint, drawMeasured } from "../measured";
import { listenToPointer, onContextMenu } from "../pointer";
import { styleOptions, updateStyle } from "../style/style";
import { enableTerrain } from "../terrain";
import { ANSWERS } from "../style/layerIds";
import { filterTiles, reloadMissing } from "../sites/tiles";
import type { GlMap, MapInputs } from "../types";
import { fitSites, followPage } from "./camera";
import { drawFocus } from "./focus";
import { siteLayers } from "./layers";
import { nearCircle } from "./near";

interface Session {
  stop(): void;
  fitShown(): void;
}

export function startSession(map: GlMap, container: HTMLElement, inputs: MapInputs): Session {
  const camera = new Camera(map, inputs.view, homeOf(inputs));
  const stops: (() => void)[] = [];
  const { clusters, drawn, effects } = siteLayers(map, inputs);
  const drawNear = nearCircle(map, inputs, camera);
  let options = untracked(() => styleOptions(inputs));
  const restyle = (): void => {
    const next = styleOptions(inputs);
    updateStyle(map, options, next);
    options = next;
  };

  const start = (): void => {
    addStyleImages(map);
    stops.push(
      ...effects.map((run) => effect(run)),
      effect(() => drawFocus(map, inputs)),
      effect(drawNear),
      effect(() => drawMeasured(map, inputs.measured.value)),
      effect(restyle),
      effect(() => void map.setGlobalStateProperty(ANSWERS, inputs.answers.value)),
      effect(() => {
        if (inputs.tiles.value !== null) filterTiles(map, inputs.tiles.value);
      }),
      effect(() => {
        if (!inputs.serverUnreachable.value) reloadMissing(map);
      }),
      listenToPointer(map, camera, {
        select: inputs.select,
        hover: (id) => (inputs.hovered.value = id),
        capture: (at) => addPoint(inputs.measured, at),
        expansionZoom: (cluster) => clusters.peek().expansionZoom(cluster),
      }),
      enableTerrain(map),
      onContextMenu(map, (at) => {
        if (inputs.measured.peek() === null) inputs.showNear(at);
      }),
    );
  };

  const controls = new Controls(map);
  stops.push(
    effect(() => {
      container.classList.toggle("atlas-map-dark", inputs.dark.value);
    }),
    effect(() => {
      void inputs.language.value; // inputs.text depends on it
      controls.show(inputs.text);
    }),
    effect(followPage(inputs, camera)),
  );
  map.once("style.load", start);
  map.once("idle", () => {
    prefetchFonts();
    stops.push(effect(cacheWhenReady));
  });
  // Some archives, such as that of the terrain, are first read later.
  map.on("idle", cacheWhenReady);

  return {
    fitShown: () => fitSites(camera, drawn.peek()),
    stop() {
      map.off("style.load", start);
      for (const stop of stops) stop();
    },
  };
}

/** Waits for the service worker, if there will be one: archives that it has cached are not sent again. */
function cacheWhenReady(): void {
  if (workerReady.value) cacheArchives();
}
