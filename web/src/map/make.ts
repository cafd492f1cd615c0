import { Map as GlMap, type MapOptions } from "maplibre-gl";
import { cameraOf, homeOf, limits, reducedMotion } from "./camera";
import { locale } from "./controls";
import type { MapInputs } from "./index";
import { isOfHeights, MOST_TILTED } from "./raised";
import { lookOf } from "./session";
import { makeStyle } from "./style";
import { openTiles } from "./tiled";

/** A map of the inputs; `other` options go before those that the page's map has. */
export function makeMap(container: HTMLElement, inputs: MapInputs, other: Partial<MapOptions> = {}): GlMap {
  openTiles();
  const view = inputs.view.peek();
  const map = new GlMap({
    container,
    style: makeStyle(lookOf(inputs)),
    ...(view ? { ...cameraOf(view) } : { bounds: homeOf(inputs), fitBoundsOptions: { padding: 16 } }),
    ...limits(inputs),
    maxPitch: MOST_TILTED,
    dragRotate: false,
    touchPitch: false,
    attributionControl: false,
    fadeDuration: reducedMotion() ? 0 : 150,
    locale: locale(inputs.text),
    ...other,
  });
  // A listener takes the library's place in telling of errors: heights may be missing, as they are for who went offline.
  map.on("error", (event) => {
    const { sourceId } = event as { sourceId?: unknown };
    if (!isOfHeights(sourceId)) console.error(event.error);
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}
