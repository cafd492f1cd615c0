import { expect, test } from "vitest";
import type { Claim, Site } from "../api/types";
import { claimOf } from "../claims/fixtures";
import { changesBetween } from "./changes";

const site = (id: string, ...claims: Claim[]): Site => ({ id, properties: { claims } }) as unknown as Site;
const status = (value: "exploration" | "operating", current = true): Claim =>
  claimOf({ about: "status", status: value, as_of: "2020" }, { current });
const operator = (organization: string): Claim => claimOf({ about: "operator", organization });

test("a site is named with the kinds of claim whose active values differ", () => {
  const before = [site("a", status("exploration"), operator("x")), site("b", operator("y"))];
  const after = [
    site("a", status("exploration", false), status("operating"), operator("x")),
    site("b", operator("y")),
  ];
  expect(changesBetween(before, after)).toEqual([{ id: "a", abouts: ["status"] }]);
});

test("evidence alone is no change", () => {
  const stated = claimOf({ about: "operator", organization: "x" });
  const counted = { ...stated, evidence: { ...stated.evidence, lineages: 2 } };
  expect(changesBetween([site("a", stated)], [site("a", counted)])).toEqual([]);
});
