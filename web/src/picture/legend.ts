// The legend of a picture: what its map shows, and no more.

import { nameOf, number, t, term } from "../i18n";
import { inView } from "../legend/inView";
import { seenMinerals } from "../legend/seen";
import type { Rect } from "../map/placing";
import type { Visible } from "../map/visible";
import { mapSignShapes } from "../signs/mapSigns";
import { NEUTRAL, PLAIN } from "../signs/meaning";
import { circle, type Shape, SIDE, siteShapes } from "../signs/shapes";
import { minerals, shown } from "../state/atlas";
import { isPaged } from "../state/paged";
import type { PictureLook } from "./look";
import type { Measure, Piece, Style } from "./pieces";
import { block, leading } from "./text";

interface Row {
  readonly shapes: readonly Shape[];
  readonly words: string;
}

export interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
  /** How many rows there are beyond those that are named. */
  readonly rest: number;
}

/** Rarer minerals are counted, not named. */
const MOST = 8;
const FEWEST = 3;

const SIGN = 19;
const GAP = 6;

function mineralShapes(id: string): Shape[] {
  const { colour = NEUTRAL, symbol = "?" } = minerals.value.get(id) ?? {};
  const size = symbol.length > 2 ? 9 : 12;
  return [
    { path: circle(14), fill: colour },
    { letters: symbol, at: [SIDE / 2, SIDE / 2], size, fill: "#ffffff" },
  ];
}

/** The groups of what a map shows, at most so many minerals named. */
export function groupsOf({ box, signs }: Visible, look: PictureLook, most: number): Group[] {
  const { workings, grades, minerals: inBox } = inView(shown.value, box);
  const held = isPaged.value ? seenMinerals.value : inBox;
  const counted = (words: string, count: number): string => `${words}  ${number(count)}`;
  const name = (id: string): string => nameOf(minerals.value.get(id) ?? { name: id });
  const colours = [...minerals.value.values()].map(({ colour }) => colour);
  const groups = [
    {
      title: t("legendMinerals"),
      rows: held.slice(0, most).map(({ value, count }) => ({
        shapes: mineralShapes(value),
        words: counted(name(value), count),
      })),
      rest: Math.max(0, held.length - most),
    },
    {
      title: t("legendWorking"),
      rows: (isPaged.value ? [] : workings).map(({ value, count }) => ({
        shapes: siteShapes({ ...PLAIN, working: value }),
        words: counted(t(`working.${value}`), count),
      })),
      rest: 0,
    },
    {
      title: t("legendEvidence"),
      rows: (isPaged.value ? [] : grades).map(({ value, count }) => ({
        shapes: siteShapes({ ...PLAIN, grade: value }),
        words: counted(term("evidence", value), count),
      })),
      rest: 0,
    },
    {
      title: t("legendSigns"),
      rows: [...signs].map((sign) => ({
        shapes: mapSignShapes(sign, look, colours),
        words: t(`legend.${sign}`),
      })),
      rest: 0,
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

export interface LegendPlace {
  readonly box: Rect;
  /** Groups under one another, or side by side. */
  readonly columns: boolean;
  readonly rtl: boolean;
}

/** The legend in its place: where it is too long, fewer minerals are named. */
export function legendPieces(
  visible: Visible,
  place: LegendPlace,
  look: PictureLook,
  measure: Measure,
): Piece[] {
  for (let most = MOST; ; most -= 1) {
    const groups = groupsOf(visible, look, most);
    const { pieces, height } = place.columns
      ? sideBySide(groups, place, look, measure)
      : underOneAnother(groups, place, look, measure);
    if (height <= place.box.height || most === FEWEST) return pieces;
  }
}

interface Made {
  readonly pieces: Piece[];
  readonly height: number;
}

function sideBySide(groups: readonly Group[], place: LegendPlace, look: PictureLook, measure: Measure): Made {
  const between = 16;
  const width = (place.box.width - between * (groups.length - 1)) / groups.length;
  const made = groups.map((group, nth) => {
    const column = place.rtl ? groups.length - 1 - nth : nth;
    const x = place.box.x + column * (width + between);
    return groupPieces(group, { ...place.box, x, width }, place.rtl, look, measure);
  });
  return {
    pieces: made.flatMap(({ pieces }) => pieces),
    height: Math.max(0, ...made.map(({ height }) => height)),
  };
}

function underOneAnother(
  groups: readonly Group[],
  { box, rtl }: LegendPlace,
  look: PictureLook,
  measure: Measure,
): Made {
  const pieces: Piece[] = [];
  let height = 0;
  for (const group of groups) {
    if (height > 0) height += 9;
    const made = groupPieces(group, { ...box, y: box.y + height }, rtl, look, measure);
    pieces.push(...made.pieces);
    height += made.height;
  }
  return { pieces, height };
}

function groupPieces(
  { title, rows, rest }: Group,
  { x, y, width }: Rect,
  rtl: boolean,
  look: PictureLook,
  measure: Measure,
): Made {
  const head: Style = { size: 10, weight: 600, face: "page" };
  const body: Style = { size: 10.5, weight: 400, face: "page" };
  const inset = SIGN + GAP;
  const beside = { x: rtl ? x : x + inset, width: width - inset };
  const heading = block(title, { ...head, rtl, fill: look.soft }, { x, y, width }, measure);
  const pieces: Piece[] = [...heading.pieces];
  let height = heading.height + 1;
  for (const { shapes, words } of rows) {
    const made = block(words, { ...body, rtl, fill: look.ink }, { ...beside, y: y + height }, measure);
    const row = Math.max(SIGN + 1, made.height);
    // One line stands in the middle of its sign; more begin beside it.
    const down = (row - made.height) / 2;
    const signDown = (Math.min(row, Math.max(SIGN, leading(body, rtl))) - SIGN) / 2;
    pieces.push(
      { shapes, x: rtl ? x + width - SIGN : x, y: y + height + signDown, scale: SIGN / SIDE },
      ...made.pieces.map((line) => ({ ...line, y: line.y + down })),
    );
    height += row;
  }
  if (rest > 0) {
    const more = block(
      t("moreMinerals", { n: rest }),
      { ...body, rtl, fill: look.soft },
      { ...beside, y: y + height },
      measure,
    );
    pieces.push(...more.pieces);
    height += more.height;
  }
  return { pieces, height };
}
