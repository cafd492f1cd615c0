// What the map shows now, for the legend and for readers who cannot see it.

import type { GlMap } from "./types";
import { viewOf } from "./camera";
import { LAYER, TILED } from "./style/layerIds";
import { MAP_SYMBOLS, type MapInputs, type MapSymbol, type Visible } from "./types";

/** A sign that is no site's own, and the layers that draw it. */
const SYMBOL_LAYERS = {
  cluster: [LAYER.clusterMarker],
  clusterPlain: [TILED.cluster],
  uncertainty: [LAYER.uncertaintyFill],
  uncertaintyUnknown: [LAYER.uncertaintyUnknown, TILED.unknown],
  region: [LAYER.regionLine, TILED.outline],
  disputed: ["border-disputed", "world-border-disputed"],
  claimed: ["border-claim"],
} as const satisfies Record<MapSymbol, readonly string[]>;

/** What is on the map now. Asking takes milliseconds. */
export function readVisible(map: GlMap, { shown, tiles }: Pick<MapInputs, "shown" | "tiles">): Visible {
  const drawn = (symbol: MapSymbol): boolean => {
    const layers = SYMBOL_LAYERS[symbol].filter((layer) => map.getLayer(layer) !== undefined);
    return layers.length > 0 && map.queryRenderedFeatures({ layers }).length > 0;
  };
  const bounds = map.getBounds();
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  return {
    box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
    view: viewOf(map),
    size: { width, height },
    symbols: new Set(MAP_SYMBOLS.filter(drawn)),
    sites: tiles.peek() === null ? shown.peek() : [],
  };
}

/** Tells `drawing` when the map has come to rest, and then `visible` what else is on it. */
export function watchVisible(
  map: GlMap,
  inputs: Pick<MapInputs, "shown" | "tiles" | "visible" | "drawing">,
): void {
  let stale = true;
  // Hovering draws anew too, and changes nothing of what is asked here.
  for (const event of ["moveend", "sourcedata", "resize", "styledata"] as const)
    map.on(event, () => (stale = true));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    inputs.visible.value = readVisible(map, inputs);
  };
  map.on("idle", () => {
    inputs.drawing.value = false;
    if (!stale) return;
    stale = false;
    // Its last frame is shown first: what is done at once here, that waits for.
    clearTimeout(timer);
    timer = setTimeout(tell);
  });
  map.once("remove", () => clearTimeout(timer));
}
