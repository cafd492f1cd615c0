// The map once more, unseen and as fine as print needs it: the ground as an image, and over it signs and names as
// what they are.

import { type Signal, signal } from "@preact/signals";
import type { Map as GlMap, MapGeoJSONFeature } from "maplibre-gl";
import { openArchives } from "../archives";
import { viewOf } from "../camera";
import { type MapInputs, type Box, type Visible } from "../types";
import { LAYER } from "../style/layerIds";
import { makeMap } from "../makeMap";
import { LABEL_LAYERS, placeLabels, type SiteLabel, pinLabels } from "./siteLabels";
import { type Drawing, parseImageName } from "../../markers/images";
import { startSession } from "../session/session";
import { readVisible } from "../visible";

export interface SnapshotMarker extends Drawing {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly selected: boolean;
}

export interface Snapshot {
  /** Without the signs and names of sites. */
  readonly basemap: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
  /** Pixels of the ground for one of the page: fewer than asked for where the graphics allow no more. */
  readonly ratio: number;
  readonly visible: Visible;
  readonly markers: readonly SnapshotMarker[];
  readonly labels: readonly SiteLabel[];
}

export interface SnapshotSize {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Longer than any computer that draws at all. */
const TIMEOUT_MS = 90_000;

/** The layers that are drawn over the ground instead of on it. */
const OVERLAY_LAYERS = [
  ...[LAYER.siteMarker, LAYER.clusterMarker, LAYER.focusMarker, "focus-halo", "focus-ring"],
  ...Object.values(LABEL_LAYERS),
];

/** How many pixels the graphics draw in a row. */
function maxTextureSize(): number {
  const gl = document.createElement("canvas").getContext("webgl2");
  const most =
    gl === null
      ? 0
      : Math.min(...[gl.MAX_TEXTURE_SIZE, gl.MAX_RENDERBUFFER_SIZE].map((of) => Number(gl.getParameter(of))));
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return most;
}

/** Resolves once all is drawn that is to be drawn. */
function settled(map: GlMap): Promise<void> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error("the map did not come to rest")), TIMEOUT_MS);
    map.once("webglcontextlost", () => reject(new Error("the graphics gave up")));
    map.once("idle", () => {
      clearTimeout(patience);
      resolve();
    });
    map.triggerRepaint();
  });
}

/** What layers drew, each thing once, the topmost first. */
function drawn(map: GlMap, layers: string[]): MapGeoJSONFeature[] {
  const found = map.queryRenderedFeatures({ layers: layers.filter((id) => map.getLayer(id) !== undefined) });
  // A cluster is nobody's: it has no id but its number among the others.
  const key = ({ layer, properties: { id, index } }: MapGeoJSONFeature): string =>
    `${layer.id} ${String(id ?? index)}`;
  return [...new Map(found.map((each) => [key(each), each])).values()];
}

function markersOn(map: GlMap): SnapshotMarker[] {
  return drawn(map, [LAYER.clusterMarker, LAYER.siteMarker, LAYER.focusMarker])
    .reverse()
    .flatMap((feature): SnapshotMarker[] => {
      const { layer, geometry, properties } = feature;
      // The library gives a layer's values as this feature has them.
      const layout = layer.layout as Record<string, unknown> | undefined;
      const drawing = parseImageName(String(layout?.["icon-image"]));
      if (drawing === null || geometry.type !== "Point") return [];
      const { x, y } = map.project(geometry.coordinates as [number, number]);
      const scale = Number(layout?.["icon-size"] ?? 1);
      return [
        {
          ...drawing,
          x,
          y,
          scale,
          selected: layer.id === LAYER.focusMarker && properties["selected"] === true,
        },
      ];
    })
    .sort((a, b) => Number(a.selected) - Number(b.selected));
}

/** Draws a box of the map; what the page's own map shows of hovering and moving is none of it. */
export async function takeSnapshot(inputs: MapInputs, box: Box, size: SnapshotSize): Promise<Snapshot> {
  const most = maxTextureSize();
  if (most === 0) throw new Error("WebGL 2 is missing");
  const container = document.createElement("div");
  container.className = "snapshot";
  container.inert = true;
  container.style.inlineSize = `${size.width}px`;
  container.style.blockSize = `${size.height}px`;
  document.body.append(container);
  const closeArchives = openArchives();
  const frozen: MapInputs = {
    ...inputs,
    view: signal(null),
    hovered: signal(null),
    ...{ visible: signal(null), drawing: signal(false), tilesLoading: signal(false) },
    select: () => undefined,
  };
  let map: GlMap | undefined;
  let session: ReturnType<typeof startSession> | undefined;
  try {
    map = makeMap(container, frozen, {
      ...{ bounds: box, fitBoundsOptions: { padding: 0 } },
      ...{ pixelRatio: 1, maxCanvasSize: [most, most], interactive: false, fadeDuration: 0 },
      canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true },
    });
    // An address that says where to look is not led away by what it selects.
    frozen.view.value = viewOf(map);
    session = startSession(map, container, frozen);
    const own = map;
    own.on("idle", () => (frozen.visible.value = readVisible(own, frozen)));
    return await drawSnapshot(map, frozen.visible, size);
  } finally {
    session?.stop();
    map?.remove();
    closeArchives();
    container.remove();
  }
}

async function drawSnapshot(
  map: GlMap,
  visible: Signal<Visible | null>,
  { width, height, ratio }: SnapshotSize,
): Promise<Snapshot> {
  await settled(map);
  const markers = markersOn(map);
  const labels = placeLabels(map, drawn(map, Object.values(LABEL_LAYERS)), markers, { width, height });
  if (visible.value === null) throw new Error("the map told nothing");
  for (const layer of OVERLAY_LAYERS) hide(map, layer);
  pinLabels(map, labels);
  await settled(map);
  // Each frame of this size takes seconds where the graphics are made by software: no more than one is needed.
  map.setPixelRatio(ratio);
  await settled(map);
  const drawing = map.getCanvas();
  const basemap = document.createElement("canvas");
  basemap.width = drawing.width;
  basemap.height = drawing.height;
  basemap.getContext("2d")?.drawImage(drawing, 0, 0);
  return {
    ...{ basemap, width, height, markers, labels },
    ratio: drawing.width / width,
    visible: visible.value,
  };
}

/** Unseen, a layer keeps its room: what would be below it stays away. */
function hide(map: GlMap, layer: string): void {
  const type = map.getLayer(layer)?.type;
  if (type === "symbol") {
    map.setPaintProperty(layer, "icon-opacity", 0);
    map.setPaintProperty(layer, "text-opacity", 0);
  } else if (type === "circle") {
    map.setPaintProperty(layer, "circle-opacity", 0);
    map.setPaintProperty(layer, "circle-stroke-opacity", 0);
  }
}
