// What the server says, in its own words: the shapes of the documents the page reads.

export type Position = [number, number];

export type Geometry =
  | { type: "Point"; coordinates: Position }
  | { type: "Polygon"; coordinates: Position[][] }
  | { type: "MultiPolygon"; coordinates: Position[][][] };

export type Outline = Exclude<Geometry, { type: "Point" }>;

export type EvidenceGrade = "disputed" | "corroborated" | "single-source";

export type Names = Record<string, string[] | undefined>;

export type Place = string | { paragraph: number } | { page: string } | { record: string };

export interface Passage {
  start: string;
  end: string;
  sha256: string;
}

export interface Citation {
  source: string;
  at?: Place;
  passage?: Passage;
  attributed_to?: string;
  derives_from?: string[];
}

export interface ClaimEvidence {
  lineages: number;
  roots: string[];
  current: boolean;
  disputed_by: number[];
  superseded_by: number | null;
}

export interface Judgement {
  verdict: "accepted" | "rejected";
  why: string;
  cite: Citation[];
}

export interface Conflict {
  record: string;
  claim: string;
  why: string;
  cite: Citation[];
}

interface ClaimCommon {
  from?: string;
  until?: string;
  as_of?: string;
  cite: Citation[];
  note?: string;
  judgement?: Judgement;
  conflicts_with?: Conflict[];
  evidence: ClaimEvidence;
}

export interface Amount {
  amount: number;
  unit: string;
}

export interface Money {
  amount: number;
  currency: string;
}

export interface Metal {
  mineral: string;
  amount?: number;
  unit?: string;
  grade?: number;
  grade_unit?: string;
}

export type LocationClaim = ClaimCommon & {
  about: "location";
  coordinates?: Position;
  outline?: Outline;
  uncertainty_m?: number;
  basis?: string;
};
export type MineralClaim = ClaimCommon & { about: "mineral"; mineral: string; rank: string };
export type OperatorClaim = ClaimCommon & { about: "operator"; organization: string };
export type LicenceClaim = ClaimCommon & {
  about: "licence";
  organization: string;
  number?: string;
  kind?: string;
  area_km2?: number;
  minerals?: string[];
};
export type OwnerClaim = ClaimCommon & {
  about: "owner";
  organization: string;
  interest: string;
  share_percent?: number;
};
export type StatusClaim = ClaimCommon & { about: "status"; status: string };
export type EstimateClaim = ClaimCommon & {
  about: "estimate";
  estimator?: string;
  category: string;
  code: string;
  effective?: string;
  basis?: string;
  ore?: Amount;
  metals?: Metal[];
};
export type OutputClaim = ClaimCommon & {
  about: "production" | "export";
  mineral?: string;
  period: string;
  amount?: number;
  unit?: string;
  value?: Money;
};
export type RemarkClaim = ClaimCommon & { about: "remark"; text: string };

export type Claim =
  | LocationClaim
  | MineralClaim
  | OperatorClaim
  | LicenceClaim
  | OwnerClaim
  | StatusClaim
  | EstimateClaim
  | OutputClaim
  | RemarkClaim;

export interface Search {
  what: string;
  where: string[];
  on: string;
}

export interface SiteProperties {
  name: string;
  names: Names;
  kind: string;
  status: string | null;
  minerals: string[];
  operators: string[];
  licensees: string[];
  owners: string[];
  country: string;
  province: string | null;
  part_of: string[];
  uncertainty_m: number | null;
  evidence: EvidenceGrade;
  sources: string[];
  claims: Claim[];
  identifiers?: Record<string, string>;
  searched?: Search[];
}

export interface Site {
  type: "Feature";
  id: string;
  geometry: Geometry | null;
  properties: SiteProperties;
}

export interface SiteCollection {
  type: "FeatureCollection";
  features: Site[];
  numberMatched: number;
  numberReturned: number;
  license: string;
  attribution: string;
  sources: Source[];
}

/** Names in a language other than English carry their citation in a record. */
export type RecordName = string | { name: string; cite: Citation[] };

export interface Mineral {
  id: string;
  name: string;
  names?: Record<string, RecordName[] | undefined>;
  symbol: string;
  kind: string;
  broader?: string[];
  cgi_uri?: string;
  colour: string;
  synonyms?: string[];
}

export interface Organization {
  id: string;
  name: string;
  names?: Record<string, RecordName[] | undefined>;
  former_names?: { name: string; until?: string; cite: Citation[] }[];
  kind: string;
  country?: string;
  parent?: string;
}

export interface Person {
  family?: string;
  given?: string;
  literal?: string;
}

export interface CslDate {
  "date-parts": number[][];
}

/** One CSL-JSON item. */
export interface Source {
  id: string;
  type: string;
  title: string;
  author?: Person[];
  "container-title"?: string;
  publisher?: string;
  issued?: CslDate;
  accessed?: CslDate;
  volume?: string;
  issue?: string;
  page?: string;
  number?: string;
  edition?: string;
  version?: string;
  DOI?: string;
  URL?: string;
  archive?: string;
  language?: string;
  license?: string;
  note?: string;
  custom: { kind: string; derives_from?: string[]; text_sha256?: string };
}
