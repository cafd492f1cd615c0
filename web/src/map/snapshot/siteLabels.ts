// Site labels in a snapshot: those that MapLibre had room for, and where they go.

import type { ExpressionSpecification, Map as GlMap, MapGeoJSONFeature } from "maplibre-gl";
import { LAYER } from "../style/layerIds";
import { type Anchor, breakName, placeAll, type Placed, type Rect, type Candidate } from "./labelPlacement";

/** The layers of site labels, in order of placement. */
export const LABEL_LAYERS = {
  focus: "focus-label",
  site: LAYER.siteLabel,
  region: LAYER.regionLabel,
} as const;

const BESIDE: readonly Anchor[] = ["left", "right", "top", "bottom"];
const CENTRED: readonly Anchor[] = ["center", ...BESIDE];

/** As in the style: line height and maximum width in ems. */
const LINE = 1.2;
const WIDEST = 9;
/** MapLibre measures vertical offsets from the baseline. */
const BASELINE = 7 / 24;

interface Name extends Candidate {
  readonly layer: string;
  readonly size: number;
  readonly colour: string;
  /** Follows a region's name. */
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

/** Radius of the ring around the open site. */
const RING = 23;

export function placeLabels(
  map: GlMap,
  features: readonly MapGeoJSONFeature[],
  markers: readonly Marker[],
  size: { width: number; height: number },
): SiteLabel[] {
  const context = document.createElement("canvas").getContext("2d");
  const candidates = features.flatMap((feature): Name[] => {
    const { layer, geometry, properties } = feature;
    if (geometry.type !== "Point") return [];
    const layout = layer.layout as Record<string, unknown> | undefined;
    const paint = layer.paint as Record<string, unknown> | undefined;
    // The label of a focused site belongs to another layer.
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
        offset: { x: radius * em, y: (radius - BASELINE) * em },
        required: layer.id === LABEL_LAYERS.focus,
        anchors: layer.id === LABEL_LAYERS.region ? CENTRED : BESIDE,
        colour: String(paint?.["text-color"]),
      },
    ];
  });
  const order = Object.values<string>(LABEL_LAYERS);
  candidates.sort((a, b) => order.indexOf(a.layer) - order.indexOf(b.layer));
  const occupied = markers.map(({ x, y, side, scale, selected }): Rect => {
    const half = selected ? RING : (side * scale) / 2;
    return { x: x - half, y: y - half, width: 2 * half, height: 2 * half };
  });
  const byId = new Map(candidates.map((name) => [`${name.layer} ${name.id}`, name]));
  const within = { x: 2, y: 2, width: size.width - 4, height: size.height - 4 };
  return placeAll([...byId.values()], occupied, within);
}

/** Makes MapLibre reserve room for exactly these labels. */
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
