import type { Feature, Point } from "geojson";
import { describe, expect, it } from "vitest";
import { clusterMarkers, MAX_CLUSTER_ZOOM, type MarkerCollection } from "./clusters";
import type { MarkerProperties } from "./features";

const COLOURS = ["#b00000", "#00b000", "#0000b0"];

/** Groups of five sites around each of `places` positions, in alternating colours. */
function sites(many: number): Feature<Point, MarkerProperties>[] {
  return Array.from({ length: many }, (_, index): Feature<Point, MarkerProperties> => {
    const [group, at] = [Math.floor(index / 5), index % 5];
    const coordinates = [
      60 + (group % 20) * 0.7 + at * 0.004,
      25 + Math.floor(group / 20) * 0.9 + at * 0.003,
    ];
    const colour = COLOURS[index % COLOURS.length] ?? "";
    const id = `site-${index}`;
    return {
      type: "Feature",
      geometry: { type: "Point", coordinates },
      properties: { id, name: id, colour, image: `site ${colour}`, unknown: false },
    };
  });
}

/** How many sites there are of each colour, read from the names of the images. */
function sitesByColour({ features }: MarkerCollection): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { properties } of features) {
    const [, first = "", ...rest] = properties.image.split(" ");
    const shares = "id" in properties ? [first, "1"] : rest;
    for (let index = 0; index < shares.length; index += 2) {
      const colour = shares[index] ?? "";
      counts[colour] = (counts[colour] ?? 0) + Number(shares[index + 1]);
    }
  }
  return counts;
}

describe("clusterMarkers", () => {
  const all = sites(1000);
  const at = (zoom: number): MarkerCollection => clusterMarkers(all, zoom).markers;

  it("counts every site once, by colour, at every zoom", () => {
    for (let zoom = 0; zoom <= MAX_CLUSTER_ZOOM; zoom += 1) {
      const markers = at(zoom);
      const sum = markers.features.reduce(
        (sum, { properties: p }) => sum + ("cluster" in p ? p.cluster : 1),
        0,
      );
      expect(sum).toBe(1000);
      expect(sitesByColour(markers)).toEqual({ "#b00000": 334, "#00b000": 333, "#0000b0": 333 });
    }
  });

  it("has one marker per site at high zoom, and few markers at low zoom", () => {
    const ids = at(MAX_CLUSTER_ZOOM).features.map(({ properties }) =>
      "id" in properties ? properties.id : "cluster",
    );
    expect(ids.sort()).toEqual(all.map(({ properties }) => properties.id).sort());
    expect(at(0).features.length).toBeLessThan(10);
  });

  it("knows the zoom at which a cluster splits", () => {
    const clusters = clusterMarkers(sites(5), 3);
    const [first] = clusters.markers.features;
    if (first === undefined || !("clusterId" in first.properties)) throw new Error("no cluster");
    const apart = clusters.expansionZoom(first.properties.clusterId) ?? 0;
    expect(clusterMarkers(sites(5), apart - 1).markers.features).toHaveLength(1);
    expect(clusterMarkers(sites(5), apart).markers.features.length).toBeGreaterThan(1);
    expect(clusters.expansionZoom(-1)).toBeNull();
  });

  it("names the same image for the same mix, largest share first", () => {
    const [image] = clusterMarkers(sites(5), 3).markers.features.map(({ properties }) => properties.image);
    expect(image).toBe("cluster 5 #00b000 2 #b00000 2 #0000b0 1");
  });
});
