// Where everything of a picture stands. The map's box is known before the map is drawn, so that it is drawn to fit.

import type { Still } from "../map/still";
import type { Rect } from "../map/placing";
import { type LegendPlace, legendPieces } from "./legend";
import type { PictureLook } from "./look";
import { mapPieces } from "./map";
import type { Measure, Piece, Words } from "./pieces";
import type { Size } from "./sizes";
import { block } from "./text";
import type { PictureWords } from "./words";

const MARGIN = 26;
const GAP = 14;
const BESIDE = 190;
const BELOW = 200;

export interface Plan {
  readonly map: Rect;
  readonly legend: LegendPlace;
  readonly around: readonly Piece[];
}

/** The words around the map, and what is left for it. */
export function plan(size: Size, words: PictureWords, look: PictureLook, measure: Measure): Plan {
  const { rtl } = words;
  const inner = { x: MARGIN, width: size.width - 2 * MARGIN };
  const put = (text: string, y: number, part: Pick<Words, "size" | "weight" | "fill"> & { ltr?: boolean }) =>
    block(text, { ...part, face: "page", rtl: rtl && part.ltr !== true }, { ...inner, y }, measure, rtl);

  const title = put(words.title, MARGIN - 6, { size: 22, weight: 600, fill: look.accent });
  const about = put(words.about, MARGIN - 6 + title.height, { size: 11, weight: 400, fill: look.soft });
  const top = MARGIN - 6 + title.height + about.height + GAP / 2;

  const foot = (y: number) => {
    const address = put(words.address, y, { size: 10, weight: 600, fill: look.accent, ltr: true });
    const dates = put(words.dates, y + address.height, { size: 9.5, weight: 400, fill: look.ink });
    const under = y + address.height + dates.height;
    const credits = put(words.credits, under, { size: 9, weight: 400, fill: look.soft });
    return { parts: { address, dates, credits }, height: address.height + dates.height + credits.height };
  };
  // How high it is says where it begins.
  const bottom = size.height - MARGIN + 6 - foot(0).height;
  const { parts } = foot(bottom);

  const room: Rect = { ...inner, y: top, height: bottom - GAP / 2 - top };
  const { map, legend } = size.legend === "beside" ? beside(room, rtl) : below(room, rtl);
  const around: Piece[] = [
    { box: { x: 0, y: 0, width: size.width, height: size.height }, fill: look.paper },
    { name: "title", pieces: title.pieces },
    { name: "about", pieces: about.pieces },
    ...Object.entries(parts).map(([name, { pieces }]) => ({ name, pieces })),
  ];
  return { map: whole(map), legend, around };
}

/** The map library knows whole pixels only. */
const whole = ({ x, y, width, height }: Rect): Rect => ({
  ...{ x: Math.round(x), y: Math.round(y) },
  ...{ width: Math.floor(width), height: Math.floor(height) },
});

function beside(room: Rect, rtl: boolean): Omit<Plan, "around"> {
  const width = room.width - BESIDE - GAP;
  const map = { ...room, width, x: rtl ? room.x + BESIDE + GAP : room.x };
  const legend = { ...room, width: BESIDE, x: rtl ? room.x : room.x + width + GAP };
  return { map, legend: { box: legend, columns: false, rtl } };
}

function below(room: Rect, rtl: boolean): Omit<Plan, "around"> {
  const height = room.height - BELOW - GAP;
  const legend = { ...room, y: room.y + height + GAP, height: BELOW };
  return { map: { ...room, height }, legend: { box: legend, columns: true, rtl } };
}

/** All of a picture, from the back to the front. */
export function compose(
  { map, legend, around }: Plan,
  still: Still,
  words: PictureWords,
  look: PictureLook,
  measure: Measure,
): Piece[] {
  return [
    ...around,
    ...mapPieces(still, map, words, look, measure),
    { name: "legend", pieces: legendPieces(still.visible, legend, look, measure) },
  ];
}
