// Sites as the server's vector tiles give them, clustered and filtered there: for an atlas too large to be read whole.

import {
  addProtocol,
  type ExpressionSpecification,
  type LayerSpecification,
  type Map as GlMap,
  type VectorSourceSpecification,
  type VectorTileSource,
} from "maplibre-gl";
import type { Mineral } from "../api/types";
import { isArabic, type Language } from "../i18n/languages";
import { TILE_PATH } from "../offline/cacheBuckets";
import { readTile } from "../offline/tiles";
import { MAX_MINERALS, NEUTRAL, STATUSES_BY_ACTIVITY } from "../markers/spec";
import { pale } from "./colour";
import { font } from "./fonts";
import { SOFT } from "./regionLayers";
import { get, type StyleOptions } from "./siteLayers";
import { IMAGE } from "./images";
import { DARK, LIGHT } from "./palette";

export const TILES = "tiles";
/** Its layer of sites that are points. */
export const SITES = "sites";

/** Names of layers that tests and pointers ask about; they never change. */
export const TILED = {
  /** A dot from afar, a sign from close by. */
  dot: "tiled-dot",
  site: "tiled-site",
  cluster: "tiled-cluster",
  outline: "tiled-outline",
  /** Nobody says how exact the place is. */
  unknown: "tiled-unknown",
} as const;

/** A dot's radius in pixels, far and near: a tile may hold some hundreds. */
const FAR = 3.5;
export const NEAR = 10;

const SIGNS_FROM = 8;
const NAMES_FROM = 9;

const SCHEME = "sites";

const withFilters = (path: string, filters: string): string => (filters === "" ? path : `${path}?${filters}`);

const address = (filters: string): string =>
  withFilters(`${SCHEME}://${TILE_PATH}WebMercatorQuad/{z}/{y}/{x}`, filters);

/** What tiles are asked with by now: to MapLibre whatever answers last is the newest. */
let newest = "";
let missed = false;

/** Has MapLibre read them by way of the page. It never asks again for what failed: such a tile is empty. */
export function openTiles(): void {
  addProtocol(SCHEME, async ({ url }, { signal }) => {
    const [path = ""] = url.slice(`${SCHEME}://`.length).split("?");
    for (;;) {
      const filters = newest;
      const data = await readTile(withFilters(path, filters), signal).catch(() => {
        signal.throwIfAborted();
        missed = true;
        return new ArrayBuffer(0);
      });
      if (filters === newest) return { data };
    }
  });
}

/** Has the tiles that failed read once more. */
export function readMissed(map: GlMap): void {
  if (missed && map.getSource(TILES)) map.refreshTiles(TILES);
  missed = false;
}

export function tiledSource(filters: string): VectorSourceSpecification {
  newest = filters;
  return { type: "vector", tiles: [address(filters)], maxzoom: 22, promoteId: "id" };
}

/** Has the tiles of other filters drawn. */
export function filterTiles(map: GlMap, filters: string): void {
  const source = map.getSource<VectorTileSource>(TILES);
  // Its own list of them is there only once it has loaded.
  const { tiles } = (source?.serialize() ?? {}) as Partial<VectorSourceSpecification>;
  if (!source || tiles?.[0] === address(filters)) return;
  newest = filters;
  source.setTiles([address(filters)]);
}

/** What `id` is answered with; TypeScript's type of a match wants its first pair apart. */
function matched(
  id: ExpressionSpecification,
  answers: Iterable<readonly [string | readonly string[], string]>,
  other: string,
): ExpressionSpecification {
  const pairs = [...answers].flat();
  if (pairs.length === 0) return ["literal", other] as unknown as ExpressionSpecification;
  return ["match", id, ...pairs, other] as unknown as ExpressionSpecification;
}

type Minerals = StyleOptions["minerals"];

/** A value of one of a site's minerals, given by its id. */
function ofMineral(
  minerals: Minerals,
  id: ExpressionSpecification,
  value: (mineral: Mineral) => string,
  other: string,
): ExpressionSpecification {
  return matched(
    id,
    [...minerals].map(([known, mineral]) => [known, value(mineral)]),
    other,
  );
}

const FIRST: ExpressionSpecification = ["coalesce", get("mineral"), ""];

/** The name of a site's image, as `siteImage` makes it. */
function icon(minerals: Minerals): ExpressionSpecification {
  const ids: ExpressionSpecification = ["split", ["coalesce", get("minerals"), ""], ";"];
  const colours = Array.from({ length: MAX_MINERALS }, (_, index): ExpressionSpecification => {
    const colour = ofMineral(minerals, ["at", index, ids], (mineral) => mineral.colour, NEUTRAL);
    return ["case", [">", ["length", ids], index], ["concat", " ", colour], ""];
  });
  return [
    "concat",
    "site ",
    ofMineral(minerals, FIRST, (mineral) => mineral.symbol, "?"),
    " ",
    matched(
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

/** Outlines, all with the soft edge of what nobody measured: the tiles don't say which one somebody did. */
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

export function tiledLayers(look: StyleOptions, approximate: string): LayerSpecification[] {
  const { dark, language, minerals } = look;
  const p = dark ? DARK : LIGHT;
  const colour = ofMineral(minerals, FIRST, (mineral) => mineral.colour, NEUTRAL);
  const edge = dark ? ofMineral(minerals, FIRST, (mineral) => pale(mineral.colour), pale(NEUTRAL)) : colour;
  const radius: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 2, FAR, SIGNS_FROM, NEAR];
  const count = get("point_count");
  return [
    ...outlineLayers(look, edge, approximate),
    {
      id: TILED.dot,
      type: "circle",
      source: TILES,
      "source-layer": SITES,
      maxzoom: SIGNS_FROM,
      paint: {
        "circle-color": colour,
        "circle-radius": radius,
        "circle-stroke-color": p.ring,
        "circle-stroke-width": ["interpolate", ["linear"], ["zoom"], 2, 0.5, SIGNS_FROM, 1.4],
      },
    },
    {
      id: TILED.unknown,
      type: "symbol",
      source: TILES,
      "source-layer": SITES,
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
      "source-layer": SITES,
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
    // Above the names, which make way for it.
    {
      id: TILED.site,
      type: "symbol",
      source: TILES,
      "source-layer": SITES,
      minzoom: SIGNS_FROM,
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
