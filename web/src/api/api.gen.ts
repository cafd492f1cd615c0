// Made by `npm run types` from data/schema/api.json; do not edit.

/**
 * The `type` of a record that is a GeoJSON Feature.
 */
export type Feature = "Feature";
/**
 * A point, or an outline of one or more polygons.
 */
export type Geometry =
  | {
      type: "Point";
      /**
       * Longitude, latitude.
       *
       * @minItems 2
       * @maxItems 2
       */
      coordinates: [number, number];
    }
  | {
      type: "Polygon";
      /**
       * The rings.
       */
      coordinates: [number, number][][];
    }
  | {
      type: "MultiPolygon";
      /**
       * The polygons' rings.
       */
      coordinates: [number, number][][][];
    };
/**
 * How well a site is documented, in one word.
 */
export type EvidenceLevel = "disputed" | "corroborated" | "single-source";
/**
 * A year, a month or a day: YYYY, YYYY-MM or YYYY-MM-DD.
 */
export type Date = string;
/**
 * A claim with its evidence.
 */
export type WeighedClaim = {
  evidence: Evidence;
} & WeighedClaim1;
/**
 * The standing of a claim among the other claims of its record: `Disputed` is an active claim with a rival; `Past`
 * is a claim that has ended, or that begins only after the day in question. Lists show claims in this order.
 */
export type Standing = "active" | "disputed" | "past" | "superseded" | "rejected";
export type WeighedClaim1 =
  | {
      about: "location";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * Longitude, latitude (WGS 84).
       *
       * @minItems 2
       * @maxItems 2
       */
      coordinates?: [number, number];
      outline?: Geometry;
      /**
       * Darwin Core `coordinateUncertaintyInMeters`: the radius in metres of a circle that
       * contains the site, or how far an outline may be off. Absent where unknown.
       */
      uncertainty_m?: number;
      basis?: LocationBasis;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "mineral";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The mineral's id.
       */
      mineral: string;
      rank: Rank;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "operator";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The organization's id.
       */
      organization: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "licence";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The id of the holder, an organization.
       */
      organization: string;
      /**
       * The number of the licence.
       */
      number?: string;
      kind?: LicenceKind;
      /**
       * Its area in square kilometres.
       */
      area_km2?: number;
      /**
       * The ids of the minerals that it covers.
       */
      minerals?: string[];
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "owner";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The id of the owner, an organization.
       */
      organization: string;
      interest: Interest;
      /**
       * The share in percent.
       */
      share_percent?: number;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "status";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      status: Status;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "estimate";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The part of the site that it covers, such as an ore body or a block; absent where it covers the whole site.
       * Spellings are compared without case and punctuation.
       */
      part?: string;
      /**
       * The id of the organization that made the estimate; absent where no source states it.
       */
      estimator?: string;
      category: Category;
      code: Code;
      /**
       * Whether no source names the code, so that the curators inferred it; the note says from what.
       */
      code_inferred?: boolean;
      effective?: Date;
      basis?: Basis;
      ore?: Ore;
      /**
       * The metals or minerals in the ore.
       */
      metals?: Metal[];
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "production";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The mineral's id.
       */
      mineral?: string;
      period: Date;
      /**
       * The amount.
       */
      amount?: number;
      /**
       * Its unit.
       */
      unit?: string;
      bound?: Bound;
      value?: MoneyAmount;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "export";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The mineral's id.
       */
      mineral?: string;
      period: Date;
      /**
       * The amount.
       */
      amount?: number;
      /**
       * Its unit.
       */
      unit?: string;
      bound?: Bound;
      value?: MoneyAmount;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "party";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The organization's id.
       */
      organization: string;
      /**
       * The role of the party, such as `lessor`.
       */
      role?: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "signed";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      date: Date;
      /**
       * The place of the signature.
       */
      place?: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "amount";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      value: MoneyAmount;
      /**
       * What the sum is for.
       */
      what: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "scope";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * A description, in the curators' words.
       */
      what: string;
      /**
       * The ids of the minerals that it names.
       */
      minerals?: string[];
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "milestone";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      date?: Date;
      /**
       * A description, in the curators' words.
       */
      what: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "figure";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * What is measured. Claims with the same `what` are compared with each other.
       */
      what: string;
      /**
       * The figure.
       */
      amount: number;
      /**
       * Its unit.
       */
      unit: string;
      bound?: Bound;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "remark";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The text.
       */
      text: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    };
/**
 * How a location was determined.
 */
export type LocationBasis = "surveyed" | "published" | "compiled" | "digitized" | "inferred";
/**
 * A place in a source.
 */
export type At = Paragraph | Page | Record | string;
/**
 * The curators' verdict on a claim.
 */
export type Verdict = "accepted" | "rejected";
/**
 * How the figures of two conflicting claims compare: the same total is given for two things, or two figures are given
 * for the same thing.
 */
export type Figures = "equal" | "differ";
/**
 * The importance of a mineral at a site.
 */
export type Rank = "primary" | "secondary" | "reported";
/**
 * The kinds of licence.
 */
export type LicenceKind = "reconnaissance" | "exploration" | "prospecting" | "mining-lease";
/**
 * The kinds of interest.
 */
