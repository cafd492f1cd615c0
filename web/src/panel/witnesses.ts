// How many tell a thing, and how many of them independently. Pure.

import type { Citation, Claim, Source, SourceKind } from "../api/types";

/** A witness with the citations that lead to it. */
export interface Lineage {
  readonly root: string;
  readonly citations: readonly Citation[];
}

/** The claim's citations by the witness that each leads to. */
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

/** Whether all of a claim's sources are what readers call articles. */
export function areArticles(claim: Claim, sources: ReadonlyMap<string, Source>): boolean {
  return sourcesOf(claim).every((id) => {
    const kind = sources.get(id)?.custom.kind;
    return kind !== undefined && ARTICLES.includes(kind);
  });
}
