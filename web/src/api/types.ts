// The page's names for what the server answers; the shapes are the server's own, in api.gen.ts.

import type * as server from "./api.gen";
import type { EvidenceDocument, FlatProperties, Geometry } from "./api.gen";

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
  Passage,
  Searched,
  Source,
  SourceKind,
} from "./api.gen";

/** An independent witness, and the places of the claim's citations that lead to it. */
export interface Witness {
  root: string;
  citations: readonly number[];
}

/** Why a site has its grade. */
export interface Reasons {
  location_lineages: number;
  mineral_lineages: number;
}

/** What the server weighed. An older one names the witnesses without their citations. */
export type ClaimEvidence = Pick<
  EvidenceDocument,
  "lineages" | "current" | "disputed_by" | "superseded_by"
> & { roots?: readonly string[]; witnesses?: readonly Witness[] };

/** A claim as a record holds it; the server weighs those of sites and agreements, and may weigh others. */
export type Said = server.Claim & { evidence?: ClaimEvidence };
export type Claim = server.Claim & { evidence: ClaimEvidence };

/** What was not weighed stands, and disputes nothing. */
export function weighed(claim: Said): Claim {
  const { evidence } = claim;
  const unweighed = { lineages: 0, current: true, disputed_by: [], superseded_by: null };
  return { ...claim, evidence: evidence ?? unweighed };
}

export type SiteProperties = Omit<FlatProperties, "claims"> & {
  claims: Claim[];
  evidence_reasons?: Reasons;
};
export type Site = Omit<server.SiteFeature, "properties"> & { properties: SiteProperties };
export type SiteCollection = Omit<server.SiteCollection, "features"> & { features: Site[] };
export type AgreementFacts = Omit<server.AgreementFacts, "claims"> & { claims: Claim[] };
export type Agreement = Omit<server.AgreementFeature, "properties"> & { properties: AgreementFacts };
export type Organization = Omit<server.Organization, "claims"> & { claims: Claim[] };
export type Country = Omit<server.Country, "claims"> & { claims: Claim[] };
export type Position = [number, number];
export type Outline = Exclude<Geometry, { type: "Point" }>;

export type ClaimAbout<About extends Claim["about"]> = Extract<Claim, { about: About }>;
export type LocationClaim = ClaimAbout<"location">;
export type LicenceClaim = ClaimAbout<"licence">;
export type OwnerClaim = ClaimAbout<"owner">;
export type StatusClaim = ClaimAbout<"status">;
export type EstimateClaim = ClaimAbout<"estimate">;
export type OutputClaim = ClaimAbout<"production" | "export">;