export type Interest = "equity" | "carried" | "profit";
/**
 * Whether a site is active: the CGI vocabulary `mine-status` and two further terms, `exploration` and `claimed-only`,
 * which means that nothing is known but a claim of mineral wealth.
 */
export type Status =
  | "operating"
  | "operating-continuously"
  | "operating-intermittently"
  | "under-development"
  | "construction"
  | "feasibility"
  | "pending-approval"
  | "retention"
  | "care-and-maintenance"
  | "not-operating"
  | "closed"
  | "abandoned"
  | "historic"
  | "exploration"
  | "claimed-only";
/**
 * The category of an estimate: CGI `resource-assessment-category` and `reserve-assessment-category`, and their sums
 * as reports give them.
 */
export type Category =
  | "measured"
  | "indicated"
  | "inferred"
  | "measured-and-indicated"
  | "measured-indicated-and-inferred"
  | "proven"
  | "probable"
  | "proven-and-probable"
  | "unclassified";
/**
 * The reporting code (CGI `classification-method-used`) and one further term, `not-stated`: CGI has a term for an
 * estimate that follows no code, but none for one of which no source says whether it follows any.
 */
export type Code =
  | "ni-43-101"
  | "cim-standards"
  | "jorc-code"
  | "samrec-code"
  | "crirsco-code"
  | "sec-guide"
  | "non-compliant-resource-estimate"
  | "not-stated";
/**
 * Whether a figure counts the whole deposit or the part attributable to one owner.
 */
export type Basis = "100-percent" | "attributable";
/**
 * Of an amount for which a source states only a limit: the true one is at least, or at most, as large.
 */
export type Bound = "at-least" | "at-most";
/**
 * The CSL item types that a source can have.
 */
export type CslType =
  | "article"
  | "article-journal"
  | "article-magazine"
  | "article-newspaper"
  | "book"
  | "chapter"
  | "dataset"
  | "document"
  | "entry-encyclopedia"
  | "legislation"
  | "map"
  | "paper-conference"
  | "post"
  | "post-weblog"
  | "press-release"
  | "report"
  | "software"
  | "thesis"
  | "webpage";
/**
 * The kinds of source.
 */
export type SourceKind =
  "agency" | "newspaper" | "rewrite" | "company" | "government" | "dataset" | "paper" | "encyclopedia";
/**
 * A plain spelling variant, or a name with citations.
 */
export type Name = string | CitedName;
/**
 * The kinds of organization.
 */
export type OrganizationKind =
  "company" | "state-owned-company" | "military" | "government" | "ministry" | "industry-body";
/**
 * One claim: a value, when it holds, and the sources that state it.
 *
 * ```
 * use oreatlas::model::Claim;
 *
 * let claim: Claim = serde_json::from_str(
 *     r#"{"about": "owner", "organization": "barrick", "interest": "equity", "share_percent": 50, "cite": []}"#,
 * )?;
 * assert_eq!(claim.about(), "owner");
 * assert_eq!(claim.key().map(|key| key.to_string()), Some("owner/barrick/equity".to_owned()));
 * # Ok::<(), serde_json::Error>(())
 * ```
 */
export type Claim =
  | {
      about: "location";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * Longitude, latitude (WGS 84).
       *
       * @minItems 2
       * @maxItems 2
       */
      coordinates?: [number, number];
      outline?: Geometry;
      /**
       * Darwin Core `coordinateUncertaintyInMeters`: the radius in metres of a circle that
       * contains the site, or how far an outline may be off. Absent where unknown.
       */
      uncertainty_m?: number;
      basis?: LocationBasis;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "mineral";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The mineral's id.
       */
      mineral: string;
      rank: Rank;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "operator";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The organization's id.
       */
      organization: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "licence";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The id of the holder, an organization.
       */
      organization: string;
      /**
       * The number of the licence.
       */
      number?: string;
      kind?: LicenceKind;
      /**
       * Its area in square kilometres.
       */
      area_km2?: number;
      /**
       * The ids of the minerals that it covers.
       */
      minerals?: string[];
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "owner";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The id of the owner, an organization.
       */
      organization: string;
      interest: Interest;
      /**
       * The share in percent.
       */
      share_percent?: number;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "status";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      status: Status;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "estimate";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The part of the site that it covers, such as an ore body or a block; absent where it covers the whole site.
       * Spellings are compared without case and punctuation.
       */
      part?: string;
      /**
       * The id of the organization that made the estimate; absent where no source states it.
       */
      estimator?: string;
      category: Category;
      code: Code;
      /**
       * Whether no source names the code, so that the curators inferred it; the note says from what.
       */
      code_inferred?: boolean;
      effective?: Date;
      basis?: Basis;
      ore?: Ore;
      /**
       * The metals or minerals in the ore.
       */
      metals?: Metal[];
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "production";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The mineral's id.
       */
      mineral?: string;
      period: Date;
      /**
       * The amount.
       */
      amount?: number;
      /**
       * Its unit.
       */
      unit?: string;
      bound?: Bound;
      value?: MoneyAmount;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "export";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The mineral's id.
       */
      mineral?: string;
      period: Date;
      /**
       * The amount.
       */
      amount?: number;
      /**
       * Its unit.
       */
      unit?: string;
      bound?: Bound;
      value?: MoneyAmount;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "party";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The organization's id.
       */
      organization: string;
      /**
       * The role of the party, such as `lessor`.
       */
      role?: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "signed";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      date: Date;
      /**
       * The place of the signature.
       */
      place?: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "amount";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      value: MoneyAmount;
      /**
       * What the sum is for.
       */
      what: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "scope";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * A description, in the curators' words.
       */
      what: string;
      /**
       * The ids of the minerals that it names.
       */
      minerals?: string[];
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "milestone";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      date?: Date;
      /**
       * A description, in the curators' words.
       */
      what: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "figure";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * What is measured. Claims with the same `what` are compared with each other.
       */
      what: string;
      /**
       * The figure.
       */
      amount: number;
      /**
       * Its unit.
       */
      unit: string;
      bound?: Bound;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    }
  | {
      about: "remark";
      /**
       * Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
       * never used again.
       */
      id?: string;
      /**
       * The text.
       */
      text: string;
      from?: Date;
      until?: Date;
      as_of?: Date;
      /**
       * The citations that support it, at least one.
       *
       * @minItems 1
       */
      cite: [Citation, ...Citation[]];
      /**
       * A comment by the curators.
       */
      note?: string;
      judgement?: Judgement;
      /**
       * Claims of other records that contradict it.
       */
      conflicts_with?: Conflict[];
    };
