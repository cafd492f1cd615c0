import type { Map as GlMap } from "maplibre-gl";

/** Pixels of an image for one of the page. */
export const RATIO = Math.max(2, Math.ceil(window.devicePixelRatio));

/** Names of the small images that layers refer to. */
export const MARK = {
  townLight: "town-light",
  townDark: "town-dark",
  unknownLight: "unknown-light",
  unknownDark: "unknown-dark",
} as const;

type Draw = (context: CanvasRenderingContext2D, middle: number) => void;

/** What is drawn on a square of so many pixels of the page. */
export interface Picture {
  readonly side: number;
  readonly draw: Draw;
}

/** Drawn by the processor: what the graphics draw is waited for when it is read back, a hundred times as long. */
const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** So many stand on a sheet: a canvas may be some ten thousand pixels high. */
const SHEET = 64;

/** Draws pictures on sheets: to read one back takes about as long for one picture as for all that are on it. */
export function pictures(all: readonly Picture[], ratio = RATIO): ImageData[] {
  if (all.length > SHEET)
    return [...pictures(all.slice(0, SHEET), ratio), ...pictures(all.slice(SHEET), ratio)];
  if (!context || all.length === 0) return all.map(({ side }) => new ImageData(side * ratio, side * ratio));
  const cell = Math.max(...all.map(({ side }) => side)) * ratio;
  // A size, even the same one, makes it anew.
  context.canvas.width = cell;
  context.canvas.height = cell * all.length;
  all.forEach(({ side, draw }, nth) => {
    context.setTransform(ratio, 0, 0, ratio, 0, nth * cell);
    draw(context, side / 2);
  });
  const sheet = context.getImageData(0, 0, cell, cell * all.length).data;
  return all.map(({ side }, nth) => {
    const pixels = side * ratio;
    const image = new ImageData(pixels, pixels);
    for (let row = 0; row < pixels; row += 1) {
      const from = 4 * cell * (nth * cell + row);
      image.data.set(sheet.subarray(from, from + 4 * pixels), 4 * pixels * row);
    }
    return image;
  });
}

const town =
  (fill: string, edge: string): Draw =>
  (context, middle) => {
    context.fillStyle = fill;
    context.strokeStyle = edge;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(middle, middle, 2.5, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  };

/** A dotted ring of no particular size with a question mark: nobody says how exact the place is. */
const unknown =
  (ink: string, ground: string): Draw =>
  (context, middle) => {
    const radius = 26;
    const dots = 40;
    context.fillStyle = ink;
    for (let i = 0; i < dots; i += 1) {
      const angle = (i * 2 * Math.PI) / dots;
      context.beginPath();
      context.arc(middle + radius * Math.cos(angle), middle + radius * Math.sin(angle), 0.9, 0, 2 * Math.PI);
      context.fill();
    }
    const x = middle + radius * Math.SQRT1_2;
    const y = middle - radius * Math.SQRT1_2;
    context.fillStyle = ground;
    context.beginPath();
    context.arc(x, y, 7.5, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = ink;
    context.font = "600 12px sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText("?", x, y + 0.5);
  };

export function addMarks(map: GlMap): void {
  const add = (name: string, side: number, draw: Draw): void => {
    const [image] = pictures([{ side, draw }]);
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: RATIO });
  };
  add(MARK.townLight, 8, town("#fffdf6", "#3a3338"));
  add(MARK.townDark, 8, town("#1d2023", "#d8d2c8"));
  add(MARK.unknownLight, 72, unknown("#3a3338", "#fffdf6"));
  add(MARK.unknownDark, 72, unknown("#e0dad2", "#1d2023"));
}
