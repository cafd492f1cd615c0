// What a picture is made of. Its two writers, one for a canvas and one for SVG, draw nothing else.

import type { Rect } from "../map/placing";
import type { Shape } from "../signs/shapes";

export type Weight = 400 | 600;

/** How words look. The page's face for Urdu is Nastaliq, the map's is Naskh. */
export interface Style {
  readonly size: number;
  readonly weight: Weight;
  readonly face: "page" | "map";
}

export interface Words extends Style {
  readonly words: string;
  /** The point at `align` of the line on which the letters stand. */
  readonly x: number;
  readonly y: number;
  readonly align: "left" | "middle" | "right";
  readonly rtl: boolean;
  readonly fill: string;
  readonly halo?: { readonly colour: string; readonly width: number };
}

export type Piece =
  | { readonly box: Rect; readonly fill?: string; readonly stroke?: string }
  | { readonly shapes: readonly Shape[]; readonly x: number; readonly y: number; readonly scale: number }
  | { readonly ground: Rect }
  | Words
  | Named;

/** Pieces with a name, for who opens the SVG. */
export interface Named {
  readonly name: string;
  /** What is beyond is cut off. */
  readonly within?: Rect;
  /** Where their own 0, 0 is, and how large they are drawn there. */
  readonly at?: { readonly x: number; readonly y: number; readonly scale: number };
  readonly pieces: readonly Piece[];
}

export type Measure = (words: string, style: Style) => number;

const FACES = {
  page: '"Noto Sans", "Noto Nastaliq Urdu", sans-serif',
  map: '"Noto Sans", "Noto Naskh Arabic", sans-serif',
} as const;

export const familyOf = ({ face }: Style): string => FACES[face];

export const fontOf = (style: Style): string => `${style.weight} ${style.size}px ${familyOf(style)}`;

/** The pieces and all within them that have words. */
export function wordsIn(pieces: readonly Piece[]): Words[] {
  return pieces.flatMap((piece) =>
    "words" in piece ? [piece] : "pieces" in piece ? wordsIn(piece.pieces) : [],
  );
}
