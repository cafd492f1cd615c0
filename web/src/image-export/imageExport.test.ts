import { crc32 } from "node:zlib";
import { expect, test } from "vitest";
import { wrap } from "./textBlock";
import { withResolution } from "./png";
import { scaleBar } from "./scale";
import { dpiOf, SIZES } from "./sizes";

/** A PNG's signature and header: as much as `withResolution` reads. */
const HEAD = [137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, ...Buffer.from("IHDR"), ...Buffer.alloc(17, 7)];

test("the resolution follows the header, with its checksum", () => {
  const written = Buffer.from(withResolution(Uint8Array.from([...HEAD, 1, 2, 3]), 300));
  expect([...written.subarray(0, HEAD.length)]).toEqual(HEAD);
  const chunk = written.subarray(HEAD.length, HEAD.length + 21);
  expect(chunk.readUInt32BE(0)).toBe(9);
  expect(chunk.toString("latin1", 4, 8)).toBe("pHYs");
  // 300 dots in 25.4 mm.
  expect([chunk.readUInt32BE(8), chunk.readUInt32BE(12), chunk[16]]).toEqual([11_811, 11_811, 1]);
  expect(chunk.readUInt32BE(17)).toBe(crc32(chunk.subarray(4, 17)));
  expect([...written.subarray(HEAD.length + 21)]).toEqual([1, 2, 3]);
});

test("the scale bar has a round length, fits, and is accurate", () => {
  for (const [zoom, lat] of [
    [3.6, 30],
    [5.08, 30.59],
    [9.3, 36.1],
    [12, 24.8],
  ] as const) {
    const { metres, width } = scaleBar(zoom, lat, 150);
    expect(String(metres)).toMatch(/^[125]0*$/);
    expect(width).toBeLessThanOrEqual(150);
    expect(width).toBeGreaterThan(150 / 2.6);
    // Along the parallel, by the haversine formula.
    const degrees = (width * 360) / (512 * 2 ** zoom);
    const rad = Math.PI / 180;
    const half = Math.cos(lat * rad) ** 2 * Math.sin((degrees * rad) / 2) ** 2;
    expect((2 * 6_371_008.8 * Math.asin(Math.sqrt(half))) / metres).toBeCloseTo(1, 2);
  }
});

test("A4 has its pixels at 300 dots per inch", () => {
  const [a4] = SIZES;
  expect(a4?.pixels).toEqual([3508, 2480]);
  expect(a4 && dpiOf(a4)).toBe(300);
  expect(a4 && a4.width * a4.ratio).toBeCloseTo(3508, 0);
});

test("lines break between words, and in URLs after separators", () => {
  const style = { size: 10, weight: 400, face: "page" } as const;
  const measure = (words: string): number => words.length;
  expect(wrap("one two three", 8, style, measure)).toEqual(["one two", "three"]);
  expect(wrap("http://a/?mineral=copper&map=5/30/70", 26, style, measure)).toEqual([
    "http://a/?mineral=copper&",
    "map=5/30/70",
  ]);
});
