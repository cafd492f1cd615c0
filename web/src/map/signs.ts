// Signs as images of the map, each made when a layer first names it: an image's name says what is on it.

import type { ExpressionSpecification, GeoJSONSourceSpecification, Map as GlMap } from "maplibre-gl";
import { type Meaning, NEUTRAL } from "../signs/meaning";
import { paint } from "../signs/paint";
import { clusterShapes, type Shape, SIDE, siteShapes } from "../signs/shapes";
import { RATIO, picture } from "./marks";

/** Older images make room beyond these: every filter makes clusters of its own. */
const MOST = 400;

const SITE = "site";
const CLUSTER = "cluster";

export const siteImage = ({ symbol, colours, working, grade }: Meaning): string =>
  [SITE, symbol, working, grade, ...colours].join(" ");

/** What clusters count: the sites of each colour. */
export function clusterCounts(
  colours: Iterable<string>,
): NonNullable<GeoJSONSourceSpecification["clusterProperties"]> {
  const counted = (colour: string) => ["+", ["case", ["==", ["get", "colour"], colour], 1, 0]];
  return Object.fromEntries([...new Set([...colours, NEUTRAL])].map((colour) => [colour, counted(colour)]));
}

/** The name of a cluster's image. */
export function clusterImage(colours: Iterable<string>): ExpressionSpecification {
  const share = (colour: string): ExpressionSpecification => [
    "case",
    [">", ["get", colour], 0],
    ["concat", ` ${colour} `, ["to-string", ["get", colour]]],
    "",
  ];
  const shares = [...new Set([...colours, NEUTRAL])].map(share);
  return ["concat", `${CLUSTER} `, ["to-string", ["get", "point_count_abbreviated"]], ...shares];
}

const clusterSide = (sites: number): number =>
  2 * Math.round(17 + 1.4 * (Math.min(Math.sqrt(sites), 10) - 1.4));

/** A sign as shapes in a square. */
export interface Drawing {
  readonly shapes: readonly Shape[];
  readonly side: number;
}

/** What is on the image of a name; null where the name is no sign's. */
export function drawingOf(name: string): Drawing | null {
  const [what, ...parts] = name.split(" ");
  if (what === SITE) {
    const [symbol = "?", working, grade, first = NEUTRAL, ...others] = parts;
    const meaning = { symbol, working, grade, colours: [first, ...others] } as Meaning;
    return { shapes: siteShapes(meaning), side: SIDE };
  }
  if (what !== CLUSTER) return null;
  const [count = "", ...flat] = parts;
  const shares = flat.flatMap((colour, i) => (i % 2 === 0 ? [[colour, Number(flat[i + 1])] as const] : []));
  shares.sort(([, a], [, b]) => b - a);
  const side = clusterSide(shares.reduce((sum, [, share]) => sum + share, 0));
  return { shapes: clusterShapes(side, count, shares), side };
}

/** Makes signs as layers ask for them. */
export function makeSigns(map: GlMap): void {
  const made: string[] = [];
  // An image is drawn once: its letters' face has to be there before.
  const face = document.fonts.load('600 11px "Noto Sans"').catch(() => undefined);
  map.setMissingStyleImageResolver(async (name) => {
    await face;
    const drawing = drawingOf(name);
    if (drawing === null || map.hasImage(name)) return;
    const image = picture(drawing.side, (context) => paint(context, drawing.shapes));
    map.addImage(name, image, { pixelRatio: RATIO });
    made.push(name);
    const oldest = made.length > MOST ? made.shift() : undefined;
    if (oldest !== undefined) map.removeImage(oldest);
  });
}
