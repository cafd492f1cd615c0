//! The kinds of claim: what each states, and everything about a kind that does not depend on how it is shown.
//!
//! A new kind is declared here, by an entry of `claims!` and a line of `kinds!`.

use std::fmt::Display;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Basis, Bound, Category, ClaimId, Code, Common, Conflict, Interest, Judgement, LicenceKind, LocationBasis, Metal,
    MoneyAmount, Ore, Rank, Status, Validity,
};
use crate::model::{Citation, Date, Geometry, Id, Position, RecordKind, fold::fold};

/// What each kind of claim declares about itself.
pub(super) trait ClaimKind {
    /// The fields that every claim has.
    fn common(&self) -> Common<'_>;
    /// What distinguishes it from other claims of its kind in the same record; `None` if nothing does.
    fn key(&self) -> Option<Vec<String>>;
    /// The amounts that it states, each with its unit.
    fn figures(&self) -> Vec<(f64, &str)>;
    /// The date that its value states.
    fn date(&self) -> Option<Date> {
        None
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the type of `ClaimKind::key`; remarks have no key")]
fn parts<const N: usize>(parts: [&dyn Display; N]) -> Option<Vec<String>> {
    Some(parts.map(ToString::to_string).to_vec())
}

fn money(value: &MoneyAmount) -> (f64, &str) {
    (value.amount, &value.currency)
}

/// Declares the value of each kind of claim: its fields, its key, its figures and, where the value states one, its
/// date. The fields that every claim has are added. (Serde cannot flatten a shared struct and refuse unknown keys at the same time.)
macro_rules! claims {
    ($(
        $(#[$doc:meta])* pub struct $name:ident { $($field:tt)* }
        key: $key:expr; figures: $figures:expr; $(date: $date:expr;)?
    )+) => {$(
        $(#[$doc])*
        #[serde_with::skip_serializing_none]
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// Its permanent id, unique in its record. `fix` assigns one where it is missing; it never changes and is
            /// never used again.
            pub id: Option<ClaimId>,
            $($field)*
            /// The date from which it holds.
            pub from: Option<Date>,
            /// The last date on which it held.
            pub until: Option<Date>,
            /// The date for which the source states it; by default the date on which the source appeared.
            pub as_of: Option<Date>,
            /// The citations that support it, at least one.
            #[schemars(length(min = 1))]
            pub cite: Vec<Citation>,
            /// A comment by the curators.
            pub note: Option<String>,
            /// The curators' verdict, and the reason for it.
            pub judgement: Option<Judgement>,
            /// Claims of other records that contradict it.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub conflicts_with: Vec<Conflict>,
        }

        impl ClaimKind for $name {
            fn common(&self) -> Common<'_> {
                Common {
                    id: self.id.as_deref(),
                    from: self.from,
                    until: self.until,
                    as_of: self.as_of,
                    cite: &self.cite,
                    note: self.note.as_deref(),
                    judgement: self.judgement.as_ref(),
                    conflicts_with: &self.conflicts_with,
                }
            }

            fn key(&self) -> Option<Vec<String>> {
                let key: fn(&Self) -> Option<Vec<String>> = $key;
                key(self)
            }

            fn figures(&self) -> Vec<(f64, &str)> {
                let figures: fn(&Self) -> Vec<(f64, &str)> = $figures;
                figures(self)
            }

            $(fn date(&self) -> Option<Date> {
                let date: fn(&Self) -> Option<Date> = $date;
                date(self)
            })?
        }
    )+};
}

/// Declares [`Claim`]: for each kind its variant, the word in `about`, how it behaves in time, and the kinds of record
/// that may have it. The order is the canonical order of a record's claims.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident($value:ty) = $about:literal, $validity:ident, on $($record:ident)+;)+) => {
        /// One claim: a value, when it holds, and the sources that state it.
        ///
        /// ```
        /// use oreatlas::model::Claim;
        ///
        /// let claim: Claim = serde_json::from_str(
        ///     r#"{"about": "owner", "organization": "barrick", "interest": "equity", "share_percent": 50, "cite": []}"#,
        /// )?;
        /// assert_eq!(claim.about(), "owner");
        /// assert_eq!(claim.key().map(|key| key.to_string()), Some("owner/barrick/equity".to_owned()));
        /// # Ok::<(), serde_json::Error>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(tag = "about")]
        pub enum Claim {
            $($(#[$doc])* #[serde(rename = $about)] $variant($value),)+
        }

        impl Claim {
            /// The word in `about` of each kind of claim, in canonical order, and the kinds of record that may have it.
            pub const KINDS: &[(&str, &[RecordKind])] = &[$(($about, &[$(RecordKind::$record),+]),)+];

            /// The word in `about`.
            pub fn about(&self) -> &'static str {
                match self { $(Self::$variant(_) => $about,)+ }
            }

            /// How claims of this kind behave in time.
            pub fn validity(&self) -> Validity {
                match self { $(Self::$variant(_) => Validity::$validity,)+ }
            }

            pub(super) fn kind(&self) -> &dyn ClaimKind {
                match self { $(Self::$variant(value) => value,)+ }
            }

            /// Gives it an id.
            pub fn set_id(&mut self, id: ClaimId) {
                match self { $(Self::$variant(value) => value.id = Some(id),)+ }
            }
        }
    };
}

kinds! {
    /// Where the site is.
    Location(Location) = "location", Always, on Site;
    /// A mineral found at the site.
    Mineral(MineralClaim) = "mineral", Always, on Site;
    /// The organization that operates the site.
    Operator(Operator) = "operator", State, on Site;
    /// An organization that holds a licence for the site.
    Licence(Licence) = "licence", State, on Site;
    /// An owner of the site, and its share.
    Owner(Owner) = "owner", State, on Site;
    /// Whether the site is active.
    Status(StatusClaim) = "status", State, on Site;
    /// An estimate of resources or reserves.
    Estimate(Estimate) = "estimate", State, on Site;
    /// The output of a period.
    Production(Output) = "production", Event, on Site Country;
    /// The exports of a period.
    Export(Output) = "export", Event, on Site Country;
    /// A party to the agreement.
    Party(Party) = "party", Event, on Agreement;
    /// When and where the agreement was signed.
    Signed(Signed) = "signed", Event, on Agreement;
    /// A sum of money in the agreement.
    Amount(Amount) = "amount", Event, on Agreement;
    /// What the agreement covers.
    Scope(Scope) = "scope", Event, on Agreement;
    /// A step of the agreement.
    Milestone(Milestone) = "milestone", Event, on Agreement;
    /// A national figure.
    Figure(Figure) = "figure", State, on Country;
    /// Anything else, in the curators' words.
    Remark(Remark) = "remark", Event, on Site Agreement Organization Country;
}

claims! {
    /// The location of a site: a position or an outline.
    pub struct Location {
        /// Longitude, latitude (WGS 84).
        pub coordinates: Option<Position>,
        /// A Polygon or `MultiPolygon`.
        pub outline: Option<Geometry>,
        /// Darwin Core `coordinateUncertaintyInMeters`: the radius in metres of a circle that
        /// contains the site, or how far an outline may be off. Absent where unknown.
        #[schemars(range(min = 1))]
        pub uncertainty_m: Option<u32>,
        /// How it was determined.
        pub basis: Option<LocationBasis>,
    }
    key: |_| parts([]);
    figures: |_| Vec::new();

    /// A mineral found at a site.
    pub struct MineralClaim {
        /// The mineral's id.
        pub mineral: Id,
        /// How much it matters at the site.
        pub rank: Rank,
    }
    key: |claim| parts([&claim.mineral]);
    figures: |_| Vec::new();

    /// The organization that operates a site.
    pub struct Operator {
        /// The organization's id.
        pub organization: Id,
    }
    key: |claim| parts([&claim.organization]);
    figures: |_| Vec::new();

    /// A licence for a site.
    pub struct Licence {
        /// The id of the holder, an organization.
        pub organization: Id,
        /// The number of the licence.
        pub number: Option<String>,
        /// What it allows.
        pub kind: Option<LicenceKind>,
        /// Its area in square kilometres.
        pub area_km2: Option<f64>,
        /// The ids of the minerals that it covers.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub minerals: Vec<Id>,
    }
    key: |claim| parts([&claim.organization]);
    figures: |_| Vec::new();

    /// An owner of a site.
    pub struct Owner {
        /// The id of the owner, an organization.
        pub organization: Id,
        /// The kind of interest.
        pub interest: Interest,
        /// The share in percent.
        #[schemars(range(min = 0, max = 100))]
        pub share_percent: Option<f64>,
    }
    key: |claim| parts([&claim.organization, &claim.interest]);
    figures: |_| Vec::new();

    /// Whether a site is active.
    pub struct StatusClaim {
        /// The status.
        pub status: Status,
    }
    key: |_| parts([]);
    figures: |_| Vec::new();

    /// An estimate of mineral resources or reserves.
    pub struct Estimate {
        /// The part of the site that it covers, such as an ore body or a block; absent where it covers the whole site.
        /// Spellings are compared without case and punctuation.
        pub part: Option<String>,
        /// The id of the organization that made the estimate; absent where no source states it.
        pub estimator: Option<Id>,
        /// The resource or reserve category.
        pub category: Category,
        /// The reporting code it follows.
        pub code: Code,
        /// Whether no source names the code, so that the curators inferred it; the note says from what.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub code_inferred: bool,
        /// The effective date of the estimate.
        pub effective: Option<Date>,
        /// Whether it counts the whole deposit or the part attributable to one owner.
        pub basis: Option<Basis>,
        /// The tonnage of ore.
        pub ore: Option<Ore>,
        /// The metals or minerals in the ore.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub metals: Vec<Metal>,
    }
    key: |claim| parts([
        &fold(claim.part.as_deref().unwrap_or_default()),
        &claim.estimator.as_deref().unwrap_or_default(),
        &claim.category,
        &claim.basis.map_or("", Basis::as_str),
    ]);
    figures: |_| Vec::new();
    date: |claim| claim.effective;

    /// The production or the exports of a period.
    pub struct Output {
        /// The mineral's id.
        pub mineral: Option<Id>,
        /// The year, month or day of the output.
        pub period: Date,
        /// The amount.
        pub amount: Option<f64>,
        /// Its unit.
        pub unit: Option<String>,
        /// Whether the amount and the value are only limits.
        pub bound: Option<Bound>,
        /// The value of it.
        pub value: Option<MoneyAmount>,
    }
    key: |claim| parts([&claim.mineral.as_deref().unwrap_or_default(), &claim.period]);
    figures: |claim| {
        let amount = claim.amount.zip(claim.unit.as_deref());
        amount.into_iter().chain(claim.value.as_ref().map(money)).collect()
    };
    date: |claim| Some(claim.period);

    /// A party to an agreement.
    pub struct Party {
        /// The organization's id.
        pub organization: Id,
        /// The role of the party, such as `lessor`.
        pub role: Option<String>,
    }
    key: |claim| parts([&claim.organization]);
    figures: |_| Vec::new();

    /// When and where an agreement was signed.
    pub struct Signed {
        /// The date of the signature.
        pub date: Date,
        /// The place of the signature.
        pub place: Option<String>,
    }
    key: |_| parts([]);
    figures: |_| Vec::new();
    date: |claim| Some(claim.date);

    /// A sum of money in an agreement.
    pub struct Amount {
        /// The sum.
        pub value: MoneyAmount,
        /// What the sum is for.
        pub what: String,
    }
    key: |claim| parts([&claim.what]);
    figures: |claim| vec![money(&claim.value)];

    /// What an agreement covers.
    pub struct Scope {
        /// A description, in the curators' words.
        pub what: String,
        /// The ids of the minerals that it names.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub minerals: Vec<Id>,
    }
    key: |_| None;
    figures: |_| Vec::new();

    /// A step of an agreement.
    pub struct Milestone {
        /// The date of the step.
        pub date: Option<Date>,
        /// A description, in the curators' words.
        pub what: String,
    }
    key: |_| None;
    figures: |_| Vec::new();
    date: |claim| claim.date;

    /// A national figure.
    pub struct Figure {
        /// What is measured. Claims with the same `what` are compared with each other.
        pub what: String,
        /// The figure.
        pub amount: f64,
        /// Its unit.
        pub unit: String,
        /// Whether the figure is only a limit.
        pub bound: Option<Bound>,
    }
    key: |claim| parts([&claim.what]);
    figures: |claim| vec![(claim.amount, &claim.unit)];

    /// Anything else, in the curators' words.
    pub struct Remark {
        /// The text.
        pub text: String,
    }
    key: |_| None;
    figures: |_| Vec::new();
}

impl Location {
    /// The stated geometry; `None` if the claim states neither a position nor an outline.
    pub fn geometry(&self) -> Option<Geometry> {
        match (self.coordinates, &self.outline) {
            (Some(coordinates), _) => Some(Geometry::Point { coordinates }),
            (None, outline) => outline.clone(),
        }
    }
}
