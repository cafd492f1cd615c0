// The layers of sites in vector tiles.

import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Mineral } from "../../api/types";
import { isArabic, type Language } from "../../i18n/languages";
import { MAX_MINERALS, NEUTRAL, STATUSES_BY_ACTIVITY } from "../../markers/spec";
import { pale } from "./colour";
import { font } from "./fonts";
import { SOFT } from "./regionLayers";
import { DOT_RADIUS, get, type StyleOptions, TILED, TILED_SITES, TILES } from "./layerIds";
import { IMAGE } from "../images/images";
import { DARK, LIGHT } from "./palette";

/** The radius in CSS pixels at low zoom, where a tile may hold hundreds of sites. */
const SMALL_DOT_RADIUS = 3.5;

const MARKERS_FROM = 8;
const NAMES_FROM = 9;

/** A `match` expression. MapLibre's type has separate parameters for the first pair, hence the casts. */
function matchExpression(
  id: ExpressionSpecification,
  cases: Iterable<readonly [string | readonly string[], string]>,
  other: string,
): ExpressionSpecification {
  const pairs = [...cases].flat();
  if (pairs.length === 0) return ["literal", other] as unknown as ExpressionSpecification;
  return ["match", id, ...pairs, other] as unknown as ExpressionSpecification;
}

type Minerals = StyleOptions["minerals"];

/** Looks up a value of the mineral with the given id. */
function mineralValue(
  minerals: Minerals,
  id: ExpressionSpecification,
  value: (mineral: Mineral) => string,
  other: string,
): ExpressionSpecification {
  return matchExpression(
    id,
    [...minerals].map(([known, mineral]) => [known, value(mineral)]),
    other,
  );
}

const FIRST: ExpressionSpecification = ["coalesce", get("mineral"), ""];

/** The name of a site's image, as `siteImageName` builds it. */
function icon(minerals: Minerals): ExpressionSpecification {
  const ids: ExpressionSpecification = ["split", ["coalesce", get("minerals"), ""], ";"];
  const colours = Array.from({ length: MAX_MINERALS }, (_, index): ExpressionSpecification => {
    const colour = mineralValue(minerals, ["at", index, ids], (mineral) => mineral.colour, NEUTRAL);
    return ["case", [">", ["length", ids], index], ["concat", " ", colour], ""];
  });
  return [
    "concat",
    "site ",
    mineralValue(minerals, FIRST, (mineral) => mineral.symbol, "?"),
    " ",
    matchExpression(
      ["coalesce", get("status"), ""],
      Object.entries(STATUSES_BY_ACTIVITY).map(([activity, statuses]) => [statuses, activity]),
      "unknown",
    ),
    " ",
    get("evidence"),
    ...colours,
  ];
}

const named = (language: Language): ExpressionSpecification => [
  "coalesce",
  get(`name_${language}`),
  get("name"),
];

/** Outlines, all with a soft edge, because the tiles do not say which ones were surveyed. */
function outlineLayers(
  { dark, language }: StyleOptions,
  edge: ExpressionSpecification,
  approximate: string,
): LayerSpecification[] {
  const p = dark ? DARK : LIGHT;
  const of = { source: TILES, "source-layer": "outlines" } as const;
  return [
    {
      id: TILED.outline,
      type: "fill",
      ...of,
      paint: { "fill-color": edge, "fill-opacity": 0.08 * p.tint, "fill-antialias": false },
    },
    {
      id: "tiled-outline-soft",
      type: "line",
      ...of,
      layout: { "line-join": "round" },
      paint: { "line-color": edge, ...SOFT, "line-opacity": 0.34 },
    },
    {
      id: "tiled-outline-name",
      type: "symbol",
      ...of,
      layout: {
        "text-field": [
          "format",
          named(language),
          { "text-font": ["literal", font(language, "bold")] },
          ` —\u00a0${approximate}`,
          {},
        ],
        "text-font": font(language, "italic"),
        "text-size": isArabic(language) ? 14 : 12,
        "text-max-width": 9,
      },
      paint: { "text-color": edge, "text-halo-color": p.halo, "text-halo-width": 1.8 },
    },
  ];
}

export function tiledLayers(options: StyleOptions, approximate: string): LayerSpecification[] {
  const { dark, language, minerals } = options;
  const p = dark ? DARK : LIGHT;
  const colour = mineralValue(minerals, FIRST, (mineral) => mineral.colour, NEUTRAL);
  const edge = dark
    ? mineralValue(minerals, FIRST, (mineral) => pale(mineral.colour), pale(NEUTRAL))
    : colour;
  const radius: ExpressionSpecification = [
    "interpolate",
    ["linear"],
    ["zoom"],
    2,
    SMALL_DOT_RADIUS,
    MARKERS_FROM,
    DOT_RADIUS,
  ];
  const count = get("point_count");
  return [
    ...outlineLayers(options, edge, approximate),
    {
      id: TILED.dot,
      type: "circle",
      source: TILES,
      "source-layer": TILED_SITES,
      maxzoom: MARKERS_FROM,
      paint: {
        "circle-color": colour,
        "circle-radius": radius,
        "circle-stroke-color": p.ring,
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 2, 0.5, MARKERS_FROM, 1.4],
      },
    },
    {
      id: TILED.unknown,
      type: "symbol",
      source: TILES,
      "source-layer": TILED_SITES,
      minzoom: NAMES_FROM,
      filter: ["!", ["has", "uncertainty_m"]],
      layout: {
        "icon-image": dark ? IMAGE.unknownDark : IMAGE.unknownLight,
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
      paint: { "icon-opacity": 0.6 },
    },
    {
      id: "tiled-name",
      type: "symbol",
      source: TILES,
      "source-layer": TILED_SITES,
      minzoom: NAMES_FROM,
      layout: {
        "text-field": named(language),
        "text-font": font(language, "bold"),
        "text-size": isArabic(language) ? 15 : 12.5,
        "text-radial-offset": 1.5,
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-justify": "auto",
        "text-max-width": 9,
      },
      paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 1.8 },
    },
    // Above the labels, which avoid it.
    {
      id: TILED.site,
      type: "symbol",
      source: TILES,
      "source-layer": TILED_SITES,
      minzoom: MARKERS_FROM,
      layout: { "icon-image": icon(minerals), "icon-allow-overlap": true, "icon-padding": 0 },
    },
    {
      id: TILED.cluster,
      type: "circle",
      source: TILES,
      "source-layer": "clusters",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["log10", count], 0, 7, 2, 11, 5, 18],
        "circle-color": p.ring,
        "circle-stroke-color": p.cluster,
        "circle-stroke-width": 2.6,
      },
    },
    {
      id: "tiled-cluster-count",
      type: "symbol",
      source: TILES,
      "source-layer": "clusters",
      layout: {
        // 999, then 1.2k, then 12k.
        "text-field": [
          "case",
          ["<", count, 1000],
          ["to-string", count],
          ["<", count, 10_000],
          ["concat", ["/", ["round", ["/", count, 100]], 10], "k"],
          ["concat", ["round", ["/", count, 1000]], "k"],
        ],
        "text-font": ["bold"],
        "text-size": 10.5,
        "text-allow-overlap": true,
      },
      paint: { "text-color": p.clusterCount },
    },
  ];
}
