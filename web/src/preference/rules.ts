// Which of rival claims stands first. Nothing is hidden by it. Pure.

import type { Claim, Source, SourceKind } from "../api/types";
import { kindOf } from "../claims/kinds";
import { isoDate } from "../panel/bibliography";

/** How the reader may have rivals settled; the first is what nobody has to ask for. */
export const PREFERENCES = ["witnesses", "newest", "official"] as const;
export type Preference = (typeof PREFERENCES)[number];
export const USUAL: Preference = PREFERENCES[0];

/** What parts the first from the next: a judgement, what the reader prefers, or only the record's own order. */
export type Reason = Preference | "judged" | "order";

export type Sources = ReadonlyMap<string, Source>;

export interface Settled {
  /** The preferred one first, all of them there. */
  readonly claims: readonly Claim[];
  readonly why: Reason;
}

/** The most official first. Whoever is quoted counts by the source that prints it. */
const KINDS: readonly SourceKind[] = [
  ...(["government", "company", "dataset", "paper"] as const),
  ...(["agency", "newspaper", "rewrite", "encyclopedia"] as const),
];

/** What decides, in turn. */
const TURNS: Readonly<Record<Preference, readonly Preference[]>> = {
  witnesses: ["witnesses", "newest"],
  newest: ["newest", "witnesses"],
  official: ["official", "witnesses", "newest"],
};

/** The day a claim is told for, else the newest day of its sources; empty where neither is known. */
export function toldOn(claim: Claim, sources: Sources): string {
  return claim.as_of ?? claim.from ?? kindOf(claim).valueDate?.(claim) ?? publishedOn(claim, sources) ?? "";
}

/** The newest day on which one of its sources came out. */
export function publishedOn(claim: Claim, sources: Sources): string | null {
  const days = claim.cite.flatMap(({ source }) => isoDate(sources.get(source)?.issued) ?? []);
  return days.sort().at(-1) ?? null;
}

function judged(claim: Claim): number {
  return { accepted: 1, rejected: -1, none: 0 }[claim.judgement?.verdict ?? "none"];
}

/** How official the most official of its sources is. */
function rank(claim: Claim, sources: Sources): number {
  const ranks = claim.cite.map(({ source }) => {
    const kind = sources.get(source)?.custom.kind;
    return kind === undefined ? KINDS.length : KINDS.indexOf(kind);
  });
  return -Math.min(...ranks, KINDS.length);
}

/** The greater stands before. Of dates not equally exact, the more exact one counts as the later. */
function weight(claim: Claim, reason: Exclude<Reason, "order">, sources: Sources): number | string {
  switch (reason) {
    case "judged":
      return judged(claim);
    case "witnesses":
      return claim.evidence.lineages;
    case "newest":
      return toldOn(claim, sources);
    case "official":
      return rank(claim, sources);
  }
}

/** Rivals in the order that the reader prefers, and why the first of them is first. */
export function settle(group: readonly Claim[], preference: Preference, sources: Sources): Settled {
  const turns = ["judged", ...TURNS[preference]] as const;
  const parting = (a: Claim, b: Claim): (typeof turns)[number] | undefined =>
    turns.find((turn) => weight(a, turn, sources) !== weight(b, turn, sources));
  // Sorting keeps the order of what nothing parts.
  const claims = [...group].sort((a, b) => {
    const turn = parting(a, b);
    if (turn === undefined) return 0;
    return weight(a, turn, sources) > weight(b, turn, sources) ? -1 : 1;
  });
  const [first, second] = claims;
  return { claims, why: (first && second && parting(first, second)) ?? "order" };
}
