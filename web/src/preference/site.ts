// The status of a site whose status claims are rivals.

import type { Site, StatusClaim } from "../api/types";
import { isActive } from "../claims/standing";
import { type Preference, rankRivals, type Sources, DEFAULT_PREFERENCE } from "./rules";

/** The site with the preferred status; the same object where that is the server's, which counts lineages. */
export function withPreferredStatus(site: Site, preference: Preference, sources: Sources): Site {
  if (preference === DEFAULT_PREFERENCE) return site;
  const facts = site.properties;
  const rivals = facts.claims.filter(
    (claim): claim is StatusClaim => claim.about === "status" && isActive(claim),
  );
  if (!rivals.some((claim) => claim.evidence.disputed_by.length > 0)) return site;
  const first = rankRivals(rivals, preference, sources).claims[0];
  if (first?.about !== "status" || first.status === facts.status) return site;
  return { ...site, properties: { ...facts, status: first.status } };
}
