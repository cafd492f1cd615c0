// The amounts in estimates, grouped by what can be compared.

import type { Bound, Claim, EstimateClaim } from "../api/types";
import { rivalGroups } from "../claims/standing";
import { publishedOn, type Sources } from "../claims/ranking";

/** One amount of one estimate. */
export interface Figure {
  readonly claim: EstimateClaim;
  /** `ORE`, or the id of a mineral in it. */
  readonly subject: string;
  readonly amount: number;
  readonly unit: string;
  readonly bound: Bound | undefined;
  /** The amount in its base unit. */
  readonly size: number;
  readonly day: string | null;
  /** Which date `day` is: the effective date, the date the claim holds for, or that of the newest source. */
  readonly dated: "claim.effective" | "claim.asOf" | "charts.published";
}

/** Figures that share a scale: equal subject, part of the site, category, code, basis and base unit. */
export interface Scale {
  readonly first: EstimateClaim;
  readonly subject: string;
  readonly longest: number;
  /** Rivals form one group, every other figure its own; oldest first. */
  readonly groups: readonly (readonly Figure[])[];
}

export const ORE = "ore";

/** Units of mass as multiples of a base unit: tonnes or troy ounces. */
const UNITS: Readonly<Record<string, readonly [base: string, factor: number]>> = {
  ...{ t: ["t", 1], kt: ["t", 1e3], Mt: ["t", 1e6], Gt: ["t", 1e9] },
  ...{ oz: ["oz", 1], koz: ["oz", 1e3], Moz: ["oz", 1e6] },
};

const unitOf = (unit: string): readonly [string, number] => UNITS[unit] ?? [unit, 1];

function figuresOf(claim: EstimateClaim, sources: Sources): Figure[] {
  const own = claim.effective ?? claim.as_of;
  const dated =
    claim.effective !== undefined ? "claim.effective" : own !== undefined ? "claim.asOf" : "charts.published";
  const day = own ?? publishedOn(claim, sources);
  const amounts = [
    ...(claim.ore === undefined ? [] : [{ subject: ORE, ...claim.ore }]),
    ...(claim.metals ?? []).map(({ mineral, amount, unit, bound }) => ({
      subject: mineral,
      amount,
      unit,
      bound,
    })),
  ];
  return amounts.flatMap(({ subject, amount, unit = "", bound }) =>
    amount === undefined
      ? []
      : [{ claim, subject, amount, unit, bound, size: amount * unitOf(unit)[1], day, dated } as const],
  );
}

/** The scales of a record's estimates. */
export function scales(claims: readonly Claim[], sources: Sources): Scale[] {
  const figures = claims.flatMap((claim) => (claim.about === "estimate" ? figuresOf(claim, sources) : []));
  const rivals = rivalGroups(claims);
  const byScale = new Map<string, Figure[]>();
  for (const figure of figures) {
    const { part = "", category, code, basis = "" } = figure.claim;
    const subject = figure.subject === ORE ? "" : figure.subject;
    const key = [subject, part, category, code, basis, unitOf(figure.unit)[0]];
    byScale.set(key.join("\n"), [...(byScale.get(key.join("\n")) ?? []), figure]);
  }
  return [...byScale]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, members]) => {
      const [first] = members;
      if (first === undefined) return [];
      return {
        first: first.claim,
        subject: first.subject,
        longest: Math.max(...members.map(({ size }) => size)),
        groups: together(members, rivals),
      };
    });
}

function together(figures: readonly Figure[], rivals: readonly Claim[][]): Figure[][] {
  // Undated figures come last.
  const day = ([first]: readonly Figure[]): string => first?.day ?? "~";
  const oldest = (a: readonly Figure[], b: readonly Figure[]): number =>
    day(a) === day(b) ? 0 : day(a) < day(b) ? -1 : 1;
  const sorted = [...figures].sort((a, b) => oldest([a], [b]));
  const groups = new Map<unknown, Figure[]>();
  for (const figure of sorted) {
    const key = rivals.find((group) => group.includes(figure.claim)) ?? figure;
    groups.set(key, [...(groups.get(key) ?? []), figure]);
  }
  return [...groups.values()].sort(oldest);
}
