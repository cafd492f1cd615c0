// The page's names for what the server answers; the shapes are the server's own, in api.gen.ts.

import type { EvidenceDocument, FlatProperties, Geometry, SiteFeature, WeighedClaim } from "./api.gen";

export type {
  At,
  Citation,
  Conflict,
  CslDate,
  Geometry,
  Grade,
  Judgement,
  Metal,
  Mineral,
  MoneyAmount,
  Name,
  Organization,
  Passage,
  Searched,
  SiteCollection,
  Source,
} from "./api.gen";

export type Site = SiteFeature;
export type SiteProperties = FlatProperties;
export type Position = [number, number];
export type Outline = Exclude<Geometry, { type: "Point" }>;

export type Claim = WeighedClaim;
export type ClaimEvidence = EvidenceDocument;
type ClaimAbout<About extends Claim["about"]> = Extract<Claim, { about: About }>;
export type LocationClaim = ClaimAbout<"location">;
export type LicenceClaim = ClaimAbout<"licence">;
export type OwnerClaim = ClaimAbout<"owner">;
export type StatusClaim = ClaimAbout<"status">;
export type EstimateClaim = ClaimAbout<"estimate">;
export type OutputClaim = ClaimAbout<"production" | "export">;
