// What an exported image consists of. Both renderers, canvas and SVG, draw these and nothing else.

import type { Rect } from "../map/snapshot/labelPlacement";
import type { Shape } from "../markers/shapes";

type Weight = 400 | 600;

/** Urdu is set in Nastaliq on the page and in Naskh on the map. */
export interface TextStyle {
  readonly size: number;
  readonly weight: Weight;
  readonly face: "page" | "map";
}

export interface TextItem extends TextStyle {
  readonly text: string;
  /** A point on the baseline: its start, middle or end, as `align` says. */
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

/** A named group in the SVG. */
export interface GroupItem {
  readonly name: string;
  /** Clips the items. */
  readonly within?: Rect;
  /** Translates and scales the items. */
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

/** All texts among items and their groups. */
export function textsIn(items: readonly DrawItem[]): TextItem[] {
  return items.flatMap((item) => ("text" in item ? [item] : "items" in item ? textsIn(item.items) : []));
}
