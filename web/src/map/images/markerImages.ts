// Marker images, each drawn once: in advance, or when a layer first needs it.

import type { Map as GlMap } from "maplibre-gl";
import { parseImageName, isClusterImage } from "../../markers/images";
import { paint } from "../../markers/paint";
import { rasterize, PIXEL_RATIO } from "./images";

/** How many unused images are kept: every filter and zoom creates new clusters. */
const MAX_UNUSED = 1000;
/** Not finer than the screen, because each tile copies the images of its clusters. */
const CLUSTER_RATIO = Math.ceil(window.devicePixelRatio);

/** Draws marker images on demand. Returns a function that draws them in advance, so that no tile waits. */
export function provideMarkerImages(map: GlMap): (names: Iterable<string>) => void {
  const drawn = new Set<string>();
  let limit = MAX_UNUSED;
  let cleared = false;
  // Images are not redrawn, so the font must be loaded first.
  const font = document.fonts.load('600 11px "Noto Sans"').catch(() => undefined);
  let fontLoaded = false;
  void font.then(() => (fontLoaded = true));
  const requested = new Set<string>();
  const draw = (names: readonly string[], ratio: number): void => {
    const drawings = names.flatMap((name) => {
      const drawing = parseImageName(name);
      if (drawing === null) return [];
      const { side, shapes } = drawing;
      return [{ name, side, draw: (context: CanvasRenderingContext2D) => paint(context, shapes) }];
    });
    for (const [{ name }, image] of rasterize(drawings, ratio)) {
      map.addImage(name, image, { pixelRatio: ratio });
      drawn.add(name);
    }
  };
  const drawRequested = (): void => {
    const names = [...requested].filter((name) => !map.hasImage(name));
    requested.clear();
    draw(names.filter(isClusterImage), CLUSTER_RATIO);
    draw(
      names.filter((name) => !isClusterImage(name)),
      PIXEL_RATIO,
    );
  };
  // A tile requests all its images at once, so that they are drawn together.
  map.setMissingStyleImageResolver(async (name) => {
    requested.add(name);
    await font;
    if (requested.size > 0) drawRequested();
  });
  // When all images are removed, a map at rest requests just those that it needs. The limit then stays above their
  // number, or the map would never rest.
  map.on("idle", () => {
    if (cleared) limit = 2 * drawn.size + MAX_UNUSED;
    cleared = drawn.size > limit;
    if (!cleared) return;
    for (const name of drawn) map.removeImage(name);
    drawn.clear();
  });
  return (names) => {
    if (!fontLoaded) return;
    for (const name of names) requested.add(name);
    drawRequested();
  };
}
