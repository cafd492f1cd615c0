// Where names stand beside their signs: as the map library places them, for who draws them outside of it. Pure.

/** The side of a name at which its place is; as the style's `text-anchor`. */
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
  /** How far from its place it begins: beside it, and above or below. */
  readonly away: { readonly x: number; readonly y: number };
  /** The sides to try, the best first. */
  readonly anchors: readonly Anchor[];
  /** Whether it stands even where no side is free. */
  readonly must: boolean;
}

export type Placed<W extends Candidate> = W & { readonly anchor: Anchor; readonly box: Rect };

function boxAt({ at, width, height, away }: Candidate, anchor: Anchor): Rect {
  const x = { left: at.x + away.x, right: at.x - away.x - width }[anchor as string] ?? at.x - width / 2;
  const y = { top: at.y + away.y, bottom: at.y - away.y - height }[anchor as string] ?? at.y - height / 2;
  return { x, y, width, height };
}

const apart = (a: Rect, b: Rect): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

const inside = (a: Rect, b: Rect): boolean =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

/** Gives each name, in turn, the first of its sides that is free; a name without one is left out. */
export function placeAll<W extends Candidate>(
  wanted: readonly W[],
  taken: readonly Rect[],
  within: Rect,
): Placed<W>[] {
  const blocked = [...taken];
  const placed: Placed<W>[] = [];
  for (const name of wanted) {
    const stand = (anchor: Anchor): Placed<W> => ({ ...name, anchor, box: boxAt(name, anchor) });
    const sides = name.anchors.map(stand);
    const free = sides.find(({ box }) => inside(box, within) && blocked.every((other) => apart(box, other)));
    const chosen = free ?? (name.must ? sides[0] : undefined);
    if (chosen === undefined) continue;
    blocked.push(chosen.box);
    placed.push(chosen);
  }
  return placed;
}

/** Breaks a name into lines of about the same width, none wider than `most` unless a word is. */
export function breakName(name: string, most: number, measure: (text: string) => number): string[] {
  const whole = measure(name);
  const even = whole / Math.max(1, Math.ceil(whole / most));
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    // Half a word over the even width is nearer to it than half a word under.
    const fits = last !== undefined && measure(longer) <= most && measure(longer) - measure(word) / 2 <= even;
    if (fits) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
