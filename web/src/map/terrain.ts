// The ground raised to its heights while the map is tilted: they come over the line only then.

import type { Map as GlMap, RasterDEMSourceSpecification } from "maplibre-gl";
import { archive } from "./archives";

/** The source that is shaded. */
export const HILLSHADE = "terrain";

/** Beside the source that is shaded: the library wants one for each. */
export const TERRAIN = "terrain-mesh";

/** Further, the map would show where the basemap ends. */
export const MAX_PITCH = 60;

/** Drawn so many times too high: mountains would hardly show on a map of a whole country. */
const EXAGGERATION = 1.6;

/** Where there are heights, by a description of their own: asking the archive for it would cost every view a request. */
const EXTENT = { minzoom: 2, maxzoom: 6, bounds: [54, 17, 86, 43] as [number, number, number, number] };

export function elevationSource(): RasterDEMSourceSpecification | null {
  const url = archive("terrain");
  if (url === undefined) return null;
  return {
    ...{ type: "raster-dem", tiles: [`${url}/{z}/{x}/{y}`] },
    ...{ ...EXTENT, tileSize: 512, encoding: "terrarium" },
  };
}

/** Whether something failed on the way to the heights: the ground is then as flat as the relief's picture. */
export const isElevationSource = (source: unknown): boolean => source === HILLSHADE || source === TERRAIN;

/** Raises the ground whenever the map is tilted or turned, until the returned function is called. */
export function enableTerrain(map: GlMap): () => void {
  const hands = [map.dragRotate, map.touchPitch];
  let raised = false;
  const follow = (): void => {
    const tilted = map.getPitch() > 0 || map.getBearing() !== 0;
    if (tilted === raised) return;
    raised = tilted;
    map.getContainer().classList.toggle("atlas-map-terrain", raised);
    if (map.getSource(TERRAIN))
      map.setTerrain(raised ? { source: TERRAIN, exaggeration: EXAGGERATION } : null);
    // A flat map is never tilted by a slip of the hand.
    for (const hand of hands) hand[raised ? "enable" : "disable"]();
    map.touchZoomRotate[raised ? "enableRotation" : "disableRotation"]();
    map.keyboard[raised ? "enableRotation" : "disableRotation"]();
  };
  follow();
  const subscriptions = [map.on("pitchstart", follow), map.on("pitch", follow), map.on("moveend", follow)];
  return () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
  };
}
