// The open site and the one under the pointer: drawn above the others, outside clusters.

import { markerFeature } from "../sites/features";
import { SOURCE } from "../style/layerIds";
import type { GlMap, MapInputs } from "../types";
import { featureText, setData, siteById } from "./layers";

export function drawFocus(map: GlMap, inputs: MapInputs): void {
  const selected = inputs.selected.value;
  const hovered = inputs.hovered.value;
  const text = featureText(inputs);
  const ids = new Set([hovered, selected]);
  const features = [...ids].flatMap((id) => {
    const site = siteById(inputs, id);
    if (site?.geometry?.type !== "Point") return [];
    const feature = markerFeature(site, site.geometry.coordinates, text);
    return [{ ...feature, properties: { ...feature.properties, selected: id === selected } }];
  });
  setData(map, SOURCE.focus, { type: "FeatureCollection", features });
  for (const source of [SOURCE.circles, SOURCE.regions]) {
    map.removeFeatureState({ source });
    if (hovered !== null) map.setFeatureState({ source, id: hovered }, { hovered: true });
    if (selected !== null) map.setFeatureState({ source, id: selected }, { selected: true });
  }
  map.removeFeatureState({ source: SOURCE.sites });
  for (const id of ids) {
    if (id !== null) map.setFeatureState({ source: SOURCE.sites, id }, { focus: true });
  }
}
