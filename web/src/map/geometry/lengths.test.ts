import { expect, test } from "vitest";
import type { Position } from "../../api/types";
import { areaOf, lengthOf } from "./lengths";

test("lengths match PROJ's geod on WGS 84", () => {
  // geod -I +ellps=WGS84: a degree of the equator, and the first of a meridian.
  expect(
    lengthOf([
      [0, 0],
      [1, 0],
    ]),
  ).toBeCloseTo(111_319.491, 2);
  expect(
    lengthOf([
      [0, 0],
      [0, 1],
    ]),
  ).toBeCloseTo(110_574.389, 2);
  expect(
    lengthOf([
      [0, 0],
      [0, 1],
      [0, 0],
    ]),
  ).toBeCloseTo(2 * 110_574.389, 2);
  expect(lengthOf([[62, 29]])).toBe(0);
});

test("nearly antipodal points have a distance", () => {
  expect(
    lengthOf([
      [62, 29],
      [-118.3, -28.9],
    ]) / 20_000_000,
  ).toBeCloseTo(1, 1);
});

test("a ring's area matches the spherical zone between its sides", () => {
  const [south, north, width] = [28, 29, 1].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  const zone = 6371 ** 2 * width * (Math.sin(north) - Math.sin(south));
  const ring: Position[] = [
    [62, 28],
    [63, 28],
    [63, 29],
    [62, 29],
  ];
  expect(areaOf(ring) / zone).toBeCloseTo(1, 3);
  expect(areaOf(ring.slice(0, 2))).toBe(0);
});
