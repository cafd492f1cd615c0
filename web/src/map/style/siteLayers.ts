import type {
  CircleLayerSpecification,
  ExpressionSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from "maplibre-gl";
import { isArabic } from "../../i18n/languages";
import { font } from "./fonts";
import { IMAGE } from "../images/images";
import { answers, get, LAYER, SOURCE, state, type StyleOptions, UNCERTAINTY_FROM } from "./layerIds";
import { DARK, LIGHT } from "./palette";

const NAMES_FROM = 5.6;

const single: ExpressionSpecification = ["!", ["has", "cluster"]];
const clustered: ExpressionSpecification = ["has", "cluster"];

const circleLayer = (
  id: string,
  source: string,
  paint: NonNullable<CircleLayerSpecification["paint"]>,
  filter: ExpressionSpecification | true = true,
): CircleLayerSpecification => ({ id, type: "circle", source, filter, paint });

const symbolLayer = (
  id: string,
  source: string,
  layout: NonNullable<SymbolLayerSpecification["layout"]>,
  paint: NonNullable<SymbolLayerSpecification["paint"]>,
  filter: ExpressionSpecification | true = true,
): SymbolLayerSpecification => ({ id, type: "symbol", source, filter, layout, paint });

/** Markers, clusters and labels of sites; on top, so that the basemap's labels avoid them. */
export function siteLayers({ dark, language }: StyleOptions): LayerSpecification[] {
  const p = dark ? DARK : LIGHT;
  const arabic = isArabic(language);
  const bold = font(language, "bold");
  const halo = { "text-halo-color": p.halo, "text-halo-width": 1.8, "text-halo-blur": 0.2 };
  const beside = {
    "text-field": get("name"),
    "text-font": bold,
    "text-variable-anchor": ["left", "right", "top", "bottom"],
    "text-justify": "auto",
    "text-max-width": 9,
  } satisfies SymbolLayerSpecification["layout"];
  const icon = {
    "icon-allow-overlap": true,
    "icon-padding": 0,
  } satisfies SymbolLayerSpecification["layout"];

  return [
    circleLayer(LAYER.dimmed, SOURCE.dimmed, {
      "circle-radius": 3,
      "circle-color": get("colour"),
      "circle-opacity": 0.5,
      "circle-stroke-color": p.halo,
      "circle-stroke-width": 1,
    }),
    {
      ...symbolLayer(
        LAYER.regionLabel,
        SOURCE.regionLabels,
        {
          "text-field": ["format", get("name"), { "text-font": ["literal", bold] }, get("note"), {}],
          "text-font": font(language, "italic"),
          "text-size": arabic ? 14 : 12,
          "text-max-width": 9,
          "text-padding": 4,
          // Beside the middle if markers are there.
          "text-variable-anchor": ["center", "left", "right", "top", "bottom"],
          "text-radial-offset": 1.6,
          "text-justify": "auto",
          "symbol-sort-key": get("area"),
        },
        { "text-color": get(dark ? "edgeDark" : "edgeLight"), ...halo },
        ["all", ["any", ["!", get("wide")], answers], [">=", ["zoom"], get("from")]],
      ),
    },
    {
      ...symbolLayer(
        LAYER.uncertaintyUnknown,
        SOURCE.sites,
        {
          "icon-image": dark ? IMAGE.unknownDark : IMAGE.unknownLight,
          "icon-allow-overlap": true,
          "icon-ignore-placement": true,
        },
        { "icon-opacity": 0.6 },
        ["all", single, get("unknown")],
      ),
      minzoom: UNCERTAINTY_FROM,
    },
    {
      ...symbolLayer(
        LAYER.siteLabel,
        SOURCE.sites,
        { ...beside, "text-size": arabic ? 15 : 12.5, "text-radial-offset": arabic ? 1.25 : 1.5 },
        // A focused site is labelled by its own layer.
        { "text-color": p.ink, "text-opacity": ["case", state("focus"), 0, 1], ...halo },
        single,
      ),
      minzoom: NAMES_FROM,
    },
    symbolLayer(
      "focus-label",
      SOURCE.focus,
      {
        ...beside,
        "text-size": arabic ? 16.5 : 13.5,
        "text-radial-offset": arabic ? 1.7 : 2,
        // Always shown, over other labels if need be, but beside markers if there is room.
        "text-allow-overlap": true,
      },
      { "text-color": p.ink, ...halo, "text-halo-width": 2.2 },
    ),
    // Above the labels, which avoid it.
    // Smaller clusters over larger ones, so that each can be read where they touch.
    symbolLayer(
      LAYER.clusterMarker,
      SOURCE.sites,
      { ...icon, "icon-image": get("image"), "symbol-sort-key": ["-", get("cluster")] },
      {},
      clustered,
    ),
    symbolLayer(LAYER.siteMarker, SOURCE.sites, { ...icon, "icon-image": get("image") }, {}, single),
    circleLayer("focus-halo", SOURCE.focus, {
      "circle-radius": 26,
      "circle-color": p.focusRing,
      "circle-opacity": 0.2,
      "circle-blur": 0.5,
    }),
    circleLayer("focus-ring", SOURCE.focus, {
      "circle-radius": ["case", get("selected"), 20.5, 17.5],
      "circle-color": p.focusGap,
      "circle-stroke-color": p.focusRing,
      "circle-stroke-width": ["case", get("selected"), 3, 1.6],
    }),
    symbolLayer(
      LAYER.focusMarker,
      SOURCE.focus,
      { ...icon, "icon-image": get("image"), "icon-size": ["case", get("selected"), 1.24, 1.08] },
      {},
    ),
  ];
}
