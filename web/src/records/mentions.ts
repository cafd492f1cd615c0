// The claims that name an organization or a mineral, or cite a source.

import type { Claim } from "../api/types";
import type { RecordRef } from "../state/ref";
import { citationsOf } from "../claims/numbering";
import type { RecordClaims } from "./recordClaims";

/** The records of a kind with their claims that match `wanted`, most claims first. */
export function mentions(
  records: readonly RecordClaims[],
  kind: RecordRef["kind"],
  wanted: (claim: Claim) => boolean,
): RecordClaims[] {
  return records
    .filter(({ ref }) => ref.kind === kind)
    .map(({ ref, claims }) => ({ ref, claims: claims.filter(wanted) }))
    .filter(({ claims }) => claims.length > 0)
    .sort((a, b) => b.claims.length - a.claims.length || (a.ref.id < b.ref.id ? -1 : 1));
}

/** An id and its descendants, given the parents of each id. */
export function withDescendants(
  id: string,
  ids: readonly string[],
  above: (id: string) => readonly string[],
): Set<string> {
  const found = new Set([id]);
  // Each round finds one level more.
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const other of ids) if (above(other).some((upper) => found.has(upper))) found.add(other);
  }
  return found;
}

/** Whether a claim, its judgement or its conflicts cite a source. */
export function cites(claim: Claim, source: string): boolean {
  return citationsOf(claim).some((citation) => citation.source === source);
}
