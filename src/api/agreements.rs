//! `/collections/agreements`: who signed what with whom.

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;
use jiff::civil;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    api::{
        feature_schema,
        links::{Page, link, paging},
        queryables,
        route::{Parameters, Route},
    },
    app::App,
    catalog::{
        BadParameter, Catalog, Columns, Crs, Facet,
        cql2::{Cql2, property::CollectionKind},
        filter::{Bbox, Interval, as_of, nearest, search},
        fold,
        query::{self, Start},
    },
    evidence,
    formats::geojson::{self, CollectionHead, Link, WeighedClaim},
    model::{Agreement, Claim, Date, Geometry, agreement::AgreementKind, name::Searched, site::Feature},
    pages::{self as html},
    server::{
        negotiate::{GEO_JSON_OR_HTML, Media},
        problem::Problem,
        request::ApiRequest,
        response::ApiResponse,
    },
};

const ITEMS: &str = "/collections/agreements/items";
const GEO_JSON: &str = "application/geo+json";

/// The parameters that filter agreements.
pub(crate) const PARAMETERS: [&str; 17] = [
    "party",
    "mineral",
    "kind",
    "site",
    "bbox",
    "bbox-crs",
    "datetime",
    "as_of",
    "q",
    "filter",
    "filter-lang",
    "filter-crs",
    "crs",
    "limit",
    "offset",
    "after",
    "before",
];

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::json::<AgreementCollection<'_>>(ITEMS, items, "Agreements that pass the filters, page by page")
            .with(Parameters::Agreements, GEO_JSON)
            .or_html(),
        Route::json::<AgreementFeature<'_>>(
            "/collections/agreements/items/{id}",
            item,
            "One agreement with all its claims",
        )
        .with(Parameters::Agreement, GEO_JSON)
        .or_html(),
        feature_schema::route("/collections/agreements/feature-schema"),
    ]
}

/// The schema of an agreement's flat facts.
pub(crate) fn feature_schema() -> serde_json::Value {
    feature_schema::document::<AgreementFeature<'_>>()
}

/// An agreement as it leaves the server.
#[derive(Serialize, JsonSchema)]
struct AgreementFeature<'a> {
    /// Always `Feature`.
    #[serde(rename = "type")]
    kind: Feature,
    /// The agreement's permanent id.
    id: &'a str,
    /// Always null.
    geometry: Option<&'a Geometry>,
    /// Flat facts and claims.
    properties: AgreementFacts<'a>,
    /// Where to go from here, where it stands alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link>,
}

/// The flat facts of an agreement, from current, not rejected claims, and all the claims.
#[derive(Serialize, JsonSchema)]
struct AgreementFacts<'a> {
    /// The name in English.
    name: &'a str,
    /// What it is.
    kind: &'a str,
    /// ISO 3166-1 alpha-2.
    country: &'a str,
    /// The sites it touches.
    sites: &'a [String],
    /// Why it is not on the map.
    unplaced: Option<&'a str>,
    /// Who takes part.
    parties: &'a BTreeSet<String>,
    /// The minerals it names.
    minerals: &'a BTreeSet<String>,
    /// When it was signed, as each side of a dispute has it.
    signed: &'a [Date],
    /// What was looked for and not found.
    searched: &'a [Searched],
    /// What is said of it, by whom.
    claims: Vec<WeighedClaim<'a>>,
}

/// An answer of agreements.
#[derive(Serialize, JsonSchema)]
struct AgreementCollection<'a> {
    #[serde(flatten)]
    head: CollectionHead,
    features: Vec<AgreementFeature<'a>>,
}

/// An agreement with what filters look at, and its answer.
pub(crate) struct AgreementRecord {
    id: String,
    kind: AgreementKind,
    sites: Vec<String>,
    parties: BTreeSet<String>,
    minerals: BTreeSet<String>,
    signed: Vec<Date>,
    search: String,
    /// Whether it was signed by the day of its snapshot; where no date is known, whether anything was said of it.
    begun: bool,
    json: String,
}

/// Every agreement, computed once, with what expressions are run over, in the same order.
pub(crate) fn records(catalog: &Catalog) -> serde_json::Result<(Vec<AgreementRecord>, Columns)> {
    let (mut records, mut columns) = (Vec::new(), Columns::default());
    for agreement in catalog.dataset.agreements.values() {
        let record = AgreementRecord::new(catalog, agreement)?;
        columns.push_agreement(agreement, &record.parties, &record.minerals, &record.signed);
        records.push(record);
    }
    Ok((records, columns))
}

