// Text broken into lines. Pure, given a function that measures text.

import type { Rect } from "../map/snapshot/labelPlacement";
import type { Measure, TextStyle, TextItem } from "./items";

/** Nastaliq slopes downwards within words and needs more height. */
const LEADING = { ltr: 1.35, rtl: 2.05 } as const;

export const leading = ({ size, face }: TextStyle, rtl: boolean): number =>
  size * (face === "page" && rtl ? LEADING.rtl : LEADING.ltr);

/** Line breaks: between words, and after separators in URLs. */
const BREAKS = /(?<=[ &?,])/;

export function wrap(text: string, maxWidth: number, style: TextStyle, measure: Measure): string[] {
  const lines: string[] = [];
  for (const part of text.split(BREAKS)) {
    const longer = (lines.at(-1) ?? "") + part;
    if (lines.length > 0 && measure(longer.trimEnd(), style) <= maxWidth) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines.map((line) => line.trimEnd());
}

interface Block {
  readonly items: readonly TextItem[];
  readonly height: number;
}

/** Lays out a text in as many lines as it needs, from the top of a box, at its right or left side. */
export function block(
  text: string,
  style: TextStyle & Pick<TextItem, "rtl" | "fill">,
  { x, y, width }: Omit<Rect, "height">,
  measure: Measure,
  fromRight = style.rtl,
): Block {
  const { rtl } = style;
  const step = leading(style, rtl);
  const lines = wrap(text, width, style, measure);
  const items = lines.map((line, index): TextItem => {
    const baseline = y + (index + 0.5) * step + 0.34 * style.size;
    const side = fromRight ? ({ x: x + width, align: "right" } as const) : ({ x, align: "left" } as const);
    return { ...style, ...side, text: line, y: baseline };
  });
  return { items, height: lines.length * step };
}
