// A site's status where rivals give it, as the reader prefers. Pure.

import type { Site, StatusClaim } from "../api/types";
import { isActive } from "../claims/standing";
import { type Preference, settle, type Sources, USUAL } from "./rules";

/** The site with the status that stands first; itself where that is the server's, which counts witnesses. */
export function settledSite(site: Site, preference: Preference, sources: Sources): Site {
  if (preference === USUAL) return site;
  const facts = site.properties;
  const rivals = facts.claims.filter(
    (claim): claim is StatusClaim => claim.about === "status" && isActive(claim),
  );
  if (!rivals.some((claim) => claim.evidence.disputed_by.length > 0)) return site;
  const first = settle(rivals, preference, sources).claims[0];
  if (first?.about !== "status" || first.status === facts.status) return site;
  return { ...site, properties: { ...facts, status: first.status } };
}
