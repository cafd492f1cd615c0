// The scale bar. Pure.

/** The circumference of Web Mercator's sphere, in metres. */
const AROUND = 2 * Math.PI * 6_378_137;

/** The width of the world at zoom 0, in pixels. */
const WORLD = 512;

/** Metres per CSS pixel along a parallel. */
function metresPerPixel(zoom: number, lat: number): number {
  return (AROUND * Math.cos((lat * Math.PI) / 180)) / (WORLD * 2 ** zoom);
}

/** The largest round length at most `most` pixels wide. */
export function scaleBar(zoom: number, lat: number, maxWidth: number): { metres: number; width: number } {
  const each = metresPerPixel(zoom, lat);
  const power = 10 ** Math.floor(Math.log10(each * maxWidth));
  const metres = [5, 2, 1].map((step) => step * power).find((length) => length <= each * maxWidth) ?? power;
  return { metres, width: metres / each };
}
