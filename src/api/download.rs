//! `/collections/sites/download.{ending}`: everything that passes the filters, as a file, sent while it is made.

use std::sync::{Arc, atomic::AtomicBool};

use axum::http::{HeaderName, header};

use crate::{
    api::{
        queryables,
        route::{Handler, Parameters, Route},
        sites::read_filter,
        stream::{self, Sites},
    },
    app::App,
    catalog::cql2::property::CollectionKind,
    formats::{Format, LICENSE_URL, geojson::SiteCollection, writing::About},
    server::{problem::Problem, request::ApiRequest, response::ApiResponse},
};

/// How many sites a file leaves out, because its format has none without a place.
const OMITTED: HeaderName = HeaderName::from_static("oreatlas-omitted");

/// A format's address, its handler, and what `/api` says of it.
struct Download {
    format: Format,
    path: &'static str,
    handler: Handler,
    summary: &'static str,
}

macro_rules! downloads {
    ($($format:ident at $path:literal: $summary:literal,)+) => {
        const DOWNLOADS: &[Download] = &[$(Download {
            format: Format::$format,
            path: $path,
            handler: |app, request| download(app, request, Format::$format),
            summary: $summary,
        }),+];
    };
}

downloads! {
    GeoJson at "/collections/sites/download.geojson": "All sites that pass the filters, with their claims, as GeoJSON",
    GeoJsonSeq at "/collections/sites/download.geojsonl": "The same as a GeoJSON text sequence (RFC 8142)",
    JsonFg at "/collections/sites/download.jsonfg": "The same as JSON-FG, with the time that the claims span",
    Csv at "/collections/sites/download.csv": "All sites that pass the filters, as a table",
    GeoPackage at "/collections/sites/download.gpkg": "The same as a GeoPackage, with the sources in a table of their own",
    FlatGeobuf at "/collections/sites/download.fgb": "The same as FlatGeobuf; sites without a place are left out",
    GeoParquet at "/collections/sites/download.parquet": "The same as GeoParquet, geometries as WKB with their boxes",
    Kml at "/collections/sites/download.kml": "The same as KML, with every claim and who says so in the balloons",
    Excel at "/collections/sites/download.xlsx": "The same as an Excel workbook: sites, sources, and what it is about",
}

pub(crate) fn routes() -> Vec<Route> {
    let route = |download: &Download| {
        let media_type = download.format.definition().media_type;
        let route = match download.format {
            Format::GeoJson => Route::json::<SiteCollection<'_>>(download.path, download.handler, download.summary),
            _ => Route::other(download.path, download.handler, download.summary, media_type),
        };
        route.with(Parameters::Filter, media_type)
    };
    DOWNLOADS.iter().map(route).collect()
}

fn download(app: &App, request: &ApiRequest<'_>, format: Format) -> Result<ApiResponse, Problem> {
    let (filter, name) = read_filter(app, request, "oreatlas-sites", &[])?;
    let snapshot = app.snapshots.at(filter.as_of)?;
    let sites: Vec<usize> = snapshot.catalog.select(&filter).ones().collect();
    if sites.len() > format.definition().capacity {
        return Err(Problem::too_many(sites.len(), format));
    }
    let query = request.query().map_or_else(String::new, |query| format!("?{query}"));
    let bibliography = format!("{}/bibliography.json{query}", app.config.public_url);
    let link = format!(
        "<{LICENSE_URL}>; rel=\"license\", <{bibliography}>; rel=\"describedby\", {}",
        queryables::link_header(&app.config, CollectionKind::Sites)
    );
    let about = About { matched: sites.len(), links: Vec::new(), bibliography: Some(bibliography) };
    let sites = Arc::new(Sites { snapshot, chosen: sites, about });
    let omitted =
        (!format.definition().has_null_geometry).then(|| sites.selection(&AtomicBool::default()).without_place());
    let files = Arc::clone(&app.files);
    let answer = ApiResponse::stream(format.definition().media_type, move || {
        stream::body(format, Arc::clone(&sites), Arc::clone(&files))
    })
    .exposing(header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}.{format}\""))
    .exposing(header::LINK, &link);
    Ok(match omitted {
        Some(omitted) => answer.exposing(OMITTED, &omitted.to_string()),
        None => answer,
    })
}