impl AgreementRecord {
    fn new(catalog: &Catalog, agreement: &Agreement) -> serde_json::Result<Self> {
        let properties = &agreement.properties;
        let evidence = evidence::weigh(&catalog.dataset.sources, &properties.claims, catalog.day);
        let active = || evidence::active(&properties.claims, &evidence).map(|(_, claim, _)| claim);
        let parties: BTreeSet<String> = active()
            .filter_map(|claim| match claim {
                Claim::Party(party) => Some(party.organization.clone()),
                _ => None,
            })
            .collect();
        let minerals: BTreeSet<String> = active()
            .filter_map(|claim| match claim {
                Claim::Scope(scope) => Some(scope.minerals.iter().cloned()),
                _ => None,
            })
            .flatten()
            .collect();
        let signed: Vec<Date> = active()
            .filter_map(|claim| match claim {
                Claim::Signed(signed) => Some(signed.date),
                _ => None,
            })
            .collect();
        let feature = AgreementFeature {
            kind: Feature::Feature,
            id: &agreement.id,
            geometry: None,
            properties: AgreementFacts {
                name: &properties.name,
                kind: properties.kind.as_str(),
                country: &properties.country,
                sites: &properties.sites,
                unplaced: properties.unplaced.as_deref(),
                parties: &parties,
                minerals: &minerals,
                signed: &signed,
                searched: &properties.searched,
                claims: geojson::weighed(&properties.claims, &evidence),
            },
            links: Vec::new(),
        };
        let json = serde_json::to_string(&feature)?;
        let dated = properties.claims.iter().any(|claim| matches!(claim, Claim::Signed(_)));
        let begun = if dated { !signed.is_empty() } else { evidence.iter().any(|evidence| evidence.current) };
        let names = properties.names.values().flatten().map(|name| name.text());
        let party_names = parties
            .iter()
            .filter_map(|id| catalog.dataset.organizations.get(id))
            .map(|organization| organization.name.as_str());
        let search: Vec<String> = [agreement.id.as_str(), &properties.name]
            .into_iter()
            .chain(names)
            .chain(party_names)
            .map(fold::fold)
            .collect();
        Ok(Self {
            id: agreement.id.clone(),
            kind: properties.kind,
            sites: properties.sites.clone(),
            search: search.join("\n"),
            parties,
            minerals,
            signed,
            begun,
            json,
        })
    }
}

/// What is asked of agreements: every part holds, and in a list any of its values.
struct AgreementQuery {
    parties: Vec<String>,
    minerals: Vec<String>,
    kinds: Vec<String>,
    sites: Vec<String>,
    signed: Option<Interval>,
    words: Vec<String>,
    cql2: Cql2,
    as_of: Option<civil::Date>,
    bbox_crs: Crs,
    crs: Crs,
    limit: usize,
    start: Start,
}

impl AgreementQuery {
    fn take(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        let list = |known: Vec<&str>| {
            let of = |value: &str| match known.binary_search(&value) {
                Ok(_) => Ok(value.to_owned()),
                Err(_) => Err(BadParameter::new(name, format!("{value:?} is not known"), nearest(&known, value))),
            };
            value.split(',').map(str::trim).map(of).collect::<Result<Vec<_>, _>>()
        };
        match name {
            "party" => self.parties = list(Facet::Operator.known(catalog))?,
            "mineral" => self.minerals = list(Facet::Mineral.known(catalog))?,
            "site" => self.sites = list(Facet::PartOf.known(catalog))?,
            "kind" => {
                let mut kinds: Vec<&str> = AgreementKind::ALL.iter().map(|kind| kind.as_str()).collect();
                kinds.sort_unstable();
                self.kinds = list(kinds)?;
            }
            "datetime" => self.signed = Some(Interval::parse(value)?),
            "as_of" => self.as_of = Some(as_of(value)?),
            "q" => self.words = search(value)?,
            "limit" => self.limit = query::limit(value)?,
            "crs" => self.crs = Crs::parse(name, value)?,
            "bbox-crs" => self.bbox_crs = Crs::parse(name, value)?,
            // What has no place passes every box, so long as it is one.
            "bbox" => drop(Bbox::parse(value, self.bbox_crs)?),
            _ => return Ok(self.start.take(name, value)? || self.cql2.take(name, value)?),
        }
        Ok(true)
    }

