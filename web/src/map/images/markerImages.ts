// Signs as images of the map, each made once: before the map asks for it, or when a layer first names it.

import type { Map as GlMap } from "maplibre-gl";
import { parseImageName, isClusterImage } from "../../markers/images";
import { paint } from "../../markers/paint";
import { rasterize, PIXEL_RATIO } from "./images";

/** So many images are kept beside those that are needed: every filter and every zoom makes clusters of its own. */
const SPARE = 1000;
/** No finer than the screen: each tile takes up the images of its clusters anew. */
const CLUSTER_RATIO = Math.ceil(window.devicePixelRatio);

/** Makes signs as layers ask for them. Returns the way to make them before, so that no tile waits for them. */
export function provideMarkerImages(map: GlMap): (names: Iterable<string>) => void {
  const made = new Set<string>();
  let room = SPARE;
  let emptied = false;
  // An image is drawn once: its letters' face has to be there before.
  const face = document.fonts.load('600 11px "Noto Sans"').catch(() => undefined);
  let faceIsThere = false;
  void face.then(() => (faceIsThere = true));
  const asked = new Set<string>();
  const draw = (names: readonly string[], ratio: number): void => {
    const drawings = names.flatMap((name) => {
      const drawing = parseImageName(name);
      if (drawing === null) return [];
      const { side, shapes } = drawing;
      return [{ name, side, draw: (context: CanvasRenderingContext2D) => paint(context, shapes) }];
    });
    for (const [{ name }, image] of rasterize(drawings, ratio)) {
      map.addImage(name, image, { pixelRatio: ratio });
      made.add(name);
    }
  };
  const drawAsked = (): void => {
    const names = [...asked].filter((name) => !map.hasImage(name));
    asked.clear();
    draw(names.filter(isClusterImage), CLUSTER_RATIO);
    draw(
      names.filter((name) => !isClusterImage(name)),
      PIXEL_RATIO,
    );
  };
  // A tile asks for all that it needs at once: they are drawn together.
  map.setMissingStyleImageResolver(async (name) => {
    asked.add(name);
    await face;
    if (asked.size > 0) drawAsked();
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
  return (names) => {
    if (!faceIsThere) return;
    for (const name of names) asked.add(name);
    drawAsked();
  };
}
