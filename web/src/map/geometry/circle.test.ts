import { describe, expect, it } from "vitest";
import { circle, destination } from "./circle";

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Distance on a sphere of the Earth's mean radius. */
function haversine([lon1, lat1]: [number, number], [lon2, lat2]: [number, number]): number {
  const half =
    Math.sin(radians(lat2 - lat1) / 2) ** 2 +
    Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin(radians(lon2 - lon1) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(half));
}

/** Distance on WGS 84 without Vincenty: Gauss's mid-latitude formula, good to about a metre at 100 km. */
function midLatitude([lon1, lat1]: [number, number], [lon2, lat2]: [number, number]): number {
  const a = 6_378_137;
  const e2 = 0.006_694_379_990_14;
  const mid = radians((lat1 + lat2) / 2);
  const dLat = radians(lat2 - lat1);
  const dLon = radians(lon2 - lon1);
  const w = Math.sqrt(1 - e2 * Math.sin(mid) ** 2);
  const meridian = (a * (1 - e2)) / w ** 3;
  const normal = a / w;
  const east = normal * dLon * Math.cos(mid) * (1 - (Math.sin(mid) * dLon) ** 2 / 24);
  const north = meridian * dLat * Math.cos(dLon / 2) * (1 + (Math.cos(mid) * dLon) ** 2 / 12);
  return Math.hypot(east, north);
}

const centres: [string, [number, number]][] = [
  ["Reko Diq", [62.061, 29.13]],
  ["Chipurson", [74.73, 36.73]],
  ["the coast", [66.6, 24.9]],
];

describe("circle", () => {
  it.each(centres)("has its radius in metres around %s", (_, centre) => {
    for (const metres of [300, 3_000, 20_000, 50_000]) {
      for (const point of circle(centre, metres)) {
        expect(Math.abs(midLatitude(centre, point) / metres - 1)).toBeLessThan(2e-4);
        // The sphere is up to half a per cent off the ellipsoid at these latitudes.
        expect(Math.abs(haversine(centre, point) / metres - 1)).toBeLessThan(6e-3);
      }
    }
  });

  it("is a closed ring of 96 vertices, counter-clockwise", () => {
    const ring = circle([62.061, 29.13], 3_000);
    expect(ring).toHaveLength(97);
    expect(ring[96]).toEqual(ring[0]);
    let doubled = 0;
    for (let i = 1; i < ring.length; i += 1) {
      const [x1 = 0, y1 = 0] = ring[i - 1] ?? [];
      const [x2 = 0, y2 = 0] = ring[i] ?? [];
      doubled += x1 * y2 - x2 * y1;
    }
    expect(doubled).toBeGreaterThan(0);
  });
});

describe("destination", () => {
  it("matches the published meridian arc of WGS 84", () => {
    // From the equator to 10° N the quarter-meridian tables give 1,105,854.833 m.
    const [lon, lat] = destination([69, 0], 0, 1_105_854.833);
    expect(lon).toBeCloseTo(69, 9);
    expect(lat).toBeCloseTo(10, 6);
  });

  it("matches an arc of the equatorial radius on the equator", () => {
    const [lon, lat] = destination([0, 0], 90, (6_378_137 * Math.PI) / 180);
    expect(lon).toBeCloseTo(1, 9);
    expect(lat).toBeCloseTo(0, 9);
  });
});
