// The layout of an exported image. It is planned before the map is drawn, so that the map fits.

import type { Snapshot } from "../map/snapshot/snapshot";
import type { Rect } from "../map/snapshot/labelPlacement";
import { type LegendArea, legendItems } from "./legend";
import type { ImageTheme } from "./theme";
import { mapItems } from "./map";
import type { Measure, DrawItem, TextItem } from "./items";
import type { Size } from "./sizes";
import { block } from "./textBlock";
import type { ImageText } from "./imageText";

const MARGIN = 26;
const GAP = 14;
const BESIDE = 190;
const BELOW = 200;

interface ImageLayout {
  readonly map: Rect;
  readonly legend: LegendArea;
  readonly around: readonly DrawItem[];
}

/** Places the texts, and gives the remaining room to map and legend. */
export function planLayout(size: Size, text: ImageText, theme: ImageTheme, measure: Measure): ImageLayout {
  const { rtl } = text;
  const inner = { x: MARGIN, width: size.width - 2 * MARGIN };
  const placeText = (
    text: string,
    y: number,
    part: Pick<TextItem, "size" | "weight" | "fill"> & { ltr?: boolean },
  ) => block(text, { ...part, face: "page", rtl: rtl && part.ltr !== true }, { ...inner, y }, measure, rtl);

  const title = placeText(text.title, MARGIN - 6, { size: 22, weight: 600, fill: theme.accent });
  const about = placeText(text.about, MARGIN - 6 + title.height, { size: 11, weight: 400, fill: theme.soft });
  const top = MARGIN - 6 + title.height + about.height + GAP / 2;

  const footer = (y: number) => {
    const url = placeText(text.url, y, { size: 10, weight: 600, fill: theme.accent, ltr: true });
    const dates = placeText(text.dates, y + url.height, { size: 9.5, weight: 400, fill: theme.ink });
    const under = y + url.height + dates.height;
    const credits = placeText(text.credits, under, { size: 9, weight: 400, fill: theme.soft });
    return { parts: { address: url, dates, credits }, height: url.height + dates.height + credits.height };
  };
  // Laid out once to know its height. The names become group ids in the SVG.
  const bottom = size.height - MARGIN + 6 - footer(0).height;
  const { parts } = footer(bottom);

  const room: Rect = { ...inner, y: top, height: bottom - GAP / 2 - top };
  const { map, legend } = size.legend === "beside" ? beside(room, rtl) : below(room, rtl);
  const around: DrawItem[] = [
    { box: { x: 0, y: 0, width: size.width, height: size.height }, fill: theme.paper },
    { name: "title", items: title.items },
    { name: "about", items: about.items },
    ...Object.entries(parts).map(([name, { items }]) => ({ name, items })),
  ];
  return { map: wholePixels(map), legend, around };
}

/** MapLibre takes integer sizes only. */
const wholePixels = ({ x, y, width, height }: Rect): Rect => ({
  ...{ x: Math.round(x), y: Math.round(y) },
  ...{ width: Math.floor(width), height: Math.floor(height) },
});

function beside(room: Rect, rtl: boolean): Omit<ImageLayout, "around"> {
  const width = room.width - BESIDE - GAP;
  const map = { ...room, width, x: rtl ? room.x + BESIDE + GAP : room.x };
  const legend = { ...room, width: BESIDE, x: rtl ? room.x : room.x + width + GAP };
  return { map, legend: { box: legend, columns: false, rtl } };
}

function below(room: Rect, rtl: boolean): Omit<ImageLayout, "around"> {
  const height = room.height - BELOW - GAP;
  const legend = { ...room, y: room.y + height + GAP, height: BELOW };
  return { map: { ...room, height }, legend: { box: legend, columns: true, rtl } };
}

/** All items, back to front. */
export function compose(
  { map, legend, around }: ImageLayout,
  snapshot: Snapshot,
  text: ImageText,
  theme: ImageTheme,
  measure: Measure,
): DrawItem[] {
  return [
    ...around,
    ...mapItems(snapshot, map, text, theme, measure),
    { name: "legend", items: legendItems(snapshot.visible, legend, theme, measure) },
  ];
}
