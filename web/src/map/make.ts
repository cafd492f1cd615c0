import { Map as GlMap, type MapOptions } from "maplibre-gl";
import { homeOf, limits, reducedMotion } from "./camera";
import { locale } from "./controls";
import type { MapInputs } from "./index";
import { lookOf } from "./session";
import { makeStyle } from "./style";

/** A map of the inputs; `other` options go before those that the page's map has. */
export function makeMap(container: HTMLElement, inputs: MapInputs, other: Partial<MapOptions> = {}): GlMap {
  const view = inputs.view.peek();
  const map = new GlMap({
    container,
    style: makeStyle(lookOf(inputs)),
    ...(view
      ? { center: [view.lon, view.lat], zoom: view.zoom }
      : { bounds: homeOf(inputs), fitBoundsOptions: { padding: 16 } }),
    ...limits(inputs),
    maxPitch: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: false,
    fadeDuration: reducedMotion() ? 0 : 150,
    locale: locale(inputs.text),
    ...other,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  return map;
}
