//! The records that others refer to by id: `/sources`, `/organizations`, `/minerals` and `/countries`.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{
    document::Document,
    endpoint::{Call, Endpoint},
    html,
    media::JSON_OR_HTML,
    parameters::{self, NoParameters},
    state::Api,
};
use crate::{
    catalog::{Catalog, nearest},
    feature::{WeighedClaim, weigh},
    model::{Country, Mineral, Names, Organization, Source},
    pages::{self, RecordKind},
    server::{negotiate::Media, problem::Problem, response::ApiResponse},
};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        list::<Source>("Every source, as CSL-JSON", |catalog| {
            serde_json::to_value(Sources { sources: catalog.dataset.sources.values().collect() })
        })
        .returning::<Sources<'_>>(),
        record("One source", as_stored::<Source>).returning::<Source>(),
        list::<Organization>("Every organization", |catalog| {
            serde_json::to_value(Organizations { organizations: catalog.dataset.organizations.values().collect() })
        })
        .returning::<Organizations<'_>>(),
        record("One organization", as_stored::<Organization>).returning::<Organization>(),
        list::<Mineral>("The vocabulary of minerals", |catalog| {
            serde_json::to_value(Minerals { minerals: catalog.dataset.minerals.values().collect() })
        })
        .returning::<Minerals<'_>>(),
        record("One mineral", as_stored::<Mineral>).returning::<Mineral>(),
        list::<Country>("Every country with its national figures", |catalog| {
            let countries = catalog.dataset.countries.values().map(|country| CountryFacts::new(catalog, country));
            serde_json::to_value(Countries { countries: countries.collect() })
        })
        .returning::<Countries<'_>>(),
        record("One country, with the evidence of its claims", |catalog, country| {
            serde_json::to_vec(&CountryFacts::new(catalog, country))
        })
        .returning::<CountryFacts<'_>>(),
    ]
}

fn as_stored<R: Serialize>(_: &Catalog, record: &R) -> serde_json::Result<Vec<u8>> {
    serde_json::to_vec(record)
}

/// The endpoint of all records of a kind.
fn list<R: RecordKind>(summary: &'static str, make: fn(&Catalog) -> serde_json::Result<Value>) -> Endpoint {
    let document = Document::new(Media::JSON.media_type, None, move |api| make(api.catalog()));
    let shared = Arc::clone(&document);
    let handler = move |api: &Api, call: &Call<NoParameters>| match call.media {
        Media::HTML => html::respond(api, call, |context| Ok(pages::records::<R>(context))),
        _ => shared.respond(call),
    };
    Endpoint::new(R::PATH, summary, JSON_OR_HTML, handler).making([document])
}

/// The endpoint of one record.
fn record<R: RecordKind>(summary: &'static str, write: fn(&Catalog, &R) -> serde_json::Result<Vec<u8>>) -> Endpoint {
    let handler = move |api: &Api, call: &Call<NoParameters>| {
        let (id, catalog) = (&*call.request.id(), api.catalog());
        let records = R::all(&catalog.dataset);
        let record = records.get(id).ok_or_else(|| {
            let known: Vec<&str> = records.keys().map(String::as_str).collect();
            Problem::not_found(format!("there is no {id:?} in {}; {}", R::PATH, nearest(&known, id)))
        })?;
        if call.media == Media::HTML {
            let features = &call.snapshot.features;
            return html::respond(api, call, |context| Ok(pages::record(context, features, id, record)?));
        }
        Ok(ApiResponse::new(call.media.media_type, write(catalog, record)?))
    };
    let first = |catalog: &Catalog| R::all(&catalog.dataset).keys().next().cloned();
    Endpoint::new(format!("{}/{{id}}", R::PATH), summary, JSON_OR_HTML, handler).in_path([parameters::record_id(
        "id",
        R::NAME,
        first,
    )])
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
