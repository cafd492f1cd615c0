import { expect, test } from "vitest";
import type { Site } from "../api/types";
import { answer, type Here } from "./near";

const KM = 1000;
/** A degree of latitude at 29° N on WGS 84, in metres. */
const DEGREE = 110_850;

const site = (geometry: unknown, uncertainty_m: number | null): Site =>
  ({ geometry, properties: { uncertainty_m } }) as Site;
const north = (metres: number, uncertainty: number | null) =>
  site({ type: "Point", coordinates: [62, 29 + metres / DEGREE] }, uncertainty);
const square = (south: number, side: number, uncertainty: number) => {
  const [s, n] = [29 + south / DEGREE, 29 + (south + side) / DEGREE];
  const ring = [62.3, 61.7, 61.7, 62.3, 62.3].map((lon, nth) => [lon, nth < 2 || nth === 4 ? s : n]);
  return site({ type: "Polygon", coordinates: [ring] }, uncertainty);
};
const here = (uncertainty: number | null = 0): Here => ({ at: [62, 29], uncertainty });

test("a site is surely near, possibly, or surely not, by both uncertainties", () => {
  expect(answer(north(30 * KM, 5 * KM), here(), 50 * KM).answer).toBe("yes");
  expect(answer(north(47 * KM, 5 * KM), here(), 50 * KM).answer).toBe("possibly");
  expect(answer(north(53 * KM, 5 * KM), here(), 50 * KM).answer).toBe("possibly");
  expect(answer(north(56 * KM, 5 * KM), here(), 50 * KM).answer).toBe("no");
  expect(answer(north(56 * KM, 5 * KM), here(2 * KM), 50 * KM).answer).toBe("possibly");
  expect(answer(north(44 * KM, 5 * KM), here(2 * KM), 50 * KM).answer).toBe("possibly");
});

test("where nobody says how exact a place is, nothing is sure", () => {
  expect(answer(north(KM, null), here(), 50 * KM).answer).toBe("possibly");
  expect(answer(north(500 * KM, null), here(), 50 * KM).answer).toBe("untold");
  expect(answer(north(500 * KM, 1), here(null), 50 * KM).answer).toBe("untold");
  expect(answer(site(null, null), here(), 50 * KM)).toMatchObject({ answer: "unplaced", metres: null });
});

test("an outline is near as a whole, in part or not at all", () => {
  expect(answer(square(-10 * KM, 20 * KM, KM), here(), 50 * KM)).toMatchObject({ answer: "yes", metres: 0 });
  expect(answer(square(-10 * KM, 20 * KM, KM), here(), 20 * KM).answer).toBe("possibly");
  const apart = answer(square(60 * KM, 20 * KM, 5 * KM), here(), 50 * KM);
  expect(apart.answer).toBe("no");
  expect(apart.metres).toBeGreaterThan(59.9 * KM);
  expect(apart.metres).toBeLessThan(60.1 * KM);
  expect(answer(square(60 * KM, 20 * KM, 15 * KM), here(), 50 * KM).answer).toBe("possibly");
});

test("a wider search takes no answer back", () => {
  const order = { no: 0, untold: 0, unplaced: 0, possibly: 1, yes: 2 };
  for (const one of [north(30 * KM, 5 * KM), north(47 * KM, null), square(20 * KM, 30 * KM, 2 * KM)]) {
    let before = 0;
    for (let radius = KM; radius < 200 * KM; radius += KM) {
      const now = order[answer(one, here(KM), radius).answer];
      expect(now).toBeGreaterThanOrEqual(before);
      before = now;
    }
  }
});
