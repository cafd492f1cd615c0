type Rgb = [number, number, number];

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Relative luminance (WCAG), from 0 for black to 1 for white. */
function luminance(hex: string): number {
  const [r, g, b] = rgb(hex).map((channel) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const hex = (channels: Rgb): string =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;

/**
 * The same hue, light enough for a line on a dark basemap. Minerals' colours are all dark, because their symbols are
 * white.
 */
export function pale(colour: string): string {
  const from = rgb(colour);
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = hex(from.map((channel) => channel + (255 - channel) * share) as Rgb);
    if (luminance(mixed) >= 0.42) return mixed;
  }
  return "#ffffff";
}
