import { expect, test } from "vitest";
import type { Claim, Judgement } from "../api/types";
import { claimOf, rejectedOf } from "../claims/fixtures";
import { disputes } from "./disputes";
import { mineralsIn, organizationsIn } from "../claims/kinds";
import { cites, mentions, withDescendants } from "./mentions";
import type { RecordClaims } from "./recordClaims";

function site(id: string, claims: Claim[]): RecordClaims {
  return { ref: { kind: "site", id }, claims };
}

const rejected: Judgement = { verdict: "rejected", why: "no", cite: [{ source: "survey" }] };
const operator = (organization: string): Claim => claimOf({ about: "operator", organization });
const copper = claimOf({ about: "mineral", mineral: "copper", rank: "primary" });

test("descendants are found at every level", () => {
  const above: Record<string, string[]> = { degan: ["fwo"], fwo: ["army"], barrick: [] };
  const ids = Object.keys(above);
  expect([...withDescendants("army", ids, (id) => above[id] ?? [])].sort()).toEqual(["army", "degan", "fwo"]);
  expect([...withDescendants("barrick", ids, (id) => above[id] ?? [])]).toEqual(["barrick"]);
});

test("a cycle of parents ends", () => {
  expect([...withDescendants("a", ["a", "b"], (id) => (id === "a" ? ["b"] : ["a"]))].sort()).toEqual([
    "a",
    "b",
  ]);
});

test("a claim names organizations and minerals", () => {
  const estimate = claimOf({
    about: "estimate",
    estimator: "barrick",
    category: "proven",
    code: "ni-43-101",
    metals: [{ mineral: "gold" }, { mineral: "copper" }],
  });
  expect(organizationsIn(estimate)).toEqual(["barrick"]);
  expect(mineralsIn(estimate)).toEqual(["gold", "copper"]);
  expect(organizationsIn(copper)).toEqual([]);
});

test("mentions are records with matching claims, most claims first", () => {
  const records = [
    site("one", [operator("fwo"), copper]),
    site("two", [operator("fwo"), operator("fwo")]),
    site("three", [copper]),
  ];
  const found = mentions(records, "site", (one) => organizationsIn(one).includes("fwo"));
  expect(found.map(({ ref, claims }) => [ref.id, claims.length])).toEqual([
    ["two", 2],
    ["one", 1],
  ]);
  expect(mentions(records, "agreement", () => true)).toEqual([]);
});

test("a source is cited by a claim, by its judgement and by its conflicts", () => {
  expect(cites(copper, "gazette")).toBe(true);
  expect(cites(copper, "survey")).toBe(false);
  expect(cites({ ...copper, judgement: rejected }, "survey")).toBe(true);
});

test("rivals are an open dispute until one is accepted", () => {
  const here = (percent: number, rival: number): Claim =>
    claimOf(
      {
        about: "owner",
        id: `owner-${percent}`,
        organization: "state",
        interest: "equity",
        share_percent: percent,
      },
      { disputed_by: [`owner-${rival}`] },
    );
  const sides = [here(100, 15), here(15, 100)];
  const [dispute, ...others] = disputes([site("saindak", sides)]);
  expect(others).toEqual([]);
  expect(dispute).toMatchObject({ about: "owner", open: true, conflict: null });
  expect(dispute?.sides.map((side) => side.claim)).toEqual(sides);
  const judged: Claim[] = [
    { ...here(100, 15), judgement: { ...rejected, verdict: "accepted" } },
    here(15, 100),
  ];
  expect(disputes([site("saindak", judged)])[0]?.open).toBe(false);
});

test("a rejected claim is shown beside the active claim of the same key only", () => {
  const place = (lon: number): Claim =>
    claimOf({ about: "location", coordinates: [lon, 29] }, { key: "location" });
  const wrong = rejectedOf(place(63));
  const [dispute, ...others] = disputes([site("reko-diq", [place(62), wrong, copper])]);
  expect(others).toEqual([]);
  expect(dispute?.open).toBe(false);
  expect(dispute?.sides.map((side) => side.claim)).toEqual([place(62), wrong]);
});

test("conflicting claims of two records are both shown", () => {
  const year = { about: "export", mineral: "copper", period: "2024" } as const;
  const fullYear = claimOf({ ...year, id: "export-copper", value: { amount: 842, currency: "USD" } });
  const conflict = { record: "PK", claim: "export-copper", why: "a part is not the fullYear", cite: [] };
  const part: Claim = { ...fullYear, conflicts_with: [conflict] };
  const country: RecordClaims = { ref: { kind: "country", id: "PK" }, claims: [copper, fullYear] };
  const [dispute] = disputes([site("saindak", [part]), country]);
  expect(dispute?.open).toBe(true);
  expect(dispute?.conflict?.why).toBe(conflict.why);
  expect(dispute?.sides.map(({ record, claim: one }) => [record.id, one])).toEqual([
    ["saindak", part],
    ["PK", fullYear],
  ]);
});

test("a conflict with an unknown claim leaves one side", () => {
  const conflict = { record: "PK", claim: "export-gold", why: "", cite: [] };
  const alone: Claim = { ...copper, conflicts_with: [conflict] };
  expect(disputes([site("saindak", [alone])])[0]?.sides).toHaveLength(1);
});

test("open disputes come before resolved ones", () => {
  const settled = site("a", [rejectedOf(copper)]);
  const status = (id: string, rival: string): Claim =>
    claimOf({ about: "status", id, status: "closed" }, { disputed_by: [rival] });
  const order = disputes([settled, site("b", [status("a", "b"), status("b", "a")])]).map(({ open }) => open);
  expect(order).toEqual([true, false]);
});
