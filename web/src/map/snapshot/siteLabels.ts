// The names of sites on a still map: which the library found room for, and where each stands.

import type { ExpressionSpecification, Map as GlMap, MapGeoJSONFeature } from "maplibre-gl";
import { LAYER } from "../style/layerIds";
import { type Anchor, breakName, placeAll, type Placed, type Rect, type Candidate } from "./labelPlacement";

/** The layers that hold names of sites, in the order in which they take their places. */
export const LABEL_LAYERS = {
  focus: "focus-label",
  site: LAYER.siteLabel,
  region: LAYER.regionLabel,
} as const;

const BESIDE: readonly Anchor[] = ["left", "right", "top", "bottom"];
const AMID: readonly Anchor[] = ["center", ...BESIDE];

/** As the style has them. */
const LINE = 1.2;
const WIDEST = 9;
/** Above and below, the library counts from the line that letters stand on. */
const BASELINE = 7 / 24;

interface Name extends Candidate {
  readonly layer: string;
  readonly size: number;
  readonly colour: string;
  /** What follows the name of a region. */
  readonly note: string;
}

export type SiteLabel = Placed<Name>;

interface Marker {
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly scale: number;
  readonly selected: boolean;
}

/** The ring around the open site. */
const RING = 23;

export function placeLabels(
  map: GlMap,
  features: readonly MapGeoJSONFeature[],
  markers: readonly Marker[],
  size: { width: number; height: number },
): SiteLabel[] {
  const context = document.createElement("canvas").getContext("2d");
  const wanted = features.flatMap((feature): Name[] => {
    const { layer, geometry, properties } = feature;
    if (geometry.type !== "Point") return [];
    const layout = layer.layout as Record<string, unknown> | undefined;
    const paint = layer.paint as Record<string, unknown> | undefined;
    // A site in focus is named once.
    if (Number(paint?.["text-opacity"] ?? 1) === 0) return [];
    const em = Number(layout?.["text-size"]);
    const radius = Number(layout?.["text-radial-offset"] ?? 0);
    const measure = (text: string): number => {
      if (context === null) return text.length * em * 0.6;
      context.font = `600 ${em}px "Noto Sans", "Noto Naskh Arabic", sans-serif`;
      return context.measureText(text).width;
    };
    const note = String(properties["note"] ?? "").replace(/^\s*—\s*/, "");
    const lines = breakName(String(properties["name"]), WIDEST * em, measure);
    const all = note === "" ? lines : [...lines, note];
    return [
      {
        ...{ id: String(properties["id"]), layer: layer.id, lines, note, size: em },
        at: map.project(geometry.coordinates as [number, number]),
        width: Math.max(...all.map(measure)),
        height: all.length * LINE * em,
        away: { x: radius * em, y: (radius - BASELINE) * em },
        must: layer.id === LABEL_LAYERS.focus,
        anchors: layer.id === LABEL_LAYERS.region ? AMID : BESIDE,
        colour: String(paint?.["text-color"]),
      },
    ];
  });
  const order = Object.values<string>(LABEL_LAYERS);
  wanted.sort((a, b) => order.indexOf(a.layer) - order.indexOf(b.layer));
  const taken = markers.map(({ x, y, side, scale, selected }): Rect => {
    const half = selected ? RING : (side * scale) / 2;
    return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
  });
  const byId = new Map(wanted.map((name) => [`${name.layer} ${name.id}`, name]));
  const within = { x: 2, y: 2, width: size.width - 4, height: size.height - 4 };
  return placeAll([...byId.values()], taken, within);
}

/** Has the library hold the room of each name where it stands, and no other. */
export function pinLabels(map: GlMap, names: readonly SiteLabel[]): void {
  for (const layer of Object.values(LABEL_LAYERS)) {
    if (map.getLayer(layer) === undefined) continue;
    const own = names.filter((name) => name.layer === layer);
    const ids = own.map(({ id }) => id);
    map.setFilter(layer, ["in", ["get", "id"], ["literal", ids]]);
    if (own.length === 0) continue;
    const anchors = own.flatMap(({ id, anchor }) => [id, anchor]);
    map.setLayoutProperty(layer, "text-variable-anchor", undefined);
    map.setLayoutProperty(layer, "text-anchor", [
      "match",
      ["get", "id"],
      ...anchors,
      "center",
    ] as unknown as ExpressionSpecification);
  }
}
