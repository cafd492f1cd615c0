//! The records that others refer to by id: `/sources`, `/organizations`, `/minerals` and `/countries`.

use std::{collections::BTreeMap, sync::Arc};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{
    document::Document,
    endpoint::{Call, Endpoint},
    html,
    media::JSON_OR_HTML,
    parameters::NoParameters,
    state::Api,
};
use crate::{
    catalog::{Catalog, nearest},
    dataset::Dataset,
    feature::{WeighedClaim, weigh},
    model::{Country, Mineral, Names, Organization, Source},
    pages::{self, RecordKind},
    server::{negotiate::Media, problem::Problem, response::ApiResponse},
};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        list(RecordKind::Source, "Every source, as CSL-JSON").returning::<Sources<'_>>(),
        record(RecordKind::Source, "One source").returning::<Source>(),
        list(RecordKind::Organization, "Every organization").returning::<Organizations<'_>>(),
        record(RecordKind::Organization, "One organization").returning::<Organization>(),
        list(RecordKind::Mineral, "The vocabulary of minerals").returning::<Minerals<'_>>(),
        record(RecordKind::Mineral, "One mineral").returning::<Mineral>(),
        list(RecordKind::Country, "Every country with its national figures").returning::<Countries<'_>>(),
        record(RecordKind::Country, "One country, with the evidence of its claims").returning::<CountryFacts<'_>>(),
    ]
}

/// The endpoint of all records of a kind.
fn list(kind: RecordKind, summary: &'static str) -> Endpoint {
    let document = Document::new(kind.path(), &[Media::JSON], move |api| all(api.catalog(), kind));
    let made = Arc::clone(&document);
    let handler = move |api: &Api, call: &Call<NoParameters>| match call.media {
        Media::HTML => html::respond(api, call, |context| Ok(pages::records(context, kind))),
        _ => made.respond(call),
    };
    Endpoint::new(kind.path(), summary, JSON_OR_HTML, handler).making([document])
}

/// The endpoint of one record.
fn record(kind: RecordKind, summary: &'static str) -> Endpoint {
    let handler = move |api: &Api, call: &Call<NoParameters>| {
        let (id, catalog) = (&*call.request.id(), api.catalog());
        let unknown = || {
            let hint = nearest(&ids(&catalog.dataset, kind), id);
            Problem::not_found(format!("there is no {id:?} in {}; {hint}", kind.path()))
        };
        if call.media == Media::HTML {
            return html::respond(api, call, |context| {
                pages::record(context, &call.snapshot.features, kind, id)?.ok_or_else(unknown)
            });
        }
        Ok(ApiResponse::new(call.media.media_type, one(catalog, kind, id).ok_or_else(unknown)??))
    };
    Endpoint::new(format!("{}/{{id}}", kind.path()), summary, JSON_OR_HTML, handler)
}

/// Declares the document with all records of a kind.
macro_rules! document {
    ($name:ident, $field:ident: $record:ty) => {
        #[doc = concat!("All ", stringify!($field), ", by id.")]
        #[derive(Serialize, JsonSchema)]
        struct $name<'a> {
            $field: Vec<&'a $record>,
        }
    };
}

document!(Sources, sources: Source);
document!(Organizations, organizations: Organization);
document!(Minerals, minerals: Mineral);

/// The countries, by id.
#[derive(Serialize, JsonSchema)]
struct Countries<'a> {
    countries: Vec<CountryFacts<'a>>,
}

/// A country with the evidence of its claims.
#[derive(Serialize, JsonSchema)]
struct CountryFacts<'a> {
    /// ISO 3166-1 alpha-2.
    id: &'a str,
    /// The name in English.
    name: &'a str,
    /// Other names, by language.
    names: &'a Names,
    /// The claims about the country as a whole.
    claims: Vec<WeighedClaim>,
}

impl<'a> CountryFacts<'a> {
    fn new(catalog: &Catalog, country: &'a Country) -> Self {
        let Country { id, name, names, claims } = country;
        Self { id, name, names, claims: weigh(catalog, claims) }
    }
}

/// All records of a kind.
fn all(catalog: &Catalog, kind: RecordKind) -> serde_json::Result<Value> {
    let dataset = &catalog.dataset;
    let countries = dataset.countries.values().map(|country| CountryFacts::new(catalog, country));
    match kind {
        RecordKind::Source => serde_json::to_value(Sources { sources: dataset.sources.values().collect() }),
        RecordKind::Organization => {
            serde_json::to_value(Organizations { organizations: dataset.organizations.values().collect() })
        }
        RecordKind::Mineral => serde_json::to_value(Minerals { minerals: dataset.minerals.values().collect() }),
        RecordKind::Country => serde_json::to_value(Countries { countries: countries.collect() }),
    }
}

/// One record, if there is such a record.
fn one(catalog: &Catalog, kind: RecordKind, id: &str) -> Option<serde_json::Result<Vec<u8>>> {
    let dataset = &catalog.dataset;
    Some(match kind {
        RecordKind::Source => serde_json::to_vec(dataset.sources.get(id)?),
        RecordKind::Organization => serde_json::to_vec(dataset.organizations.get(id)?),
        RecordKind::Mineral => serde_json::to_vec(dataset.minerals.get(id)?),
        RecordKind::Country => serde_json::to_vec(&CountryFacts::new(catalog, dataset.countries.get(id)?)),
    })
}

/// The ids of all records of a kind, ascending.
fn ids(dataset: &Dataset, kind: RecordKind) -> Vec<&str> {
    fn of<R>(records: &BTreeMap<String, R>) -> Vec<&str> {
        records.keys().map(String::as_str).collect()
    }
    match kind {
        RecordKind::Source => of(&dataset.sources),
        RecordKind::Organization => of(&dataset.organizations),
        RecordKind::Mineral => of(&dataset.minerals),
        RecordKind::Country => of(&dataset.countries),
    }
}
