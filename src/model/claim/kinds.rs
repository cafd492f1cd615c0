//! The values, a struct for each kind of claim.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Basis, Category, Code, Common, CommonMut, Conflict, Interest, Judgement, LicenceKind, LocationBasis, Rank, Status,
};
use crate::model::{Citation, Date, Geometry, Id, Position};

/// Declares a kind of claim: its own fields, and after them those that every claim has. (Serde can't
/// flatten a shared struct and refuse unknown keys at once.)
macro_rules! claim {
    ($(#[$doc:meta])* pub struct $name:ident { $($field:tt)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($field)*
            /// Since when it holds.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub from: Option<Date>,
            /// Until when it held.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub until: Option<Date>,
            /// The day for which it is said to hold; by default the day its source appeared.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub as_of: Option<Date>,
            /// Who says so; one citation at least.
            #[schemars(length(min = 1))]
            pub cite: Vec<Citation>,
            /// Our own words about it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub note: Option<String>,
            /// Which side we take, and why.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub judgement: Option<Judgement>,
            /// Claims of other records that cannot hold together with it.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub conflicts_with: Vec<Conflict>,
        }

        impl $name {
            pub(super) fn common(&self) -> Common<'_> {
                Common {
                    from: self.from,
                    until: self.until,
                    as_of: self.as_of,
                    cite: &self.cite,
                    note: self.note.as_deref(),
                    judgement: self.judgement.as_ref(),
                    conflicts_with: &self.conflicts_with,
                }
            }

            pub(super) fn common_mut(&mut self) -> CommonMut<'_> {
                CommonMut {
                    cite: &mut self.cite,
                    judgement: self.judgement.as_mut(),
                    conflicts_with: &mut self.conflicts_with,
                }
            }
        }
    };
}

claim! {
    /// Where the site is: a position or an outline.
    pub struct Location {
        /// Longitude, latitude (WGS 84).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub coordinates: Option<Position>,
        /// A Polygon or `MultiPolygon`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub outline: Option<Geometry>,
        /// Darwin Core `coordinateUncertaintyInMeters`: the radius that surely holds the site, or how
        /// far an outline may be off. Absent where unknown.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 1))]
        pub uncertainty_m: Option<u32>,
        /// How it was found.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub basis: Option<LocationBasis>,
    }
}

impl Location {
    /// The geometry it states; none where it states neither a position nor an outline.
    #[must_use]
    pub fn geometry(&self) -> Option<Geometry> {
        match (self.coordinates, &self.outline) {
            (Some(coordinates), _) => Some(Geometry::Point { coordinates }),
            (None, outline) => outline.clone(),
        }
    }
}

claim! {
    /// A mineral that is there.
    pub struct MineralClaim {
        /// The mineral's id.
        pub mineral: Id,
        /// How much it matters there.
        pub rank: Rank,
    }
}

claim! {
    /// Who works the site.
    pub struct Operator {
        /// The organization's id.
        pub organization: Id,
    }
}

claim! {
    /// A licence for the site.
    pub struct Licence {
        /// The holder's id.
        pub organization: Id,
        /// The licence's number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub number: Option<String>,
        /// What it allows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<LicenceKind>,
        /// Its area in square kilometres.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub area_km2: Option<f64>,
        /// The minerals it is for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub minerals: Vec<Id>,
    }
}

claim! {
    /// Who owns the site.
    pub struct Owner {
        /// The owner's id.
        pub organization: Id,
        /// What kind of share it is.
        pub interest: Interest,
        /// The share in percent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 0, max = 100))]
        pub share_percent: Option<f64>,
    }
}

claim! {
    /// Whether the site is worked.
    pub struct StatusClaim {
        /// The status.
        pub status: Status,
    }
}

/// A tonnage of ore.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ore {
    /// The amount.
    pub amount: f64,
    /// Its unit, such as `Mt`.
    pub unit: String,
}

/// How much of a mineral.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Metal {
    /// The mineral's id.
    pub mineral: Id,
    /// The amount of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<f64>,
    /// The amount's unit, such as `Mt` or `Moz`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Its grade in the ore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<f64>,
    /// The grade's unit, such as `%` or `g/t`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade_unit: Option<String>,
}

claim! {
    /// How much is in the ground.
    pub struct Estimate {
        /// Who estimated it: an organization's id. Left out where no source says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub estimator: Option<Id>,
        /// How sure it is.
        pub category: Category,
        /// The reporting code it follows.
        pub code: Code,
        /// The day it is counted for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub effective: Option<Date>,
        /// Whose part it counts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub basis: Option<Basis>,
        /// The tonnage of ore.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ore: Option<Ore>,
        /// What the ore holds.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub metals: Vec<Metal>,
    }
}

/// A sum of money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyAmount {
    /// The sum.
    pub amount: f64,
    /// ISO 4217.
    #[schemars(regex(pattern = "^[A-Z]{3}$"))]
    pub currency: String,
}

claim! {
    /// How much was produced.
    pub struct Production {
        /// The mineral's id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mineral: Option<Id>,
        /// When.
        pub period: Date,
        /// The amount.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub amount: Option<f64>,
        /// Its unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub unit: Option<String>,
        /// What it was worth.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub value: Option<MoneyAmount>,
    }
}

claim! {
    /// How much was exported.
    pub struct Export {
        /// The mineral's id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mineral: Option<Id>,
        /// When.
        pub period: Date,
        /// The amount.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub amount: Option<f64>,
        /// Its unit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub unit: Option<String>,
        /// What it was worth.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub value: Option<MoneyAmount>,
    }
}

claim! {
    /// Who takes part in an agreement.
    pub struct Party {
        /// The organization's id.
        pub organization: Id,
        /// As what.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub role: Option<String>,
    }
}

claim! {
    /// When and where an agreement was signed.
    pub struct Signed {
        /// When.
        pub date: Date,
        /// Where.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub place: Option<String>,
    }
}

claim! {
    /// A sum of money in an agreement.
    pub struct Amount {
        /// The sum.
        pub value: MoneyAmount,
        /// What it is.
        pub what: String,
    }
}

claim! {
    /// What an agreement covers.
    pub struct Scope {
        /// What, in our own words.
        pub what: String,
        /// The minerals it names.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub minerals: Vec<Id>,
    }
}

claim! {
    /// A step of an agreement.
    pub struct Milestone {
        /// When.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub date: Option<Date>,
        /// What, in our own words.
        pub what: String,
    }
}

claim! {
    /// A national figure.
    pub struct Figure {
        /// Of what: the claims of one `what` are rivals.
        pub what: String,
        /// The figure.
        pub amount: f64,
        /// Its unit.
        pub unit: String,
    }
}

claim! {
    /// Anything else, in our own words.
    pub struct Remark {
        /// What is said.
        pub text: String,
    }
}
