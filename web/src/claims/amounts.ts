// Positions, shares and amounts of claims as text. An amount that a claim may omit is a list of one text, or an empty list.

import type { Bound, ClaimAbout, EstimateClaim, MoneyAmount, OutputClaim } from "../api/types";
import { money, number, t, term } from "../i18n";
import { readPosition } from "../i18n/coordinates";

export function position({ coordinates, uncertainty_m }: ClaimAbout<"location">): string {
  return coordinates === undefined ? t("list.approximateOutline") : readPosition(coordinates, uncertainty_m);
}

/** An amount that may be only a limit: "at least 82 Mt". */
function limited(amount: string, bound: Bound | undefined): string {
  if (bound === undefined) return amount;
  return bound === "at-least" ? t("claim.atLeast", { amount }) : t("claim.atMost", { amount });
}

/** "41 Mt". */
export function withUnit(amount: number | undefined, unit: string | undefined, bound?: Bound): string[] {
  if (amount === undefined) return [];
  return [limited(unit === undefined ? number(amount) : `${number(amount)}\u00a0${unit}`, bound)];
}

export const moneyOf = ({ amount, currency }: MoneyAmount): string => money(amount, currency);

/** "USD 6 trillion", "92 minerals". */
export function figure({ amount, unit, bound }: ClaimAbout<"figure">): string {
  return limited(/^[A-Z]{3}$/.test(unit) ? money(amount, unit) : withUnit(amount, unit).join(), bound);
}

/** "50%". */
export const stake = (percent: number | undefined): string[] =>
  percent === undefined ? [] : [t("claim.stake", { percent })];

/** "12 km²". */
export const area = (n: number | undefined): string[] =>
  n === undefined ? [] : [t("claim.squareKm", { n })];

/** How much was produced or exported, and for how much money. */
export const outputs = ({ amount, unit, value, bound }: OutputClaim): string[] => [
  ...withUnit(amount, unit, bound),
  ...(value === undefined ? [] : [limited(moneyOf(value), bound)]),
];

/** What a figure of each category is called. */
const ESTIMATES = {
  measured: "resource",
  indicated: "resource",
  inferred: "resource",
  "measured-and-indicated": "resource",
  "measured-indicated-and-inferred": "resource",
  proven: "reserve",
  probable: "reserve",
  "proven-and-probable": "reserve",
  unclassified: "unclassified",
} as const satisfies Record<EstimateClaim["category"], string>;

/** A figure for which no reporting code is known is never called a resource or a reserve, whatever its category. */
export function estimateName({ code, category }: Pick<EstimateClaim, "code" | "category">) {
  if (code === "non-compliant-resource-estimate") return "informal";
  return code === "not-stated" ? "uncoded" : ESTIMATES[category];
}

/** The reporting code; an inferred one is marked. */
export function code({ code: id, code_inferred }: Pick<EstimateClaim, "code" | "code_inferred">): string {
  return code_inferred === true ? t("claim.codeInferred", { code: term("code", id) }) : term("code", id);
}

/** What makes estimates comparable, besides their minerals: the part of the site, the category, the code and the basis. */
export const estimateTerms = (claim: EstimateClaim): string[] => [
  ...(claim.part === undefined ? [] : [claim.part]),
  term("category", claim.category),
  code(claim),
  term("share", claim.basis ?? "not-stated"),
];
