import { describe, expect, it } from "vitest";
import type { Outline, Position } from "../../api/types";
import { labelPoint, outlineArea, outlineBox } from "./outline";

const ring = (...points: Position[]): Position[] => [...points, ...points.slice(0, 1)];
const square = (west: number, south: number, side: number): Position[] =>
  ring([west, south], [west + side, south], [west + side, south + side], [west, south + side]);
const polygon = (...rings: Position[][]): Outline => ({ type: "Polygon", coordinates: rings });

describe("outlineArea", () => {
  it("is close to the spherical area, without holes", () => {
    // A square degree between 30° and 31° N: R² · Δλ · (sin 31° − sin 30°) = 10,647 km².
    expect(outlineArea(polygon(square(62, 30, 1))) / 10_647).toBeCloseTo(1, 2);
    expect(outlineArea(polygon(square(62, 30, 1), square(62.4, 30.4, 0.2))) / 10_221).toBeCloseTo(1, 2);
  });
});

describe("labelPoint", () => {
  it("stays inside an outline whose middle is outside", () => {
    // A horseshoe, open to the east.
    const [x, y] = labelPoint(
      polygon(ring([60, 24], [64, 24], [64, 25], [61.5, 25], [61.5, 27], [64, 27], [64, 28], [60, 28])),
    );
    expect(x > 60 && x < 61.5 ? y > 24 && y < 28 : (y > 24 && y < 25) || (y > 27 && y < 28)).toBe(true);
  });

  it("chooses the largest polygon, near its middle", () => {
    const [x, y] = labelPoint({
      type: "MultiPolygon",
      coordinates: [[square(60, 24, 1)], [square(66, 28, 3)]],
    });
    expect(Math.hypot(x - 67.5, y - 29.5)).toBeLessThan(0.3);
  });
});

describe("outlineBox", () => {
  it("contains every polygon", () => {
    const outline: Outline = {
      type: "MultiPolygon",
      coordinates: [[square(60, 24, 1)], [square(66, 28, 3)]],
    };
    expect(outlineBox(outline)).toEqual([60, 24, 69, 31]);
  });
});
