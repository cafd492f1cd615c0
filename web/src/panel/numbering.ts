// Numbers the sources of a site in the order that its panel meets them. Pure.

import type { Citation, Claim, At } from "../api/types";

/** The order in which the panel shows the kinds of claim. */
export const ORDER: readonly Claim["about"][] = [
  "status",
  "location",
  "mineral",
  "operator",
  "licence",
  "owner",
  "estimate",
  "production",
  "export",
  "remark",
];

export interface CitedSource {
  readonly n: number;
  readonly id: string;
  /** What is cited of it, each place once. */
  readonly places: Citation[];
}

export function citationsOf(claim: Claim): Citation[] {
  const conflicts = (claim.conflicts_with ?? []).flatMap((conflict) => conflict.cite);
  return [...claim.cite, ...(claim.judgement?.cite ?? []), ...conflicts];
}

export function placeText(place: At | undefined): string {
  return place === undefined ? "" : typeof place === "string" ? place : JSON.stringify(place);
}

/** Two citations with one key cite the same place. */
export function placeKey(citation: Citation): string {
  const { passage, attributed_to: speaker } = citation;
  return [placeText(citation.at), passage?.start, passage?.end, speaker].join("\n");
}

export function numberSources(claims: readonly Claim[]): ReadonlyMap<string, CitedSource> {
  const numbered = new Map<string, CitedSource>();
  for (const about of ORDER) {
    for (const citation of claims.filter((claim) => claim.about === about).flatMap(citationsOf)) {
      let source = numbered.get(citation.source);
      if (source === undefined) {
        source = { n: numbered.size + 1, id: citation.source, places: [] };
        numbered.set(citation.source, source);
      }
      const key = placeKey(citation);
      if (!source.places.some((place) => placeKey(place) === key)) source.places.push(citation);
    }
  }
  return numbered;
}
