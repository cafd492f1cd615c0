// The circle searched for nearby sites.

import type { Camera } from "../camera";
import { circle } from "../geometry/circle";
import { boxOf } from "../geometry/outline";
import { SOURCE } from "../style/layerIds";
import type { GlMap, MapInputs } from "../types";
import { setData } from "./layers";

/** Returns an effect that draws the circle and frames it. */
export function nearCircle(map: GlMap, inputs: MapInputs, camera: Camera): () => void {
  // A view in the URL wins over the circle in it.
  let keepView = inputs.view.peek() !== null && inputs.hasNear.peek();
  return () => {
    const area = inputs.nearArea.value;
    if (area === null) return setData(map, SOURCE.near, { type: "FeatureCollection", features: [] });
    const ring = circle(area.origin.position, area.radiusM);
    setData(map, SOURCE.near, { type: "Polygon", coordinates: [ring] });
    if (!keepView) camera.frame(boxOf(ring), 0.08);
    keepView = false;
  };
}
