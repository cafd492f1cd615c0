//! The collection of agreements: their flat facts, and which of them a query selects.

pub(super) mod properties;

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;
use jiff::civil;

use self::properties::PROPERTIES;
pub use self::properties::filters;
use super::{
    BadParameter, Catalog, Crs, Stop, Stopped,
    columns::{Cells, Column, Lists, Spans, Texts, Words},
    cql2::{Cql2, property::CollectionKind, source::Source},
    filter::{Bbox, Interval, as_of, list, search},
    properties::{Value, queryable::ValueKind},
    query::{self, DEFAULT_LIMIT, Found, Start},
};
use crate::{
    dataset::Dataset,
    evidence::{self, Evidence},
    model::{Agreement, Claim, Date, Id, fold::fold},
};

/// Every agreement's facts on one day, in the order of their ids, which is that of [`Dataset::agreements`].
#[derive(Default)]
pub struct Agreements {
    facts: Vec<Facts>,
    search: Texts,
    ids: Texts,
    /// The other properties, by name.
    columns: BTreeMap<&'static str, Cells>,
    signed: Spans,
}

/// The flat facts of one agreement, from its active claims.
pub struct Facts {
    /// The evidence of each claim, in their order.
    pub evidence: Vec<Evidence>,
    /// The organizations that take part.
    pub parties: BTreeSet<Id>,
    /// The minerals in its scope.
    pub minerals: BTreeSet<Id>,
    /// When it was signed: several dates where sources disagree.
    pub signed: Vec<Date>,
    /// Whether it existed on the day of the facts: it had been signed, or, where no date is known, a claim held.
    exists: bool,
}

impl Facts {
    fn new(dataset: &Dataset, agreement: &Agreement, day: civil::Date) -> Self {
        let claims = &agreement.properties.claims;
        let evidence = evidence::weigh(&dataset.sources, claims, day);
        let (mut parties, mut minerals, mut signed) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for (_, claim, _) in evidence::active(claims, &evidence) {
            match claim {
                Claim::Party(party) => drop(parties.insert(party.organization.clone())),
                Claim::Scope(scope) => minerals.extend(scope.minerals.iter().cloned()),
                Claim::Signed(claim) => signed.push(claim.date),
                _ => {}
            }
        }
        let dated = claims.iter().any(|claim| matches!(claim, Claim::Signed(_)));
        let exists = if dated { !signed.is_empty() } else { evidence.iter().any(|evidence| evidence.current) };
        Self { evidence, parties, minerals, signed, exists }
    }
}

impl Agreements {
    /// The agreements of a dataset as they stand on `day`.
    pub fn new(dataset: &Dataset, day: civil::Date) -> Self {
        let mut agreements = Self::default();
        for property in &PROPERTIES {
            let queryable = property.queryable;
            let cells = match queryable.kind {
                ValueKind::Text if queryable.name != "id" => Cells::Words(Words::default()),
                ValueKind::List => Cells::Lists(Lists::default()),
                _ => continue,
            };
            agreements.columns.insert(queryable.name, cells);
        }
        for agreement in dataset.agreements.values() {
            agreements.push(dataset, agreement, Facts::new(dataset, agreement, day));
        }
        agreements
    }

    fn push(&mut self, dataset: &Dataset, agreement: &Agreement, facts: Facts) {
        let properties = &agreement.properties;
        let names = properties.names.values().flatten().map(|name| name.text());
        let parties = facts.parties.iter().filter_map(|id| dataset.organizations.get(id));
        let parties = parties.map(|organization| organization.name.as_str());
        let search = [agreement.id.as_str(), &properties.name].into_iter().chain(names).chain(parties);
        self.search.push(&search.map(fold).collect::<Vec<_>>().join("\n"));
        self.ids.push(&agreement.id);
        for property in &PROPERTIES {
            if let Some(cells) = self.columns.get_mut(property.queryable.name) {
                cells.push((property.read)(agreement, &facts));
            }
        }
        self.signed.push_spans(facts.signed.iter().map(|date| (Some(date.first()), Some(date.last()))).collect());
        self.facts.push(facts);
    }

