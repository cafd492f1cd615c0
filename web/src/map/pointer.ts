import type { Map as GlMap, MapGeoJSONFeature, Point as ScreenPoint } from "maplibre-gl";
import type { Camera } from "./camera";
import { LAYER } from "./layers";
import { TILED } from "./tiled";

/** How far beside a disc a finger may land. */
const REACH = 5;

export type Hit =
  | { what: "site"; id: string; disc: boolean }
  /** Which it is of those that the page counted; null of the server's. */
  | { what: "cluster"; nth: number | null; at: [number, number] };

function distance(map: GlMap, feature: MapGeoJSONFeature, point: ScreenPoint): number {
  if (feature.geometry.type !== "Point") return Infinity;
  const [lon = 0, lat = 0] = feature.geometry.coordinates;
  return map.project([lon, lat]).dist(point);
}

const number = (value: unknown): number => (typeof value === "number" ? value : Infinity);

/** Those of the layers that the map has. */
const there = (map: GlMap, ...layers: string[]): string[] =>
  layers.filter((layer) => map.getLayer(layer) !== undefined);

/** What a pointer means: the nearest disc, else the smallest outline around it. */
export function hitAt(map: GlMap, point: ScreenPoint): Hit | null {
  const discs = map.queryRenderedFeatures(
    [
      [point.x - REACH, point.y - REACH],
      [point.x + REACH, point.y + REACH],
    ],
    {
      layers: there(
        map,
        LAYER.focusDisc,
        LAYER.siteDisc,
        LAYER.clusterDisc,
        TILED.dot,
        TILED.site,
        TILED.cluster,
      ),
    },
  );
  let nearest: MapGeoJSONFeature | undefined;
  for (const disc of discs) {
    if (!nearest || distance(map, disc, point) < distance(map, nearest, point)) nearest = disc;
  }
  if (nearest?.geometry.type === "Point") {
    const { id, nth } = nearest.properties;
    const [lon = 0, lat = 0] = nearest.geometry.coordinates;
    if (nearest.layer.id === TILED.cluster) return { what: "cluster", nth: null, at: [lon, lat] };
    if (typeof nth === "number") return { what: "cluster", nth, at: [lon, lat] };
    if (typeof id === "string") return { what: "site", id, disc: true };
  }
  let smallest: MapGeoJSONFeature | undefined;
  for (const region of map.queryRenderedFeatures(point, {
    layers: there(map, LAYER.regionFill, TILED.outline),
  })) {
    if (!smallest || number(region.properties["area"]) < number(smallest.properties["area"]))
      smallest = region;
  }
  const id: unknown = smallest?.properties["id"];
  return typeof id === "string" ? { what: "site", id, disc: false } : null;
}

export interface Pointed {
  select(id: string): void;
  hover(id: string | null): void;
  /** A click that is meant for something else than what it hits: whether it was taken. */
  take(at: { lng: number; lat: number }): boolean;
  /** The zoom at which a cluster that the page counted falls apart; null where that is not known. */
  apart(nth: number): number | null;
}

/** Clicks and hovering; the returned function stops listening. */
export function listen(map: GlMap, camera: Camera, { select, hover, take, apart }: Pointed): () => void {
  const canvas = map.getCanvas();
  let waiting: ScreenPoint | null = null;
  let frame = 0;

  const enter = ({ nth, at }: Extract<Hit, { what: "cluster" }>): void => {
    const known = nth === null ? null : apart(nth);
    camera.approach(at, known === null ? map.getZoom() + 2 : known + 0.2);
  };
  const look = (): void => {
    frame = 0;
    if (!waiting || map.isMoving()) return;
    const hit = hitAt(map, waiting);
    canvas.style.cursor = hit && (hit.what === "cluster" || hit.disc) ? "pointer" : "";
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
      if (take(event.lngLat)) return;
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
export function askNear(map: GlMap, ask: (at: [number, number]) => void): () => void {
  const subscription = map.on("contextmenu", ({ lngLat }) => {
    ask([Number(lngLat.lng.toFixed(3)), Number(lngLat.lat.toFixed(3))]);
  });
  return () => subscription.unsubscribe();
}