/**
 * The kinds of term in the vocabulary.
 */
export type MineralKind = "element" | "group" | "mineral" | "commodity";
/**
 * The kinds of record that an id can name.
 */
export type RecordKind = "source" | "organization" | "mineral" | "site" | "agreement" | "country";

/**
 * Every type, so that none is left out.
 */
export interface Api {
  Problem: Problem;
  Landing: Landing;
  Link: Link;
  Conformance: Conformance;
  Collections: Collections;
  Collection: Collection;
  Extent: Extent;
  Spatial: Spatial;
  Temporal: Temporal;
  Grid: Grid;
  SiteCollection: SiteCollection;
  SiteFeature: SiteFeature;
  Feature: Feature;
  Geometry: Geometry;
  SiteProperties: SiteProperties;
  Reasons: Reasons;
  Searched: Searched;
  Date: Date;
  WeighedClaim: WeighedClaim;
  LocationBasis: LocationBasis;
  Citation: Citation;
  At: At;
  Paragraph: Paragraph;
  Page: Page;
  Record: Record;
  Passage: Passage;
  Judgement: Judgement;
  Verdict: Verdict;
  Conflict: Conflict;
  Figures: Figures;
  Rank: Rank;
  LicenceKind: LicenceKind;
  Interest: Interest;
  Status: Status;
  Category: Category;
  Code: Code;
  Basis: Basis;
  Ore: Ore;
  Bound: Bound;
  Metal: Metal;
  MoneyAmount: MoneyAmount;
  Evidence: Evidence;
  Witness: Witness;
  Standing: Standing;
  EvidenceLevel: EvidenceLevel;
  Source: Source;
  CslType: CslType;
  Author: Author;
  CslDate: CslDate;
  Custom: Custom;
  SourceKind: SourceKind;
  FacetsDocument: FacetsDocument;
  FacetValue: FacetValue;
  Sortables: Sortables;
  TileMatrixSets: TileMatrixSets;
  TileMatrixSetItem: TileMatrixSetItem;
  TileMatrixSet: TileMatrixSet;
  TileMatrix: TileMatrix;
  Tilesets: Tilesets;
  TilesetItem: TilesetItem;
  Tileset: Tileset;
  BoundingBox: BoundingBox;
  Layer: Layer;
  AgreementCollection: AgreementCollection;
  AgreementFeature: AgreementFeature;
  AgreementFacts: AgreementFacts;
  FlatCollection: FlatCollection;
  FlatFeature: FlatFeature;
  FlatProperties: FlatProperties;
  Sources: Sources;
  Organizations: Organizations;
  Organization: Organization;
  Name: Name;
  CitedName: CitedName;
  FormerName: FormerName;
  OrganizationKind: OrganizationKind;
  Claim: Claim;
  Minerals: Minerals;
  Mineral: Mineral;
  MineralKind: MineralKind;
  Membership: Membership;
  Countries: Countries;
  CountryFacts: CountryFacts;
  ClaimDocument: ClaimDocument;
  RecordKind: RecordKind;
}
/**
 * An error, for people and programs. It never contains the text of an internal error.
 */
export interface Problem {
  /**
   * Always `about:blank`: the status says which kind of problem it is.
   */
  type: string;
  /**
   * The status in words.
   */
  title: string;
  /**
   * The HTTP status.
   */
  status: number;
  /**
   * What went wrong, and how to fix it.
   */
  detail: string;
  /**
   * The name of the parameter at fault.
   */
  parameter?: string;
}
/**
 * The landing document (OGC API - Features, section 7.2).
 */
export interface Landing {
  /**
   * The API's name.
   */
  title: string;
  /**
   * A description.
   */
  description: string;
  /**
   * Related resources.
   */
  links: Link[];
}
/**
 * A link (RFC 8288), as OGC API writes it.
 */
