// The map once more, unseen and as fine as print needs it: the ground as an image, and over it signs and names as
// what they are.

import { type Signal, signal } from "@preact/signals";
import type { Map as GlMap, MapGeoJSONFeature } from "maplibre-gl";
import { openArchives } from "./archive";
import { viewOf } from "./camera";
import type { MapInputs } from "./index";
import { LAYER } from "./layers";
import { makeMap } from "./make";
import type { Box } from "./outline";
import { NAMES, placeNames, type SiteName, standNames } from "./names";
import { type Drawing, drawingOf } from "../signs/images";
import { start } from "./session";
import { look, type Visible } from "./visible";

export interface StillSign extends Drawing {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly selected: boolean;
}

export interface Still {
  /** Without the signs and names of sites. */
  readonly ground: HTMLCanvasElement;
  readonly width: number;
  readonly height: number;
  /** Pixels of the ground for one of the page: fewer than asked for where the graphics allow no more. */
  readonly ratio: number;
  readonly visible: Visible;
  readonly signs: readonly StillSign[];
  readonly names: readonly SiteName[];
}

export interface StillSize {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Longer than any computer that draws at all. */
const PATIENCE = 90_000;

/** The layers that are drawn over the ground instead of on it. */
const OVER = [
  ...[LAYER.siteDisc, LAYER.clusterDisc, LAYER.focusDisc, "focus-halo", "focus-ring"],
  ...Object.values(NAMES),
];

/** How many pixels the graphics draw in a row. */
function mostPixels(): number {
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
    const patience = setTimeout(() => reject(new Error("the map did not come to rest")), PATIENCE);
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
  const key = ({ layer, properties: { id, nth } }: MapGeoJSONFeature): string =>
    `${layer.id} ${String(id ?? nth)}`;
  return [...new Map(found.map((each) => [key(each), each])).values()];
}

function signsOf(map: GlMap): StillSign[] {
  return drawn(map, [LAYER.clusterDisc, LAYER.siteDisc, LAYER.focusDisc])
    .reverse()
    .flatMap((feature): StillSign[] => {
      const { layer, geometry, properties } = feature;
      // The library gives a layer's values as this feature has them.
      const layout = layer.layout as Record<string, unknown> | undefined;
      const drawing = drawingOf(String(layout?.["icon-image"]));
      if (drawing === null || geometry.type !== "Point") return [];
      const { x, y } = map.project(geometry.coordinates as [number, number]);
      const scale = Number(layout?.["icon-size"] ?? 1);
      return [
        {
          ...drawing,
          x,
          y,
          scale,
          selected: layer.id === LAYER.focusDisc && properties["selected"] === true,
        },
      ];
    })
    .sort((a, b) => Number(a.selected) - Number(b.selected));
}

/** Draws a box of the map; what the page's own map shows of hovering and moving is none of it. */
export async function still(inputs: MapInputs, box: Box, size: StillSize): Promise<Still> {
  const most = mostPixels();
  if (most === 0) throw new Error("WebGL 2 is missing");
  const container = document.createElement("div");
  container.className = "still";
  container.inert = true;
  container.style.inlineSize = `${size.width}px`;
  container.style.blockSize = `${size.height}px`;
  document.body.append(container);
  const closeArchives = openArchives();
  const frozen: MapInputs = {
    ...inputs,
    view: signal(null),
    hovered: signal(null),
    ...{ visible: signal(null), drawing: signal(false), gathering: signal(false) },
    select: () => undefined,
  };
  let map: GlMap | undefined;
  let session: ReturnType<typeof start> | undefined;
  try {
    map = makeMap(container, frozen, {
      ...{ bounds: box, fitBoundsOptions: { padding: 0 } },
      ...{ pixelRatio: 1, maxCanvasSize: [most, most], interactive: false, fadeDuration: 0 },
      canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true },
    });
    // An address that says where to look is not led away by what it selects.
    frozen.view.value = viewOf(map);
    session = start(map, container, frozen);
    const own = map;
    own.on("idle", () => (frozen.visible.value = look(own, frozen)));
    return await drawStill(map, frozen.visible, size);
  } finally {
    session?.stop();
    map?.remove();
    closeArchives();
    container.remove();
  }
}

async function drawStill(
  map: GlMap,
  visible: Signal<Visible | null>,
  { width, height, ratio }: StillSize,
): Promise<Still> {
  await settled(map);
  const signs = signsOf(map);
  const names = placeNames(map, drawn(map, Object.values(NAMES)), signs, { width, height });
  if (visible.value === null) throw new Error("the map told nothing");
  for (const layer of OVER) hide(map, layer);
  standNames(map, names);
  await settled(map);
  // Each frame of this size takes seconds where the graphics are made by software: no more than one is needed.
  map.setPixelRatio(ratio);
  await settled(map);
  const drawing = map.getCanvas();
  const ground = document.createElement("canvas");
  ground.width = drawing.width;
  ground.height = drawing.height;
  ground.getContext("2d")?.drawImage(drawing, 0, 0);
  return { ...{ ground, width, height, signs, names }, ratio: drawing.width / width, visible: visible.value };
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
