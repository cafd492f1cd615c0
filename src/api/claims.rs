//! `/claims/{record}/{id}`: one claim, with those that contradict it and the sources that it cites.

use std::{borrow::Cow, collections::BTreeSet};

use percent_encoding::percent_decode_str;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    endpoint::{Call, Endpoint, Result},
    html,
    media::JSON_OR_HTML,
    parameters::{AsOf, claim_id, record_id},
    problem,
    snapshots::Snapshot,
    state::Api,
};
use crate::{
    catalog::Catalog,
    feature::WeighedClaim,
    model::{RecordKind, Source},
    pages::{self, ClaimPage},
    server::{negotiate::Media, problem::Problem, response::ApiResponse},
};

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let first_record = |catalog: &Catalog| catalog.columns.ids().iter().next().map(str::to_owned);
    vec![
        Endpoint::new("/claims/{record}/{id}", "One claim, its rivals and its sources", JSON_OR_HTML, claim)
            .in_path([record_id("record", "record", first_record), claim_id()])
            .returning::<ClaimDocument<'_>>(),
    ]
}

/// A claim with those that contradict it.
#[derive(Serialize, JsonSchema)]
struct ClaimDocument<'a> {
    /// The id of the record that it is about.
    record: &'a str,
    /// The kind of that record.
    kind: RecordKind,
    /// The claim.
    claim: &'a WeighedClaim,
    /// The claims of the record that contradict it.
    rivals: &'a [WeighedClaim],
    /// The sources that these claims cite.
    sources: Vec<&'a Source>,
}

fn claim(api: &Api, call: &Call<AsOf>) -> Result {
    let snapshot = &*call.snapshot;
    let (record, id) = names(call.request.path());
    let (kind, claims) = of_record(snapshot, &record)?;
    let chosen = with_rivals(claims, &id)?;
    if call.media == Media::HTML {
        let shown = ClaimPage { record: &record, kind, claims: &chosen };
        return html::respond(api, call, |context| pages::claim(context, &shown).ok_or_else(Problem::internal));
    }
    let (claim, rivals) = chosen.split_first().ok_or_else(Problem::internal)?;
    let cited: BTreeSet<&str> = chosen
        .iter()
        .flat_map(|weighed| weighed.claim.citations())
        .map(|(_, citation)| citation.source.as_str())
        .collect();
    let sources = cited.into_iter().filter_map(|id| snapshot.catalog.dataset.sources.get(id)).collect();
    let document = ClaimDocument { record: &record, kind, claim, rivals, sources };
    Ok(ApiResponse::new(call.media.media_type, serde_json::to_vec(&document)?))
}

/// The id of the record and that of the claim.
fn names(path: &str) -> (Cow<'_, str>, Cow<'_, str>) {
    let mut last = path.rsplit('/').map(|part| percent_decode_str(part).decode_utf8_lossy());
    let id = last.next().unwrap_or_default();
    (last.next().unwrap_or_default(), id)
}

fn of_record(snapshot: &Snapshot, record: &str) -> Result<(RecordKind, Vec<WeighedClaim>)> {
    let catalog = &snapshot.catalog;
    snapshot.features.claims(catalog, record)?.ok_or_else(|| {
        let dataset = &catalog.dataset;
        let others = dataset.agreements.keys().chain(dataset.organizations.keys()).chain(dataset.countries.keys());
        problem::unknown(
            "record",
            record,
            &catalog.columns.ids().iter().chain(others.map(String::as_str)).collect::<Vec<_>>(),
        )
    })
}

/// The claim with an id, followed by those that contradict it.
fn with_rivals(mut claims: Vec<WeighedClaim>, id: &str) -> Result<Vec<WeighedClaim>> {
    let ids = |claims: &[WeighedClaim]| -> Vec<String> {
        claims.iter().filter_map(|weighed| weighed.claim.common().id).map(str::to_owned).collect()
    };
    let known = ids(&claims);
    let index = known
        .iter()
        .position(|other| other == id)
        .ok_or_else(|| problem::unknown("claim", id, &known.iter().map(String::as_str).collect::<Vec<_>>()))?;
    let claim = claims.remove(index);
    let rivals = &claim.evidence.disputed_by;
    claims.retain(|other| other.claim.common().id.is_some_and(|id| rivals.iter().any(|rival| rival == id)));
    claims.insert(0, claim);
    Ok(claims)
}
