// Signs as images of the map, each made when a layer first names it.

import type { Map as GlMap } from "maplibre-gl";
import { drawingOf, isCluster } from "../signs/images";
import { paint } from "../signs/paint";
import { RATIO, picture } from "./marks";

/** So many images are kept beside those that are needed: every filter and every zoom makes clusters of its own. */
const SPARE = 1000;
/** No finer than the screen: each tile takes up the images of its clusters anew. */
const CLUSTER_RATIO = Math.ceil(window.devicePixelRatio);

/** Makes signs as layers ask for them. */
export function makeSigns(map: GlMap): void {
  const made = new Set<string>();
  let room = SPARE;
  let emptied = false;
  // An image is drawn once: its letters' face has to be there before.
  const face = document.fonts.load('600 11px "Noto Sans"').catch(() => undefined);
  map.setMissingStyleImageResolver(async (name) => {
    await face;
    const drawing = drawingOf(name);
    if (drawing === null || map.hasImage(name)) return;
    const ratio = isCluster(name) ? CLUSTER_RATIO : RATIO;
    const image = picture(drawing.side, (context) => paint(context, drawing.shapes), ratio);
    map.addImage(name, image, { pixelRatio: ratio });
    made.add(name);
  });
  // Only a map at rest knows what it needs. Taken from it, what it does need is asked for again: more than that is kept,
  // or it would never rest.
  map.on("idle", () => {
    if (emptied) room = 2 * made.size + SPARE;
    emptied = made.size > room;
    if (!emptied) return;
    for (const name of made) map.removeImage(name);
    made.clear();
  });
}
