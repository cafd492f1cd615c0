import type { Map as GlMap } from "maplibre-gl";

/** Side of the pattern in CSS pixels. Its lines meet across tiles only at this size. */
const SIDE = 8;
const RATIO = 2;

export const hatchName = (colour: string): string => `hatch-${colour}`;

/** Thin diagonal lines, meaning "somewhere in here". */
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
  // Three parallel lines, since one leaves the corners empty.
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift - RATIO, side + RATIO);
    context.lineTo(shift + side + RATIO, -RATIO);
  }
  context.stroke();
  return context.getImageData(0, 0, side, side);
}

/** Adds patterns; they must exist before a layer that uses them is drawn. */
export function addHatchImages(map: GlMap, colours: Iterable<string>): void {
  for (const colour of colours) {
    const name = hatchName(colour);
    if (!map.hasImage(name)) map.addImage(name, hatch(colour), { pixelRatio: RATIO });
  }
}
