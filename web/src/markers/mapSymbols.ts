// The map's other symbols, as legends show them.
import { NEUTRAL } from "./spec";
import { circle, clusterShapes, type Shape, SIDE } from "./shapes";

/** Symbols that explain more than one site, as the legend lists them. */
export const MAP_SYMBOLS = [
  "cluster",
  "clusterPlain",
  "uncertainty",
  "uncertaintyUnknown",
  "region",
  "disputed",
  "claimed",
] as const;

export type MapSymbol = (typeof MAP_SYMBOLS)[number];

/** Colours of lines. */
interface SymbolColours {
  readonly accent: string;
  readonly ink: string;
  readonly soft: string;
}

const MIDDLE = SIDE / 2;
const ring = circle(12.5, MIDDLE);
const line = "M2.3 20.6L11.4 12.6l9.2 5.7 9.1-6.9";

/** `colours` are those of the cluster's two parts. */
export function mapSymbolShapes(
  symbol: MapSymbol,
  { accent, ink, soft }: SymbolColours,
  [one = NEUTRAL, two = NEUTRAL]: readonly string[],
): Shape[] {
  switch (symbol) {
    case "cluster":
      return clusterShapes(SIDE, "3", [
        [one, 2],
        [two, 1],
      ]);
    case "clusterPlain":
      return clusterShapes(SIDE, "3", [[NEUTRAL, 3]]);
    case "uncertainty":
      return [{ path: ring, fill: "#5b2c4f24", stroke: accent, width: 1.8, dash: [4.5, 3.5] }];
    case "uncertaintyUnknown":
      return [{ path: ring, stroke: soft, width: 2, dash: [0.1, 3.4], cap: "round" }];
    case "region":
      return [
        {
          path: "M4.6 10.3L14.9 4.6l12.5 4.6-2.3 12.5-10.2 5.7L4.6 20.6z",
          fill: "#9170002e",
          stroke: accent,
          width: 1.8,
          dash: [6.8, 3.4],
        },
      ];
    case "disputed":
      return [{ path: line, stroke: ink, width: 1.8, dash: [5.7, 3.4] }];
    case "claimed":
      return [{ path: line, stroke: ink, width: 2.5, dash: [1.1, 4.5], cap: "round" }];
  }
}
