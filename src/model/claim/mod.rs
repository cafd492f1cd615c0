//! Claims: a value, when it holds, and who says so.

mod kinds;
mod words;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::{
    kinds::{
        Amount, Estimate, Export, Figure, Licence, Location, Metal, Milestone, MineralClaim, MoneyAmount, Operator,
        Ore, Owner, Party, Production, Remark, Scope, Signed, StatusClaim,
    },
    words::{Basis, Category, Code, Figures, Interest, LicenceKind, LocationBasis, Rank, Status, Verdict},
};
use super::{Citation, Date, Id};

/// One claim. What a later claim may supersede is told by its key (see `evidence`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "about", rename_all = "lowercase")]
pub enum Claim {
    /// Where the site is.
    Location(Location),
    /// A mineral that is there.
    Mineral(MineralClaim),
    /// Who works it.
    Operator(Operator),
    /// Who holds a licence for it.
    Licence(Licence),
    /// Who owns it, and how much of it.
    Owner(Owner),
    /// Whether it is worked.
    Status(StatusClaim),
    /// How much is in the ground.
    Estimate(Estimate),
    /// How much was produced.
    Production(Production),
    /// How much was exported.
    Export(Export),
    /// Who takes part in an agreement.
    Party(Party),
    /// When and where an agreement was signed.
    Signed(Signed),
    /// A sum of money in an agreement.
    Amount(Amount),
    /// What an agreement covers.
    Scope(Scope),
    /// A step of an agreement.
    Milestone(Milestone),
    /// A national figure.
    Figure(Figure),
    /// Anything else, in our own words.
    Remark(Remark),
}

/// What every claim has beside its value.
#[derive(Clone, Copy, Debug)]
pub struct Common<'a> {
    /// Since when it holds.
    pub from: Option<Date>,
    /// Until when it held.
    pub until: Option<Date>,
    /// The day for which it is said to hold.
    pub as_of: Option<Date>,
    /// Who says so.
    pub cite: &'a [Citation],
    /// Our own words about it.
    pub note: Option<&'a str>,
    /// Which side we take, and why.
    pub judgement: Option<&'a Judgement>,
    /// Claims of other records that cannot hold together with it.
    pub conflicts_with: &'a [Conflict],
}

/// What may be put in order in every claim beside its value.
#[derive(Debug)]
pub struct CommonMut<'a> {
    /// Who says so.
    pub cite: &'a mut [Citation],
    /// Which side we take, and why.
    pub judgement: Option<&'a mut Judgement>,
    /// Claims of other records that cannot hold together with it.
    pub conflicts_with: &'a mut [Conflict],
}

/// Which side we take, why, and on whose authority.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Accepted or rejected.
    pub verdict: Verdict,
    /// Why, in our own words.
    pub why: String,
    /// What the verdict rests on.
    pub cite: Vec<Citation>,
}

/// A claim of another record that cannot hold together with this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The other record's id.
    pub record: Id,
    /// The other claim: a JSON Pointer (RFC 6901) into that record.
    pub claim: String,
    /// Where both claims state a figure, how the two stand to each other; `check` tests it again each time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
    /// Why they cannot both hold, in our own words.
    pub why: String,
    /// What the conflict rests on.
    pub cite: Vec<Citation>,
}

macro_rules! each_kind {
    ($claim:expr, $value:ident => $body:expr) => {
        match $claim {
            Claim::Location($value) => $body,
            Claim::Mineral($value) => $body,
            Claim::Operator($value) => $body,
            Claim::Licence($value) => $body,
            Claim::Owner($value) => $body,
            Claim::Status($value) => $body,
            Claim::Estimate($value) => $body,
            Claim::Production($value) => $body,
            Claim::Export($value) => $body,
            Claim::Party($value) => $body,
            Claim::Signed($value) => $body,
            Claim::Amount($value) => $body,
            Claim::Scope($value) => $body,
            Claim::Milestone($value) => $body,
            Claim::Figure($value) => $body,
            Claim::Remark($value) => $body,
        }
    };
}

impl Claim {
    /// What it has beside its value.
    #[must_use]
    pub fn common(&self) -> Common<'_> {
        each_kind!(self, value => value.common())
    }

    /// What it has beside its value, to put in order.
    #[must_use]
    pub fn common_mut(&mut self) -> CommonMut<'_> {
        each_kind!(self, value => value.common_mut())
    }

    /// The word in `about`.
    #[must_use]
    pub fn about(&self) -> &'static str {
        ABOUT[self.rank()]
    }

    /// Its place in the order of kinds, which is the canonical order of a record's claims.
    #[must_use]
    pub fn rank(&self) -> usize {
        match self {
            Self::Location(_) => 0,
            Self::Mineral(_) => 1,
            Self::Operator(_) => 2,
            Self::Licence(_) => 3,
            Self::Owner(_) => 4,
            Self::Status(_) => 5,
            Self::Estimate(_) => 6,
            Self::Production(_) => 7,
            Self::Export(_) => 8,
            Self::Party(_) => 9,
            Self::Signed(_) => 10,
            Self::Amount(_) => 11,
            Self::Scope(_) => 12,
            Self::Milestone(_) => 13,
            Self::Figure(_) => 14,
            Self::Remark(_) => 15,
        }
    }

    /// Whether we reject it; a rejected claim stays visible and disputes nothing.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        self.verdict() == Some(Verdict::Rejected)
    }

    /// Our verdict, if there is one.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.common().judgement.map(|judgement| judgement.verdict)
    }

    /// Its own citations, its judgement's and its conflicts', each with the pointer to it below the claim.
    pub fn citations(&self) -> impl Iterator<Item = (String, &Citation)> {
        let common = self.common();
        std::iter::once(("/cite".to_owned(), common.cite))
            .chain(common.judgement.map(|judgement| ("/judgement/cite".to_owned(), judgement.cite.as_slice())))
            .chain(
                common
                    .conflicts_with
                    .iter()
                    .enumerate()
                    .map(|(index, conflict)| (format!("/conflicts_with/{index}/cite"), conflict.cite.as_slice())),
            )
            .flat_map(|(list, cite)| {
                cite.iter().enumerate().map(move |(index, citation)| (format!("{list}/{index}"), citation))
            })
    }
}

const ABOUT: [&str; 16] = [
    "location",
    "mineral",
    "operator",
    "licence",
    "owner",
    "status",
    "estimate",
    "production",
    "export",
    "party",
    "signed",
    "amount",
    "scope",
    "milestone",
    "figure",
    "remark",
];
