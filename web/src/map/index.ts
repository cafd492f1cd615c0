import { GPUInitializationError, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import { openArchives } from "./archives";
import { makeMap } from "./makeMap";
import "./map.css";
import { printMap } from "./print";
import { startSession } from "./session/session";
import type { AtlasMap, GlMap, MapInputs } from "./types";
import { watchVisible } from "./visible";

export { siteExtent } from "./sites/features";
export { takeSnapshot } from "./snapshot/snapshot";

/** The browser has no WebGL 2, so the page shows the list without a map. */
export class NoWebGl extends Error {
  override readonly name = "NoWebGl";
}

declare global {
  interface Window {
    /** For browser tests. */
    oreatlas?: { map: GlMap };
  }
}

setWorkerUrl(workerUrl);

function hasWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  // Browsers limit the number of contexts.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

export function createMap(container: HTMLElement, inputs: MapInputs): AtlasMap {
  if (!hasWebGl()) throw new NoWebGl("WebGL 2 is missing");
  const closeArchives = openArchives();
  let map: GlMap;
  try {
    map = makeMap(container, inputs);
  } catch (error) {
    closeArchives();
    if (error instanceof GPUInitializationError) throw new NoWebGl("WebGL 2 did not start", { cause: error });
    throw error;
  }
  window.oreatlas = { map };
  container.classList.add("atlas-map");
  const session = startSession(map, container, inputs);
  watchVisible(map, inputs);
  const stopPrinting = printMap(map, container);
  return {
    fitShown: session.fitShown,
    destroy() {
      stopPrinting();
      session.stop();
      map.remove();
      closeArchives();
      container.classList.remove("atlas-map", "atlas-map-dark");
      if (window.oreatlas?.map === map) delete window.oreatlas;
    },
  };
}
