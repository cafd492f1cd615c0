//! The vocabularies that claims use.

use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// How the figures of two conflicting claims compare: the same total is given for two things, or two figures are given
    /// for the same thing.
    pub enum Figures {
        Equal = "equal",
        Differ = "differ",
    }

    /// The curators' verdict on a claim.
    pub enum Verdict {
        Accepted = "accepted",
        Rejected = "rejected",
    }

    /// How a location was determined.
    pub enum LocationBasis {
        Surveyed = "surveyed",
        Published = "published",
        Compiled = "compiled",
        Digitized = "digitized",
        Inferred = "inferred",
    }

    /// The importance of a mineral at a site.
    pub enum Rank {
        Primary = "primary",
        Secondary = "secondary",
        Reported = "reported",
    }

    /// The kinds of licence.
    pub enum LicenceKind {
        Reconnaissance = "reconnaissance",
        Exploration = "exploration",
        Prospecting = "prospecting",
        MiningLease = "mining-lease",
    }

    /// The kinds of interest.
    pub enum Interest {
        Equity = "equity",
        Carried = "carried",
        Profit = "profit",
    }

    /// Whether a site is active: the CGI vocabulary `mine-status` and two further terms, `exploration` and `claimed-only`,
    /// which means that nothing is known but a claim of mineral wealth.
    pub enum Status {
        Operating = "operating",
        OperatingContinuously = "operating-continuously",
        OperatingIntermittently = "operating-intermittently",
        UnderDevelopment = "under-development",
        Construction = "construction",
        Feasibility = "feasibility",
        PendingApproval = "pending-approval",
        Retention = "retention",
        CareAndMaintenance = "care-and-maintenance",
        NotOperating = "not-operating",
        Closed = "closed",
        Abandoned = "abandoned",
        Historic = "historic",
        Exploration = "exploration",
        ClaimedOnly = "claimed-only",
    }

    /// The category of an estimate: CGI `resource-assessment-category` and `reserve-assessment-category`, and their sums
    /// as reports give them.
    pub enum Category {
        Measured = "measured",
        Indicated = "indicated",
        Inferred = "inferred",
        MeasuredAndIndicated = "measured-and-indicated",
        MeasuredIndicatedAndInferred = "measured-indicated-and-inferred",
        Proven = "proven",
        Probable = "probable",
        ProvenAndProbable = "proven-and-probable",
        Unclassified = "unclassified",
    }

    /// The reporting code (CGI `classification-method-used`) and one further term, `not-stated`: CGI has a term for an
    /// estimate that follows no code, but none for one of which no source says whether it follows any.
    pub enum Code {
        Ni43101 = "ni-43-101",
        CimStandards = "cim-standards",
        JorcCode = "jorc-code",
        SamrecCode = "samrec-code",
        CrirscoCode = "crirsco-code",
        SecGuide = "sec-guide",
        NonCompliant = "non-compliant-resource-estimate",
        NotStated = "not-stated",
    }

    /// Of an amount for which a source states only a limit: the true one is at least, or at most, as large.
    pub enum Bound {
        AtLeast = "at-least",
        AtMost = "at-most",
    }

    /// Whether a figure counts the whole deposit or the part attributable to one owner.
    pub enum Basis {
        Whole = "100-percent",
        Attributable = "attributable",
    }
}
