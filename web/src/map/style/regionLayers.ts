import type { ExpressionSpecification, LayerSpecification, LineLayerSpecification } from "maplibre-gl";
import { answers, get, LAYER, type StyleOptions, SOURCE, state, UNCERTAINTY_FROM } from "./layerIds";
import { DARK, LIGHT } from "./palette";

const byFocus = (selected: number, hovered: number, other: number): ExpressionSpecification => [
  "case",
  state("selected"),
  selected,
  state("hovered"),
  hovered,
  other,
];

/** An edge that was not surveyed: a band, not a line. */
export const SOFT = {
  "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 4, 7, 9, 34],
  "line-blur": ["interpolate", ["exponential", 1.6], ["zoom"], 4, 6, 9, 30],
} satisfies LineLayerSpecification["paint"];

/** Outlines and their hatching, above the relief and below rivers and boundaries. */
export function regionLayers({ dark }: StyleOptions): LayerSpecification[] {
  const tint = dark ? DARK.tint : LIGHT.tint;
  const edge = get(dark ? "edgeDark" : "edgeLight");
  const smallestOnTop: ExpressionSpecification = ["-", 0, get("area")];
  return [
    {
      id: LAYER.regionFill,
      type: "fill",
      source: SOURCE.regions,
      layout: { "fill-sort-key": smallestOnTop },
      paint: {
        "fill-color": edge,
        "fill-antialias": false,
        "fill-opacity": [
          "case",
          get("wide"),
          byFocus(0.08 * tint, 0.02 * tint, 0),
          byFocus(0.16 * tint, 0.11 * tint, 0.05 * tint),
        ],
      },
    },
    {
      id: "region-hatch",
      type: "fill",
      source: SOURCE.regions,
      filter: ["!", get("wide")],
      layout: { "fill-sort-key": smallestOnTop },
      paint: {
        "fill-pattern": get(dark ? "hatchDark" : "hatchLight"),
        // At high zoom it would cover everything, so it fades.
        "fill-opacity": [
          "interpolate",
          ["linear"],
          ["zoom"],
          7.5,
          byFocus(0.42, 0.32, 0.18),
          9.5,
          byFocus(0.16, 0.12, 0.07),
        ],
      },
    },
    {
      id: "region-soft",
      type: "line",
      source: SOURCE.regions,
      filter: get("soft"),
      layout: { "line-join": "round", "line-sort-key": smallestOnTop },
      paint: {
        "line-color": edge,
        ...SOFT,
        "line-opacity": ["case", get("wide"), byFocus(0.4, 0.25, 0.12), byFocus(0.6, 0.5, 0.34)],
      },
    },
    {
      id: LAYER.regionLine,
      type: "line",
      source: SOURCE.regions,
      layout: { "line-join": "round", "line-sort-key": smallestOnTop },
      paint: {
        "line-color": edge,
        "line-dasharray": [3, 2],
        "line-width": ["case", get("wide"), 0.8, 1.3],
        // In focus it is drawn above the boundaries instead, because two dashed lines would make a solid one.
        "line-opacity": ["case", get("wide"), byFocus(0, 0, 0.3), get("soft"), 0, byFocus(0, 0, 0.7)],
      },
    },
  ];
}

/** The edge of a region as large as a province, without fill, where it is part of a result. */
function wideLine(edge: ExpressionSpecification): LayerSpecification {
  return {
    id: LAYER.regionWide,
    type: "line",
    source: SOURCE.regions,
    filter: ["all", get("wide"), answers],
    layout: { "line-join": "round" },
    paint: { "line-color": edge, "line-width": 2.2 },
  };
}

/** The focused outline, above the boundaries that it often follows. */
function focusLine(edge: ExpressionSpecification): LayerSpecification {
  return {
    id: "region-focus-line",
    type: "line",
    source: SOURCE.regions,
    layout: { "line-join": "round" },
    paint: {
      "line-color": edge,
      "line-dasharray": [3, 1.6],
      "line-width": ["case", get("wide"), byFocus(2.2, 1.2, 0), byFocus(2.6, 1.9, 0)],
      "line-opacity": ["case", get("soft"), 0, get("wide"), byFocus(1, 0.6, 0), byFocus(1, 0.9, 0)],
    },
  };
}

/** Uncertainty and near circles, above boundaries and below labels. */
export function uncertaintyLayers({ dark }: StyleOptions): LayerSpecification[] {
  const tint = dark ? DARK.tint : LIGHT.tint;
  const edge = get(dark ? "edgeDark" : "edgeLight");
  const { ink, halo } = dark ? DARK : LIGHT;
  return [
    wideLine(edge),
    focusLine(edge),
    {
      id: "near-casing",
      type: "line",
      source: SOURCE.near,
      paint: { "line-color": halo, "line-width": 5 },
    },
    {
      id: "near-line",
      type: "line",
      source: SOURCE.near,
      paint: { "line-color": ink, "line-width": 1.6, "line-dasharray": [1, 2] },
    },
    {
      id: LAYER.uncertaintyFill,
      type: "fill",
      source: SOURCE.circles,
      minzoom: UNCERTAINTY_FROM,
      paint: {
        "fill-color": edge,
        "fill-antialias": false,
        "fill-opacity": byFocus(0.24 * tint, 0.18 * tint, 0.12 * tint),
      },
    },
    {
      id: LAYER.uncertaintyLine,
      type: "line",
      source: SOURCE.circles,
      minzoom: UNCERTAINTY_FROM,
      paint: {
        "line-color": edge,
        "line-dasharray": [2.5, 2],
        "line-width": byFocus(2.4, 1.9, 1.4),
        "line-opacity": byFocus(1, 0.95, 0.85),
      },
    },
  ];
}