export interface Link {
  /**
   * The address.
   */
  href: string;
  /**
   * The relation.
   */
  rel: string;
  /**
   * The media type.
   */
  type: string;
  /**
   * What it leads to.
   */
  title: string;
  /**
   * Whether parts of the address in braces are to be filled in.
   */
  templated?: boolean;
}
/**
 * The conformance document (section 7.4).
 */
export interface Conformance {
  /**
   * The URIs of the classes.
   */
  conformsTo: string[];
}
/**
 * The collections document (section 7.13).
 */
export interface Collections {
  /**
   * Related resources.
   */
  links: Link[];
  /**
   * The collections.
   */
  collections: Collection[];
}
/**
 * A collection (section 7.14).
 */
export interface Collection {
  /**
   * Its id in paths.
   */
  id: string;
  /**
   * Its name.
   */
  title: string;
  /**
   * What it contains.
   */
  description: string;
  /**
   * Always `feature`.
   */
  itemType: string;
  extent?: Extent;
  /**
   * The URIs of the reference systems available for its coordinates, the default first.
   */
  crs: string[];
  /**
   * The URI of the one in which they are stored.
   */
  storageCrs?: string;
  /**
   * Related resources.
   */
  links: Link[];
}
/**
 * The extent of a collection in space and time.
 */
export interface Extent {
  spatial?: Spatial;
  temporal?: Temporal;
}
/**
 * Bounding boxes in degrees: west, south, east, north.
 */
export interface Spatial {
  /**
   * The bounding boxes.
   */
  bbox: [number, number, number, number][];
  /**
   * The URI of their reference system.
   */
  crs: string;
}
/**
 * The days that `as_of` accepts.
 */
export interface Temporal {
  /**
   * From the first of them; the end is open.
   *
   * @minItems 1
   * @maxItems 1
   */
  interval: [[string | null, string | null]];
  /**
   * The URI of their reference system.
   */
  trs: string;
  grid: Grid;
}
/**
 * Single days of a temporal extent, as the draft of OGC API - Common Part 2 writes them.
 */
export interface Grid {
  /**
   * How many there are.
   */
  cellsCount: number;
  /**
   * The days, ascending.
   */
  coordinates: string[];
}
/**
 * A page of sites, with the sources that they cite.
 */
export interface SiteCollection {
  /**
   * Always `FeatureCollection`.
   */
  type: string;
  /**
   * How many match the filters.
   */
  numberMatched: number;
  /**
   * How many are in this response.
   */
  numberReturned: number;
  /**
   * SPDX id of the data's licence; absent where an imported source states none.
   */
  license?: string;
  /**
   * Whom to attribute.
   */
  attribution: string;
  /**
   * Links to related documents.
   */
  links?: Link[];
  features: SiteFeature[];
  /**
   * CSL-JSON items of the sources cited.
   */
  sources: Source[];
}
/**
 * A site as a Feature.
 */
export interface SiteFeature {
  type: Feature;
  /**
   * The site's permanent id.
   */
  id: string;
  /**
   * The accepted location; null where none is established.
   */
  geometry: Geometry | null;
  properties: SiteProperties;
  /**
   * Links to related documents; left out inside a collection.
   */
  links?: Link[];
}
/**
 * The properties of a site: flat ones, from its active claims, and nested ones.
 */
export interface SiteProperties {
  /**
   * Name in English
   */
  name: string;
  /**
   * Other names and spellings, by language
   */
  names: {
    [k: string]: string[];
  };
  /**
   * Type of site: CGI mineral-occurrence-type, or region
   */
  kind: string;
  /**
   * Activity: CGI mine-status, exploration or claimed-only; null if unknown
   */
  status: string | null;
  /**
   * The year, month or day (ISO 8601) for which its status was last reported; null if unknown
   */
  status_as_of: string | null;
  /**
   * Ids of its minerals, primary ones first
   */
  minerals: string[];
  /**
   * Ids of the organizations that operate the site
   */
  operators: string[];
  /**
   * Ids of the organizations that hold a licence for the site
   */
  licensees: string[];
  /**
   * Ids of the organizations that own a share of the site
   */
  owners: string[];
  /**
   * ISO 3166-1 alpha-2 code
   */
  country: string;
  /**
   * ISO 3166-2 code; null if unknown
   */
  province: string | null;
  /**
   * Ids of the sites that contain it
   */
  part_of: string[];
  /**
   * Darwin Core coordinateUncertaintyInMeters, in metres; null if unknown
   */
  uncertainty_m: number | null;
  evidence: EvidenceLevel;
  evidence_reasons: Reasons;
  /**
   * Ids of the sources it cites
   */
  sources: string[];
  /**
   * Ids in other registers, by scheme.
   */
  identifiers: {
    [k: string]: string;
  };
  /**
   * What was looked for and not found.
   */
  searched: Searched[];
  /**
   * Every claim about the site, with its evidence.
   */
  claims: WeighedClaim[];
}
/**
 * What decides a site's evidence level.
 */
export interface Reasons {
  /**
   * The ids of the claims that have a rival: locations, minerals, operators, owners and statuses.
   */
  disputed: string[];
  /**
   * The number of witnesses of the location with the most witnesses. A location that this atlas inferred has none,
   * however many sources it was inferred from.
   */
  location_lineages: number;
  /**
   * The number of witnesses of the primary mineral with the most witnesses.
   */
  mineral_lineages: number;
}
/**
 * Information that was searched for and not found.
 */
