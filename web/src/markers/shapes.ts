// Markers as shapes: the list and the legend draw them as SVG, the map on a canvas.

import type { MarkerSpec } from "./spec";

/** An arc around the point (`middle`, `middle`), clockwise between two fractions of a turn; 0 is at the top. */
export interface Arc {
  readonly radius: number;
  readonly from: number;
  readonly to: number;
  readonly middle: number;
}

/** A part of a marker: an SVG path or an arc, or letters centred on a point. */
export type Shape =
  | {
      readonly path: string | Arc;
      readonly fill?: string;
      readonly stroke?: string;
      readonly width?: number;
      readonly dash?: readonly [number, number];
      readonly cap?: "round";
    }
  | {
      readonly letters: string;
      readonly at: readonly [number, number];
      readonly size: number;
      readonly fill: string;
    };

/** The side of a site's marker, in CSS pixels; all lengths are relative to it. */
export const SIDE = 32;

const PAPER = "#fffdf6";
const INK = "#2b2529";
const DISPUTED = "#a3301f";

const MIDDLE = SIDE / 2;
const GROUND = 15.6;
const EDGE = 14.5;
const RING = 12.2;
/** The disc's radius, alone and within a ring. */
const DISC = { alone: 12.2, ringed: 9.8 } as const;
/** How far below the middle the first mineral ends, as a share of the radius; the others share the rest. */
const SPLIT = 0.48;

export const arc = (radius: number, from: number, to: number, middle = MIDDLE): Arc => ({
  ...{ radius, from, to, middle },
});

export const circle = (radius: number, middle = MIDDLE): Arc => arc(radius, 0, 1, middle);

/** A fraction of a turn as a canvas angle, which starts at the right. */
export const angleOf = (turn: number): number => (turn - 0.25) * 2 * Math.PI;

/** Whether an arc is a full circle. */
export const isWhole = ({ from, to }: Arc): boolean => to - from >= 1;

/** An arc as an SVG path. */
export function svgPath(arc: Arc): string {
  const { radius, from, to, middle } = arc;
  const at = (turn: number): string => {
    const place = (of: number): string => (middle + radius * of).toFixed(2);
    return `${place(Math.cos(angleOf(turn)))} ${place(Math.sin(angleOf(turn)))}`;
  };
  // Steps of less than half a turn need no large-arc flag.
  const parts = Math.max(1, Math.ceil((to - from) / 0.34));
  const steps = Array.from(
    { length: parts },
    (_, i) => `A${radius} ${radius} 0 0 1 ${at(from + ((to - from) * (i + 1)) / parts)}`,
  );
  return `M${at(from)}${steps.join("")}${isWhole(arc) ? "Z" : ""}`;
}

/** A dash pattern with `count` dashes around a circle, each `part` of its period long. */
function dashes(radius: number, count: number, part: number): readonly [number, number] {
  const room = (2 * Math.PI * radius) / count;
  return [Number((room * part).toFixed(2)), Number((room * (1 - part)).toFixed(2))];
}

/** How much of the ring is drawn: the more, the further a project has come. */
const ROUND = { operating: 1, developing: 0.5, exploring: 0.25 } as const;

/** The letters' size on a disc of radius 1; four of them just fit. */
const letterSize = (symbol: string): number => (symbol.length > 3 ? 0.72 : symbol.length > 2 ? 0.86 : 1.08);

/** The other minerals, as stripes in the lower part of the disc. */
function stripes(disc: number, colours: readonly string[]): Shape[] {
  const split = SPLIT * disc;
  const half = Math.sqrt(disc ** 2 - split ** 2);
  const width = (2 * half) / colours.length;
  const foot = (x: number): number => Math.sqrt(disc ** 2 - x ** 2);
  const point = (x: number, y: number): string => `${(MIDDLE + x).toFixed(2)} ${(MIDDLE + y).toFixed(2)}`;
  const stripe = (fill: string, index: number): Shape => {
    const [left, right] = [-half + index * width, -half + (index + 1) * width];
    const top = `M${point(left, split)}L${point(right, split)}L${point(right, foot(right))}`;
    return { path: `${top}A${disc} ${disc} 0 0 1 ${point(left, foot(left))}Z`, fill };
  };
  const line = { path: `M${point(-half, split)}h${(2 * half).toFixed(2)}`, stroke: PAPER, width: 1 };
  return [...colours.map(stripe), line];
}

/** A crossed-out equals sign in the corner, for disputed sites. */
function badge(): Shape[] {
  const [x, y] = [25.6, 6.4];
  const corner = (radius: number): string =>
    `M${x - radius} ${y}A${radius} ${radius} 0 0 1 ${x + radius} ${y}A${radius} ${radius} 0 0 1 ${x - radius} ${y}Z`;
  const sign = `M${x - 2.6} ${y - 1.2}h5.2M${x - 2.6} ${y + 1.2}h5.2M${x + 1.6} ${y - 2.9}l-3.2 5.8`;
  return [
    { path: corner(6), fill: PAPER },
    { path: corner(5.1), fill: DISPUTED },
    { path: sign, stroke: PAPER, width: 1.1 },
  ];
}

/** A site's marker: a split disc, in a ring, in an edge. */
export function siteShapes({ symbol, colours, activity, evidence: level }: MarkerSpec): Shape[] {
  const [first, ...others] = colours;
  const hollow = activity === "closed" || activity === "claimed";
  const ringed = activity === "operating" || activity === "developing" || activity === "exploring";
  const disc = ringed ? DISC.ringed : DISC.alone;
  const split = !hollow && others.length > 0;
  const dashed = level === "single-source" ? { dash: dashes(EDGE, 12, 0.58) } : {};
  return [
    { path: circle(GROUND), fill: PAPER },
    { path: circle(EDGE), stroke: INK, width: 1, ...dashed },
    ...(ringed ? [{ path: arc(RING, 0, ROUND[activity]), stroke: first, width: 2 }] : []),
    hollow
      ? {
          path: circle(disc - 1),
          stroke: first,
          width: 2,
          ...(activity === "claimed" && { dash: dashes(disc - 1, 10, 0.55) }),
        }
      : { path: circle(disc), fill: first },
    ...(split ? stripes(disc, others) : []),
    {
      letters: symbol,
      at: [MIDDLE, MIDDLE - (split ? 0.17 * disc : 0)],
      size: letterSize(symbol) * disc * (split || hollow ? 0.92 : 1),
      fill: hollow ? first : "#ffffff",
    },
    ...(level === "disputed" ? badge() : []),
  ];
}

/** A cluster's marker: its number of sites, in a ring divided by their minerals. */
export function clusterShapes(
  side: number,
  count: string,
  parts: readonly (readonly [string, number])[],
): Shape[] {
  const middle = side / 2;
  const radius = middle - 3.4;
  const all = parts.reduce((sum, [, share]) => sum + share, 0);
  const shapes: Shape[] = [{ path: circle(middle - 0.6, middle), fill: PAPER }];
  let from = 0;
  for (const [stroke, share] of parts) {
    const to = from + share / all;
    shapes.push({ path: arc(radius, from, to, middle), stroke, width: 4 });
    from = to;
  }
  shapes.push({ letters: count, at: [middle, middle], size: count.length > 3 ? 10.5 : 12.5, fill: INK });
  return shapes;
}
