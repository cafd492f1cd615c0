import type { Map as GlMap } from "maplibre-gl";

/** Side of the pattern's tile in CSS pixels; its lines meet across tiles at this side only. */
const SIDE = 8;
const RATIO = 2;

export const hatchName = (colour: string): string => `hatch-${colour}`;

/** Thin diagonal lines, the sign for "somewhere in here". */
function hatch(colour: string): ImageData {
  const side = SIDE * RATIO;
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d");
  if (!context) return new ImageData(side, side);
  context.strokeStyle = colour;
  context.lineWidth = 0.9 * RATIO;
  context.beginPath();
  // Three parallel lines, so that the corners which one line misses are filled by its neighbours.
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift - RATIO, side + RATIO);
    context.lineTo(shift + side + RATIO, -RATIO);
  }
  context.stroke();
  return context.getImageData(0, 0, side, side);
}

/** Patterns have to be there before the layer that uses them is drawn. */
export function addHatchImages(map: GlMap, colours: Iterable<string>): void {
  for (const colour of colours) {
    const name = hatchName(colour);
    if (!map.hasImage(name)) map.addImage(name, hatch(colour), { pixelRatio: RATIO });
  }
}
