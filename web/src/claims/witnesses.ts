// How many sources support a claim, and how many of them independently.

import type { Citation, Claim, Source, SourceKind } from "../api/types";

/** An original report, with the citations that derive from it. */
export interface Lineage {
  readonly root: string;
  readonly citations: readonly Citation[];
}

/** A claim's citations, grouped by the original report that each derives from. */
export function lineages(claim: Claim): Lineage[] {
  return claim.evidence.witnesses.map(({ root, citations }) => ({
    root,
    citations: citations.flatMap((index) => claim.cite[index] ?? []),
  }));
}

export function sourcesOf(claim: Claim): string[] {
  return [...new Set(claim.cite.map((citation) => citation.source))];
}

const ARTICLES: readonly SourceKind[] = ["agency", "newspaper", "rewrite"];

/** Whether all of a claim's sources are articles. */
export function areArticles(claim: Claim, sources: ReadonlyMap<string, Source>): boolean {
  return sourcesOf(claim).every((id) => {
    const kind = sources.get(id)?.custom.kind;
    return kind !== undefined && ARTICLES.includes(kind);
  });
}
