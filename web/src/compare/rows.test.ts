import { expect, test } from "vitest";
import type { Claim, Site } from "../api/types";
import { evidence } from "../claims/fixtures";
import { rows } from "./rows";

const cite: Claim["cite"] = [{ source: "survey" }];

const site = (...claims: Partial<Claim>[]): Site =>
  ({
    properties: { claims: claims.map((claim) => ({ cite, evidence: evidence(), ...claim })) },
  }) as unknown as Site;

const estimate = (mineral: string, code: string, amount: number): Partial<Claim> =>
  ({
    about: "estimate",
    category: "inferred",
    code,
    metals: [{ mineral, amount, unit: "Mt" }],
  }) as Partial<Claim>;

test("every kind of claim of any site is a row, in the order of kinds", () => {
  const found = rows([
    site({ about: "operator", organization: "a" }),
    site({ about: "status", status: "operating" }),
  ]);
  expect(found.map(({ about }) => about)).toEqual(["status", "operator"]);
  expect(found.map(({ cells }) => cells.map((claims) => claims.length))).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test("rows differ by active values, not by sources or dates", () => {
  const one = site({ about: "status", status: "operating", as_of: "2024" });
  const same = site({ about: "status", status: "operating", as_of: "2025", cite: [{ source: "other" }] });
  const other = site({ about: "status", status: "closed" });
  const past = site(
    { about: "status", status: "operating" },
    { about: "status", status: "closed", evidence: evidence({ current: false }) },
  );
  expect(rows([one, same])[0]?.differs).toBe(false);
  expect(rows([one, past])[0]?.differs).toBe(false);
  expect(rows([one, other])[0]?.differs).toBe(true);
  expect(rows([one, site({ about: "operator", organization: "a" })]).map(({ differs }) => differs)).toEqual([
    true,
    true,
  ]);
});

test("only estimates with the same mineral, category, code and basis share a row", () => {
  const found = rows([
    site(estimate("copper", "jorc", 1), estimate("gold", "jorc", 2)),
    site(estimate("copper", "jorc", 3), estimate("copper", "ni-43-101", 4)),
  ]);
  expect(found.map(({ cells }) => cells.map((claims) => claims.length))).toEqual([
    [1, 1],
    [1, 0],
    [0, 1],
  ]);
});
