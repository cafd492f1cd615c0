import type {
  CircleLayerSpecification,
  ExpressionSpecification,
  LayerSpecification,
  SymbolLayerSpecification,
} from "maplibre-gl";
import type { Mineral } from "../api/types";
import { font, type Language } from "./fonts";
import { MARK } from "./marks";
import { DARK, LIGHT } from "./palette";

/** Names of layers that tests and pointers ask about; they never change. */
export const LAYER = {
  siteDisc: "site-disc",
  siteSymbol: "site-symbol",
  siteLabel: "site-label",
  clusterDisc: "cluster-disc",
  clusterCount: "cluster-count",
  regionFill: "region-fill",
  regionLine: "region-line",
  regionLabel: "region-label",
  uncertaintyFill: "uncertainty-fill",
  uncertaintyLine: "uncertainty-line",
  uncertaintyUnknown: "uncertainty-unknown",
  focusDisc: "focus-disc",
} as const;

export const SOURCE = {
  sites: "sites",
  circles: "circles",
  regions: "regions",
  regionLabels: "region-labels",
  /** The open site and the one under the pointer, free of clusters. */
  focus: "focus",
} as const;

export interface Look {
  dark: boolean;
  language: Language;
  /** What is needed where the sites come as tiles; null where they are all at hand. */
  tiled: { filters: string; minerals: ReadonlyMap<string, Mineral> } | null;
}

/** A disc's radius in pixels; discs cluster as soon as they would overlap. */
export const DISC = 12;
export const UNCERTAINTY_FROM = 6;
const NAMES_FROM = 5.6;

export const get = (property: string): ExpressionSpecification => ["get", property];
export const state = (name: string): ExpressionSpecification => ["boolean", ["feature-state", name], false];
const single: ExpressionSpecification = ["!", ["has", "point_count"]];
const clustered: ExpressionSpecification = ["has", "point_count"];
const operating: ExpressionSpecification = ["==", get("ring"), "operating"];
const claimed: ExpressionSpecification = ["==", get("ring"), "claimed"];

const discs = (
  id: string,
  source: string,
  paint: NonNullable<CircleLayerSpecification["paint"]>,
  filter: ExpressionSpecification | true = true,
): CircleLayerSpecification => ({ id, type: "circle", source, filter, paint });

const symbols = (
  id: string,
  source: string,
  layout: NonNullable<SymbolLayerSpecification["layout"]>,
  paint: NonNullable<SymbolLayerSpecification["paint"]>,
  filter: ExpressionSpecification | true = true,
): SymbolLayerSpecification => ({ id, type: "symbol", source, filter, layout, paint });

