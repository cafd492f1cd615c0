import type { Box, Outline, Position } from "../../api/types";

const KM_PER_DEGREE = 111.195;
const GRID = 28;

export function polygons(outline: Outline): Position[][][] {
  return outline.type === "Polygon" ? [outline.coordinates] : outline.coordinates;
}

export function boxOf(points: readonly Position[]): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

export function outlineBox(outline: Outline): Box {
  return boxOf(polygons(outline).flatMap((rings) => rings[0] ?? []));
}

/** In square kilometres, to within about a per cent: enough to draw small outlines over large ones. */
export function outlineArea(outline: Outline): number {
  let area = 0;
  for (const rings of polygons(outline)) {
    rings.forEach((ring, i) => {
      area += (i === 0 ? 1 : -1) * ringArea(ring);
    });
  }
  return area;
}

function ringArea(ring: readonly Position[]): number {
  const [, south, , north] = boxOf(ring);
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  let doubled = 0;
  ring.forEach(([x1, y1], i) => {
    const next = ring[i + 1];
    if (next) doubled += x1 * next[1] - next[0] * y1;
  });
  return (Math.abs(doubled) / 2) * shrink * KM_PER_DEGREE ** 2;
}

/** The best point for a label: of a grid in the largest polygon, the one farthest from edges, favouring the middle. */
export function labelPoint(outline: Outline): Position {
  const rings = polygons(outline).reduce((best, next) =>
    ringArea(next[0] ?? []) > ringArea(best[0] ?? []) ? next : best,
  );
  const [west, south, east, north] = boxOf(rings[0] ?? []);
  const middle: Position = [(west + east) / 2, (south + north) / 2];
  const reach = Math.hypot(east - west, north - south) / 2;
  let best = middle;
  let most = 0;
  for (let i = 1; i < GRID; i += 1) {
    for (let j = 1; j < GRID; j += 1) {
      const point: Position = [west + ((east - west) * i) / GRID, south + ((north - south) * j) / GRID];
      // A long belt has as much room at its ends as in its middle.
      const away = Math.hypot(point[0] - middle[0], point[1] - middle[1]) / reach;
      const score = roomAround(point, rings) * (1 - 0.5 * away);
      if (score > most) {
        most = score;
        best = point;
      }
    }
  }
  return best;
}

/** The distance to the nearest edge, in degrees of latitude; 0 outside. */
function roomAround([x, y]: Position, rings: readonly Position[][]): number {
  const shrink = Math.cos((y * Math.PI) / 180);
  let inside = false;
  let nearest = Infinity;
  for (const ring of rings) {
    ring.forEach(([x1, y1], i) => {
      const next = ring[i + 1];
      if (!next) return;
      const [x2, y2] = next;
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
      const dx = (x2 - x1) * shrink;
      const dy = y2 - y1;
      const px = (x - x1) * shrink;
      const py = y - y1;
      const along = Math.max(0, Math.min(1, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
      nearest = Math.min(nearest, Math.hypot(px - along * dx, py - along * dy));
    });
  }
  return inside ? nearest : 0;
}