export interface Searched {
  /**
   * What was searched for.
   */
  what: string;
  /**
   * The sources or collections that were searched.
   */
  where: string[];
  on: Date;
}
/**
 * What the sources of a claim and the other claims of its record say about it, on one day.
 */
export interface Evidence {
  /**
   * The number of independent witnesses.
   */
  lineages: number;
  /**
   * The independent witnesses, and which citations lead to each.
   */
  witnesses: Witness[];
  /**
   * Whether the claim holds today, or on the day of `as_of`: it has begun, has not ended and is not superseded. A
   * rejected claim may be current.
   */
  current: boolean;
  standing: Standing;
  /**
   * The ids of the active claims of this record that contradict this one, in the record's order.
   */
  disputed_by: string[];
  /**
   * The id of the newest claim with the same key that came after this one.
   */
  superseded_by: string | null;
  /**
   * What the claim is about: claims of this record with the same key are alternatives to each other. Null where any
   * number of claims can be true together, as for remarks.
   */
  key: string | null;
}
/**
 * An independent witness of a claim.
 */
export interface Witness {
  /**
   * The id of a source that derives from no other, or the name of a quoted speaker.
   */
  root: string;
  /**
   * The positions, from 0, of the claim's citations that lead to this witness.
   */
  citations: number[];
}
/**
 * A reference from a claim to the place in a source that supports it.
 *
 * ```
 * use oreatlas::model::{Citation, citation::{At, Paragraph}};
 *
 * let citation: Citation = serde_json::from_str(r#"{"source": "dawn-2025", "at": {"paragraph": 4}}"#)?;
 * assert_eq!(citation.source, "dawn-2025");
 * assert_eq!(citation.at, Some(At::Paragraph(Paragraph { paragraph: 4 })));
 * # Ok::<(), serde_json::Error>(())
 * ```
 */
export interface Citation {
  /**
   * The id of the source.
   */
  source: string;
  at?: At;
  passage?: Passage;
  /**
   * The speaker whom the source quotes. The speaker then counts as the witness, so the name must be spelt the same
   * everywhere.
   */
  attributed_to?: string;
  /**
   * The sources that this passage is based on, if they differ from those of the source as a whole.
   */
  derives_from?: string[];
}
/**
 * A paragraph: a non-empty line of a text.
 */
export interface Paragraph {
  /**
   * The number of the paragraph, from 1.
   */
  paragraph: number;
}
/**
 * A page of a document.
 */
export interface Page {
  /**
   * The page number as printed, for example `12` or `xii`.
   */
  page: string;
}
/**
 * A record of a dataset.
 */
export interface Record {
  /**
   * The id that the dataset uses for it.
   */
  record: string;
}
/**
 * A passage, given by its first and last words and a hash. That is enough to link to it (`#:~:text=start,end`) and to
 * verify it without copying the text.
 */
export interface Passage {
  /**
   * The first words of the passage.
   */
  start: string;
  /**
   * The last words of the passage.
   */
  end: string;
  /**
   * The SHA-256 (lower-case hex) of the text from the first through the last word, white space folded.
   */
  sha256: string;
}
/**
 * The curators' verdict on a claim, with the reason and its sources.
 */
export interface Judgement {
  verdict: Verdict;
  /**
   * The reason, in the curators' words.
   */
  why: string;
  /**
   * The sources that the verdict is based on.
   */
  cite: Citation[];
}
/**
 * A claim of another record that contradicts this one.
 */
export interface Conflict {
  /**
   * The id of the other record.
   */
  record: string;
  /**
   * The id of the claim in the other record.
   */
  claim: string;
  figures?: Figures;
  /**
   * Why the two claims cannot both be true, in the curators' words.
   */
  why: string;
  /**
   * The sources that show the conflict.
   */
  cite: Citation[];
}
/**
 * A tonnage of ore.
 */
export interface Ore {
  /**
   * The amount.
   */
  amount: number;
  /**
   * Its unit, such as `Mt`.
   */
  unit: string;
  bound?: Bound;
}
/**
 * The amount and the grade of one mineral in an estimate.
 */
export interface Metal {
  /**
   * The mineral's id.
   */
  mineral: string;
  /**
   * The contained amount.
   */
  amount?: number;
  /**
   * The amount's unit, such as `Mt` or `Moz`.
   */
  unit?: string;
  bound?: Bound;
  /**
   * The grade of the ore.
   */
  grade?: number;
  /**
   * The grade's unit, such as `%` or `g/t`.
   */
  grade_unit?: string;
}
/**
 * A sum of money.
 */
export interface MoneyAmount {
  /**
   * The sum.
   */
  amount: number;
  /**
   * ISO 4217.
   */
  currency: string;
}
/**
 * One source, one file: `data/sources/<id>.json`, a CSL-JSON 1.0 item with a `custom` object.
 */
