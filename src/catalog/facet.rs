//! The facets: what sites can be told apart by.

use crate::{
    catalog::{evidence::Grade, facts::Facts},
    dataset::Dataset,
    model::{Site, claim::Status, site::Kind},
};

/// A facet, named as the parameter that filters by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// A mineral; it stands for its narrower ones.
    Mineral,
    /// Who works the site; an organization stands for its subsidiaries.
    Operator,
    /// Who holds a licence for it.
    Licensee,
    /// Who owns a part of it.
    Owner,
    /// Whether it is worked.
    Status,
    /// What it is.
    Kind,
    /// ISO 3166-1 alpha-2.
    Country,
    /// ISO 3166-2.
    Province,
    /// A site that it lies in.
    PartOf,
    /// A source that it cites.
    Source,
    /// Its grade of evidence.
    Evidence,
}

impl Facet {
    /// Every facet, in the order that a reader meets them.
    pub const ALL: [Self; 11] = [
        Self::Mineral,
        Self::Operator,
        Self::Status,
        Self::Kind,
        Self::Province,
        Self::Evidence,
        Self::Licensee,
        Self::Owner,
        Self::Country,
        Self::PartOf,
        Self::Source,
    ];

    /// The parameter's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mineral => "mineral",
            Self::Operator => "operator",
            Self::Licensee => "licensee",
            Self::Owner => "owner",
            Self::Status => "status",
            Self::Kind => "kind",
            Self::Country => "country",
            Self::Province => "province",
            Self::PartOf => "part_of",
            Self::Source => "source",
            Self::Evidence => "evidence",
        }
    }

    /// The facet that a parameter names.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }

    /// Every value that may be asked for, sorted.
    #[must_use]
    pub fn known(self, dataset: &Dataset) -> Vec<&str> {
        let mut known: Vec<&str> = match self {
            Self::Mineral => dataset.minerals.keys().map(String::as_str).collect(),
            Self::Operator | Self::Licensee | Self::Owner => dataset.organizations.keys().map(String::as_str).collect(),
            Self::Status => Status::ALL.iter().map(|status| status.as_str()).collect(),
            Self::Kind => Kind::ALL.iter().map(|kind| kind.as_str()).collect(),
            Self::Evidence => Grade::ALL.iter().map(|grade| grade.as_str()).collect(),
            Self::Country => {
                let countries = dataset.countries.keys().map(String::as_str);
                countries.chain(dataset.sites.iter().map(|site| site.properties.country.as_str())).collect()
            }
            Self::Province => {
                let provinces = dataset.provinces.keys().map(String::as_str);
                provinces.chain(dataset.sites.iter().filter_map(|site| site.properties.province.as_deref())).collect()
            }
            Self::PartOf => dataset.sites.iter().map(|site| site.id.as_str()).collect(),
            Self::Source => dataset.sources.keys().map(String::as_str).collect(),
        };
        known.sort_unstable();
        known.dedup();
        known
    }

    /// The values that a site has, those it stands for among them.
    pub(super) fn values<'a>(self, dataset: &'a Dataset, site: &'a Site, facts: &'a Facts) -> Vec<&'a str> {
        let organizations = |ids: &'a [String]| ids.iter().flat_map(|id| dataset.organization_line(id)).collect();
        let properties = &site.properties;
        let mut values: Vec<&str> = match self {
            Self::Mineral => facts.minerals.iter().flat_map(|id| dataset.mineral_line(id)).collect(),
            Self::Operator => organizations(&facts.operators),
            Self::Licensee => organizations(&facts.licensees),
            Self::Owner => organizations(&facts.owners),
            Self::Status => facts.status.map(Status::as_str).into_iter().collect(),
            Self::Kind => vec![properties.kind.as_str()],
            Self::Country => vec![&properties.country],
            Self::Province => properties.province.as_deref().into_iter().collect(),
            // The first is the site itself.
            Self::PartOf => dataset.site_line(&site.id).split_off(1),
            Self::Source => facts.sources.iter().map(String::as_str).collect(),
            Self::Evidence => vec![facts.reasons.grade().as_str()],
        };
        values.sort_unstable();
        values.dedup();
        values
    }

    /// What a reader calls a value.
    #[must_use]
    pub fn label<'a>(self, dataset: &'a Dataset, value: &'a str) -> &'a str {
        match self {
            Self::Mineral => dataset.minerals.get(value).map(|mineral| mineral.name.as_str()),
            Self::Operator | Self::Licensee | Self::Owner => {
                dataset.organizations.get(value).map(|organization| organization.name.as_str())
            }
            Self::Country => dataset.countries.get(value).map(|country| country.name.as_str()),
            Self::Province => dataset.provinces.get(value).map(String::as_str),
            Self::PartOf => dataset.site(value).map(|site| site.properties.name.as_str()),
            Self::Source => dataset.sources.get(value).map(|source| source.title.as_str()),
            Self::Status | Self::Kind | Self::Evidence => None,
        }
        .unwrap_or(value)
    }
}
