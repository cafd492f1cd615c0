// The map of an exported image: the basemap, and on it markers, labels, scale bar and north arrow.

import { distance } from "../i18n";
import type { Snapshot, SnapshotMarker } from "../map/snapshot/snapshot";
import type { SiteLabel } from "../map/snapshot/siteLabels";
import type { Rect } from "../map/snapshot/labelPlacement";
import { circle } from "../markers/shapes";
import type { ImageTheme } from "./theme";
import type { Measure, DrawItem, TextItem } from "./items";
import { scaleBar } from "./scale";

/** Line height in ems, as on the map. */
const LINE = 1.2;

export function mapItems(
  snapshot: Snapshot,
  at: Rect,
  text: { north: string; rtl: boolean },
  theme: ImageTheme,
  measure: Measure,
): DrawItem[] {
  const over: DrawItem[] = [
    { name: "names", items: snapshot.labels.flatMap((name) => labelItems(name, text.rtl, theme)) },
    { name: "markers", items: snapshot.markers.flatMap((marker) => markerItems(marker, theme)) },
  ];
  const scale = at.width / snapshot.width;
  return [
    {
      ...{ name: "map", within: at },
      items: [{ basemap: at }, { name: "sites", at: { x: at.x, y: at.y, scale }, items: over }],
    },
    { box: at, stroke: theme.line },
    { name: "scale", items: scaleItems(snapshot, at, theme, measure, text.rtl) },
    { name: "north", items: northItems(at, text, theme) },
  ];
}

function markerItems({ shapes, side, x, y, scale, selected }: SnapshotMarker, theme: ImageTheme): DrawItem[] {
  const marker = { shapes, x: x - (side * scale) / 2, y: y - (side * scale) / 2, scale };
  if (!selected) return [marker];
  const path = circle(20.5 + 1.5, 0);
  const ring = { path, fill: theme.focusGap, stroke: theme.focusRing, width: 3 };
  return [{ shapes: [ring], x, y, scale: 1 }, marker];
}

function labelItems(name: SiteLabel, rtl: boolean, theme: ImageTheme): TextItem[] {
  const { lines, note, box, anchor, size, colour } = name;
  const align = anchor === "left" || anchor === "right" ? anchor : "middle";
  const x = box.x + { left: 0, middle: box.width / 2, right: box.width }[align];
  const all = note === "" ? lines : [...lines, note];
  return all.map((text, index) => ({
    ...{ text, x, align, size, rtl, face: "map", fill: colour },
    weight: index < lines.length ? 600 : 400,
    y: box.y + (index + 0.5) * LINE * size + 0.34 * size,
    halo: { colour: theme.halo, width: 3.2 },
  }));
}

/** At the left in both writing directions, like the map's own. Accurate at the map's centre. */
function scaleItems(
  snapshot: Snapshot,
  at: Rect,
  theme: ImageTheme,
  measure: Measure,
  rtl: boolean,
): DrawItem[] {
  const { zoom, lat } = snapshot.visible.view;
  const smaller = Math.log2(at.width / snapshot.width);
  const { metres, width } = scaleBar(zoom + smaller, lat, Math.min(150, at.width / 4));
  const label = distance(metres);
  const style = { size: 11, weight: 600, face: "map" } as const;
  const wide = Math.max(width, measure(label, style));
  const [x, y] = [at.x + 18, at.y + at.height - 20];
  const plate: Rect = { x: x - 8, y: y - 20, width: wide + 16, height: 32 };
  return [
    { box: plate, fill: theme.halo },
    { ...style, text: label, x, y: y - 5, align: "left", rtl, fill: theme.ink },
    { name: "scale-bar", items: [{ box: { x, y, width, height: 5 }, fill: theme.ink }] },
    { box: { x: x + 1, y: y + 1, width: width / 2 - 1, height: 3 }, fill: theme.paper },
  ];
}

function northItems(
  at: Rect,
  { north, rtl }: { north: string; rtl: boolean },
  theme: ImageTheme,
): DrawItem[] {
  const [x, y] = [at.x + at.width - 26, at.y + 10];
  const arrow = "M0 4L7 24L0 19.5L-7 24Z";
  return [
    { shapes: [{ path: circle(17, 0), fill: theme.halo }], x, y: y + 20, scale: 1 },
    { shapes: [{ path: arrow, fill: theme.ink }], x, y: y + 1, scale: 1 },
    { text: north, x, y: y + 34, align: "middle", size: 9, weight: 600, face: "map", rtl, fill: theme.ink },
  ];
}
