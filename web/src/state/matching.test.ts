import { expect, test } from "vitest";
import type { Mineral, Organization, Site } from "../api/types";
import { countIgnoring, facetValues, index, select } from "./matching";
import { type Filters, NO_FILTERS, toggled } from "./filters";

const reasons = { disputed: [], location_lineages: 1, mineral_lineages: 1 };

function site(id: string, facts: Partial<Site["properties"]>): Site {
  return {
    type: "Feature",
    id,
    geometry: null,
    properties: {
      ...{ name: id, names: {}, kind: "deposit", status: null, minerals: [], operators: [], licensees: [] },
      ...{ owners: [], country: "PK", province: null, part_of: [], uncertainty_m: null },
      ...{
        evidence: "single-source",
        sources: [],
        claims: [],
        identifiers: {},
        searched: [],
        evidence_reasons: reasons,
        ...facts,
      },
    } as Site["properties"],
  };
}

const minerals = new Map<string, Mineral>([
  [
    "neodymium",
    {
      ...base("neodymium"),
      kind: "element",
      symbol: "Nd",
      colour: "#000000",
      broader: ["rare-earth-elements"],
    },
  ],
  [
    "copper",
    {
      ...base("copper"),
      kind: "element",
      symbol: "Cu",
      colour: "#000000",
      names: { ur: [{ name: "تانبا", cite: [] }] },
    },
  ],
]);
const organizations = new Map<string, Organization>([
  ["degan", { ...base("degan"), kind: "company", parent: "fwo", claims: [] }],
  ["fwo", { ...base("fwo"), kind: "company", names: { en: ["Frontier Works Organization"] }, claims: [] }],
]);

function base(id: string): { id: string; name: string } {
  return { id, name: id };
}

const all = [
  site("reko-diq", { name: "Reko Diq", minerals: ["copper"], operators: ["fwo"], part_of: ["belt"] }),
  site("belt", {
    names: { ur: ["چاغی"] },
    minerals: ["neodymium"],
    operators: ["degan"],
    part_of: ["south"],
  }),
  site("south", { minerals: ["copper"] }),
];
const sites = new Map(all.map((one) => [one.id, one]));
const indexed = all.map((one) => index(one, { minerals, organizations, sites }));
const ids = (filters: Filters): string[] => select(indexed, filters).map(({ id }) => id);

test("a mineral includes narrower ones, an organization its subsidiaries, a region its regions", () => {
  expect(ids(toggled(NO_FILTERS, "mineral", "rare-earth-elements"))).toEqual(["belt"]);
  expect(ids(toggled(NO_FILTERS, "operator", "fwo"))).toEqual(["reko-diq", "belt"]);
  expect(ids(toggled(NO_FILTERS, "operator", "degan"))).toEqual(["belt"]);
  expect(ids(toggled(NO_FILTERS, "part_of", "south"))).toEqual(["reko-diq", "belt"]);
});

test("values of a facet are alternatives, and all facets must match", () => {
  const either = toggled(toggled(NO_FILTERS, "mineral", "copper"), "mineral", "neodymium");
  expect(ids(either)).toEqual(["reko-diq", "belt", "south"]);
  expect(ids(toggled(either, "operator", "fwo"))).toEqual(["reko-diq", "belt"]);
});

test("search covers names, minerals and operators, in any spelling", () => {
  for (const q of ["rekodiq", "REKO-DIQ", "تانبا reko", "frontier diq"]) {
    expect(ids({ ...NO_FILTERS, q })).toEqual(["reko-diq"]);
  }
  expect(ids({ ...NO_FILTERS, q: "چاغي" })).toEqual(["belt"]);
});

test("a facet's counts ignore its own selection, but not that of others", () => {
  const copper = toggled(NO_FILTERS, "mineral", "copper");
  const counts = (filters: Filters, facet: "mineral" | "operator"): Record<string, number> => {
    const values = facetValues(countIgnoring(indexed, filters, facet), filters.selected[facet] ?? []);
    return Object.fromEntries(values.map(({ value, count }) => [value, count]));
  };
  expect(counts(copper, "mineral")).toEqual({ copper: 2, neodymium: 1, "rare-earth-elements": 1 });
  expect(counts(copper, "operator")).toEqual({ fwo: 1, degan: 0 });
  expect(counts(toggled(copper, "operator", "nobody"), "operator")).toEqual({ fwo: 1, degan: 0, nobody: 0 });
});
