// The scale bar. Pure.

/** The circumference of the sphere that Web Mercator takes the earth for. */
const AROUND = 2 * Math.PI * 6_378_137;

/** The side of the whole world at zoom 0. */
const WORLD = 512;

/** Metres under one pixel of the page, along a parallel. */
export function metresPerPixel(zoom: number, lat: number): number {
  return (AROUND * Math.cos((lat * Math.PI) / 180)) / (WORLD * 2 ** zoom);
}

/** The greatest round length that is no wider than `most` pixels. */
export function scaleBar(zoom: number, lat: number, most: number): { metres: number; width: number } {
  const each = metresPerPixel(zoom, lat);
  const power = 10 ** Math.floor(Math.log10(each * most));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= each * most) ?? power;
  return { metres, width: metres / each };
}
