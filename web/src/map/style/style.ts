import type {
  GeoJSONSourceSpecification,
  LayerSpecification,
  Map as GlMap,
  SourceSpecification,
  StyleSpecification,
} from "maplibre-gl";
import { archive } from "../archives";
import { regionLayers, uncertaintyLayers } from "./regionLayers";
import { FONT_FACES } from "./fonts";
import { baseLayers, boundaryLayers } from "./basemap";
import { ANSWERS, WORLD, type StyleOptions, SOURCE, TILES } from "./layerIds";
import { nameLayers } from "./placeNames";
import { siteLayers } from "./siteLayers";
import { measuredLayers } from "../measured";
import { IMAGE } from "../images/images";
import { DARK, LIGHT } from "./palette";
import type { MapInputs } from "../types";
import { elevationSource, TERRAIN, HILLSHADE } from "../terrain";
import { tiledSource } from "../sites/tiles";
import { tiledLayers } from "./tiledLayers";

const empty = (): GeoJSONSourceSpecification => ({
  type: "geojson",
  promoteId: "id",
  data: { type: "FeatureCollection", features: [] },
});

/** For points drawn as symbols only: a symbol is drawn entirely by the tile of its point, so no buffer is needed, except one
 * pixel because a point on an edge may be rounded into the next tile. */
const emptyOfSymbols = (): GeoJSONSourceSpecification => ({ ...empty(), buffer: 1 });

function sources({ tiled }: StyleOptions): Record<string, SourceSpecification> {
  const result: Record<string, SourceSpecification> = {
    [SOURCE.regions]: empty(),
    [SOURCE.regionLabels]: emptyOfSymbols(),
    [SOURCE.dimmed]: emptyOfSymbols(),
    [SOURCE.circles]: empty(),
    [SOURCE.near]: empty(),
    [SOURCE.measured]: empty(),
    [SOURCE.focus]: empty(),
    [SOURCE.sites]: emptyOfSymbols(),
  };
  if (tiled) result[TILES] = tiledSource(tiled.filters);
  const basemap = archive("basemap");
  if (basemap !== undefined) result["basemap"] = { type: "vector", url: basemap };
  const world = archive("world");
  // A small atlas lies within the regional basemap.
  if (world !== undefined && tiled) result[WORLD] = { type: "vector", url: world };
  const relief = archive("relief");
  if (relief !== undefined) result["relief"] = { type: "raster", url: relief, tileSize: 512 };
  const terrain = elevationSource();
  if (terrain !== null) Object.assign(result, { [HILLSHADE]: terrain, [TERRAIN]: terrain });
  return result;
}

/** The style options for the inputs. */
export function styleOptions({ dark, language, answers, tiles, minerals, text }: MapInputs): StyleOptions {
  const filters = tiles.peek();
  return {
    dark: dark.value,
    language: language.value,
    answers: answers.peek(),
    minerals: minerals.value,
    tiled: filters === null ? null : { filters, approximate: text("map.approximate") },
  };
}

/** All layers, bottom first, without those whose archive was not built. */
function layers(options: StyleOptions): LayerSpecification[] {
  const available = sources(options);
  const p = options.dark ? DARK : LIGHT;
  const all = [
    ...baseLayers(p, WORLD in available),
    ...regionLayers(options),
    ...boundaryLayers(p),
    ...uncertaintyLayers(options),
    ...nameLayers(p, options.language, options.dark ? IMAGE.townDark : IMAGE.townLight),
    ...(options.tiled ? tiledLayers(options, options.tiled.approximate) : []),
    ...siteLayers(options),
    ...measuredLayers(options),
  ];
  return all.filter((layer) => !("source" in layer) || layer.source in available);
}

export function makeStyle(options: StyleOptions): StyleSpecification {
  return {
    version: 8,
    name: "Oreatlas",
    state: { [ANSWERS]: { default: options.answers } },
    "font-faces": FONT_FACES,
    sources: sources(options),
    layers: layers(options),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type SetPaint = Parameters<GlMap["setPaintProperty"]>;
type SetLayout = Parameters<GlMap["setLayoutProperty"]>;

/** The entries of a layer's paint or layout that differ. */
function* changes(from: object | undefined, to: object | undefined): Iterable<[string, unknown]> {
  const before = new Map<string, unknown>(Object.entries(from ?? {}));
  for (const [key, value] of Object.entries(to ?? {})) {
    if (!same(before.get(key), value)) yield [key, value];
  }
}

/** Applies only what differs, so that tiles, data and the view stay. */
export function updateStyle(map: GlMap, from: StyleOptions, to: StyleOptions): void {
  const before = new Map(layers(from).map((layer) => [layer.id, layer]));
  for (const layer of layers(to)) {
    const old = before.get(layer.id);
    for (const [key, value] of changes(old?.paint, layer.paint)) {
      map.setPaintProperty(layer.id, key as SetPaint[1], value as SetPaint[2]);
    }
    for (const [key, value] of changes(old?.layout, layer.layout)) {
      map.setLayoutProperty(layer.id, key as SetLayout[1], value as SetLayout[2]);
    }
  }
}
