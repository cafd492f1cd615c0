// Words in lines. Pure but for the measure that it is given.

import type { Rect } from "../map/placing";
import type { Measure, Style, Words } from "./pieces";

/** Nastaliq hangs each word from its end and needs the height. */
const LEADING = { ltr: 1.35, rtl: 2.05 } as const;

export const leading = ({ size, face }: Style, rtl: boolean): number =>
  size * (face === "page" && rtl ? LEADING.rtl : LEADING.ltr);

/** Where a line is broken: between words, and in an address after what parts it. */
const BREAKS = /(?<=[ &?,])/;

export function wrap(words: string, most: number, style: Style, measure: Measure): string[] {
  const lines: string[] = [];
  for (const part of words.split(BREAKS)) {
    const longer = (lines.at(-1) ?? "") + part;
    if (lines.length > 0 && measure(longer.trimEnd(), style) <= most) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines.map((line) => line.trimEnd());
}

export interface Block {
  readonly pieces: readonly Words[];
  readonly height: number;
}

/** Words in as many lines as they need, from the top of a box and from its right or its left side. */
export function block(
  words: string,
  style: Style & Pick<Words, "rtl" | "fill">,
  { x, y, width }: Omit<Rect, "height">,
  measure: Measure,
  fromRight = style.rtl,
): Block {
  const { rtl } = style;
  const step = leading(style, rtl);
  const lines = wrap(words, width, style, measure);
  const pieces = lines.map((line, nth): Words => {
    const baseline = y + (nth + 0.5) * step + 0.34 * style.size;
    const side = fromRight ? ({ x: x + width, align: "right" } as const) : ({ x, align: "left" } as const);
    return { ...style, ...side, words: line, y: baseline };
  });
  return { pieces, height: lines.length * step };
}