/** Discs, clusters and names of sites: on top, so that the basemap's names make way for them. */
export function siteLayers({ dark, language }: Look): LayerSpecification[] {
  const p = dark ? DARK : LIGHT;
  const urdu = language === "ur";
  const bold = font(language, "bold");
  const halo = { "text-halo-color": p.halo, "text-halo-width": 1.8, "text-halo-blur": 0.2 };
  const symbolSize: ExpressionSpecification = ["step", ["length", get("symbol")], 12, 3, 9.5, 4, 8];
  const beside = {
    "text-field": get("name"),
    "text-font": bold,
    "text-variable-anchor": ["left", "right", "top", "bottom"],
    "text-justify": "auto",
    "text-max-width": 9,
  } satisfies SymbolLayerSpecification["layout"];
  const centred = {
    "text-font": ["bold"],
    "text-allow-overlap": true,
    "icon-allow-overlap": true,
    "icon-padding": 0,
  } satisfies SymbolLayerSpecification["layout"];

  return [
    {
      ...symbols(
        LAYER.regionLabel,
        SOURCE.regionLabels,
        {
          "text-field": ["format", get("name"), { "text-font": ["literal", bold] }, get("note"), {}],
          "text-font": font(language, "italic"),
          "text-size": urdu ? 14 : 12,
          "text-max-width": 9,
          "text-padding": 4,
          // Away from the middle where discs stand there.
          "text-variable-anchor": ["center", "left", "right", "top", "bottom"],
          "text-radial-offset": 1.6,
          "text-justify": "auto",
          "symbol-sort-key": get("area"),
        },
        { "text-color": get(dark ? "edgeDark" : "edgeLight"), ...halo },
        ["all", ["!", get("wide")], [">=", ["zoom"], get("from")]],
      ),
    },
    {
      ...symbols(
        LAYER.uncertaintyUnknown,
        SOURCE.sites,
        {
          "icon-image": dark ? MARK.unknownDark : MARK.unknownLight,
          "icon-allow-overlap": true,
          "icon-ignore-placement": true,
        },
        { "icon-opacity": 0.6 },
        ["all", single, get("unknown")],
      ),
      minzoom: UNCERTAINTY_FROM,
    },
    discs(
      "site-ring",
      SOURCE.sites,
      {
        "circle-radius": DISC + 4.4,
        "circle-color": get("colour"),
        "circle-stroke-width": 0.8,
        "circle-stroke-color": p.ring,
      },
      ["all", single, operating],
    ),
    discs(
      LAYER.siteDisc,
      SOURCE.sites,
      {
        "circle-radius": ["case", claimed, DISC + 1.4, DISC],
        "circle-color": get("colour"),
        "circle-stroke-color": p.ring,
        "circle-stroke-width": ["case", operating, 2.4, claimed, 0.6, 1.6],
      },
      single,
    ),
    {
      ...symbols(
        LAYER.siteLabel,
        SOURCE.sites,
        { ...beside, "text-size": urdu ? 15 : 12.5, "text-radial-offset": urdu ? 1.25 : 1.5 },
        // The name of a site in focus is drawn once, by its own layer.
        { "text-color": p.ink, "text-opacity": ["case", state("focus"), 0, 1], ...halo },
        single,
      ),
      minzoom: NAMES_FROM,
    },
    symbols(
      LAYER.siteSymbol,
      SOURCE.sites,
      {
        ...centred,
        "text-field": get("symbol"),
        "text-size": symbolSize,
        "icon-image": ["case", claimed, MARK.claimed, MARK.keepOff],
      },
      { "text-color": "#ffffff" },
      single,
    ),
    discs(
      LAYER.clusterDisc,
      SOURCE.sites,
      {
        "circle-radius": ["interpolate", ["linear"], ["sqrt", get("point_count")], 1.4, 13.5, 10, 26],
        "circle-color": p.cluster,
        "circle-stroke-color": p.ring,
        "circle-stroke-width": 2.4,
      },
      clustered,
    ),
    symbols(
      LAYER.clusterCount,
      SOURCE.sites,
      {
        ...centred,
        "text-field": get("point_count_abbreviated"),
        "text-size": 13,
        "icon-image": MARK.keepOffCluster,
      },
      { "text-color": p.clusterCount },
      clustered,
    ),
    discs("focus-halo", SOURCE.focus, {
      "circle-radius": DISC + 12,
      "circle-color": p.focusRing,
      "circle-opacity": 0.2,
      "circle-blur": 0.5,
    }),
    discs("focus-ring", SOURCE.focus, {
      "circle-radius": ["case", get("selected"), DISC + 5.5, DISC + 3.4],
      "circle-color": p.focusGap,
      "circle-stroke-color": p.focusRing,
      "circle-stroke-width": ["case", get("selected"), 3, 1.6],
    }),
    discs(LAYER.focusDisc, SOURCE.focus, {
      "circle-radius": ["case", get("selected"), DISC + 3.5, DISC + 1.4],
      "circle-color": get("colour"),
    }),
    symbols(
      "focus-label",
      SOURCE.focus,
      {
        ...beside,
        "text-size": urdu ? 16.5 : 13.5,
        "text-radial-offset": urdu ? 1.4 : 1.7,
        "text-allow-overlap": true,
      },
      { "text-color": p.ink, ...halo, "text-halo-width": 2.2 },
    ),
    symbols(
      "focus-symbol",
      SOURCE.focus,
      {
        ...centred,
        "text-field": get("symbol"),
        "text-size": ["+", symbolSize, ["case", get("selected"), 2, 0.6]],
        "icon-image": ["case", claimed, MARK.claimed, MARK.keepOffCluster],
      },
      { "text-color": "#ffffff" },
    ),
  ];
}
