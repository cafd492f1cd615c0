// What the map shows now, for the legend and for readers who cannot see it.

import type { Map as GlMap } from "maplibre-gl";
import type { Site } from "../api/types";
import { type View, viewOf } from "./camera";
import type { MapInputs } from "./index";
import { LAYER } from "./layers";
import type { Box } from "./outline";
import { TILED } from "./tiled";

/** A sign that is no site's own, and the layers that draw it. */
const SIGNS = {
  cluster: [LAYER.clusterDisc],
  clusterPlain: [TILED.cluster],
  uncertainty: [LAYER.uncertaintyFill],
  uncertaintyUnknown: [LAYER.uncertaintyUnknown, TILED.unknown],
  region: [LAYER.regionLine, TILED.outline],
  disputed: ["border-disputed", "world-border-disputed"],
  claimed: ["border-claim"],
} as const;

export type MapSign = keyof typeof SIGNS;

const MAP_SIGNS = Object.keys(SIGNS) as readonly MapSign[];

export interface Visible {
  readonly box: Box;
  readonly view: View;
  /** Of the map, in pixels of the page. */
  readonly size: { readonly width: number; readonly height: number };
  readonly signs: ReadonlySet<MapSign>;
  /** What it was given to draw, in the box and out of it; none where the server's tiles draw them. */
  readonly sites: readonly Site[];
}

/** What is on the map now. Asking takes milliseconds. */
export function look(map: GlMap, { shown, tiles }: Pick<MapInputs, "shown" | "tiles">): Visible {
  const drawn = (sign: MapSign): boolean => {
    const layers = SIGNS[sign].filter((layer) => map.getLayer(layer) !== undefined);
    return layers.length > 0 && map.queryRenderedFeatures({ layers }).length > 0;
  };
  const bounds = map.getBounds();
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  return {
    box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
    view: viewOf(map),
    size: { width, height },
    signs: new Set(MAP_SIGNS.filter(drawn)),
    sites: tiles.peek() === null ? shown.peek() : [],
  };
}

/** Tells `drawing` when the map has come to rest, and then `visible` what else is on it. */
export function watch(map: GlMap, inputs: Pick<MapInputs, "shown" | "tiles" | "visible" | "drawing">): void {
  let stale = true;
  // Hovering draws anew too, and changes nothing of what is asked here.
  for (const event of ["moveend", "sourcedata", "resize", "styledata"] as const)
    map.on(event, () => (stale = true));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    inputs.visible.value = look(map, inputs);
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
