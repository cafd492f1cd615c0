import { Map as GlMap, type MapOptions } from "maplibre-gl";
import { cameraOf, homeOf, limits, reducedMotion } from "./camera";
import { locale } from "./controls";
import { type MapInputs } from "./types";
import { isElevationSource, MAX_PITCH } from "./terrain";

import { makeStyle, styleOptions } from "./style/style";
import { openTiles } from "./sites/tiles";

/** Creates a map; `other` options override the page's. */
export function makeMap(container: HTMLElement, inputs: MapInputs, other: Partial<MapOptions> = {}): GlMap {
  openTiles();
  const view = inputs.view.peek();
  const map = new GlMap({
    container,
    style: makeStyle(styleOptions(inputs)),
    ...(view ? { ...cameraOf(view) } : { bounds: homeOf(inputs), fitBoundsOptions: { padding: 16 } }),
    ...limits(inputs),
    maxPitch: MAX_PITCH,
    dragRotate: false,
    touchPitch: false,
    attributionControl: false,
    fadeDuration: reducedMotion() ? 0 : 150,
    locale: locale(inputs.text),
    ...other,
  });
  // Replaces MapLibre's own logging: missing elevations are no error, as when the reader is offline.
  map.on("error", (event) => {
    const { sourceId } = event as { sourceId?: unknown };
    if (!isElevationSource(sourceId)) console.error(event.error);
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}
