// The map within a picture: the ground, and over it signs, names, the scale and north.

import { distance } from "../i18n";
import type { Still, StillSign } from "../map/still";
import type { SiteName } from "../map/names";
import type { Rect } from "../map/placing";
import { circle } from "../signs/shapes";
import type { PictureLook } from "./look";
import type { Measure, Piece, Words } from "./pieces";
import { scaleBar } from "./scale";

/** A name's lines, as far apart as on the map. */
const LINE = 1.2;

export function mapPieces(
  still: Still,
  at: Rect,
  words: { north: string; rtl: boolean },
  look: PictureLook,
  measure: Measure,
): Piece[] {
  const over: Piece[] = [
    { name: "names", pieces: still.names.flatMap((name) => namePieces(name, words.rtl, look)) },
    { name: "signs", pieces: still.signs.flatMap((sign) => signPieces(sign, look)) },
  ];
  const scale = at.width / still.width;
  return [
    {
      ...{ name: "map", within: at },
      pieces: [{ ground: at }, { name: "sites", at: { x: at.x, y: at.y, scale }, pieces: over }],
    },
    { box: at, stroke: look.line },
    { name: "scale", pieces: scalePieces(still, at, look, measure, words.rtl) },
    { name: "north", pieces: northPieces(at, words, look) },
  ];
}

function signPieces({ shapes, side, x, y, scale, selected }: StillSign, look: PictureLook): Piece[] {
  const sign = { shapes, x: x - (side * scale) / 2, y: y - (side * scale) / 2, scale };
  if (!selected) return [sign];
  const path = circle(20.5 + 1.5, 0);
  const ring = { path, fill: look.focusGap, stroke: look.focusRing, width: 3 };
  return [{ shapes: [ring], x, y, scale: 1 }, sign];
}

function namePieces(name: SiteName, rtl: boolean, look: PictureLook): Words[] {
  const { lines, note, box, anchor, size, colour } = name;
  const align = anchor === "left" || anchor === "right" ? anchor : "middle";
  const x = box.x + { left: 0, middle: box.width / 2, right: box.width }[align];
  const all = note === "" ? lines : [...lines, note];
  return all.map((words, nth) => ({
    ...{ words, x, align, size, rtl, face: "map", fill: colour },
    weight: nth < lines.length ? 600 : 400,
    y: box.y + (nth + 0.5) * LINE * size + 0.34 * size,
    halo: { colour: look.halo, width: 3.2 },
  }));
}

/** At the left in both directions, like the map's own. True at the middle of the map. */
function scalePieces(still: Still, at: Rect, look: PictureLook, measure: Measure, rtl: boolean): Piece[] {
  const { zoom, lat } = still.visible.view;
  const smaller = Math.log2(at.width / still.width);
  const { metres, width } = scaleBar(zoom + smaller, lat, Math.min(150, at.width / 4));
  const label = distance(metres);
  const style = { size: 11, weight: 600, face: "map" } as const;
  const wide = Math.max(width, measure(label, style));
  const [x, y] = [at.x + 18, at.y + at.height - 20];
  const plate: Rect = { x: x - 8, y: y - 20, width: wide + 16, height: 32 };
  return [
    { box: plate, fill: look.halo },
    { ...style, words: label, x, y: y - 5, align: "left", rtl, fill: look.ink },
    { name: "scale-bar", pieces: [{ box: { x, y, width, height: 5 }, fill: look.ink }] },
    { box: { x: x + 1, y: y + 1, width: width / 2 - 1, height: 3 }, fill: look.paper },
  ];
}

function northPieces(at: Rect, { north, rtl }: { north: string; rtl: boolean }, look: PictureLook): Piece[] {
  const [x, y] = [at.x + at.width - 26, at.y + 10];
  const arrow = "M0 4L7 24L0 19.5L-7 24Z";
  return [
    { shapes: [{ path: circle(17, 0), fill: look.halo }], x, y: y + 20, scale: 1 },
    { shapes: [{ path: arrow, fill: look.ink }], x, y: y + 1, scale: 1 },
    { words: north, x, y: y + 34, align: "middle", size: 9, weight: 600, face: "map", rtl, fill: look.ink },
  ];
}
