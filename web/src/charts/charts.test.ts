import { expect, test } from "vitest";
import type { Claim, EstimateClaim } from "../api/types";
import { evidence } from "../claims/fixtures";
import { type Bar, foremost, ranked } from "./counts";
import { scales } from "./figures";
import { gaps } from "./years";

const bar = (value: string, count: number, selected = false): Bar => ({ value, count, selected, parts: [] });

test("the longest bar comes first, and empty bars are kept only if selected", () => {
  const bars = [bar("a", 1), bar("b", 0), bar("c", 3), bar("d", 0, true)];
  expect(ranked(bars).map(({ value }) => value)).toEqual(["c", "a", "d"]);
});

test("a selected bar is shown however short it is", () => {
  const bars = [bar("a", 5), bar("b", 4), bar("c", 3), bar("d", 2, true)];
  expect(foremost(bars, 2).map(({ value }) => value)).toEqual(["a", "b", "d"]);
  expect(foremost(bars, 3)).toHaveLength(4);
});

test("consecutive empty years form one gap", () => {
  const years = ["2025", "2024", "2001", null].map((year) => ({ year, agreements: [] }));
  const shown = gaps(years).map((row) => ("from" in row ? `${row.from}–${row.to}` : row.year));
  expect(shown).toEqual(["2025", "2024", "2002–2023", "2001", null]);
});

function estimate(amount: number, unit: string, more: Partial<EstimateClaim>, rivals: string[] = []): Claim {
  return {
    ...{ about: "estimate", category: "unclassified", code: "non-compliant-resource-estimate" },
    ...{ ore: { amount, unit }, cite: [{ source: "s" }], evidence: evidence({ disputed_by: rivals }) },
    ...more,
  } as EstimateClaim;
}

test("only comparable figures share a scale, and rivals are grouped", () => {
  const claims = [
    estimate(200, "Gt", { id: "new", as_of: "2024" }, ["old"]),
    estimate(7, "Mt", { category: "inferred" }),
    estimate(500, "Mt", { id: "old", as_of: "2001" }, ["new"]),
    estimate(900, "Mt", { effective: "2010" }),
    estimate(3, "short tons", {}),
  ];
  const shown = scales(claims, new Map()).map(({ longest, groups }) => ({
    longest,
    groups: groups.map((group) => group.map(({ amount }) => amount)),
  }));
  expect(shown).toEqual([
    { longest: 7e6, groups: [[7]] },
    { longest: 3, groups: [[3]] },
    { longest: 2e11, groups: [[500, 200], [900]] },
  ]);
});
