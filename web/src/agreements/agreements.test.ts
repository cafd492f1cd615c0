import { expect, test } from "vitest";
import type { Agreement, Claim } from "../api/types";
import { claimOf, evidence, rejectedOf } from "../claims/fixtures";
import { begunOn, byYear, compareDates, milestonesOf, signedOn } from "./timeline";

const signed = (date: string): Claim => claimOf({ about: "signed", date });
const milestone = (what: string, date?: string): Claim =>
  claimOf({ about: "milestone", what, ...(date === undefined ? {} : { date }) });

function agreement(id: string, claims: Claim[]): Agreement {
  const facts = { name: id, kind: "mou", country: "PK", unplaced: null };
  const none = { sites: [], parties: [], minerals: [], signed: [], searched: [] };
  return { type: "Feature", id, geometry: null, properties: { ...facts, ...none, claims } };
}

test("a month sorts after its days, a year after its months, a missing date last", () => {
  const dates = ["2025", "2025-10", "2025-10-02", "2025-09-08", "2024"];
  expect([...dates].sort(compareDates)).toEqual(["2024", "2025-09-08", "2025-10-02", "2025-10", "2025"]);
  expect(compareDates(undefined, "2025")).toBeGreaterThan(0);
});

test("milestones are in chronological order", () => {
  const deal = agreement("deal", [milestone("c"), milestone("b", "2025-10"), milestone("a", "2025-10-02")]);
  expect(milestonesOf(deal).map((claim) => claim.what)).toEqual(["a", "b", "c"]);
});

test("a rejected claim does not date an agreement", () => {
  const wrong: Claim = rejectedOf(signed("2025-09-07"));
  const past: Claim = { ...signed("2025-09-06"), evidence: evidence({ current: false }) };
  expect(signedOn(agreement("deal", [wrong, past, signed("2025-09-08"), signed("2025-09-08")]))).toEqual([
    "2025-09-08",
  ]);
});

test("an agreement is dated by its signature, else by its first milestone", () => {
  expect(begunOn(agreement("deal", [milestone("later", "2025-10"), signed("2025-09-08")]))).toBe(
    "2025-09-08",
  );
  expect(begunOn(agreement("deal", [milestone("b", "2025-10"), milestone("a", "2024")]))).toBe("2024");
  expect(begunOn(agreement("deal", []))).toBeNull();
});

test("the newest year comes first, undated agreements last", () => {
  const all = [
    agreement("undated", []),
    agreement("old", [signed("2001-11-30")]),
    agreement("spring", [signed("2025-03")]),
    agreement("autumn", [signed("2025-09-08")]),
  ];
  expect(byYear(all).map(({ year, agreements }) => [year, agreements.map(({ id }) => id)])).toEqual([
    ["2025", ["autumn", "spring"]],
    ["2001", ["old"]],
    [null, ["undated"]],
  ]);
});
