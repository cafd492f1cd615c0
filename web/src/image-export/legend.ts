// The legend of an exported image, limited to what its map shows.

import { nameOf, number, t, term } from "../i18n";
import { countsOf } from "../legend/inView";
import type { Rect } from "../map/snapshot/labelPlacement";
import { type Visible } from "../map/types";
import { mapSymbolShapes } from "../markers/mapSymbols";
import { NEUTRAL, PLAIN_MARKER } from "../markers/spec";
import { circle, type Shape, SIDE, siteShapes } from "../markers/shapes";
import { minerals } from "../state/atlas";
import type { ImageTheme } from "./theme";
import type { Measure, DrawItem, TextStyle } from "./items";
import { block, leading } from "./textBlock";

interface Row {
  readonly shapes: readonly Shape[];
  readonly text: string;
}

interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
  /** The number of further rows, not listed. */
  readonly rest: number;
}

/** The most and the fewest minerals listed; rarer ones are counted. */
const MAX_MINERALS = 8;
const MIN_MINERALS = 3;

const MARKER = 19;
const GAP = 6;

function mineralShapes(id: string): Shape[] {
  const { colour = NEUTRAL, symbol = "?" } = minerals.value.get(id) ?? {};
  const size = symbol.length > 2 ? 9 : 12;
  return [
    { path: circle(14), fill: colour },
    { letters: symbol, at: [SIDE / 2, SIDE / 2], size, fill: "#ffffff" },
  ];
}

/** The legend's groups, with at most `most` minerals. */
function groupsOf(visible: Visible, theme: ImageTheme, maxMinerals: number): Group[] {
  const { activities, evidence, minerals: found } = countsOf(visible);
  const counted = (text: string, count: number): string => `${text}  ${number(count)}`;
  const name = (id: string): string => nameOf(minerals.value.get(id) ?? { name: id });
  const colours = [...minerals.value.values()].map(({ colour }) => colour);
  const groups = [
    {
      title: t("legend.minerals"),
      rows: found.slice(0, maxMinerals).map(({ value, count }) => ({
        shapes: mineralShapes(value),
        text: counted(name(value), count),
      })),
      rest: Math.max(0, found.length - maxMinerals),
    },
    {
      title: t("legend.activity"),
      rows: activities.map(({ value, count }) => ({
        shapes: siteShapes({ ...PLAIN_MARKER, activity: value }),
        text: counted(t(`activity.${value}`), count),
      })),
      rest: 0,
    },
    {
      title: t("legend.evidence"),
      rows: evidence.map(({ value, count }) => ({
        shapes: siteShapes({ ...PLAIN_MARKER, evidence: value }),
        text: counted(term("evidence", value), count),
      })),
      rest: 0,
    },
    {
      title: t("legend.other"),
      rows: [...visible.symbols].map((marker) => ({
        shapes: mapSymbolShapes(marker, theme, colours),
        text: t(`legend.${marker}`),
      })),
      rest: 0,
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

export interface LegendArea {
  readonly box: Rect;
  /** Whether groups are side by side. */
  readonly columns: boolean;
  readonly rtl: boolean;
}

/** Lays out the legend, with fewer minerals if it would be too long. */
export function legendItems(
  visible: Visible,
  area: LegendArea,
  theme: ImageTheme,
  measure: Measure,
): DrawItem[] {
  for (let maxMinerals = MAX_MINERALS; ; maxMinerals -= 1) {
    const groups = groupsOf(visible, theme, maxMinerals);
    const { items, height } = area.columns
      ? sideBySide(groups, area, theme, measure)
      : underOneAnother(groups, area, theme, measure);
    if (height <= area.box.height || maxMinerals === MIN_MINERALS) return items;
  }
}

interface Made {
  readonly items: DrawItem[];
  readonly height: number;
}

function sideBySide(groups: readonly Group[], area: LegendArea, theme: ImageTheme, measure: Measure): Made {
  const between = 16;
  const width = (area.box.width - between * (groups.length - 1)) / groups.length;
  const made = groups.map((group, index) => {
    const column = area.rtl ? groups.length - 1 - index : index;
    const x = area.box.x + column * (width + between);
    return groupItems(group, { ...area.box, x, width }, area.rtl, theme, measure);
  });
  return {
    items: made.flatMap(({ items }) => items),
    height: Math.max(0, ...made.map(({ height }) => height)),
  };
}

function underOneAnother(
  groups: readonly Group[],
  { box, rtl }: LegendArea,
  theme: ImageTheme,
  measure: Measure,
): Made {
  const items: DrawItem[] = [];
  let height = 0;
  for (const group of groups) {
    if (height > 0) height += 9;
    const made = groupItems(group, { ...box, y: box.y + height }, rtl, theme, measure);
    items.push(...made.items);
    height += made.height;
  }
  return { items, height };
}

function groupItems(
  { title, rows, rest }: Group,
  { x, y, width }: Rect,
  rtl: boolean,
  theme: ImageTheme,
  measure: Measure,
): Made {
  const head: TextStyle = { size: 10, weight: 600, face: "page" };
  const body: TextStyle = { size: 10.5, weight: 400, face: "page" };
  const inset = MARKER + GAP;
  const beside = { x: rtl ? x : x + inset, width: width - inset };
  const heading = block(title, { ...head, rtl, fill: theme.soft }, { x, y, width }, measure);
  const items: DrawItem[] = [...heading.items];
  let height = heading.height + 1;
  for (const { shapes, text } of rows) {
    const made = block(text, { ...body, rtl, fill: theme.ink }, { ...beside, y: y + height }, measure);
    const row = Math.max(MARKER + 1, made.height);
    // A single line is centred on its marker; several lines start beside it.
    const down = (row - made.height) / 2;
    const markerDown = (Math.min(row, Math.max(MARKER, leading(body, rtl))) - MARKER) / 2;
    items.push(
      { shapes, x: rtl ? x + width - MARKER : x, y: y + height + markerDown, scale: MARKER / SIDE },
      ...made.items.map((line) => ({ ...line, y: line.y + down })),
    );
    height += row;
  }
  if (rest > 0) {
    const more = block(
      t("list.moreMinerals", { n: rest }),
      { ...body, rtl, fill: theme.soft },
      { ...beside, y: y + height },
      measure,
    );
    items.push(...more.items);
    height += more.height;
  }
  return { items, height };
}
