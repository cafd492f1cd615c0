// The page's names for the server's types, which are in api.gen.ts.

import type * as server from "./api.gen";
import type { Geometry, WeighedClaim } from "./api.gen";

export type {
  At,
  Bound,
  Citation,
  CslDate,
  EvidenceLevel,
  Judgement,
  Metal,
  Mineral,
  MoneyAmount,
  Name,
  Passage,
  Searched,
  SiteCollection,
  Source,
  SourceKind,
} from "./api.gen";

export type Site = server.SiteFeature;
export type Agreement = server.AgreementFeature;
export type AgreementFacts = server.AgreementFacts;
export type Country = server.CountryFacts;
export type Position = [number, number];

/** In degrees. */
export type Box = [west: number, south: number, east: number, north: number];
export type Outline = Exclude<Geometry, { type: "Point" }>;

export type Claim = WeighedClaim;
export type ClaimAbout<About extends Claim["about"]> = Extract<Claim, { about: About }>;
export type LocationClaim = ClaimAbout<"location">;
export type LicenceClaim = ClaimAbout<"licence">;
export type OwnerClaim = ClaimAbout<"owner">;
export type StatusClaim = ClaimAbout<"status">;
export type EstimateClaim = ClaimAbout<"estimate">;
export type OutputClaim = ClaimAbout<"production" | "export">;

/** An organization whose claims have evidence, like those of all other records. */
export type Organization = Omit<server.Organization, "claims"> & { claims: Claim[] };

/** Adds the evidence that the server does not compute for organizations: their claims are active and undisputed. */
export function withEvidence(record: server.Organization): Organization {
  const evidence = {
    lineages: 0,
    witnesses: [],
    current: true,
    standing: "active" as const,
    disputed_by: [],
    superseded_by: null,
    key: null,
  };
  return { ...record, claims: (record.claims ?? []).map((claim) => ({ ...claim, evidence })) };
}
