// The page's names for what the server answers; the shapes are the server's own, in api.gen.ts.

import type * as server from "./api.gen";
import type { Geometry, WeighedClaim } from "./api.gen";

export type {
  At,
  Citation,
  Conflict,
  CslDate,
  Geometry,
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
export type SiteProperties = server.FlatProperties;
export type Agreement = server.AgreementFeature;
export type AgreementFacts = server.AgreementFacts;
export type Country = server.CountryFacts;
export type Position = [number, number];
export type Outline = Exclude<Geometry, { type: "Point" }>;

export type Claim = WeighedClaim;
export type ClaimEvidence = server.Evidence;
export type ClaimAbout<About extends Claim["about"]> = Extract<Claim, { about: About }>;
export type LocationClaim = ClaimAbout<"location">;
export type LicenceClaim = ClaimAbout<"licence">;
export type OwnerClaim = ClaimAbout<"owner">;
export type StatusClaim = ClaimAbout<"status">;
export type EstimateClaim = ClaimAbout<"estimate">;
export type OutputClaim = ClaimAbout<"production" | "export">;

/** An organization whose claims are of the same form as all others. */
export type Organization = Omit<server.Organization, "claims"> & { claims: Claim[] };

/** The server does not weigh what is said of organizations: such a claim stands, and disputes nothing. */
export function withEvidence(record: server.Organization): Organization {
  const evidence = { lineages: 0, witnesses: [], current: true, disputed_by: [], superseded_by: null };
  return { ...record, claims: (record.claims ?? []).map((claim) => ({ ...claim, evidence })) };
}
