import type { Map as GlMap } from "maplibre-gl";

/** Image pixels per CSS pixel. */
export const PIXEL_RATIO = Math.max(2, Math.ceil(window.devicePixelRatio));

/** Small images that layers refer to. */
export const IMAGE = {
  townLight: "town-light",
  townDark: "town-dark",
  unknownLight: "unknown-light",
  unknownDark: "unknown-dark",
} as const;

type Draw = (context: CanvasRenderingContext2D, middle: number) => void;

/** A drawing on a square of `side` CSS pixels. */
export interface Drawing {
  readonly side: number;
  readonly draw: Draw;
}

/** Drawn on the CPU: reading back from the GPU is about 100 times slower. */
const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** Drawings per sheet, which keeps canvases below their maximum height. */
const SHEET_SIZE = 64;

/** RGBA, row by row, as MapLibre takes it. */
interface RasterImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Rasterizes drawings stacked on sheets: reading back a sheet costs about as much as reading one drawing, and each drawing
 * of equal width is a contiguous part of the result. */
export function rasterize<P extends Drawing>(all: readonly P[], ratio = PIXEL_RATIO): [P, RasterImage][] {
  const sides = new Set(all.map(({ side }) => side));
  return [...sides].flatMap((side) => {
    const same = all.filter((drawing) => drawing.side === side);
    const sheets = Array.from({ length: Math.ceil(same.length / SHEET_SIZE) }, (_, index) =>
      same.slice(index * SHEET_SIZE, (index + 1) * SHEET_SIZE),
    );
    return sheets.flatMap((some) => sheet(some, side * ratio, ratio));
  });
}

function sheet<P extends Drawing>(all: readonly P[], width: number, ratio: number): [P, RasterImage][] {
  const blank = { width, height: width, data: new Uint8ClampedArray(4 * width * width) };
  if (!context) return all.map((drawing) => [drawing, blank]);
  // Setting the size clears the canvas.
  context.canvas.width = width;
  context.canvas.height = width * all.length;
  all.forEach(({ side, draw }, index) => {
    context.setTransform(ratio, 0, 0, ratio, 0, index * width);
    draw(context, side / 2);
  });
  const { data } = context.getImageData(0, 0, width, width * all.length);
  const size = blank.data.length;
  return all.map((drawing, index) => [
    drawing,
    { ...blank, data: data.subarray(size * index, size * (index + 1)) },
  ]);
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

/** A dotted ring of fixed size with a question mark: the location's uncertainty is not stated. */
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

export function addStyleImages(map: GlMap): void {
  const add = (name: string, side: number, draw: Draw): void => {
    const [drawn] = rasterize([{ side, draw }]);
    if (drawn && !map.hasImage(name)) map.addImage(name, drawn[1], { pixelRatio: PIXEL_RATIO });
  };
  add(IMAGE.townLight, 8, town("#fffdf6", "#3a3338"));
  add(IMAGE.townDark, 8, town("#1d2023", "#d8d2c8"));
  add(IMAGE.unknownLight, 72, unknown("#3a3338", "#fffdf6"));
  add(IMAGE.unknownDark, 72, unknown("#e0dad2", "#1d2023"));
}