export interface Source {
  /**
   * The name of the file without the extension.
   */
  id: string;
  type: CslType;
  /**
   * The title.
   */
  title: string;
  /**
   * The authors.
   */
  author?: Author[];
  /**
   * The newspaper, journal or website that published it.
   */
  "container-title"?: string;
  /**
   * The publisher.
   */
  publisher?: string;
  issued?: CslDate;
  /**
   * The volume.
   */
  volume?: string;
  /**
   * The issue.
   */
  issue?: string;
  /**
   * The pages.
   */
  page?: string;
  /**
   * The number of the report.
   */
  number?: string;
  /**
   * The edition.
   */
  edition?: string;
  /**
   * The version.
   */
  version?: string;
  /**
   * The DOI.
   */
  DOI?: string;
  /**
   * The URL; absent if unknown, never a guess.
   */
  URL?: string;
  /**
   * The URL of an archived copy.
   */
  archive?: string;
  accessed?: CslDate;
  /**
   * The language tag, BCP 47.
   */
  language?: string;
  /**
   * The licence.
   */
  license?: string;
  /**
   * A comment by the curators.
   */
  note?: string;
  custom: Custom;
}
/**
 * A person, or an organization as author.
 */
export interface Author {
  /**
   * Family name.
   */
  family?: string;
  /**
   * Given name.
   */
  given?: string;
  /**
   * The whole name, if it has no parts.
   */
  literal?: string;
}
/**
 * A CSL date: a year and, if known, month and day.
 */
export interface CslDate {
  /**
   * One list: year, month, day.
   *
   * @minItems 1
   * @maxItems 1
   */
  "date-parts": [number[]];
}
/**
 * The kind of source, and what it is based on.
 */
export interface Custom {
  kind: SourceKind;
  /**
   * The ids of the sources that it is based on.
   */
  derives_from?: string[];
  /**
   * The SHA-256 (lower-case hex) of its text as a file, for `verify`.
   */
  text_sha256?: string;
}
/**
 * The facets and their counts.
 */
export interface FacetsDocument {
  /**
   * How many sites match all the filters.
   */
  numberMatched: number;
  /**
   * The values of each facet, by the name of its parameter.
   */
  facets: {
    [k: string]: FacetValue[];
  };
}
/**
 * A value of a facet.
 */
export interface FacetValue {
  /**
   * The value to give to the parameter.
   */
  value: string;
  /**
   * Its name for a reader.
   */
  name: string;
  /**
   * How many sites have it and match the filters of other facets.
   */
  count: number;
  /**
   * Whether the request selects it.
   */
  selected: boolean;
}
/**
 * A JSON Schema of the properties to sort by.
 */
export interface Sortables {
  /**
   * Draft 2020-12.
   */
  $schema: string;
  /**
   * Its own URL.
   */
  $id: string;
  /**
   * Always `object`.
   */
  type: string;
  /**
   * What is sorted.
   */
  title: string;
  /**
   * The properties by name, each with its type.
   */
  properties: {
    [k: string]: unknown;
  };
  /**
   * Always false: there are no others.
   */
  additionalProperties: boolean;
}
/**
 * The tile matrix sets.
 */
export interface TileMatrixSets {
  /**
   * Related resources.
   */
  links: Link[];
  /**
   * The tile matrix sets.
   */
  tileMatrixSets: TileMatrixSetItem[];
}
/**
 * A tile matrix set in the list.
 */
export interface TileMatrixSetItem {
  /**
   * Its id in paths.
   */
  id: string;
  /**
   * Its name.
   */
  title: string;
  /**
   * The URI of its definition in OGC's register.
   */
  uri: string;
  /**
   * The URI of its reference system.
   */
  crs: string;
  /**
   * Links to its definition.
   */
  links: Link[];
}
/**
 * A tile matrix set (OGC 17-083r4, section 7).
 */
export interface TileMatrixSet {
  /**
   * Its id in paths.
   */
  id: string;
  /**
   * Its name.
   */
  title: string;
  /**
   * The URI of its definition in OGC's register.
   */
  uri: string;
  /**
   * The URI of its reference system.
   */
  crs: string;
  /**
   * The order of its axes.
   *
   * @minItems 2
   * @maxItems 2
   */
  orderedAxes: [string, string];
  /**
   * The URI of its well-known scale set.
   */
  wellKnownScaleSet: string;
  /**
   * The scales, from the whole world down.
   */
  tileMatrices: TileMatrix[];
}
/**
 * A scale of a tile matrix set.
 */
export interface TileMatrix {
  /**
   * Its id in paths: the zoom.
   */
  id: string;
  /**
   * The scale denominator at a pixel size of 0.28 mm.
   */
  scaleDenominator: number;
  /**
   * The width of a pixel in metres, at the equator.
   */
  cellSize: number;
  /**
   * The corner from which columns and rows are counted.
   */
  cornerOfOrigin: string;
  /**
   * The coordinates of that corner.
   *
   * @minItems 2
   * @maxItems 2
   */
  pointOfOrigin: [number, number];
  /**
   * The width of a tile in pixels.
   */
  tileWidth: number;
  /**
   * The height of a tile in pixels.
   */
  tileHeight: number;
  /**
   * The number of columns.
   */
  matrixWidth: number;
  /**
   * The number of rows.
   */
  matrixHeight: number;
}
/**
 * The tilesets (OGC API - Tiles, Part 1, section 9).
 */
