//! `/collections/sites/download.{ending}`: all sites that match the filters, as a file that is sent while it is written.

use std::sync::{Arc, atomic::AtomicBool};

use axum::http::{HeaderName, header};

use super::{
    endpoint::{Call, Endpoint, Result},
    links::queryables_link,
    sites::{file_name, is_large, scans},
    state::Api,
    stream::{self, Sites},
};
use crate::{
    catalog::{Filter, cql2::property::CollectionKind},
    formats::{Format, geojson::SiteCollection, writing::About},
    server::{problem::Problem, response::ApiResponse},
};

/// The number of sites that a file leaves out, because its format requires a geometry.
const OMITTED: HeaderName = HeaderName::from_static("oreatlas-omitted");

pub(crate) fn endpoints() -> Vec<Endpoint> {
    Format::ALL.iter().map(|&format| endpoint(format)).collect()
}

fn endpoint(format: Format) -> Endpoint {
    let definition = format.definition();
    let endpoint = Endpoint::computed(
        format!("/collections/sites/download.{format}"),
        definition.summary,
        definition.media_type,
        |_: &Api, call: &Call<Filter>| is_large(&call.snapshot) && scans(&call.parameters),
        move |api: &Api, call: &Call<Filter>| download(api, call, format),
    );
    if format == Format::GeoJson { endpoint.returning::<SiteCollection<'_>>() } else { endpoint }
}

fn download(api: &Api, call: &Call<Filter>, format: Format) -> Result {
    let snapshot = Arc::clone(&call.snapshot);
    let sites: Vec<usize> = snapshot.catalog.select(&call.parameters).ones().collect();
    if sites.len() > format.definition().capacity {
        let (most, matched) = (format.definition().capacity, sites.len());
        return Err(Problem::bad_request(format!(
            "{format} holds at most {most} sites, and {matched} match; filter them, or choose another format"
        )));
    }
    let query = call.request.query().map_or_else(String::new, |query| format!("?{query}"));
    let bibliography = format!("{}/bibliography.json{query}", api.config.public_url);
    let license = snapshot.catalog.dataset.terms.license_url();
    let link = format!(
        "{}<{bibliography}>; rel=\"describedby\", {}",
        license.map_or_else(String::new, |url| format!("<{url}>; rel=\"license\", ")),
        queryables_link(&api.config, CollectionKind::Sites)
    );
    let about = About { matched: sites.len(), links: Vec::new(), bibliography: Some(bibliography) };
    let sites = Arc::new(Sites { snapshot, chosen: sites, about });
    let omitted =
        (!format.definition().has_null_geometry).then(|| sites.selection(&AtomicBool::default()).without_place());
    let files = Arc::clone(&api.files);
    let disposition = format!("attachment; filename=\"{}.{format}\"", file_name("oreatlas-sites", call));
    let response = ApiResponse::stream(format.definition().media_type, move || {
        stream::body(format, Arc::clone(&sites), Arc::clone(&files))
    })
    .exposing(header::CONTENT_DISPOSITION, &disposition)
    .exposing(header::LINK, &link);
    Ok(match omitted {
        Some(omitted) => response.exposing(OMITTED, &omitted.to_string()),
        None => response,
    })
}
