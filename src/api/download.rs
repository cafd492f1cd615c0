//! `/collections/sites/download.{ending}`: all sites that match the filters. A text is sent while it is written; any other
//! format is a file, which is complete before the head of the response is sent.

use std::sync::Arc;

use axum::http::{HeaderName, header};
use futures_util::FutureExt;
use sha2::{Digest, Sha256};

use super::{
    download_files,
    endpoint::{Call, Endpoint, Result},
    links::queryables_link,
    parameters::{EXCEL, ForExcel, NoParameters, Parameters},
    sites::{file_name, is_large, scans},
    state::Api,
    stream::{self, Sites, Turns},
};
use crate::{
    catalog::{Collection, Filter, Rows, Stop},
    formats::{Format, disk::Disk, geojson::SiteCollection, writing::About},
    server::{
        problem::Problem,
        response::{ApiResponse, Key},
    },
};

/// The number of sites that a file leaves out, because its format requires a geometry.
const OMITTED: HeaderName = HeaderName::from_static("oreatlas-omitted");

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let endpoint = |&format: &Format| match format {
        Format::Csv => endpoint::<ForExcel>(format),
        _ => endpoint::<NoParameters>(format),
    };
    Format::ALL.iter().map(endpoint).collect()
}

/// The endpoint of a format. `P` are the parameters that it takes besides the filters.
fn endpoint<P: Parameters>(format: Format) -> Endpoint {
    let definition = format.definition();
    let endpoint = Endpoint::computed(
        Collection::Sites.path(&format!("/download.{format}")),
        definition.summary,
        definition.media_type,
        |_: &Api, call: &Call<(Filter, P)>| is_large(&call.snapshot) && scans(&call.parameters.0),
        move |api: &Api, call: &Call<(Filter, P)>| download(api, call, format),
    );
    let endpoint = endpoint.streamed(format.text().is_some());
    if format == Format::GeoJson { endpoint.returning::<SiteCollection<'_>>() } else { endpoint }
}

fn download<P>(api: &Api, call: &Call<(Filter, P)>, format: Format) -> Result {
    let snapshot = Arc::clone(&call.snapshot);
    let definition = format.definition();
    let text = format.text();
    // The day of the snapshot, which some formats name, is not always that of the request.
    let version = format!("{}\n{}", call.request.query().unwrap_or_default(), snapshot.catalog.day);
    let key = Key::new(&api.version, definition.media_type, call.request.path(), &version);
    if text.is_some()
        && let Some(unchanged) = key.unchanged(definition.media_type, &call.request.headers)
    {
        return Ok(unchanged);
    }
    let chosen = Rows::Set(snapshot.catalog.select(&call.parameters.0, &call.stop)?);
    let matched = chosen.count();
    if matched > definition.capacity {
        let most = definition.capacity;
        return Err(Problem::bad_request(format!(
            "{format} holds at most {most} sites, and {matched} match; filter them, or choose another format"
        )));
    }
    let given = call.request.query().into_iter().flat_map(|query| query.split('&'));
    let filters: Vec<&str> = given.filter(|pair| !pair.starts_with("excel=")).collect();
    let query = if filters.is_empty() { String::new() } else { format!("?{}", filters.join("&")) };
    let bibliography = format!("{}/bibliography.json{query}", api.config.public_url);
    let license = snapshot.catalog.dataset.terms.license_url();
    let link = format!(
        "{}<{bibliography}>; rel=\"describedby\", {}",
        license.map_or_else(String::new, |url| format!("<{url}>; rel=\"license\", ")),
        queryables_link(&api.config, Collection::Sites)
    );
    // The parameter has been checked, and no other format takes it.
    let byte_order_mark = call.request.parameter(EXCEL) == Some("1");
    let about = About { matched, links: Vec::new(), bibliography: Some(bibliography), byte_order_mark };
    let sites = Arc::new(Sites { snapshot, chosen, about });
    let omitted = (!definition.has_null_geometry).then(|| sites.selection(&call.stop).without_location());
    let disposition = format!("attachment; filename=\"{}.{format}\"", file_name("oreatlas-sites", &call.request));
    let response = if let Some(begin) = text {
        let (chunks, peer) = (Arc::clone(&api.chunks), call.request.peer);
        ApiResponse::stream(definition.media_type, &key, move |coding| {
            stream::body(begin(), Arc::clone(&sites), coding, Turns { chunks: Arc::clone(&chunks), peer })
        })
    } else {
        let (files, key, peer) = (Arc::clone(&api.downloads), file_key(api, &sites, format), call.request.peer);
        ApiResponse::file(definition.media_type, move || {
            let sites = Arc::clone(&sites);
            let write = move |stop: &Stop, disk: Disk<'_>| format.to_file(&sites.selection(stop), disk);
            Arc::clone(&files).get(key, peer, write).boxed()
        })
    };
    let response = response.exposing(header::CONTENT_DISPOSITION, &disposition).exposing(header::LINK, &link);
    Ok(match omitted {
        Some(omitted) => response.exposing(OMITTED, &omitted.to_string()),
        None => response,
    })
}

/// What a file depends on. Filters that select the same sites need not give the same file, because it names the address of
/// its bibliography.
fn file_key(api: &Api, sites: &Sites, format: Format) -> download_files::Key {
    let mut hash = Sha256::new_with_prefix(api.version);
    for part in [format.as_str(), &sites.snapshot.catalog.day.to_string()] {
        hash.update(part);
        hash.update([0]);
    }
    hash.update(sites.about.bibliography.as_deref().unwrap_or_default());
    hash.update([0]);
    sites.chosen.fingerprint(|bytes| hash.update(bytes));
    hash.finalize().into()
}
