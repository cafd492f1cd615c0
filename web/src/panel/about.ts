// What claims are about, in a word or two.

import type { Claim } from "../api/types";
import { t, term } from "../i18n";

/** What claims of a kind are about. */
export function aboutKind(about: Claim["about"]): string {
  switch (about) {
    case "figure":
      return t("section.figures");
    case "production":
    case "export":
      return term("output", about);
    default:
      return t(`about.${about}`);
  }
}

/** What one claim is about. */
export function aboutOne(claim: Claim): string {
  return claim.about === "figure" ? claim.what : aboutKind(claim.about);
}
