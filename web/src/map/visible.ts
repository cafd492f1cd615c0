// What the map currently shows, for the legend and for screen readers.

import type { GlMap } from "./types";
import { viewOf } from "./camera";
import { LAYER, TILED } from "./style/layerIds";
import { MAP_SYMBOLS, type MapSymbol } from "../markers/mapSymbols";
import type { MapInputs, Visible } from "./types";

/** The layers that draw each symbol of the legend. */
const SYMBOL_LAYERS = {
  cluster: [LAYER.clusterMarker],
  clusterPlain: [TILED.cluster],
  uncertainty: [LAYER.uncertaintyFill],
  uncertaintyUnknown: [LAYER.uncertaintyUnknown, TILED.unknown],
  region: [LAYER.regionLine, TILED.outline],
  disputed: ["border-disputed", "world-border-disputed"],
  claimed: ["border-claim"],
} as const satisfies Record<MapSymbol, readonly string[]>;

/** What the map shows now. Takes milliseconds. */
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

/** Updates `drawing` and `visible` whenever the map comes to rest. */
export function watchVisible(
  map: GlMap,
  inputs: Pick<MapInputs, "shown" | "tiles" | "visible" | "drawing">,
): void {
  let stale = true;
  // Hovering redraws as well, but changes nothing here.
  for (const event of ["moveend", "sourcedata", "resize", "styledata"] as const)
    map.on(event, () => (stale = true));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = (): void => {
    inputs.visible.value = readVisible(map, inputs);
  };
  map.on("idle", () => {
    inputs.drawing.value = false;
    if (!stale) return;
    stale = false;
    // After the last frame has been presented, which synchronous work would delay.
    clearTimeout(timer);
    timer = setTimeout(update);
  });
  map.once("remove", () => clearTimeout(timer));
}
