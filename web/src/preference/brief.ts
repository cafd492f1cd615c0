// A claim's value in a few words, to name it beside its rival.

import type { Claim } from "../api/types";
import { date, money, number, t, term } from "../i18n";
import { readPosition } from "../panel/coordinates";
import { mineralName, organizationName } from "../records/recordClaims";

const amountOf = (amount: number | undefined, unit: string | undefined): string =>
  amount === undefined ? "" : `${number(amount)} ${unit ?? ""}`.trim();

export function brief(claim: Claim): string {
  switch (claim.about) {
    case "location":
      return claim.coordinates === undefined
        ? t("list.approximateOutline")
        : readPosition(claim.coordinates, claim.uncertainty_m);
    case "mineral":
      return `${mineralName(claim.mineral)}, ${term("rank", claim.rank)}`;
    case "operator":
    case "party":
      return organizationName(claim.organization);
    case "licence":
      return [term("licence", claim.kind ?? ""), amountOf(claim.area_km2, "km²")].filter(Boolean).join(" · ");
    case "owner":
      return claim.share_percent === undefined
        ? t("claim.stakeUnknown")
        : t("claim.stake", { percent: claim.share_percent });
    case "status":
      return term("status", claim.status);
    case "signed":
      return date(claim.date);
    case "amount":
      return money(claim.value.amount, claim.value.currency);
    case "figure":
      return /^[A-Z]{3}$/.test(claim.unit)
        ? money(claim.amount, claim.unit)
        : amountOf(claim.amount, claim.unit);
    case "production":
    case "export":
      return claim.value === undefined
        ? amountOf(claim.amount, claim.unit)
        : money(claim.value.amount, claim.value.currency);
    case "estimate": {
      const metals = (claim.metals ?? [])
        .filter((metal) => metal.amount !== undefined)
        .map((metal) => `${mineralName(metal.mineral)} ${amountOf(metal.amount, metal.unit)}`);
      const ore = amountOf(claim.ore?.amount, claim.ore?.unit);
      return [ore, ...(ore === "" ? metals : [])].filter(Boolean).join(", ");
    }
    case "scope":
    case "milestone":
      return claim.what;
    case "remark":
      return claim.text;
  }
}
