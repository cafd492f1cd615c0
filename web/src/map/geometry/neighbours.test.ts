import { expect, test } from "vitest";
import type { Site } from "../../api/types";
import { withNeighbours } from "./neighbours";

const at = (id: string, lon: number, lat: number): Site =>
  ({ id, geometry: { type: "Point", coordinates: [lon, lat] }, properties: { uncertainty_m: 1000 } }) as Site;

const home = at("home", 62, 29);
const own: [number, number, number, number] = [61.99, 28.99, 62.01, 29.01];

test("the nearest sites are framed, distant ones are not", () => {
  const box = withNeighbours(own, home, [home, at("near", 62.2, 29.1), at("far", 64, 29)]);
  expect(box).toEqual([61.99, 28.99, 62.2, 29.1]);
});

test("an isolated site is framed with its uncertainty", () => {
  expect(withNeighbours(own, home, [home, at("far", 64, 29)])).toEqual(own);
});

test("only the nearest three are framed", () => {
  const crowd = [1, 2, 3, 4, 5].map((step) => at(`n${step}`, 62 + step * 0.05, 29));
  expect(withNeighbours(own, home, crowd)[2]).toBeCloseTo(62.15);
});
