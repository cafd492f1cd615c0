// Numbers the sources of a record in the order in which its panel cites them.

import type { At, Citation, Claim } from "../api/types";
import { ABOUTS } from "./kinds";

export interface CitedSource {
  readonly n: number;
  readonly id: string;
  /** The places cited in it, each once. */
  readonly places: Citation[];
}

export function citationsOf(claim: Claim): Citation[] {
  const conflicts = (claim.conflicts_with ?? []).flatMap((conflict) => conflict.cite);
  return [...claim.cite, ...(claim.judgement?.cite ?? []), ...conflicts];
}

export function placeText(place: At | undefined): string {
  return place === undefined ? "" : typeof place === "string" ? place : JSON.stringify(place);
}

/** Equal for two citations of the same place in a source. */
export function placeKey(citation: Citation): string {
  const { passage, attributed_to: speaker } = citation;
  return [placeText(citation.at), passage?.start, passage?.end, speaker].join("\n");
}

export function numberSources(claims: readonly Claim[]): ReadonlyMap<string, CitedSource> {
  return numbered(
    ABOUTS.flatMap((about) => claims.filter((claim) => claim.about === about).flatMap(citationsOf)),
  );
}

/** Numbers the sources of claims in the order given, after those that the page's header cites. */
export function numberCited(
  claims: readonly Claim[],
  head: readonly Citation[],
): ReadonlyMap<string, CitedSource> {
  return numbered([...head, ...claims.flatMap(citationsOf)]);
}

function numbered(citations: readonly Citation[]): ReadonlyMap<string, CitedSource> {
  const bySource = new Map<string, CitedSource>();
  for (const citation of citations) {
    let source = bySource.get(citation.source);
    if (source === undefined) {
      source = { n: bySource.size + 1, id: citation.source, places: [] };
      bySource.set(citation.source, source);
    }
    const key = placeKey(citation);
    if (!source.places.some((place) => placeKey(place) === key)) source.places.push(citation);
  }
  return bySource;
}
