import type { Map as GlMap, MapGeoJSONFeature, Point as ScreenPoint } from "maplibre-gl";
import type { Camera } from "./camera";
import { LAYER, TILED } from "./style/layerIds";
/** How far beside a disc a finger may land. */
const TOLERANCE = 5;

export type Hit =
  | { what: "site"; id: string; marker: boolean }
  /** Which it is of those that the page counted; null of the server's. */
  | { what: "cluster"; clusterId: number | null; at: [number, number] };

function distance(map: GlMap, feature: MapGeoJSONFeature, point: ScreenPoint): number {
  if (feature.geometry.type !== "Point") return Infinity;
  const [lon = 0, lat = 0] = feature.geometry.coordinates;
  return map.project([lon, lat]).dist(point);
}

const number = (value: unknown): number => (typeof value === "number" ? value : Infinity);

/** Those of the layers that the map has. */
const existing = (map: GlMap, ...layers: string[]): string[] =>
  layers.filter((layer) => map.getLayer(layer) !== undefined);

/** What a pointer means: the nearest disc, else the smallest outline around it. */
export function hitAt(map: GlMap, point: ScreenPoint): Hit | null {
  const markers = map.queryRenderedFeatures(
    [
      [point.x - TOLERANCE, point.y - TOLERANCE],
      [point.x + TOLERANCE, point.y + TOLERANCE],
    ],
    {
      layers: existing(
        map,
        LAYER.focusMarker,
        LAYER.siteMarker,
        LAYER.clusterMarker,
        TILED.dot,
        TILED.site,
        TILED.cluster,
      ),
    },
  );
  let nearest: MapGeoJSONFeature | undefined;
  for (const marker of markers) {
    if (!nearest || distance(map, marker, point) < distance(map, nearest, point)) nearest = marker;
  }
  if (nearest?.geometry.type === "Point") {
    const { id, clusterId } = nearest.properties;
    const [lon = 0, lat = 0] = nearest.geometry.coordinates;
    if (nearest.layer.id === TILED.cluster) return { what: "cluster", clusterId: null, at: [lon, lat] };
    if (typeof clusterId === "number") return { what: "cluster", clusterId, at: [lon, lat] };
    if (typeof id === "string") return { what: "site", id, marker: true };
  }
  let smallest: MapGeoJSONFeature | undefined;
  for (const region of map.queryRenderedFeatures(point, {
    layers: existing(map, LAYER.regionFill, TILED.outline),
  })) {
    if (!smallest || number(region.properties["area"]) < number(smallest.properties["area"]))
      smallest = region;
  }
  const id: unknown = smallest?.properties["id"];
  return typeof id === "string" ? { what: "site", id, marker: false } : null;
}

export interface PointerHandlers {
  select(id: string): void;
  hover(id: string | null): void;
  /** A click that is meant for something else than what it hits: whether it was taken. */
  capture(at: { lng: number; lat: number }): boolean;
  /** The zoom at which a cluster that the page counted falls apart; null where that is not known. */
  expansionZoom(clusterId: number): number | null;
}

/** Clicks and hovering; the returned function stops listening. */
export function listenToPointer(
  map: GlMap,
  camera: Camera,
  { select, hover, capture, expansionZoom }: PointerHandlers,
): () => void {
  const canvas = map.getCanvas();
  let waiting: ScreenPoint | null = null;
  let frame = 0;

  const enter = ({ clusterId, at }: Extract<Hit, { what: "cluster" }>): void => {
    const known = clusterId === null ? null : expansionZoom(clusterId);
    camera.approach(at, known === null ? map.getZoom() + 2 : known + 0.2);
  };
  const look = (): void => {
    frame = 0;
    if (!waiting || map.isMoving()) return;
    const hit = hitAt(map, waiting);
    canvas.style.cursor = hit && (hit.what === "cluster" || hit.marker) ? "pointer" : "";
    hover(hit?.what === "site" ? hit.id : null);
  };
  const subscriptions = [
    map.on("mousemove", (event) => {
      waiting = event.point;
      // Asking what is drawn is dear: once a frame is enough.
      if (frame === 0) frame = requestAnimationFrame(look);
    }),
    map.on("mouseout", () => {
      waiting = null;
      canvas.style.cursor = "";
      hover(null);
    }),
    map.on("click", (event) => {
      if (capture(event.lngLat)) return;
      const hit = hitAt(map, event.point);
      if (hit?.what === "site") select(hit.id);
      else if (hit) enter(hit);
    }),
  ];
  return () => {
    cancelAnimationFrame(frame);
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}

/** A second button, or a long touch, asks what lies near; the returned function stops listening. */
export function onContextMenu(map: GlMap, ask: (at: [number, number]) => void): () => void {
  const subscription = map.on("contextmenu", ({ lngLat }) => {
    ask([Number(lngLat.lng.toFixed(3)), Number(lngLat.lat.toFixed(3))]);
  });
  return () => subscription.unsubscribe();
}
