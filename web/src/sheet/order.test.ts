import { expect, test } from "vitest";
import type { Claim } from "../api/types";
import { claimOf, rejectedOf } from "../claims/fixtures";
import { byNeed, chosen, grouped } from "./order";

const remark = (text: string): Claim => claimOf({ about: "remark", text });
const operator = (organization: string, current = true): Claim =>
  claimOf({ about: "operator", organization }, { current });
const status = claimOf({ about: "status", status: "operating" });

test("the first remark comes before the third operator, and past claims after both", () => {
  const [a, b, c, past] = [operator("a"), operator("b"), operator("c"), operator("past", false)];
  const first = remark("first");
  expect(byNeed([past, first, c, remark("second"), status, a, b])).toEqual([
    ...[status, c, a, first],
    ...[b, remark("second"), past],
  ]);
});

test("every claim has a group, and rejected claims have their own", () => {
  const rejected = rejectedOf(status);
  const claims = [remark("x"), rejected, status];
  expect(grouped(claims)).toEqual([
    { group: "status", members: [status] },
    { group: "rejected", members: [rejected] },
    { group: "remarks", members: [claims[0]] },
  ]);
});

test("a group gets no more claims after one that did not fit, and leaves room for others", () => {
  const [long, short, other] = [remark("long"), remark("short"), operator("a")];
  expect(chosen([status, long, other, short], (kept) => !kept.includes(long))).toEqual([status, other]);
  expect(chosen([status], () => false)).toEqual([]);
});

test("reserves come before resources, and newer estimates before older ones", () => {
  const estimate = (
    category: "proven" | "inferred",
    code: "jorc-code" | "not-stated" | "non-compliant-resource-estimate",
    effective: string,
  ) => claimOf({ about: "estimate", category, code, effective });
  const informal = estimate("proven", "non-compliant-resource-estimate", "2025");
  const uncoded = estimate("proven", "not-stated", "2025");
  const [old, fresh] = [
    estimate("inferred", "jorc-code", "2010"),
    estimate("inferred", "jorc-code", "2020-05"),
  ];
  const reserve = estimate("proven", "jorc-code", "2009");
  expect(byNeed([informal, uncoded, old, fresh, reserve])).toEqual([reserve, fresh, old, uncoded, informal]);
});