export interface Tilesets {
  /**
   * Related resources.
   */
  links: Link[];
  /**
   * The tilesets.
   */
  tilesets: TilesetItem[];
}
/**
 * A tileset in the list.
 */
export interface TilesetItem {
  /**
   * Its name.
   */
  title: string;
  /**
   * Always `vector`.
   */
  dataType: string;
  /**
   * The URI of its reference system.
   */
  crs: string;
  /**
   * The URI of its tile matrix set in OGC's register.
   */
  tileMatrixSetURI: string;
  /**
   * Related resources.
   */
  links: Link[];
}
/**
 * A tileset (OGC 17-083r4, section 8).
 */
export interface Tileset {
  /**
   * Its name.
   */
  title: string;
  /**
   * Always `vector`.
   */
  dataType: string;
  /**
   * The URI of its reference system.
   */
  crs: string;
  /**
   * The URI of its tile matrix set in OGC's register.
   */
  tileMatrixSetURI: string;
  /**
   * Related resources.
   */
  links: Link[];
  /**
   * What its tiles contain.
   */
  description: string;
  /**
   * The SPDX id of the data's licence; absent where an imported source states none.
   */
  license?: string;
  /**
   * The attribution to show.
   */
  attribution: string;
  /**
   * The media types of its tiles.
   *
   * @minItems 1
   * @maxItems 1
   */
  mediaTypes: [string];
  boundingBox?: BoundingBox;
  /**
   * The layers of its tiles.
   */
  layers: Layer[];
}
/**
 * A bounding box.
 */
export interface BoundingBox {
  /**
   * West and south.
   *
   * @minItems 2
   * @maxItems 2
   */
  lowerLeft: [number, number];
  /**
   * East and north.
   *
   * @minItems 2
   * @maxItems 2
   */
  upperRight: [number, number];
  /**
   * The URI of their reference system.
   */
  crs: string;
}
/**
 * A layer of a tile.
 */
export interface Layer {
  /**
   * Its name in tiles.
   */
  id: string;
  /**
   * What it contains.
   */
  description: string;
  /**
   * Always `vector`.
   */
  dataType: string;
  /**
   * 0 for points, 2 for outlines.
   */
  geometryDimension: number;
  /**
   * The properties of its features, as a JSON Schema.
   */
  propertiesSchema: {
    [k: string]: unknown;
  };
  /**
   * Its source.
   */
  links: Link[];
}
/**
 * A page of agreements.
 */
export interface AgreementCollection {
  /**
   * Always `FeatureCollection`.
   */
  type: string;
  /**
   * How many match the filters.
   */
  numberMatched: number;
  /**
   * How many are in this response.
   */
  numberReturned: number;
  /**
   * SPDX id of the data's licence; absent where an imported source states none.
   */
  license?: string;
  /**
   * Whom to attribute.
   */
  attribution: string;
  /**
   * Links to related documents.
   */
  links?: Link[];
  /**
   * The agreements on the page.
   */
  features: AgreementFeature[];
}
/**
 * An agreement as a Feature.
 */
export interface AgreementFeature {
  type: Feature;
  /**
   * The agreement's permanent id.
   */
  id: string;
  /**
   * Always null.
   */
  geometry: Geometry | null;
  properties: AgreementFacts;
  /**
   * Links to related documents; left out inside a collection.
   */
  links?: Link[];
}
/**
 * The flat facts of an agreement, from its active claims, and all of its claims.
 */
export interface AgreementFacts {
  /**
   * The name in English.
   */
  name: string;
  /**
   * What kind of agreement it is.
   */
  kind: string;
  /**
   * ISO 3166-1 alpha-2.
   */
  country: string;
  /**
   * The sites it concerns.
   */
  sites: string[];
  /**
   * Why it is not on the map.
   */
  unplaced: string | null;
  /**
   * The organizations that take part.
   */
  parties: string[];
  /**
   * The minerals in its scope.
   */
  minerals: string[];
  /**
   * When it was signed: several dates where sources disagree.
   */
  signed: Date[];
  /**
   * What was looked for and not found.
   */
  searched: Searched[];
  /**
   * Every claim about it, with its sources.
   */
  claims: WeighedClaim[];
}
/**
 * A page of sites with flat properties.
 */
export interface FlatCollection {
  /**
   * Always `FeatureCollection`.
   */
  type: string;
  /**
   * How many match the filters.
   */
  numberMatched: number;
  /**
   * How many are in this response.
   */
  numberReturned: number;
  /**
   * SPDX id of the data's licence; absent where an imported source states none.
   */
  license?: string;
  /**
   * Whom to attribute.
   */
  attribution: string;
  /**
   * Links to related documents.
   */
  links?: Link[];
  /**
   * The sites on the page.
   */
  features: FlatFeature[];
}
/**
 * A site with flat properties.
 */
export interface FlatFeature {
  type: Feature;
  /**
   * The site's permanent id.
   */
  id: string;
  /**
   * The accepted location: a point or a multi-polygon; null if it lies outside the reference system.
   */
  geometry: Geometry | null;
  properties: FlatProperties;
  /**
   * Links to related documents; left out inside a collection.
   */
  links?: Link[];
}
/**
 * The flat properties of a site. Items of lists are separated by semicolons.
 */
