// Uncertainty circles, to scale, of the sites in loaded vector tiles.

import { computed, type ReadonlySignal } from "@preact/signals";
import type { Feature, Polygon } from "geojson";
import type { GeoJSONFeature, Map as GlMap } from "maplibre-gl";
import type { Mineral } from "../../api/types";
import { NEUTRAL } from "../../markers/spec";
import { circle } from "../geometry/circle";
import { pale } from "../style/colour";
import type { MapInputs } from "../types";
import type { CircleProperties } from "./features";
import { DOT_RADIUS, TILED_SITES, TILES, UNCERTAINTY_FROM } from "../style/layerIds";

type Circle = Feature<Polygon, CircleProperties>;

/** Metres per pixel at zoom 0 on the equator, with tiles of 512 pixels. */
const PIXEL_M = (2 * Math.PI * 6_378_137) / 512;

/** A site's circle; null if its uncertainty is not stated, or its marker hides the circle. */
function circleOf(
  { geometry, properties }: GeoJSONFeature,
  zoom: number,
  minerals: ReadonlyMap<string, Mineral>,
): Circle | null {
  const { id, uncertainty_m: metres, mineral } = properties as Record<string, unknown>;
  if (geometry.type !== "Point" || typeof id !== "string" || typeof metres !== "number") return null;
  const [lon = 0, lat = 0] = geometry.coordinates;
  const pixel = (PIXEL_M * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;
  if (metres < DOT_RADIUS * pixel) return null;
  const colour = minerals.get(String(mineral))?.colour ?? NEUTRAL;
  return {
    type: "Feature",
    geometry: { type: "Polygon", coordinates: [circle([lon, lat], metres)] },
    properties: { id, edgeLight: colour, edgeDark: pale(colour) },
  };
}

/** The circles of loaded sites, recomputed when the map comes to rest on something else. */
export function tiledUncertainty(
  map: GlMap,
  { visible, minerals }: Pick<MapInputs, "visible" | "minerals">,
): ReadonlySignal<readonly Circle[]> {
  let zoom = -1;
  let circles: readonly Circle[] = [];
  // Circles are reused within a zoom level: new objects each time would keep the map from ever resting.
  let made = new Map<string, Circle | null>();
  return computed(() => {
    if (visible.value === null || !map.getSource(TILES)) return circles;
    const before = zoom;
    zoom = Math.floor(map.getZoom());
    const known = before === zoom ? made : new Map<string, Circle | null>();
    made = new Map();
    const sites = zoom < UNCERTAINTY_FROM ? [] : map.querySourceFeatures(TILES, { sourceLayer: TILED_SITES });
    for (const site of sites) {
      const id = String(site.properties["id"]);
      if (made.has(id)) continue;
      const old = known.get(id);
      made.set(id, old === undefined ? circleOf(site, zoom, minerals.value) : old);
    }
    const found = [...made.values()].filter((one) => one !== null);
    const same = found.length === circles.length && found.every((one, i) => one === circles[i]);
    if (!same) circles = found;
    return circles;
  });
}
