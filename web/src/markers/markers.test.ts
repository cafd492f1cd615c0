import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Mineral, Site } from "../api/types";
import { type MarkerSpec, markerSpec, NEUTRAL, STATUSES_BY_ACTIVITY, activityOf } from "./spec";
import { arc, clusterShapes, svgPath, type Shape, SIDE, siteShapes } from "./shapes";

const spec: MarkerSpec = {
  symbol: "Cu",
  colours: ["#8f3310"],
  activity: "operating",
  evidence: "corroborated",
};

/** Start and end points of the arcs of a path. */
const stops = (path: string): [number, number][] =>
  [...path.matchAll(/[MA](?:[\d.]+ [\d.]+ 0 0 1 )?(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ]);

const strokes = (shapes: readonly Shape[]): string[] =>
  shapes.flatMap((shape) => ("stroke" in shape && shape.stroke !== undefined ? [shape.stroke] : []));

describe("activityOf", () => {
  it("knows every status of the schema", () => {
    const schema = readFileSync(new URL("../../../data/schema/site.json", import.meta.url), "utf8");
    const named = (value: unknown): string[] => {
      if (typeof value !== "object" || value === null) return [];
      const own = "const" in value && typeof value.const === "string" ? [value.const] : [];
      return [...own, ...Object.values(value).flatMap(named)];
    };
    const { $defs } = JSON.parse(schema) as { $defs: Record<string, unknown> };
    const statuses = named($defs["Status"]);
    expect(statuses).toContain("operating");
    expect(Object.values(STATUSES_BY_ACTIVITY).flat().sort()).toEqual([...statuses].sort());
    for (const status of statuses) expect(activityOf(status)).not.toBe("unknown");
    expect(activityOf(null)).toBe("unknown");
  });
});

describe("markerSpec", () => {
  const minerals = new Map(
    ["#111111", "#222222", "#333333", "#444444", "#555555"].map((colour, index) => [
      `m${index}`,
      { id: `m${index}`, name: `m${index}`, symbol: `M${index}`, colour } as Mineral,
    ]),
  );
  const site = (ids: string[]): Site =>
    ({ properties: { minerals: ids, status: null, evidence: "disputed" } }) as unknown as Site;

  it("shows the first mineral's symbol and at most four colours", () => {
    const { symbol, colours } = markerSpec(site([...minerals.keys()]), minerals);
    expect(symbol).toBe("M0");
    expect(colours).toEqual(["#111111", "#222222", "#333333", "#444444"]);
  });

  it("is neutral without a known mineral", () => {
    expect(markerSpec(site([]), minerals)).toMatchObject({ symbol: "?", colours: [NEUTRAL] });
  });
});

describe("svgPath", () => {
  it("goes clockwise from the top", () => {
    const [begin, ...ends] = stops(svgPath(arc(10, 0, 0.5)));
    expect(begin).toEqual([SIDE / 2, SIDE / 2 - 10]);
    expect(ends.at(-1)).toEqual([SIDE / 2, SIDE / 2 + 10]);
    expect(ends.some(([x]) => x > SIDE / 2)).toBe(true);
    expect(ends.every(([x]) => x >= SIDE / 2)).toBe(true);
  });

  it("is closed only if it is a full circle", () => {
    expect(svgPath(arc(7, 0, 1))).toMatch(/Z$/);
    expect(svgPath(arc(7, 0, 0.9))).not.toMatch(/Z$/);
  });

  it("stays on its circle", () => {
    for (const [x, y] of stops(svgPath(arc(7, 0.1, 0.95))))
      expect(Math.hypot(x - SIDE / 2, y - SIDE / 2)).toBeCloseTo(7, 1);
  });
});

describe("siteShapes", () => {
  it("differs for every activity and evidence level", () => {
    const activities = ["operating", "developing", "exploring", "closed", "claimed", "unknown"] as const;
    const levels = ["corroborated", "single-source", "disputed"] as const;
    const drawn = activities.flatMap((activity) =>
      levels.map((level) => JSON.stringify(siteShapes({ ...spec, activity, evidence: level }))),
    );
    expect(new Set(drawn).size).toBe(activities.length * levels.length);
  });

  it("has a stripe within the disc for each further mineral", () => {
    const others = ["#aa0000", "#00aa00", "#0000aa"] as const;
    const shapes = siteShapes({ ...spec, colours: ["#8f3310", ...others] });
    for (const colour of others) {
      const found = shapes.filter((shape) => "fill" in shape && shape.fill === colour);
      expect(found).toHaveLength(1);
    }
  });
});

describe("clusterShapes", () => {
  it("divides its ring by the shares", () => {
    const shapes = clusterShapes(40, "4", [
      ["#aa0000", 3],
      ["#00aa00", 1],
    ]);
    expect(strokes(shapes)).toEqual(["#aa0000", "#00aa00"]);
    const [first] = shapes.filter((shape) => "stroke" in shape);
    // Three quarters of a turn: at the left.
    expect(first).toMatchObject({ path: { from: 0, to: 0.75, middle: 20 } });
  });
});
