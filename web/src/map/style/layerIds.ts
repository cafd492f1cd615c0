// Names and expressions that the layers share.

import type { ExpressionSpecification } from "maplibre-gl";
import type { Mineral } from "../../api/types";
import type { Language } from "../../i18n/languages";

/** Layers that tests and the pointer look up. */
export const LAYER = {
  siteMarker: "site-marker",
  siteLabel: "site-label",
  clusterMarker: "cluster-marker",
  regionFill: "region-fill",
  regionLine: "region-line",
  /** The edge of an outline as large as a province, as part of a result. */
  regionWide: "region-wide",
  regionLabel: "region-label",
  /** A site beside a result. */
  dimmed: "dimmed",
  uncertaintyFill: "uncertainty-fill",
  uncertaintyLine: "uncertainty-line",
  uncertaintyUnknown: "uncertainty-unknown",
  focusMarker: "focus-marker",
} as const;

/** The same for sites in the server's vector tiles. */
export const TILED = {
  /** A dot at low zoom, `site` at high zoom. */
  dot: "tiled-dot",
  site: "tiled-site",
  cluster: "tiled-cluster",
  outline: "tiled-outline",
  /** The location's uncertainty is not stated. */
  unknown: "tiled-unknown",
} as const;

export const SOURCE = {
  sites: "sites",
  circles: "circles",
  /** The circle searched for nearby sites. */
  near: "near",
  measured: "measured",
  regions: "regions",
  regionLabels: "region-labels",
  dimmed: "dimmed",
  /** The open site and the one under the pointer, outside clusters. */
  focus: "focus",
} as const;

/** The source of the server's vector tiles. */
export const TILES = "tiles";
/** Its layer of point sites. */
export const TILED_SITES = "sites";

/** The basemap of the whole Earth, without relief, for sites beyond the regional basemap. */
export const WORLD = "world";

/** The zoom from which uncertainty circles are drawn. */
export const UNCERTAINTY_FROM = 6;

/** The radius in CSS pixels of a tiled site at high zoom. */
export const DOT_RADIUS = 10;

export interface StyleOptions {
  dark: boolean;
  language: Language;
  /** At first; later the map's global state tells. */
  answers: boolean;
  minerals: ReadonlyMap<string, Mineral>;
  /** For sites in vector tiles: their filters, and the word beside an outline's name. Null if all sites are in memory. */
  tiled: { filters: string; approximate: string } | null;
}

/** Whether the map answers a question. */
export const ANSWERS = "answers";
export const answers: ExpressionSpecification = ["to-boolean", ["global-state", ANSWERS]];

export const get = (property: string): ExpressionSpecification => ["get", property];
export const state = (name: string): ExpressionSpecification => ["boolean", ["feature-state", name], false];
