// A hidden map rendered at print resolution: the basemap as an image, markers and labels as shapes and text.

import { type Signal, signal } from "@preact/signals";
import type { Map as GlMap, MapGeoJSONFeature } from "maplibre-gl";
import { openArchives } from "../archives";
import { viewOf } from "../camera";
import type { Box } from "../../api/types";
import type { MapInputs, Visible } from "../types";
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
  /** Without the markers and labels of sites. */
  readonly basemap: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
  /** Image pixels per CSS pixel; lower than requested if WebGL's texture size is too small. */
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

/** In milliseconds; generous, for software rendering. */
const TIMEOUT_MS = 90_000;

/** Layers left out of the image and drawn over it. */
const OVERLAY_LAYERS = [
  ...[LAYER.siteMarker, LAYER.clusterMarker, LAYER.focusMarker, "focus-halo", "focus-ring"],
  ...Object.values(LABEL_LAYERS),
];

/** The longest side that WebGL can render, in pixels. */
function maxTextureSize(): number {
  const gl = document.createElement("canvas").getContext("webgl2");
  const most =
    gl === null
      ? 0
      : Math.min(...[gl.MAX_TEXTURE_SIZE, gl.MAX_RENDERBUFFER_SIZE].map((of) => Number(gl.getParameter(of))));
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return most;
}

/** Resolves once the map has drawn everything. */
function settled(map: GlMap): Promise<void> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(
      () => reject(new Error("the map did not finish drawing in time")),
      TIMEOUT_MS,
    );
    map.once("webglcontextlost", () => reject(new Error("the WebGL context was lost")));
    map.once("idle", () => {
      clearTimeout(patience);
      resolve();
    });
    map.triggerRepaint();
  });
}

/** The features that layers drew, without duplicates, topmost first. */
function drawn(map: GlMap, layers: string[]): MapGeoJSONFeature[] {
  const found = map.queryRenderedFeatures({ layers: layers.filter((id) => map.getLayer(id) !== undefined) });
  // Clusters have no site id.
  const key = ({ layer, properties: { id, clusterId } }: MapGeoJSONFeature): string =>
    `${layer.id} ${String(id ?? clusterId)}`;
  return [...new Map(found.map((each) => [key(each), each])).values()];
}

function markersOn(map: GlMap): SnapshotMarker[] {
  return drawn(map, [LAYER.clusterMarker, LAYER.siteMarker, LAYER.focusMarker])
    .reverse()
    .flatMap((feature): SnapshotMarker[] => {
      const { layer, geometry, properties } = feature;
      // MapLibre has evaluated the layer's expressions for this feature.
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

/** Renders a box of the map, without the page map's hovered site and camera. */
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
  const snapshotInputs: MapInputs = {
    ...inputs,
    view: signal(null),
    hovered: signal(null),
    ...{ visible: signal(null), drawing: signal(false), tilesLoading: signal(false) },
    select: () => undefined,
  };
  let map: GlMap | undefined;
  let session: ReturnType<typeof startSession> | undefined;
  try {
    map = makeMap(container, snapshotInputs, {
      ...{ bounds: box, fitBoundsOptions: { padding: 0 } },
      ...{ pixelRatio: 1, maxCanvasSize: [most, most], interactive: false, fadeDuration: 0 },
      canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true },
    });
    // A given view keeps the session from framing the selected site.
    snapshotInputs.view.value = viewOf(map);
    session = startSession(map, container, snapshotInputs);
    const created = map;
    created.on("idle", () => (snapshotInputs.visible.value = readVisible(created, snapshotInputs)));
    return await drawSnapshot(map, snapshotInputs.visible, size);
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
  if (visible.value === null) throw new Error("the map has not reported what it shows");
  for (const layer of OVERLAY_LAYERS) hide(map, layer);
  pinLabels(map, labels);
  await settled(map);
  // With software rendering a frame of this size takes seconds, so full resolution is used for this one only.
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

/** Makes a layer transparent; unlike a removed one it still keeps other labels away. */
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
