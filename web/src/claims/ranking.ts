// The order of rival claims. All of them stay visible.

import type { Claim, Site, Source, SourceKind, StatusClaim } from "../api/types";
import { isoDate } from "./bibliography";
import { isActive } from "./standing";

/** The reader's choices; the first is the default. */
export const PREFERENCES = ["witnesses", "newest", "official"] as const;
export type Preference = (typeof PREFERENCES)[number];
export const DEFAULT_PREFERENCE: Preference = PREFERENCES[0];

/** Why a claim comes before the next: a judgement, a preference, or the record's own order. */
export type Reason = Preference | "judged" | "order";

export type Sources = ReadonlyMap<string, Source>;

export interface Ranking {
  /** All rivals, the preferred one first. */
  readonly claims: readonly Claim[];
  readonly why: Reason;
}

/** The most official first. A quoted speaker counts as the source that publishes the quote. */
const KINDS: readonly SourceKind[] = [
  ...(["government", "company", "dataset", "paper"] as const),
  ...(["agency", "newspaper", "rewrite", "encyclopedia"] as const),
];

/** The criteria of each preference, most important first. */
const TURNS: Readonly<Record<Preference, readonly Preference[]>> = {
  witnesses: ["witnesses", "newest"],
  newest: ["newest", "witnesses"],
  official: ["official", "witnesses", "newest"],
};

/** What the criteria need besides the claims. */
interface Background {
  readonly sources: Sources;
  /** The date that a claim's value states, if its kind has one. */
  valueDate?(claim: Claim): string | undefined;
}

/** The date a claim holds for, else the date of its newest source; empty where neither is known. */
export function dateOf(claim: Claim, { sources, valueDate }: Background): string {
  return claim.as_of ?? claim.from ?? valueDate?.(claim) ?? publishedOn(claim, sources) ?? "";
}

/** The publication date of a claim's newest source. */
export function publishedOn(claim: Claim, sources: Sources): string | null {
  const days = claim.cite.flatMap(({ source }) => isoDate(sources.get(source)?.issued) ?? []);
  return days.sort().at(-1) ?? null;
}

function judged(claim: Claim): number {
  return { accepted: 1, rejected: -1, none: 0 }[claim.judgement?.verdict ?? "none"];
}

/** The rank of a claim's most official source. */
function rank(claim: Claim, sources: Sources): number {
  const ranks = claim.cite.map(({ source }) => {
    const kind = sources.get(source)?.custom.kind;
    return kind === undefined ? KINDS.length : KINDS.indexOf(kind);
  });
  return -Math.min(...ranks, KINDS.length);
}

/** The larger comes first. Of dates with different precision, the more precise counts as later. */
function weight(claim: Claim, reason: Exclude<Reason, "order">, background: Background): number | string {
  switch (reason) {
    case "judged":
      return judged(claim);
    case "witnesses":
      return claim.evidence.lineages;
    case "newest":
      return dateOf(claim, background);
    case "official":
      return rank(claim, background.sources);
  }
}

/** Rivals in the preferred order, and why the first is first. */
export function rankRivals(group: readonly Claim[], preference: Preference, background: Background): Ranking {
  const turns = ["judged", ...TURNS[preference]] as const;
  const deciding = (a: Claim, b: Claim): (typeof turns)[number] | undefined =>
    turns.find((turn) => weight(a, turn, background) !== weight(b, turn, background));
  // Sorting is stable: ties keep the record's order.
  const claims = [...group].sort((a, b) => {
    const turn = deciding(a, b);
    if (turn === undefined) return 0;
    return weight(a, turn, background) > weight(b, turn, background) ? -1 : 1;
  });
  const [first, second] = claims;
  return { claims, why: (first && second && deciding(first, second)) ?? "order" };
}

/** The site with the preferred status; the same object if that is the status from the server, which prefers most
 * lineages. */
export function withPreferredStatus(site: Site, preference: Preference, background: Background): Site {
  if (preference === DEFAULT_PREFERENCE) return site;
  const facts = site.properties;
  const rivals = facts.claims.filter(
    (claim): claim is StatusClaim => claim.about === "status" && isActive(claim),
  );
  if (!rivals.some((claim) => claim.evidence.disputed_by.length > 0)) return site;
  const first = rankRivals(rivals, preference, background).claims[0];
  if (first?.about !== "status" || first.status === facts.status) return site;
  const reported = first.as_of ?? publishedOn(first, background.sources) ?? first.from ?? null;
  return { ...site, properties: { ...facts, status: first.status, status_as_of: reported } };
}
