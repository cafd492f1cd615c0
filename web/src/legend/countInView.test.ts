import { describe, expect, it } from "vitest";
import type { Site } from "../api/types";
import { countInView, isWithin } from "./countInView";

const site = (id: string, geometry: unknown, minerals: string[] = [], status: string | null = null): Site =>
  ({ id, geometry, properties: { minerals, status, evidence: "single-source" } }) as unknown as Site;

const point = (...coordinates: number[]) => ({ type: "Point", coordinates });
const square = (west: number, south: number, side: number) => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
});

describe("isWithin", () => {
  it("is true if a geometry touches the box or surrounds it", () => {
    expect(isWithin(site("in", point(62, 29)), [61, 28, 63, 30])).toBe(true);
    expect(isWithin(site("out", point(64, 29)), [61, 28, 63, 30])).toBe(false);
    expect(isWithin(site("around", square(50, 20, 30)), [61, 28, 63, 30])).toBe(true);
    expect(isWithin(site("beside", square(63.5, 28, 1)), [61, 28, 63, 30])).toBe(false);
    expect(isWithin(site("nowhere", null), [-180, -90, 180, 90])).toBe(false);
  });
});

describe("countInView", () => {
  it("counts markers, and the minerals of all sites in view", () => {
    const sites = [
      site("a", point(62, 29), ["copper", "gold"], "operating"),
      site("b", point(62.5, 29), ["gold"], "operating-intermittently"),
      site("c", square(61, 28, 1), ["gold"], "exploration"),
      site("far", point(70, 35), ["coal"], "closed"),
    ];
    const seen = countInView(sites, [61, 28, 63, 30]);
    expect(seen.sites.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(seen.minerals).toEqual([
      { value: "gold", count: 3 },
      { value: "copper", count: 1 },
    ]);
    expect(seen.activities).toEqual([{ value: "operating", count: 2 }]);
    expect(seen.evidence).toEqual([{ value: "single-source", count: 2 }]);
  });
});
