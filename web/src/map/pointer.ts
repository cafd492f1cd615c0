import type { Map as GlMap, MapGeoJSONFeature, Point as ScreenPoint } from "maplibre-gl";
import type { Camera } from "./camera";
import { LAYER, TILED } from "./style/layerIds";
/** How far from a marker a touch may land, in pixels. */
const TOLERANCE = 5;

type Hit =
  | { what: "site"; id: string; marker: boolean }
  /** Its id if the page computed it; null for the server's. */
  | { what: "cluster"; clusterId: number | null; at: [number, number] };

function distanceTo(map: GlMap, feature: MapGeoJSONFeature, point: ScreenPoint): number {
  if (feature.geometry.type !== "Point") return Infinity;
  const [lon = 0, lat = 0] = feature.geometry.coordinates;
  return map.project([lon, lat]).dist(point);
}

const number = (value: unknown): number => (typeof value === "number" ? value : Infinity);

const existing = (map: GlMap, ...layers: string[]): string[] =>
  layers.filter((layer) => map.getLayer(layer) !== undefined);

/** What is at a point: the nearest marker, else the smallest outline around it. */
function hitAt(map: GlMap, point: ScreenPoint): Hit | null {
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
        LAYER.dimmed,
        LAYER.clusterMarker,
        TILED.dot,
        TILED.site,
        TILED.cluster,
      ),
    },
  );
  let nearest: MapGeoJSONFeature | undefined;
  for (const marker of markers) {
    if (!nearest || distanceTo(map, marker, point) < distanceTo(map, nearest, point)) nearest = marker;
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

interface PointerHandlers {
  select(id: string): void;
  hover(id: string | null): void;
  /** Handles a click before any feature does; returns whether it did. */
  capture(at: { lng: number; lat: number }): boolean;
  /** The zoom at which a cluster that the page computed splits; null if unknown. */
  expansionZoom(clusterId: number): number | null;
}

/** Handles clicks and hovering until the returned function is called. */
export function listenToPointer(
  map: GlMap,
  camera: Camera,
  { select, hover, capture, expansionZoom }: PointerHandlers,
): () => void {
  const canvas = map.getCanvas();
  let lastPoint: ScreenPoint | null = null;
  let frame = 0;

  const expand = ({ clusterId, at }: Extract<Hit, { what: "cluster" }>): void => {
    const known = clusterId === null ? null : expansionZoom(clusterId);
    camera.approach(at, known === null ? map.getZoom() + 2 : known + 0.2);
  };
  const updateHover = (): void => {
    frame = 0;
    if (!lastPoint || map.isMoving()) return;
    const hit = hitAt(map, lastPoint);
    canvas.style.cursor = hit && (hit.what === "cluster" || hit.marker) ? "pointer" : "";
    hover(hit?.what === "site" ? hit.id : null);
  };
  const subscriptions = [
    map.on("mousemove", (event) => {
      lastPoint = event.point;
      // Querying rendered features is slow: once per frame is enough.
      if (frame === 0) frame = requestAnimationFrame(updateHover);
    }),
    map.on("mouseout", () => {
      lastPoint = null;
      canvas.style.cursor = "";
      hover(null);
    }),
    map.on("click", (event) => {
      if (capture(event.lngLat)) return;
      const hit = hitAt(map, event.point);
      if (hit?.what === "site") select(hit.id);
      else if (hit) expand(hit);
    }),
  ];
  return () => {
    cancelAnimationFrame(frame);
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}

/** Handles right clicks and long touches until the returned function is called. */
export function onContextMenu(map: GlMap, ask: (at: [number, number]) => void): () => void {
  const subscription = map.on("contextmenu", ({ lngLat }) => {
    ask([Number(lngLat.lng.toFixed(3)), Number(lngLat.lat.toFixed(3))]);
  });
  return () => subscription.unsubscribe();
}
