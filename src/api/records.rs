//! The records that others refer to by id: `/sources`, `/organizations`, `/minerals` and `/countries`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    endpoint::{Call, Endpoint, Offers},
    html,
    media::JSON_OR_HTML,
    parameters::NoParameters,
    prebuilt::{Prebuilt, PrebuiltResponses},
    state::Api,
};
use crate::{
    catalog::{Catalog, nearest},
    evidence,
    feature::{WeighedClaim, weighed},
    model::{Country, Mineral, Names, Organization, Source},
    pages::{self, RecordKind},
    server::{negotiate::Media, problem::Problem, response::ApiResponse},
};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        list(RecordKind::Source, "Every source, as CSL-JSON").returning::<Sources>(),
        record(RecordKind::Source, "One source").returning::<Source>(),
        list(RecordKind::Organization, "Every organization").returning::<Organizations>(),
        record(RecordKind::Organization, "One organization").returning::<Organization>(),
        list(RecordKind::Mineral, "The vocabulary of minerals").returning::<Minerals>(),
        record(RecordKind::Mineral, "One mineral").returning::<Mineral>(),
        list(RecordKind::Country, "Every country with its national figures").returning::<Countries<'_>>(),
        record(RecordKind::Country, "One country, with the evidence of its claims").returning::<CountryFacts<'_>>(),
    ]
}

/// The endpoint of all records of a kind.
fn list(kind: RecordKind, summary: &'static str) -> Endpoint {
    let handler = move |api: &Api, call: &Call<NoParameters>| {
        if call.media == Media::HTML {
            return html::respond(api, &call.request, &call.snapshot, |context| {
                Ok::<_, Problem>(pages::records(context, kind))
            });
        }
        api.prebuilt(&Prebuilt::Records(kind))
    };
    Endpoint::new(kind.path(), summary, Offers::Negotiated(JSON_OR_HTML), handler)
}

/// The endpoint of one record.
fn record(kind: RecordKind, summary: &'static str) -> Endpoint {
    let handler = move |api: &Api, call: &Call<NoParameters>| {
        let id = &*call.request.id();
        let found = api.prebuilt.get(&Prebuilt::Record(kind, id.to_owned())).ok_or_else(|| {
            let (list, hint) = (kind.path(), nearest(&api.prebuilt.ids(kind), id));
            Problem::not_found(format!("there is no {id:?} in {list}; {hint}"))
        })?;
        if call.media != Media::HTML {
            return Ok(found);
        }
        html::respond(api, &call.request, &call.snapshot, |context| {
            let record = pages::record(context, &call.snapshot.features, kind, id)?;
            record.ok_or_else(|| Problem::not_found(format!("there is no {id:?} in {}", kind.path())))
        })
    };
    Endpoint::new(format!("{}/{{id}}", kind.path()), summary, Offers::Negotiated(JSON_OR_HTML), handler)
}

/// Declares the document with all records of a kind.
macro_rules! document {
    ($name:ident, $field:ident: $record:ty) => {
        #[doc = concat!("All ", stringify!($field), ", by id.")]
        #[derive(Serialize, JsonSchema)]
        struct $name {
            $field: Vec<$record>,
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
#[derive(Clone, Serialize, JsonSchema)]
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
        let evidence = evidence::weigh(&catalog.dataset.sources, &country.claims, catalog.day);
        Self {
            id: &country.id,
            name: &country.name,
            names: &country.names,
            claims: weighed(&country.claims, &evidence),
        }
    }
}

/// Every list and every record.
pub(crate) fn prebuild(catalog: &Catalog, responses: &mut PrebuiltResponses) -> serde_json::Result<()> {
    let dataset = &catalog.dataset;
    add(responses, RecordKind::Source, &dataset.sources, |sources| Sources { sources })?;
    add(responses, RecordKind::Organization, &dataset.organizations, |organizations| Organizations { organizations })?;
    add(responses, RecordKind::Mineral, &dataset.minerals, |minerals| Minerals { minerals })?;
    let countries = dataset.countries.iter().map(|(id, country)| (id.clone(), CountryFacts::new(catalog, country)));
    add(responses, RecordKind::Country, &countries.collect(), |countries| Countries { countries })
}

fn add<R: Clone + Serialize, D: Serialize>(
    responses: &mut PrebuiltResponses,
    kind: RecordKind,
    records: &BTreeMap<String, R>,
    document: fn(Vec<R>) -> D,
) -> serde_json::Result<()> {
    let response = |bytes| ApiResponse::prebuilt(Media::JSON.media_type, bytes);
    let all = document(records.values().cloned().collect());
    responses.add(Prebuilt::Records(kind), response(serde_json::to_vec(&all)?));
    for (id, record) in records {
        responses.add(Prebuilt::Record(kind, id.clone()), response(serde_json::to_vec(record)?));
    }
    Ok(())
}
