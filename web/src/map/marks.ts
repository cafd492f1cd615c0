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

/** Drawn by the processor: what the graphics draw is waited for when it is read back, a hundred times as long. */
const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

export function picture(side: number, draw: Draw, ratio = RATIO): ImageData {
  const pixels = side * ratio;
  if (!context) return new ImageData(pixels, pixels);
  // A size, even the same one, makes it anew.
  context.canvas.width = context.canvas.height = pixels;
  context.scale(ratio, ratio);
  draw(context, side / 2);
  return context.getImageData(0, 0, pixels, pixels);
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
    if (!map.hasImage(name)) map.addImage(name, picture(side, draw), { pixelRatio: RATIO });
  };
  add(MARK.townLight, 8, town("#fffdf6", "#3a3338"));
  add(MARK.townDark, 8, town("#1d2023", "#d8d2c8"));
  add(MARK.unknownLight, 72, unknown("#3a3338", "#fffdf6"));
  add(MARK.unknownDark, 72, unknown("#e0dad2", "#1d2023"));
}
