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
import { WORLD, type StyleOptions, SOURCE, TILES } from "./layerIds";
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

/** Of points that are drawn as symbols alone: a symbol is drawn whole by the tile that its point is in, and by no other.
 * One pixel, since a point on a tile's edge may be rounded into the next. */
const emptyOfSymbols = (): GeoJSONSourceSpecification => ({ ...empty(), buffer: 1 });

function sources({ tiled }: StyleOptions): Record<string, SourceSpecification> {
  const found: Record<string, SourceSpecification> = {
    [SOURCE.regions]: empty(),
    [SOURCE.regionLabels]: emptyOfSymbols(),
    [SOURCE.circles]: empty(),
    [SOURCE.near]: empty(),
    [SOURCE.measured]: empty(),
    [SOURCE.focus]: empty(),
    [SOURCE.sites]: emptyOfSymbols(),
  };
  if (tiled) found[TILES] = tiledSource(tiled.filters);
  const basemap = archive("basemap");
  if (basemap !== undefined) found["basemap"] = { type: "vector", url: basemap };
  const world = archive("world");
  // What is read whole lies in the basemap's region.
  if (world !== undefined && tiled) found[WORLD] = { type: "vector", url: world };
  const relief = archive("relief");
  if (relief !== undefined) found["relief"] = { type: "raster", url: relief, tileSize: 512 };
  const terrain = elevationSource();
  if (terrain !== null) Object.assign(found, { [HILLSHADE]: terrain, [TERRAIN]: terrain });
  return found;
}

/** The style options that the inputs ask for. */
export function styleOptions({ dark, language, tiles, minerals, text }: MapInputs): StyleOptions {
  const filters = tiles.peek();
  return {
    dark: dark.value,
    language: language.value,
    minerals: minerals.value,
    tiled: filters === null ? null : { filters, approximate: text("map.approximate") },
  };
}

/** Every layer of a look, bottom first; those whose archive was not built are left out. */
function layers(look: StyleOptions): LayerSpecification[] {
  const made = sources(look);
  const p = look.dark ? DARK : LIGHT;
  const all = [
    ...baseLayers(p, WORLD in made),
    ...regionLayers(look),
    ...boundaryLayers(p),
    ...uncertaintyLayers(look),
    ...nameLayers(p, look.language, look.dark ? IMAGE.townDark : IMAGE.townLight),
    ...(look.tiled ? tiledLayers(look, look.tiled.approximate) : []),
    ...siteLayers(look),
    ...measuredLayers(look),
  ];
  return all.filter((layer) => !("source" in layer) || layer.source in made);
}

export function makeStyle(look: StyleOptions): StyleSpecification {
  return {
    version: 8,
    name: "Oreatlas",
    "font-faces": FONT_FACES,
    sources: sources(look),
    layers: layers(look),
  };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type SetPaint = Parameters<GlMap["setPaintProperty"]>;
type SetLayout = Parameters<GlMap["setLayoutProperty"]>;

/** The keys of one part of a layer whose values differ, with the new values. */
function* changes(from: object | undefined, to: object | undefined): Iterable<[string, unknown]> {
  const before = new Map<string, unknown>(Object.entries(from ?? {}));
  for (const [key, value] of Object.entries(to ?? {})) {
    if (!same(before.get(key), value)) yield [key, value];
  }
}

/** Goes from one look to another by what differs, so that tiles, sites and the view stay as they are. */
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
