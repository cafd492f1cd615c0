import { forward } from "mgrs";
import { describe, expect, it } from "vitest";
import type { Position } from "../api/types";
import { notations } from "./notations";

const PROJ_EAST = 408654;
const PROJ_NORTH = 3222753;

const as = (name: string, at: Position, uncertainty?: number): string | undefined =>
  notations(at, uncertainty).find((notation) => notation.name === name)?.text;

describe("MGRS", () => {
  it("agrees with another implementation, at the precision of the uncertainty", () => {
    for (const [lon, lat] of [
      [62.061, 29.13],
      [61.6033, 29.2786],
      [70.1, 24.8],
      [74.95, 36.4],
      [-58.4, -34.6],
      [179.9, 1.2],
    ] as const) {
      for (const [uncertainty, accuracy] of [
        [10, 5],
        [100, 4],
        [3000, 3],
        [10_000, 2],
      ] as const) {
        expect(as("mgrs", [lon, lat], uncertainty)?.replaceAll(" ", "")).toBe(forward([lon, lat], accuracy));
      }
    }
  });
});

describe("UTM", () => {
  it("is rounded to the uncertainty", () => {
    // By PROJ: EPSG:4326 to EPSG:32641.
    expect(as("utm", [62.061, 29.13], 10)).toBe(`41 N ${PROJ_EAST} ${PROJ_NORTH}`);
    expect(as("utm", [62.061, 29.13], 3000)).toBe(
      `41 N ${Math.round(PROJ_EAST / 100) * 100} ${Math.round(PROJ_NORTH / 100) * 100}`,
    );
  });

  it("is given only where the grid is defined", () => {
    expect(notations([0, 85], 100).map(({ name }) => name)).toEqual(["dms"]);
  });
});

describe("degrees, minutes and seconds", () => {
  it("have as many digits as the uncertainty justifies", () => {
    const plain = (text: string | undefined): string | undefined => text?.replace(/[\s\u202f]/g, "");
    expect(plain(as("dms", [62.061, 29.13], 3000))).toBe("29°07′48″N062°03′40″E");
    expect(plain(as("dms", [62.061, 29.13], 50_000))).toBe("29°08′N062°04′E");
    // 29.13 and 62.061 are in the record: three decimals are 111 m.
    expect(plain(as("dms", [62.061, 29.13]))).toBe("29°07′48″N062°03′40″E");
  });
});
