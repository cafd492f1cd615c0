// Sites as the server's vector tiles give them, clustered and filtered there: for an atlas too large to be read whole.

import type {
  ExpressionSpecification,
  LayerSpecification,
  Map as GlMap,
  VectorSourceSpecification,
  VectorTileSource,
} from "maplibre-gl";
import type { Mineral } from "../api/types";
import { isArabic } from "../i18n/languages";
import { NEUTRAL } from "../signs/meaning";
import { pale } from "./colour";
import { font } from "./fonts";
import { get, type Look } from "./layers";
import { MARK } from "./marks";
import { DARK, LIGHT } from "./palette";

export const TILES = "tiles";

/** Names of layers that tests and pointers ask about; they never change. */
export const TILED = {
  site: "tiled-site",
  cluster: "tiled-cluster",
  outline: "tiled-outline",
} as const;

/** A disc's radius in pixels, far and near: a tile may hold some hundreds. */
const FAR = 3.5;
const NEAR = 12;

/** The first of their symbols, from here on. */
const SYMBOLS_FROM = 8;
const NAMES_FROM = 9;

const address = (filters: string): string =>
  `${window.location.origin}/collections/sites/tiles/WebMercatorQuad/{z}/{y}/{x}${filters === "" ? "" : `?${filters}`}`;

export function tiledSource(filters: string): VectorSourceSpecification {
  return { type: "vector", tiles: [address(filters)], maxzoom: 22, promoteId: "id" };
}

/** Has the tiles of other filters drawn. */
export function filterTiles(map: GlMap, filters: string): void {
  const source = map.getSource<VectorTileSource>(TILES);
  // Its own list of them is there only once it has loaded.
  const { tiles } = (source?.serialize() ?? {}) as Partial<VectorSourceSpecification>;
  if (source && tiles?.[0] !== address(filters)) source.setTiles([address(filters)]);
}

/** A value by a site's first mineral. */
function byMineral(
  minerals: ReadonlyMap<string, Mineral>,
  value: (mineral: Mineral) => string,
  other: string,
): ExpressionSpecification {
  const values = [...minerals].flatMap(([id, mineral]) => [id, value(mineral)]);
  if (values.length === 0) return ["literal", other] as unknown as ExpressionSpecification;
  return ["match", ["coalesce", get("mineral"), ""], ...values, other] as unknown as ExpressionSpecification;
}

export function tiledLayers({ dark, language, minerals }: Look): LayerSpecification[] {
  const p = dark ? DARK : LIGHT;
  const colour = byMineral(minerals, (mineral) => mineral.colour, NEUTRAL);
  const edge = dark ? byMineral(minerals, (mineral) => pale(mineral.colour), pale(NEUTRAL)) : colour;
  const radius: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 2, FAR, NAMES_FROM, NEAR];
  const name: ExpressionSpecification = ["coalesce", get(`name_${language}`), get("name")];
  const count = get("point_count");
  return [
    {
      id: TILED.outline,
      type: "fill",
      source: TILES,
      "source-layer": "outlines",
      paint: { "fill-color": edge, "fill-opacity": 0.08 * p.tint, "fill-antialias": false },
    },
    {
      id: "tiled-outline-line",
      type: "line",
      source: TILES,
      "source-layer": "outlines",
      layout: { "line-join": "round" },
      paint: { "line-color": edge, "line-dasharray": [3, 2], "line-width": 1.3, "line-opacity": 0.8 },
    },
    {
      id: TILED.site,
      type: "circle",
      source: TILES,
      "source-layer": "sites",
      paint: {
        "circle-color": colour,
        "circle-radius": radius,
        "circle-stroke-color": p.ring,
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 2, 0.5, NAMES_FROM, 1.6],
      },
    },
    {
      id: "tiled-symbol",
      type: "symbol",
      source: TILES,
      "source-layer": "sites",
      minzoom: SYMBOLS_FROM,
      layout: {
        "text-field": byMineral(minerals, (mineral) => mineral.symbol, "?"),
        "text-font": ["bold"],
        "text-size": 9.5,
        "icon-image": MARK.keepOff,
        "text-padding": 0,
        "icon-padding": 0,
      },
      paint: { "text-color": "#ffffff" },
    },
    {
      id: "tiled-name",
      type: "symbol",
      source: TILES,
      "source-layer": "sites",
      minzoom: NAMES_FROM,
      layout: {
        "text-field": name,
        "text-font": font(language, "bold"),
        "text-size": isArabic(language) ? 15 : 12.5,
        "text-radial-offset": 1.5,
        "text-variable-anchor": ["left", "right", "top", "bottom"],
        "text-justify": "auto",
        "text-max-width": 9,
      },
      paint: { "text-color": p.ink, "text-halo-color": p.halo, "text-halo-width": 1.8 },
    },
    {
      id: TILED.cluster,
      type: "circle",
      source: TILES,
      "source-layer": "clusters",
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["log10", count], 0, 9, 2, 13, 5, 20],
        "circle-color": p.cluster,
        "circle-stroke-color": p.ring,
        "circle-stroke-width": 1.6,
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
