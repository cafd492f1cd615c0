import { expect, test } from "vitest";
import type { Site } from "../api/types";
import { proximityOf, type Origin, searchAreas } from "./near";

const KM = 1000;
/** A degree of latitude at 29° N on WGS 84, in metres. */
const DEGREE = 110_850;

const site = (geometry: unknown, uncertainty_m: number | null): Site =>
  ({ geometry, properties: { uncertainty_m } }) as Site;
const north = (metres: number, uncertainty: number | null) =>
  site({ type: "Point", coordinates: [62, 29 + metres / DEGREE] }, uncertainty);
const square = (south: number, side: number, uncertainty: number) => {
  const [s, n] = [29 + south / DEGREE, 29 + (south + side) / DEGREE];
  const ring = [62.3, 61.7, 61.7, 62.3, 62.3].map((lon, index) => [lon, index < 2 || index === 4 ? s : n]);
  return site({ type: "Polygon", coordinates: [ring] }, uncertainty);
};
const origin = (uncertainty: number | null = 0): Origin => ({
  position: [62, 29],
  uncertaintyM: uncertainty,
});

test("a site is definitely, possibly or not nearby, given both uncertainties", () => {
  expect(proximityOf(north(30 * KM, 5 * KM), origin(), 50 * KM).proximity).toBe("yes");
  expect(proximityOf(north(47 * KM, 5 * KM), origin(), 50 * KM).proximity).toBe("possibly");
  expect(proximityOf(north(53 * KM, 5 * KM), origin(), 50 * KM).proximity).toBe("possibly");
  expect(proximityOf(north(56 * KM, 5 * KM), origin(), 50 * KM).proximity).toBe("no");
  expect(proximityOf(north(56 * KM, 5 * KM), origin(2 * KM), 50 * KM).proximity).toBe("possibly");
  expect(proximityOf(north(44 * KM, 5 * KM), origin(2 * KM), 50 * KM).proximity).toBe("possibly");
});

test("without a stated uncertainty nothing is definite", () => {
  expect(proximityOf(north(KM, null), origin(), 50 * KM).proximity).toBe("possibly");
  expect(proximityOf(north(500 * KM, null), origin(), 50 * KM).proximity).toBe("unknown");
  expect(proximityOf(north(500 * KM, 1), origin(null), 50 * KM).proximity).toBe("unknown");
  expect(proximityOf(site(null, null), origin(), 50 * KM)).toMatchObject({
    proximity: "unlocated",
    metres: null,
  });
});

test("an outline is nearby as a whole, in part or not at all", () => {
  expect(proximityOf(square(-10 * KM, 20 * KM, KM), origin(), 50 * KM)).toMatchObject({
    proximity: "yes",
    metres: 0,
  });
  expect(proximityOf(square(-10 * KM, 20 * KM, KM), origin(), 20 * KM).proximity).toBe("possibly");
  const apart = proximityOf(square(60 * KM, 20 * KM, 5 * KM), origin(), 50 * KM);
  expect(apart.proximity).toBe("no");
  expect(apart.metres).toBeGreaterThan(59.9 * KM);
  expect(apart.metres).toBeLessThan(60.1 * KM);
  expect(proximityOf(square(60 * KM, 20 * KM, 15 * KM), origin(), 50 * KM).proximity).toBe("possibly");
});

test("a larger radius never excludes a site", () => {
  const order = { no: 0, unknown: 0, unlocated: 0, possibly: 1, yes: 2 };
  for (const one of [north(30 * KM, 5 * KM), north(47 * KM, null), square(20 * KM, 30 * KM, 2 * KM)]) {
    let before = 0;
    for (let radius = KM; radius < 200 * KM; radius += KM) {
      const now = order[proximityOf(one, origin(KM), radius).proximity];
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
  }
});

test("the search areas contain every site that is definitely or possibly nearby", () => {
  // A fixed sequence, so that failures can be reproduced.
  let seed = 7;
  const between = (low: number, high: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return low + (high - low) * (seed / 2_147_483_647);
  };
  let near = 0;
  for (let index = 0; index < 20_000; index += 1) {
    const [lon, lat] = [between(-180, 180), between(-89, 89)];
    const from: Origin = { position: [lon, lat], uncertaintyM: index % 7 === 0 ? null : between(0, 5 * KM) };
    const radius = between(KM, 300 * KM);
    const [x, y] = [lon + between(-8, 8), Math.max(-90, Math.min(90, lat + between(-4, 4)))];
    const at = [((x + 540) % 360) - 180, y] as const;
    const uncertainty = index % 5 === 0 ? null : 10 ** between(1, 5.7);
    const { proximity } = proximityOf(site({ type: "Point", coordinates: at }, uncertainty), from, radius);
    if (proximity === "no" || proximity === "unknown") continue;
    near += 1;
    const looked = searchAreas(from, radius).some(({ box, over }) => {
      const [west, south, east, north] = box ?? [-180, -90, 180, 90];
      const between = west <= east ? at[0] >= west && at[0] <= east : at[0] >= west || at[0] <= east;
      const inside = between && at[1] >= south && at[1] <= north;
      return inside && (over === null || (uncertainty !== null && uncertainty > over));
    });
    expect(looked, String([at, uncertainty, from.position, radius])).toBe(true);
  }
  expect(near).toBeGreaterThan(1000);
});

test("distances to outlines work across the 180th meridian", () => {
  const ring = [179.9, -179.9, -179.9, 179.9, 179.9].map((lon, index) => [
    lon,
    index < 2 || index === 4 ? -17 : -16,
  ]);
  const fiji = site({ type: "Polygon", coordinates: [ring] }, KM);
  expect(proximityOf(fiji, { position: [179.95, -16.5], uncertaintyM: 0 }, 100 * KM)).toMatchObject({
    proximity: "yes",
    metres: 0,
  });
  expect(proximityOf(fiji, { position: [-178.9, -16.5], uncertaintyM: 0 }, 50 * KM).proximity).toBe("no");
});
