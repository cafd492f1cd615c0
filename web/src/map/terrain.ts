// 3D terrain while the map is tilted. Elevations are downloaded only then.

import type { Map as GlMap, RasterDEMSourceSpecification } from "maplibre-gl";
import { archive } from "./archives";

/** The elevation source for hillshading. */
export const HILLSHADE = "terrain";

/** The elevation source for 3D terrain; MapLibre needs one for each use. */
export const TERRAIN = "terrain-mesh";

/** In degrees. Tilted further, the map would show where the basemap ends. */
export const MAX_PITCH = 60;

/** At the scale of a country, true heights would hardly show. */
const EXAGGERATION = 1.6;

/** Where elevations exist. Stated here because reading it from the archive would cost every view a request. */
const EXTENT = { minzoom: 2, maxzoom: 6, bounds: [54, 17, 86, 43] as [number, number, number, number] };

export function elevationSource(): RasterDEMSourceSpecification | null {
  const url = archive("terrain");
  if (url === undefined) return null;
  return {
    ...{ type: "raster-dem", tiles: [`${url}/{z}/{x}/{y}`] },
    ...{ ...EXTENT, tileSize: 512, encoding: "terrarium" },
  };
}

/** Whether an error comes from a source of elevations, without which the map is flat. */
export const isElevationSource = (source: unknown): boolean => source === HILLSHADE || source === TERRAIN;

/** Shows terrain while the map is tilted or turned, until the returned function is called. */
export function enableTerrain(map: GlMap): () => void {
  const gestures = [map.dragRotate, map.touchPitch];
  let enabled = false;
  const update = (): void => {
    const tilted = map.getPitch() > 0 || map.getBearing() !== 0;
    if (tilted === enabled) return;
    enabled = tilted;
    map.getContainer().classList.toggle("atlas-map-terrain", enabled);
    if (map.getSource(TERRAIN))
      map.setTerrain(enabled ? { source: TERRAIN, exaggeration: EXAGGERATION } : null);
    // Gestures cannot tilt a flat map by accident.
    for (const gesture of gestures) gesture[enabled ? "enable" : "disable"]();
    map.touchZoomRotate[enabled ? "enableRotation" : "disableRotation"]();
    map.keyboard[enabled ? "enableRotation" : "disableRotation"]();
  };
  update();
  const subscriptions = [map.on("pitchstart", update), map.on("pitch", update), map.on("moveend", update)];
  return () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}
