// The sizes of exported images: in CSS pixels, with the number of image pixels for each.

export interface Size {
  readonly name: "a4" | "screen" | "square";
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  /** Width and height in image pixels. */
  readonly pixels: readonly [number, number];
  readonly legend: "beside" | "below";
}

/** CSS pixels per inch. */
export const PER_INCH = 96;

const MM_PER_INCH = 25.4;

/** A size on paper. */
function printed(millimetres: readonly [number, number], dpi: number): Omit<Size, "name" | "legend"> {
  const [width, height] = millimetres.map((side) => (side / MM_PER_INCH) * PER_INCH) as [number, number];
  const pixels = millimetres.map((side) => Math.round((side / MM_PER_INCH) * dpi)) as [number, number];
  return { width, height, ratio: dpi / PER_INCH, pixels };
}

/** A size in image pixels, laid out `width` CSS pixels wide. */
function shown(pixels: readonly [number, number], width: number): Omit<Size, "name" | "legend"> {
  const ratio = pixels[0] / width;
  return { width, height: pixels[1] / ratio, ratio, pixels };
}

export const SIZES: readonly Size[] = [
  { name: "a4", ...printed([297, 210], 300), legend: "beside" },
  { name: "screen", ...shown([2560, 1440], 1280), legend: "beside" },
  { name: "square", ...shown([2160, 2160], 864), legend: "below" },
];

export const dpiOf = ({ ratio }: Pick<Size, "ratio">): number => Math.round(ratio * PER_INCH);
