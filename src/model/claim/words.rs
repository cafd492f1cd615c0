//! The vocabularies that claims use.

use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// How the figures of two claims in conflict stand to each other: one total ascribed to two things, or two figures
    /// for what should be one.
    pub enum Figures {
        Equal = "equal",
        Differ = "differ",
    }
}

vocabulary! {
    /// Which side we take.
    pub enum Verdict {
        Accepted = "accepted",
        Rejected = "rejected",
    }
}

vocabulary! {
    /// How a location was found.
    pub enum LocationBasis {
        Surveyed = "surveyed",
        Published = "published",
        Compiled = "compiled",
        Digitized = "digitized",
        Inferred = "inferred",
    }
}

vocabulary! {
    /// How much a mineral matters at a site.
    pub enum Rank {
        Primary = "primary",
        Secondary = "secondary",
        Reported = "reported",
    }
}

vocabulary! {
    /// What a licence allows.
    pub enum LicenceKind {
        Reconnaissance = "reconnaissance",
        Exploration = "exploration",
        Prospecting = "prospecting",
        MiningLease = "mining-lease",
    }
}

vocabulary! {
    /// What kind of share a stake is.
    pub enum Interest {
        Equity = "equity",
        Carried = "carried",
        Profit = "profit",
    }
}

vocabulary! {
    /// Whether a site is worked: the CGI vocabulary `mine-status`, and two words of this atlas:
    /// `exploration`, and `claimed-only` where nothing but a claim of riches is known.
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
}

vocabulary! {
    /// How sure an estimate is (CGI `resource-assessment-category` and `reserve-assessment-category`,
    /// and their sums as reports give them).
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
}

vocabulary! {
    /// The reporting code (CGI `classification-method-used`).
    pub enum Code {
        Ni43101 = "ni-43-101",
        CimStandards = "cim-standards",
        JorcCode = "jorc-code",
        SamrecCode = "samrec-code",
        CrirscoCode = "crirsco-code",
        SecGuide = "sec-guide",
        NonCompliant = "non-compliant-resource-estimate",
    }
}

vocabulary! {
    /// Whose part of a deposit a figure counts.
    pub enum Basis {
        Whole = "100-percent",
        Attributable = "attributable",
    }
}
