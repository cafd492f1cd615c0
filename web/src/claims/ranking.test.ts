import { expect, test } from "vitest";
import type { Claim, Site, Source, StatusClaim } from "../api/types";
import { evidence } from "./fixtures";
import { rankRivals, dateOf, withPreferredStatus } from "./ranking";

const source = (id: string, kind: Source["custom"]["kind"], ...issued: number[]): [string, Source] => {
  const date = issued as [number];
  const bare: Source = { id, type: "article", title: id, custom: { kind } };
  return [id, issued.length > 0 ? { ...bare, issued: { "date-parts": [date] } } : bare];
};

const KNOWN = {
  sources: new Map([
    source("gazette", "government", 2009, 4),
    source("miner", "company", 2012),
    source("daily", "newspaper", 2021, 10, 1),
    source("wiki", "encyclopedia"),
  ]),
};

interface Stated {
  from: string[];
  lineages?: number;
  day?: string;
  verdict?: "accepted" | "rejected";
}

function status(word: StatusClaim["status"], { from, lineages = 1, day, verdict }: Stated): StatusClaim {
  return {
    ...{ about: "status", status: word },
    cite: from.map((id) => ({ source: id })) as StatusClaim["cite"],
    evidence: evidence({ lineages, disputed_by: ["rival"] }),
    ...(day !== undefined && { as_of: day }),
    ...(verdict !== undefined && { judgement: { verdict, why: "", cite: [] } }),
  };
}

const first = (group: Claim[], preference: Parameters<typeof rankRivals>[1]): [Claim | undefined, string] => {
  const { claims, why } = rankRivals(group, preference, KNOWN);
  expect(claims).toHaveLength(group.length);
  return [claims[0], why];
};

const many = status("operating", { from: ["daily", "wiki"], lineages: 2, day: "2015" });
const late = status("closed", { from: ["wiki"], day: "2024-11" });
const state = status("historic", { from: ["wiki", "gazette"], day: "2001" });

test("each preference puts another claim first, with its reason", () => {
  for (const group of [
    [many, late, state],
    [state, late, many],
  ]) {
    expect(first(group, "witnesses")).toEqual([many, "witnesses"]);
    expect(first(group, "newest")).toEqual([late, "newest"]);
    expect(first(group, "official")).toEqual([state, "official"]);
  }
});

test("a company is less official than a government, and more than a newspaper", () => {
  const company = status("closed", { from: ["miner"] });
  const paper = status("operating", { from: ["daily"], lineages: 9 });
  expect(first([paper, company], "official")).toEqual([company, "official"]);
  expect(first([company, state], "official")).toEqual([state, "official"]);
});

test("a quoted official does not make a newspaper official", () => {
  const quoting = status("closed", { from: ["daily"] });
  quoting.cite[0].attributed_to = "The Ministry";
  const company = status("operating", { from: ["miner"] });
  expect(first([quoting, company], "official")[0]).toBe(company);
});

test("accepted claims come first and rejected ones last under every preference", () => {
  const accepted = status("abandoned", { from: ["wiki"], day: "1990", verdict: "accepted" });
  const rejected = status("exploration", {
    from: ["gazette"],
    lineages: 9,
    day: "2026",
    verdict: "rejected",
  });
  for (const choice of ["witnesses", "newest", "official"] as const) {
    expect(first([rejected, many, late, accepted], choice)).toEqual([accepted, "judged"]);
    expect(rankRivals([rejected, many, late], choice, KNOWN).claims.at(-1)).toBe(rejected);
    expect(first([rejected, late], choice)).toEqual([late, "judged"]);
  }
});

test("an undated claim is as new as its newest source", () => {
  expect(dateOf(status("closed", { from: ["gazette", "daily"] }), KNOWN)).toBe("2021-10-01");
  expect(dateOf(status("closed", { from: ["daily"], day: "2010" }), KNOWN)).toBe("2010");
  expect(dateOf(status("closed", { from: ["wiki"] }), KNOWN)).toBe("");
});

test("ties are broken by witnesses, then by date, then by the record's order", () => {
  const [a, b] = [status("closed", { from: ["gazette"] }), status("operating", { from: ["gazette"] })];
  expect(first([a, b], "official")).toEqual([a, "order"]);
  expect(first([b, a], "newest")).toEqual([b, "order"]);
  const newer = status("historic", { from: ["gazette"], day: "2020" });
  expect(first([a, newer], "official")).toEqual([newer, "newest"]);
  expect(first([a, newer], "witnesses")).toEqual([newer, "newest"]);
  const older = status("historic", { from: ["gazette"], lineages: 2, day: "1999" });
  expect(first([newer, older], "official")).toEqual([older, "witnesses"]);
});

test("a site's status follows the preference, but only among rivals", () => {
  const site = {
    id: "s",
    properties: { status: "operating", claims: [many, late, state] },
  } as unknown as Site;
  expect(withPreferredStatus(site, "witnesses", KNOWN)).toBe(site);
  expect(withPreferredStatus(site, "newest", KNOWN).properties.status).toBe("closed");
  expect(withPreferredStatus(site, "official", KNOWN).properties.status).toBe("historic");
  const agreed = [many, late].map((claim) => ({
    ...claim,
    evidence: { ...claim.evidence, disputed_by: [] },
  }));
  const calm = { id: "s", properties: { status: "operating", claims: agreed } } as unknown as Site;
  expect(withPreferredStatus(calm, "newest", KNOWN)).toBe(calm);
});