    /// The row of the agreement with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.ids.position(id)
    }

    /// An agreement's permanent id.
    pub fn id(&self, row: usize) -> &str {
        self.ids.get(row)
    }

    /// Every id, ascending.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter()
    }

    /// An agreement's facts.
    pub fn facts(&self, row: usize) -> &Facts {
        &self.facts[row]
    }

    /// The agreements that a query selects.
    ///
    /// # Errors
    /// When `stop` was given.
    pub fn find(&self, dataset: &Dataset, query: &Query, stop: &Stop) -> Result<Found, Stopped> {
        let mut passing = FixedBitSet::with_capacity(self.rows());
        passing.insert_range(..);
        query.cql2.keep(self, &BTreeMap::new(), &mut passing, stop)?;
        let rows: Vec<usize> = passing.ones().filter(|&row| self.passes(dataset, query, row)).collect();
        let below = |id: &str, itself: bool| {
            rows.partition_point(|&row| if itself { self.id(row) <= id } else { self.id(row) < id })
        };
        let Ok::<_, std::convert::Infallible>((offset, limit)) =
            query.start.page(query.limit, |id, itself| Ok(below(id, itself)));
        Ok(Found { matched: rows.len(), offset, page: rows.into_iter().skip(offset).take(limit).collect() })
    }

    fn passes(&self, dataset: &Dataset, query: &Query, row: usize) -> bool {
        let Some(agreement) = dataset.agreements.get(self.id(row)) else { return false };
        let facts = &self.facts[row];
        let has_chosen = PROPERTIES.iter().all(|property| {
            let Some(chosen) = property.parameter.and_then(|name| query.chosen.get(name)) else { return true };
            let values = match (property.read)(agreement, facts) {
                Value::List(values) => values,
                Value::Text(value) => vec![value],
                _ => Vec::new(),
            };
            let mut implied = values.iter().flat_map(|value| property.queryable.values.line(dataset, value));
            implied.any(|value| chosen.iter().any(|chosen| chosen == value))
        });
        has_chosen
            && query.signed.is_none_or(|interval| {
                facts.signed.is_empty() || facts.signed.iter().any(|&date| interval.contains(date))
            })
            && query.words.iter().all(|word| self.search.get(row).contains(word))
            && (query.as_of.is_none() || facts.exists)
    }
}

impl Source for Agreements {
    fn rows(&self) -> usize {
        self.ids.len()
    }

    fn column(&self, property: &str) -> Option<Column<'_>> {
        if property == "id" { Some(Column::Ids(&self.ids)) } else { self.columns.get(property).map(Cells::column) }
    }

    fn times(&self) -> &Spans {
        &self.signed
    }
}

/// A query over agreements: every parameter must hold, and of a list of values any one.
#[derive(Clone, Debug)]
pub struct Query {
    /// The day whose facts count; today's where none is given.
    pub as_of: Option<civil::Date>,
    /// The size of the page.
    pub limit: usize,
    /// The values chosen, by the parameters of [`filters`].
    chosen: BTreeMap<&'static str, Vec<String>>,
    signed: Option<Interval>,
    words: Vec<String>,
    /// The CQL2 expression that must be true for an agreement.
    pub cql2: Cql2,
    bbox_crs: Crs,
    start: Start,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            as_of: None,
            limit: DEFAULT_LIMIT,
            chosen: BTreeMap::new(),
            signed: None,
            words: Vec::new(),
            cql2: Cql2::over(CollectionKind::Agreements),
            bbox_crs: Crs::default(),
            start: Start::default(),
        }
    }
}

impl Query {
    /// Parses a parameter; false if it is not one of a query for agreements.
    ///
    /// # Errors
    /// When the value is malformed, or names a record that the dataset does not have.
    pub fn parse_param(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        match name {
            "datetime" => self.signed = Some(Interval::parse(value)?),
            "as_of" => self.as_of = Some(as_of(value)?),
            "q" => self.words = search(value)?,
            "limit" => self.limit = query::limit(value)?,
            "bbox-crs" => self.bbox_crs = Crs::parse(name, value)?,
            // Agreements have no geometry, and Features without one pass every valid box.
            "bbox" => drop(Bbox::parse(value, self.bbox_crs)?),
            _ => match filters().find(|(parameter, _)| *parameter == name) {
                Some((parameter, values)) => {
                    self.chosen.insert(parameter, list(catalog, values, name, value)?);
                }
                None => return Ok(self.start.parse_param(name, value)? || self.cql2.parse_param(name, value)?),
            },
        }
        Ok(true)
    }
}
