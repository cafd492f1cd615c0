//! `/collections/sites/download.{ending}`: all sites that match the filters, as a file that is sent while it is written.

use std::sync::{Arc, atomic::AtomicBool};

use axum::http::{HeaderName, header};

use super::{
    endpoint::{Call, Endpoint, Result},
    links::queryables_link,
    parameters::{EXCEL, ForExcel, NoParameters, Parameters},
    sites::{file_name, is_large, scans},
    state::Api,
    stream::{self, Sites},
};
use crate::{
    catalog::{Collection, Filter},
    formats::{Format, geojson::SiteCollection, writing::About},
    server::{problem::Problem, response::ApiResponse},
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

/// The endpoint of a format. `P` are the parameters that it takes beside the filters.
fn endpoint<P: Parameters>(format: Format) -> Endpoint {
    let definition = format.definition();
    let endpoint = Endpoint::computed(
        Collection::Sites.path(&format!("/download.{format}")),
        definition.summary,
        definition.media_type,
        |_: &Api, call: &Call<(Filter, P)>| is_large(&call.snapshot) && scans(&call.parameters.0),
        move |api: &Api, call: &Call<(Filter, P)>| download(api, call, format),
    );
    if format == Format::GeoJson { endpoint.returning::<SiteCollection<'_>>() } else { endpoint }
}

fn download<P>(api: &Api, call: &Call<(Filter, P)>, format: Format) -> Result {
    let snapshot = Arc::clone(&call.snapshot);
    let sites: Vec<usize> = snapshot.catalog.select(&call.parameters.0, &call.stop)?.ones().collect();
    if sites.len() > format.definition().capacity {
        let (most, matched) = (format.definition().capacity, sites.len());
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
    let about = About { matched: sites.len(), links: Vec::new(), bibliography: Some(bibliography), byte_order_mark };
    let sites = Arc::new(Sites { snapshot, chosen: sites, about });
    let omitted =
        (!format.definition().has_null_geometry).then(|| sites.selection(&AtomicBool::default()).without_location());
    let files = Arc::clone(&api.files);
    let disposition = format!("attachment; filename=\"{}.{format}\"", file_name("oreatlas-sites", &call.request));
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