    fn passes(&self, catalog: &Catalog, record: &AgreementRecord) -> bool {
        let dataset = &catalog.dataset;
        let any =
            |chosen: &[String], has: &dyn Fn(&str) -> bool| chosen.is_empty() || chosen.iter().any(|value| has(value));
        any(&self.parties, &|value| record.parties.iter().any(|id| dataset.organization_line(id).contains(&value)))
            && any(&self.minerals, &|value| record.minerals.iter().any(|id| dataset.mineral_line(id).contains(&value)))
            && any(&self.kinds, &|value| record.kind.as_str() == value)
            && any(&self.sites, &|value| record.sites.iter().any(|id| id == value))
            && self.signed.is_none_or(|interval| {
                record.signed.is_empty() || record.signed.iter().any(|&date| interval.contains(date))
            })
            && self.words.iter().all(|word| record.search.contains(word))
            && (self.as_of.is_none() || record.begun)
    }
}

fn items(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    let mut query = AgreementQuery {
        parties: Vec::new(),
        minerals: Vec::new(),
        kinds: Vec::new(),
        sites: Vec::new(),
        signed: None,
        words: Vec::new(),
        cql2: Cql2::about(CollectionKind::Agreements),
        as_of: None,
        bbox_crs: Crs::default(),
        crs: Crs::default(),
        limit: query::DEFAULT_LIMIT,
        start: Start::default(),
    };
    request.read(
        &GEO_JSON_OR_HTML,
        || PARAMETERS.into_iter(),
        |name, value| query.take(&app.snapshots.now().catalog, name, value),
    )?;
    let filterable = |answer| queryables::with_queryables_link(answer, &app.config, CollectionKind::Agreements);
    let snapshot = app.snapshots.at(query.as_of)?;
    let mut chosen = FixedBitSet::with_capacity(snapshot.agreements.len());
    chosen.insert_range(..);
    query.cql2.keep(&snapshot.agreement_columns, &BTreeMap::new(), &mut chosen);
    let passing: Vec<&AgreementRecord> = chosen
        .ones()
        .map(|row| &snapshot.agreements[row])
        .filter(|record| query.passes(&snapshot.catalog, record))
        .collect();
    let below = |id: &str, itself: bool| {
        passing.partition_point(|record| if itself { record.id.as_str() <= id } else { record.id.as_str() < id })
    };
    let (offset, limit) = query.start.page(query.limit, |id, itself| Ok::<_, BadParameter>(below(id, itself)))?;
    let on_page: Vec<&AgreementRecord> = passing.iter().copied().skip(offset).take(limit).collect();
    let ends = on_page.first().zip(on_page.last()).map(|(first, last)| (first.id.as_str(), last.id.as_str()));
    let page = Page { limit: query.limit, offset, matched: passing.len(), returned: on_page.len(), ends };
    if request.prefers(&GEO_JSON_OR_HTML) == Media::Html {
        let texts: Vec<&str> = on_page.iter().map(|record| record.json.as_str()).collect();
        return Ok(filterable(html::agreements(app, request, &snapshot, page, &texts)?));
    }
    let head = geojson::head(page.matched, on_page.len(), paging(&app.config, ITEMS, request.query(), page));
    let mut text = serde_json::to_string(&head)?;
    text.pop();
    text.push_str(",\"features\":[\n");
    text.push_str(&on_page.iter().map(|record| record.json.as_str()).collect::<Vec<_>>().join(",\n"));
    text.push_str("\n]}\n");
    Ok(filterable(ApiResponse::new(GEO_JSON, text).in_crs(query.crs)))
}

fn item(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    let mut crs = Crs::default();
    let day = request.read_day(&GEO_JSON_OR_HTML, &["crs"], |name, value| {
        if name == "crs" {
            crs = Crs::parse(name, value)?;
        }
        Ok(name == "crs")
    })?;
    let snapshot = app.snapshots.at(day)?;
    let id = &*request.id();
    let record = snapshot.agreements.iter().find(|record| record.id == id).ok_or_else(|| {
        let known: Vec<&str> = snapshot.agreements.iter().map(|record| record.id.as_str()).collect();
        Problem::not_found(format!("there is no agreement {id:?}; {}", nearest(&known, id)))
    })?;
    if request.prefers(&GEO_JSON_OR_HTML) == Media::Html {
        return Ok(html::agreement(app, &snapshot, &record.json)?);
    }
    let links = [
        link(&app.config, "self", &request.whole(), GEO_JSON, "This agreement"),
        link(&app.config, "alternate", &format!("{ITEMS}/{id}?f=html"), "text/html", "This agreement for a reader"),
        link(&app.config, "collection", "/collections/agreements", "application/json", "About the agreements"),
    ];
    let mut text = record.json.clone().into_bytes();
    geojson::add_links(&mut text, &links)?;
    Ok(ApiResponse::new(GEO_JSON, text).in_crs(crs))
}
