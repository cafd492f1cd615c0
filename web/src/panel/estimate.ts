// What an estimate may be called. Pure.

import type { EstimateClaim } from "../api/types";

export type EstimateName = "resource" | "reserve" | "unclassified" | "informal";

/** A figure outside every reporting code is never called a resource or a reserve, whatever its category. */
export function estimateName({ code, category }: Pick<EstimateClaim, "code" | "category">): EstimateName {
  if (code === "non-compliant-resource-estimate") return "informal";
  if (/proven|proved|probable/.test(category)) return "reserve";
  return /measured|indicated|inferred/.test(category) ? "resource" : "unclassified";
}
