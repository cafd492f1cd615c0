import { expect, test } from "vitest";
import type { Claim, Source } from "../api/types";
import { claimOf, evidence } from "../claims/fixtures";
import { isoDate } from "../claims/bibliography";
import { plainPosition, readPosition } from "../i18n/coordinates";
import { metresBetween } from "../map/geometry/circle";
import { estimateName } from "../claims/amounts";
import { numberSources } from "../claims/numbering";
import { passageAddress } from "../citations/passage";
import { byStanding, rivalGroups } from "../claims/standing";
import { areArticles, lineages } from "../claims/witnesses";

function remark(text: string, sources: string[], disputedBy: string[] = [], rejected = false): Claim {
  const [first = "", ...others] = sources;
  const claim = claimOf(
    { about: "remark", id: text, text, cite: [{ source: first }, ...others.map((source) => ({ source }))] },
    { disputed_by: disputedBy },
  );
  return rejected
    ? {
        ...claim,
        evidence: evidence({ standing: "rejected" }),
        judgement: { verdict: "rejected", why: "", cite: [] },
      }
    : claim;
}

test("a link to a passage escapes characters that would end a directive", () => {
  const source: Source = { id: "s", type: "article", title: "S", custom: { kind: "newspaper" } };
  const passage = { start: "copper-gold, says", end: "of it", sha256: "" };
  expect(passageAddress(source, passage)).toBeNull();
  expect(passageAddress({ ...source, URL: "https://example.org/a#top" }, passage)).toBe(
    "https://example.org/a#:~:text=copper%2Dgold%2C%20says,of%20it",
  );
  expect(passageAddress({ ...source, URL: "javascript:alert(1)" })).toBeNull();
});

test("a position has as many decimals as its uncertainty justifies", () => {
  expect(readPosition([62.061, 29.13], 3000)).toBe("29.130° N, 62.061° E");
  expect(plainPosition([69.74, 32.9], 20000)).toBe("32.90, 69.74");
  expect(plainPosition([62.43306, 28.9725])).toBe("28.9725, 62.43306");
  expect(Math.round(metresBetween([62.061, 29.13], [62.43306, 28.9725]) / 1000)).toBe(40);
});

test("a figure without a known reporting code is not called a reserve", () => {
  const code = "non-compliant-resource-estimate";
  expect(estimateName({ code, category: "proven-and-probable" })).toBe("informal");
  expect(estimateName({ code: "not-stated", category: "proven-and-probable" })).toBe("uncoded");
  expect(estimateName({ code: "ni-43-101", category: "proven-and-probable" })).toBe("reserve");
  expect(estimateName({ code: "jorc-code", category: "measured-and-indicated" })).toBe("resource");
  expect(estimateName({ code: "jorc-code", category: "unclassified" })).toBe("unclassified");
});

test("sources are numbered in order of citation, with each place once", () => {
  const numbered = numberSources([remark("a", ["x", "y", "x"]), remark("b", ["z", "y"])]);
  expect([...numbered.values()].map(({ n, id, places }) => [n, id, places.length])).toEqual([
    [1, "x", 1],
    [2, "y", 1],
    [3, "z", 1],
  ]);
});

test("rivals are grouped, directly or through a third claim", () => {
  const claims = [
    remark("a", [], ["c"]),
    remark("b", []),
    remark("c", [], ["a", "d"]),
    remark("d", [], ["c"]),
  ];
  expect(rivalGroups(claims)).toEqual([[claims[0], claims[2], claims[3]]]);
});

test("rejected claims come last but are kept", () => {
  const claims = [remark("a", [], [], true), remark("b", [])];
  expect(byStanding(claims)).toEqual([claims[1], claims[0]]);
});

test("citations are grouped by original report", () => {
  const uncounted = remark("a", ["rewrite", "digest", "embassy"]);
  const witnesses = [
    { root: "agency", citations: [0, 1] },
    { root: "The Embassy", citations: [2] },
  ];
  const claim: Claim = { ...uncounted, evidence: { ...uncounted.evidence, lineages: 2, witnesses } };
  expect(lineages(claim).map(({ root, citations }) => [root, citations.map(({ source }) => source)])).toEqual(
    [
      ["agency", ["rewrite", "digest"]],
      ["The Embassy", ["embassy"]],
    ],
  );
});

test("articles are published by agencies, newspapers and rewriters", () => {
  const source = (id: string, kind: Source["custom"]["kind"]): [string, Source] => [
    id,
    { id, type: "article", title: id, custom: { kind } },
  ];
  const known = new Map([source("a", "agency"), source("r", "rewrite"), source("d", "dataset")]);
  expect(areArticles(remark("x", ["a", "r"]), known)).toBe(true);
  expect(areArticles(remark("x", ["a", "d"]), known)).toBe(false);
  expect(areArticles(remark("x", ["a", "unknown"]), known)).toBe(false);
});

test("a date has the precision of its parts", () => {
  expect(isoDate({ "date-parts": [[2025, 9]] })).toBe("2025-09");
  expect(isoDate(undefined)).toBeNull();
});
