// Signs as images of the map, each made when a layer first names it: an image's name says what is on it.

import type { ExpressionSpecification, GeoJSONSourceSpecification, Map as GlMap } from "maplibre-gl";
import { type Meaning, NEUTRAL } from "../signs/meaning";
import { paint } from "../signs/paint";
import { clusterShapes, type Shape, SIDE, siteShapes } from "../signs/shapes";
import { RATIO, picture } from "./marks";

/** So many images are kept beside those that are needed: every filter and every zoom makes clusters of its own. */
const SPARE = 1000;
/** No finer than the screen: each tile takes up the images of its clusters anew. */
const CLUSTER_RATIO = Math.ceil(window.devicePixelRatio);

const SITE = "site";
const CLUSTER = "cluster";

export const siteImage = ({ symbol, colours, working, grade }: Meaning): string =>
  [SITE, symbol, working, grade, ...colours].join(" ");

/** More than the sites that a cluster holds: an atlas of so many is not read whole. */
const ONE = 2 ** 13;
/** So many counts are exact as one number; each number of a cluster is reckoned anew at every zoom. */
const COUNTS = 4;

const key = (nth: number): string => `counts${nth}`;

/** Every colour that a sign may have, in the order that they are counted in. */
const counted = (colours: Iterable<string>): string[] => [...new Set([...colours, NEUTRAL])];

/** What clusters count: the sites of each colour. */
export function clusterCounts(
  colours: Iterable<string>,
): NonNullable<GeoJSONSourceSpecification["clusterProperties"]> {
  const all = counted(colours);
  const counts = Array.from({ length: Math.ceil(all.length / COUNTS) }, (_, nth) => {
    const some = all.slice(nth * COUNTS, (nth + 1) * COUNTS);
    return ["+", ["match", ["get", "colour"], ...some.flatMap((colour, of) => [colour, ONE ** of]), 0]];
  });
  return Object.fromEntries(counts.map((count, nth) => [key(nth), count]));
}

/** The name of a cluster's image. */
export function clusterImage(colours: Iterable<string>): ExpressionSpecification {
  const shares = counted(colours).map((colour, nth): ExpressionSpecification => {
    const counts: ExpressionSpecification = ["get", key(Math.floor(nth / COUNTS))];
    const count: ExpressionSpecification = ["%", ["floor", ["/", counts, ONE ** (nth % COUNTS)]], ONE];
    return ["case", [">", count, 0], ["concat", ` ${colour} `, ["to-string", count]], ""];
  });
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
  const made = new Set<string>();
  let room = SPARE;
  let emptied = false;
  // An image is drawn once: its letters' face has to be there before.
  const face = document.fonts.load('600 11px "Noto Sans"').catch(() => undefined);
  map.setMissingStyleImageResolver(async (name) => {
    await face;
    const drawing = drawingOf(name);
    if (drawing === null || map.hasImage(name)) return;
    const ratio = name.startsWith(CLUSTER) ? CLUSTER_RATIO : RATIO;
    const image = picture(drawing.side, (context) => paint(context, drawing.shapes), ratio);
    map.addImage(name, image, { pixelRatio: ratio });
    made.add(name);
  });
  // Only a map at rest knows what it needs. Taken from it, what it does need is asked for again: more than that is kept,
  // or it would never rest.
  map.on("idle", () => {
    if (emptied) room = 2 * made.size + SPARE;
    emptied = made.size > room;
    if (!emptied) return;
    for (const name of made) map.removeImage(name);
    made.clear();
  });
}
