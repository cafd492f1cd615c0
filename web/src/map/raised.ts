// The ground raised to its heights while the map is tilted: they come over the line only then.

import type { Map as GlMap, RasterDEMSourceSpecification } from "maplibre-gl";
import { archive } from "./archive";

/** The source that is shaded. */
export const SHADED = "terrain";

/** Beside the source that is shaded: the library wants one for each. */
export const RAISED = "raised";

/** Further, the map would show where the basemap ends. */
export const MOST_TILTED = 60;

/** Drawn so many times too high: mountains would hardly show on a map of a whole country. */
const EXAGGERATION = 1.6;

/** Where there are heights, by a description of their own: asking the archive for it would cost every view a request. */
const EXTENT = { minzoom: 2, maxzoom: 6, bounds: [54, 17, 86, 43] as [number, number, number, number] };

export function heights(): RasterDEMSourceSpecification | null {
  const url = archive("terrain");
  if (url === undefined) return null;
  return {
    ...{ type: "raster-dem", tiles: [`${url}/{z}/{x}/{y}`] },
    ...{ ...EXTENT, tileSize: 512, encoding: "terrarium" },
  };
}

/** Whether something failed on the way to the heights: the ground is then as flat as the relief's picture. */
export const isOfHeights = (source: unknown): boolean => source === SHADED || source === RAISED;

/** Raises the ground whenever the map is tilted or turned, until the returned function is called. */
export function raise(map: GlMap): () => void {
  const hands = [map.dragRotate, map.touchPitch];
  let raised = false;
  const follow = (): void => {
    const tilted = map.getPitch() > 0 || map.getBearing() !== 0;
    if (tilted === raised) return;
    raised = tilted;
    map.getContainer().classList.toggle("atlas-map-raised", raised);
    if (map.getSource(RAISED)) map.setTerrain(raised ? { source: RAISED, exaggeration: EXAGGERATION } : null);
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
