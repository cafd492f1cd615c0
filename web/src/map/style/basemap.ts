import type { ExpressionSpecification, LayerSpecification, LineLayerSpecification } from "maplibre-gl";
import type { Palette } from "./palette";
import { HILLSHADE } from "../terrain";
import { WORLD } from "./layerIds";

const PAKISTAN = "PAK";

/** From this zoom, hillshaded elevations replace the relief image, which is too coarse. */
const HEIGHTS_FROM = 7.5;
const HEIGHTS_ALONE = 9;

function byNearness(far: number, near: number): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], HEIGHTS_FROM, far, HEIGHTS_ALONE, near];
}

/** Elevation as colour and hillshade, for high zoom. */
function heightLayers({ heights, slope }: Palette): LayerSpecification[] {
  const terrain = { source: HILLSHADE, minzoom: HEIGHTS_FROM };
  return [
    {
      id: "height",
      type: "color-relief",
      ...terrain,
      paint: {
        "color-relief-opacity": byNearness(0, 1),
        "color-relief-color": ["interpolate", ["linear"], ["elevation"], ...heights.flat()],
      },
    },
    {
      id: "slope",
      type: "hillshade",
      ...terrain,
      paint: {
        "hillshade-method": "igor",
        "hillshade-illumination-anchor": "map",
        "hillshade-illumination-direction": 315,
        "hillshade-exaggeration": byNearness(0, slope.strength),
        "hillshade-highlight-color": slope.sun,
        "hillshade-shadow-color": slope.shadow,
      },
    },
  ];
}

/** The land: coarse if the relief covers it at high zoom, finer if there is no relief. */
function landLayers(p: Palette, worldwide: boolean): LayerSpecification[] {
  const paint = { "fill-color": p.land };
  if (!worldwide)
    return [{ id: "land", type: "fill", source: "basemap", "source-layer": "wland", maxzoom: 5.5, paint }];
  return [
    { id: "land", type: "fill", source: WORLD, "source-layer": "world_land", paint },
    {
      id: "world-lake",
      type: "fill",
      source: WORLD,
      "source-layer": "world_lake",
      paint: { "fill-color": p.water, "fill-outline-color": p.waterEdge },
    },
  ];
}

/** Land, sea and relief, below everything else. */
export function baseLayers(p: Palette, worldwide: boolean): LayerSpecification[] {
  return [
    { id: "background", type: "background", paint: { "background-color": p.sea } },
    ...landLayers(p, worldwide),
    {
      id: "relief",
      type: "raster",
      source: "relief",
      paint: {
        "raster-resampling": "linear",
        "raster-fade-duration": 150,
        "raster-opacity": p.relief.opacity,
        "raster-brightness-max": p.relief.brightest,
        "raster-contrast": p.relief.contrast,
        "raster-saturation": p.relief.saturation,
      },
    },
    ...heightLayers(p),
    {
      id: "home",
      type: "fill",
      source: "basemap",
      "source-layer": "admin1",
      filter: ["==", ["get", "a3"], PAKISTAN],
      paint: {
        "fill-color": p.home,
        "fill-opacity": ["interpolate", ["linear"], ["zoom"], 4, p.homeOpacity[0], 8, p.homeOpacity[1]],
        "fill-antialias": false,
      },
    },
    {
      id: "lake",
      type: "fill",
      source: "basemap",
      "source-layer": "lake",
      paint: { "fill-color": p.water, "fill-outline-color": p.waterEdge },
    },
    {
      id: "coast",
      type: "line",
      source: "basemap",
      "source-layer": "coast",
      paint: { "line-color": p.coast, "line-width": 0.8 },
    },
  ];
}

type LinePart = Pick<LineLayerSpecification, "id" | "paint"> &
  Partial<Pick<LineLayerSpecification, "filter" | "layout" | "minzoom">>;

const line = (sourceLayer: string, part: LinePart): LineLayerSpecification => ({
  ...part,
  type: "line",
  source: "basemap",
  "source-layer": sourceLayer,
});

/** Rivers and boundaries. Disputed boundaries are dashed, claims dotted. */
export function boundaryLayers(p: Palette): LayerSpecification[] {
  const agreed: ExpressionSpecification = ["in", "International", ["get", "cls"]];
  const home: ExpressionSpecification = ["==", ["get", "a3"], PAKISTAN];
  const border: LineLayerSpecification["paint"] = {
    "line-color": p.border,
    "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.9, 8, 1.8],
  };
  const disputed: LineLayerSpecification["paint"] = {
    "line-color": p.border,
    "line-width": ["interpolate", ["linear"], ["zoom"], 4, 1, 8, 2],
    "line-dasharray": [3, 2.5],
  };
  return [
    {
      ...line("world_line", { id: "world-border", filter: agreed, paint: border }),
      source: WORLD,
    },
    {
      ...line("world_line", { id: "world-border-disputed", filter: ["!", agreed], paint: disputed }),
      source: WORLD,
    },
    line("river", {
      id: "river",
      minzoom: 3.5,
      filter: ["!=", ["get", "cls"], "Lake Centerline"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": p.river,
        "line-width": [
          "interpolate",
          ["linear"],
          ["zoom"],
          4,
          ["case", ["<", ["get", "rank"], 4], 1, 0.4],
          9,
          ["case", ["<", ["get", "rank"], 4], 3, 1.6],
        ],
      },
    }),
    line("districtline", {
      id: "district",
      minzoom: 5.5,
      paint: {
        "line-color": p.district,
        "line-width": 0.7,
        "line-dasharray": [1, 2],
        "line-opacity": ["interpolate", ["linear"], ["zoom"], 5.5, 0, 6.5, 0.8],
      },
    }),
    line("admin1line", {
      id: "province-casing",
      minzoom: 4,
      filter: home,
      paint: { "line-color": p.provinceCasing, "line-width": 2.6, "line-opacity": 0.5 },
    }),
    line("admin1line", {
      id: "province",
      minzoom: 4,
      paint: {
        "line-color": ["case", home, p.province, p.foreignProvince],
        "line-width": ["case", home, 1.2, 0.6],
        "line-dasharray": [4, 1.5],
      },
    }),
    line("admin0", {
      id: "border-glow",
      filter: agreed,
      layout: { "line-join": "round" },
      paint: {
        "line-color": p.borderGlow,
        "line-opacity": 0.35,
        "line-width": ["interpolate", ["linear"], ["zoom"], 4, 3, 8, 8],
      },
    }),
    line("admin0", {
      id: "border",
      filter: agreed,
      layout: { "line-join": "round" },
      paint: border,
    }),
    line("admin0", { id: "border-disputed", filter: ["!", agreed], paint: disputed }),
    line("claim", {
      id: "border-claim",
      minzoom: 4.5,
      paint: { "line-color": p.border, "line-width": 1, "line-dasharray": [0.5, 3], "line-opacity": 0.8 },
    }),
  ];
}
