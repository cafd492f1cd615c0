// Places labels beside markers as MapLibre does, for labels drawn outside of it. Pure.

/** The side of the label that is at its point, as in `text-anchor`. */
export type Anchor = "center" | "left" | "right" | "top" | "bottom";

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Candidate {
  readonly id: string;
  readonly at: { readonly x: number; readonly y: number };
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
  /** The distance from the point to the label, horizontally and vertically. */
  readonly offset: { readonly x: number; readonly y: number };
  /** In order of preference. */
  readonly anchors: readonly Anchor[];
  /** Whether to place it even if it overlaps others. */
  readonly required: boolean;
}

export type Placed<W extends Candidate> = W & { readonly anchor: Anchor; readonly box: Rect };

function boxAt({ at, width, height, offset }: Candidate, anchor: Anchor): Rect {
  const x = { left: at.x + offset.x, right: at.x - offset.x - width }[anchor as string] ?? at.x - width / 2;
  const y = { top: at.y + offset.y, bottom: at.y - offset.y - height }[anchor as string] ?? at.y - height / 2;
  return { x, y, width, height };
}

const disjoint = (a: Rect, b: Rect): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const inside = (a: Rect, b: Rect): boolean =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

/** Places each label in turn on its first free side; drops labels without one. */
export function placeAll<W extends Candidate>(
  candidates: readonly W[],
  occupied: readonly Rect[],
  within: Rect,
): Placed<W>[] {
  const blocked = [...occupied];
  const placed: Placed<W>[] = [];
  for (const name of candidates) {
    const placeAt = (anchor: Anchor): Placed<W> => ({ ...name, anchor, box: boxAt(name, anchor) });
    const sides = name.anchors.map(placeAt);
    const free = sides.find(
      ({ box }) => inside(box, within) && blocked.every((other) => disjoint(box, other)),
    );
    const chosen = free ?? (name.required ? sides[0] : undefined);
    if (chosen === undefined) continue;
    blocked.push(chosen.box);
    placed.push(chosen);
  }
  return placed;
}

/** Breaks a name into lines of about equal width, none wider than `most` unless one word is. */
export function breakName(name: string, maxWidth: number, measure: (text: string) => number): string[] {
  const whole = measure(name);
  const even = whole / Math.max(1, Math.ceil(whole / maxWidth));
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    // Round to the nearer of the two line widths: over the even width by at most half a word.
    const fits =
      last !== undefined && measure(longer) <= maxWidth && measure(longer) - measure(word) / 2 <= even;
    if (fits) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
