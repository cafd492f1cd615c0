// Positions, shares and amounts of claims as text. An amount that a claim may omit is a list of one text, or an empty list.

import type { ClaimAbout, EstimateClaim, MoneyAmount, OutputClaim } from "../api/types";
import { money, number, t } from "../i18n";
import { readPosition } from "../i18n/coordinates";

export function position({ coordinates, uncertainty_m }: ClaimAbout<"location">): string {
  return coordinates === undefined ? t("list.approximateOutline") : readPosition(coordinates, uncertainty_m);
}

/** "41 Mt". */
export function withUnit(amount: number | undefined, unit: string | undefined): string[] {
  if (amount === undefined) return [];
  return [unit === undefined ? number(amount) : `${number(amount)}\u00a0${unit}`];
}

export const moneyOf = ({ amount, currency }: MoneyAmount): string => money(amount, currency);

/** "USD 6 trillion", "92 minerals". */
export function figure({ amount, unit }: ClaimAbout<"figure">): string {
  return /^[A-Z]{3}$/.test(unit) ? money(amount, unit) : withUnit(amount, unit).join();
}

/** "50%". */
export const stake = (percent: number | undefined): string[] =>
  percent === undefined ? [] : [t("claim.stake", { percent })];

/** "12 km²". */
export const area = (n: number | undefined): string[] =>
  n === undefined ? [] : [t("claim.squareKm", { n })];

/** How much was produced or exported, and for how much money. */
export const outputs = ({ amount, unit, value }: OutputClaim): string[] => [
  ...withUnit(amount, unit),
  ...(value === undefined ? [] : [moneyOf(value)]),
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

/** A figure outside every reporting code is never called a resource or a reserve, whatever its category. */
export const estimateName = ({ code, category }: Pick<EstimateClaim, "code" | "category">) =>
  code === "non-compliant-resource-estimate" ? "informal" : ESTIMATES[category];