export interface FlatProperties {
  /**
   * Name in English
   */
  name: string;
  /**
   * Other names and spellings in English
   */
  names_en: string;
  /**
   * Names in Urdu
   */
  names_ur: string;
  /**
   * Type of site: CGI mineral-occurrence-type, or region
   */
  kind: string;
  /**
   * Activity: CGI mine-status, exploration or claimed-only; null if unknown
   */
  status: string | null;
  /**
   * The year, month or day (ISO 8601) for which its status was last reported; null if unknown
   */
  status_as_of: string | null;
  /**
   * Ids of its minerals, primary ones first
   */
  minerals: string;
  /**
   * Ids of the organizations that operate the site
   */
  operators: string;
  /**
   * Ids of the organizations that hold a licence for the site
   */
  licensees: string;
  /**
   * Ids of the organizations that own a share of the site
   */
  owners: string;
  /**
   * ISO 3166-1 alpha-2 code
   */
  country: string;
  /**
   * ISO 3166-2 code; null if unknown
   */
  province: string | null;
  /**
   * Ids of the sites that contain it
   */
  part_of: string;
  /**
   * Darwin Core coordinateUncertaintyInMeters, in metres; null if unknown
   */
  uncertainty_m: number | null;
  /**
   * How well its location and minerals are attested: disputed, corroborated or single-source
   */
  evidence: string;
  /**
   * Ids of the sources it cites
   */
  sources: string;
}
/**
 * All sources, by id.
 */
export interface Sources {
  sources: Source[];
}
/**
 * All organizations, by id.
 */
export interface Organizations {
  organizations: Organization[];
}
/**
 * One organization, one file: `data/organizations/<id>.json`.
 */
export interface Organization {
  /**
   * The name of the file without the extension.
   */
  id: string;
  /**
   * The usual English name.
   */
  name: string;
  /**
   * Other names and spellings, by language.
   */
  names?: {
    [k: string]: Name[];
  };
  /**
   * The former names.
   */
  former_names?: FormerName[];
  kind: OrganizationKind;
  /**
   * The country of its headquarters, ISO 3166-1 alpha-2.
   */
  country?: string;
  /**
   * The id of the parent organization. A filter for the parent also finds the sites of this one.
   */
  parent?: string;
  /**
   * The ids in other databases, by scheme.
   */
  identifiers?: {
    [k: string]: string;
  };
  /**
   * Information that was searched for and not found.
   */
  searched?: Searched[];
  /**
   * The claims about the organization.
   */
  claims?: Claim[];
}
/**
 * A name with citations.
 */
export interface CitedName {
  /**
   * The name, in its own script.
   */
  name: string;
  /**
   * The citations that support it.
   */
  cite: Citation[];
}
/**
 * A former name of an organization.
 */
export interface FormerName {
  /**
   * The name.
   */
  name: string;
  until?: Date;
  /**
   * The citations that support it.
   */
  cite: Citation[];
}
/**
 * All minerals, by id.
 */
export interface Minerals {
  minerals: Mineral[];
}
/**
 * A mineral or commodity.
 */
export interface Mineral {
  /**
   * The id.
   */
  id: string;
  /**
   * The English name.
   */
  name: string;
  /**
   * Other names, by language.
   */
  names?: {
    [k: string]: Name[];
  };
  /**
   * The text of its icon on the map: a chemical symbol, or up to four letters.
   */
  symbol: string;
  kind: MineralKind;
  /**
   * The ids of the broader terms. A filter for a broader term also finds the sites of this one.
   */
  broader?: string[];
  /**
   * The URI of the concept in the CGI vocabulary `commodity-code`.
   */
  cgi_uri?: string;
  /**
   * The colour of its icon, as `#rrggbb`. White text on it has a contrast of at least 4.5 (WCAG 2.2 AA).
   */
  colour: string;
  /**
   * Other words that sources use for it.
   */
  synonyms?: string[];
  /**
   * The lists of critical minerals that it is or was on.
   */
  memberships?: Membership[];
}
/**
 * The membership in a list of critical minerals.
 */
export interface Membership {
  /**
   * The name of the list.
   */
  list: string;
  from: Date;
  until?: Date;
  /**
   * The citations that support it.
   */
  cite: Citation[];
}
/**
 * The countries, by id.
 */
export interface Countries {
  countries: CountryFacts[];
}
/**
 * A country with the evidence of its claims.
 */
export interface CountryFacts {
  /**
   * ISO 3166-1 alpha-2.
   */
  id: string;
  /**
   * The name in English.
   */
  name: string;
  /**
   * Other names, by language.
   */
  names: {
    [k: string]: Name[];
  };
  /**
   * The claims about the country as a whole.
   */
  claims: WeighedClaim[];
}
/**
 * A claim with those that contradict it.
 */
export interface ClaimDocument {
  /**
   * The id of the record that it is about.
   */
  record: string;
  kind: RecordKind;
  claim: WeighedClaim;
  /**
   * The claims of the record that contradict it.
   */
  rivals: WeighedClaim[];
  /**
   * The sources that these claims cite.
   */
  sources: Source[];
}
