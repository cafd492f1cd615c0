// What a picture is made of. Its two writers, one for a canvas and one for SVG, draw nothing else.

import type { Rect } from "../map/snapshot/labelPlacement";
import type { Shape } from "../markers/shapes";

export type Weight = 400 | 600;

/** How words look. The page's face for Urdu is Nastaliq, the map's is Naskh. */
export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  readonly face: "page" | "map";
}

export interface TextItem extends TextStyle {
  readonly text: string;
  /** The point at `align` of the line on which the letters stand. */
  readonly x: number;
  readonly y: number;
  readonly align: "left" | "middle" | "right";
  readonly rtl: boolean;
  readonly fill: string;
  readonly halo?: { readonly colour: string; readonly width: number };
}

export type DrawItem =
  | { readonly box: Rect; readonly fill?: string; readonly stroke?: string }
  | { readonly shapes: readonly Shape[]; readonly x: number; readonly y: number; readonly scale: number }
  | { readonly basemap: Rect }
  | TextItem
  | GroupItem;

/** Pieces with a name, for who opens the SVG. */
export interface GroupItem {
  readonly name: string;
  /** What is beyond is cut off. */
  readonly within?: Rect;
  /** Where their own 0, 0 is, and how large they are drawn there. */
  readonly at?: { readonly x: number; readonly y: number; readonly scale: number };
  readonly items: readonly DrawItem[];
}

export type Measure = (text: string, style: TextStyle) => number;

const FACES = {
  page: '"Noto Sans", "Noto Nastaliq Urdu", sans-serif',
  map: '"Noto Sans", "Noto Naskh Arabic", sans-serif',
} as const;

export const familyOf = ({ face }: TextStyle): string => FACES[face];

export const fontOf = (style: TextStyle): string => `${style.weight} ${style.size}px ${familyOf(style)}`;

/** The pieces and all within them that have words. */
export function textsIn(items: readonly DrawItem[]): TextItem[] {
  return items.flatMap((item) => ("text" in item ? [item] : "items" in item ? textsIn(item.items) : []));
}
