import type { Feature, Point } from "geojson";
import { describe, expect, it } from "vitest";
import { clustered, EACH_FROM, type Signs } from "./clusters";
import type { DiscProperties } from "./sites";

const COLOURS = ["#b00000", "#00b000", "#0000b0"];

/** Sites in knots of five about each of so many places, the colours in turn. */
function sites(many: number): Feature<Point, DiscProperties>[] {
  return Array.from({ length: many }, (_, nth): Feature<Point, DiscProperties> => {
    const [knot, at] = [Math.floor(nth / 5), nth % 5];
    const coordinates = [60 + (knot % 20) * 0.7 + at * 0.004, 25 + Math.floor(knot / 20) * 0.9 + at * 0.003];
    const colour = COLOURS[nth % COLOURS.length] ?? "";
    const id = `site-${nth}`;
    return {
      type: "Feature",
      geometry: { type: "Point", coordinates },
      properties: { id, name: id, colour, sign: `site ${colour}`, unknown: false },
    };
  });
}

/** How many sites there are of each colour, as the names of the images tell. */
function told({ features }: Signs): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { properties } of features) {
    const [, first = "", ...rest] = properties.sign.split(" ");
    const shares = "id" in properties ? [first, "1"] : rest;
    for (let nth = 0; nth < shares.length; nth += 2) {
      const colour = shares[nth] ?? "";
      counts[colour] = (counts[colour] ?? 0) + Number(shares[nth + 1]);
    }
  }
  return counts;
}

describe("clustered", () => {
  const all = sites(1000);
  const at = (zoom: number): Signs => clustered(all, zoom).signs;

  it("counts every site of every colour once at every zoom", () => {
    for (let zoom = 0; zoom <= EACH_FROM; zoom += 1) {
      const signs = at(zoom);
      const sum = signs.features.reduce(
        (sum, { properties: p }) => sum + ("cluster" in p ? p.cluster : 1),
        0,
      );
      expect(sum).toBe(1000);
      expect(told(signs)).toEqual({ "#b00000": 334, "#00b000": 333, "#0000b0": 333 });
    }
  });

  it("leaves each site its own sign close by, and few signs from afar", () => {
    const ids = at(EACH_FROM).features.map(({ properties }) =>
      "id" in properties ? properties.id : "cluster",
    );
    expect(ids.sort()).toEqual(all.map(({ properties }) => properties.id).sort());
    expect(at(0).features.length).toBeLessThan(10);
  });

  it("knows the zoom at which a cluster falls apart", () => {
    const clusters = clustered(sites(5), 3);
    const [first] = clusters.signs.features;
    if (first === undefined || !("nth" in first.properties)) throw new Error("no cluster");
    const apart = clusters.apart(first.properties.nth) ?? 0;
    expect(clustered(sites(5), apart - 1).signs.features).toHaveLength(1);
    expect(clustered(sites(5), apart).signs.features.length).toBeGreaterThan(1);
    expect(clusters.apart(-1)).toBeNull();
  });

  it("gives the same mix the same image, the largest share first", () => {
    const [sign] = clustered(sites(5), 3).signs.features.map(({ properties }) => properties.sign);
    expect(sign).toBe("cluster 5 #00b000 2 #b00000 2 #0000b0 1");
  });
});
