import type { ReadonlySignal, Signal } from "@preact/signals";
import { GPUInitializationError, type Map as GlMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Mineral, Site } from "../api/types";
import { openArchives } from "./archives";
import type { View } from "./camera";
import { makeMap } from "./make";
import "./map.css";
import type { Box } from "./outline";
import { printMap } from "./print";
import { startSession } from "./session";
import type { MapTextKey } from "../i18n/languages";
import type { Language } from "../i18n/languages";
import { type Visible, watchVisible } from "./visible";

export { LAYER } from "./siteLayers";
export { siteExtent } from "./sites";
export { takeSnapshot } from "./snapshot";
export type { View } from "./camera";

export interface MapInputs {
  /** All sites; where they come as tiles, those that are at hand. */
  sites: ReadonlySignal<readonly Site[]>;
  /** Those that pass the filters: what the map draws. */
  shown: ReadonlySignal<readonly Site[]>;
  /** The filters that the server's tiles are asked with; null where all sites are at hand. */
  tiles: ReadonlySignal<string | null>;
  /** Where sites lie that come as tiles. */
  extent: ReadonlySignal<Box | null>;
  /** A place, and how far is near it in metres; null where nobody asks. */
  nearArea: ReadonlySignal<{ origin: { position: [number, number] }; radiusM: number } | null>;
  /** Whether somebody asks what is near, of a place that may have to be read first. */
  hasNear: ReadonlySignal<boolean>;
  /** Whether the server does not answer. */
  serverUnreachable: ReadonlySignal<boolean>;
  /** Points that are measured between; null while nothing is. A click adds to them. */
  measured: Signal<readonly [number, number][] | null>;
  minerals: ReadonlySignal<ReadonlyMap<string, Mineral>>;
  selected: ReadonlySignal<string | null>;
  hovered: Signal<string | null>;
  language: ReadonlySignal<Language>;
  dark: ReadonlySignal<boolean>;
  /** Written here when the reader moves the map, elsewhere when the page's address changes. */
  view: Signal<View | null>;
  /** Written here. */
  visible: Signal<Visible | null>;
  /** Written here: false once the map rests. */
  drawing: Signal<boolean>;
  /** Written here: false once there is all that is to be drawn. */
  tilesLoading: Signal<boolean>;
  select(id: string): void;
  /** Asked by a second button or a long touch. */
  showNear(at: [number, number]): void;
  text(key: MapTextKey): string;
}

export interface AtlasMap {
  destroy(): void;
  /** Brings everything that passes the filters into view. */
  fitShown(): void;
}

/** The browser has no WebGL 2: there can be no map, and the list stands alone. */
export class NoWebGl extends Error {
  override readonly name = "NoWebGl";
}

declare global {
  interface Window {
    /** For browser tests, which ask the map where it drew a site. */
    oreatlas?: { map: GlMap };
  }
}

setWorkerUrl(workerUrl);

function hasWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  // A page may hold only a few contexts: the one that asked is given back.
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
