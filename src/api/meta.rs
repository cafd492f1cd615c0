//! The API's own documents: landing page, conformance, collections, `/api`, `/healthz`, `/readyz`, `/metrics`.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    conformance,
    document::Document,
    endpoint::{Call, Endpoint, Result},
    feature_schema::REL as SCHEMA_OF,
    links::{QUERYABLES, link},
    media::{GEO_JSON, JSON_OR_HTML, OPEN_API, SCHEMA},
    openapi,
    parameters::{NoParameters, word},
    problem::unknown,
    sortables,
    state::{Api, Config},
    tile_matrix_sets::{TILE_MATRIX_SETS, TILING_SCHEMES},
    tilesets::{TILESETS_VECTOR, bbox},
};
use crate::{
    catalog::{
        Catalog, Collection, Crs,
        collection::{Definition, Geometries},
        columns::Shape,
        cql2::property::CollectionKind,
    },
    evidence,
    feature::Link,
    formats::Format,
    pages,
    server::{metrics, negotiate::Media, problem::Problem, response::ApiResponse},
};

const JSON: &str = Media::JSON.media_type;

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let documents = Collection::ALL.iter().map(|&collection| {
        let make = move |api: &Api| serde_json::to_value(describe(api, collection));
        Document::new(JSON, Some(pages::collection as pages::Show), make)
    });
    let documents: Vec<Arc<Document>> = documents.collect();
    let made = documents.clone();
    let collection = move |_: &Api, call: &Call<NoParameters>| {
        let id = call.request.id();
        let of_id = Collection::ALL.iter().zip(&made).find(|(collection, _)| collection.as_str() == id);
        of_id.ok_or_else(|| unknown("collection", &id, Collection::WORDS))?.1.respond(call)
    };
    vec![
        Endpoint::document(
            "/conformance",
            "The conformance classes of the server",
            JSON_OR_HTML,
            Some(pages::conformance as pages::Show),
            |_| Conformance { conforms_to: conformance::CLASSES },
        )
        .returning::<Conformance>(),
        Endpoint::document(
            "/collections",
            "The collections",
            JSON_OR_HTML,
            Some(pages::collections as pages::Show),
            collections,
        )
        .returning::<Collections>(),
        Endpoint::new("/collections/{collection}", "One collection", JSON_OR_HTML, collection)
            .in_path([word("collection", "The id of the collection", Collection::WORDS.iter().copied())])
            .making(documents)
            .returning::<CollectionDocument>(),
        Endpoint::document(
            "/api",
            "This description, as OpenAPI",
            &[OPEN_API, Media::HTML],
            Some(pages::operations as pages::Show),
            |api| openapi::document(&super::endpoints(), api.catalog(), &api.config.public_url),
        ),
        Endpoint::new("/healthz", "Whether the server is running", "text/plain", |_: &Api, _: &Call<NoParameters>| {
            Ok(ApiResponse::new("text/plain; charset=utf-8", "ok\n"))
        }),
        Endpoint::new("/readyz", "Whether the server accepts new clients", "text/plain", ready),
        Endpoint::new(metrics::PATH, "Figures for the operator, as OpenMetrics", metrics::MEDIA_TYPE, metrics),
    ]
}

fn ready(api: &Api, _: &Call<NoParameters>) -> Result {
    if api.connections.is_draining() {
        return Err(Problem::shutting_down());
    }
    Ok(ApiResponse::new("text/plain; charset=utf-8", "ready\n"))
}

/// The landing document (OGC API - Features, section 7.2).
#[derive(Serialize, JsonSchema)]
pub(crate) struct Landing {
    /// The API's name.
    title: &'static str,
    /// A description.
    description: &'static str,
    /// Related resources.
    links: Vec<Link>,
}

/// The conformance document (section 7.4).
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Conformance {
    /// The URIs of the classes.
    conforms_to: &'static [&'static str],
}

/// The collections document (section 7.13).
#[derive(Serialize, JsonSchema)]
struct Collections {
    /// Related resources.
    links: Vec<Link>,
    /// The collections.
    collections: Vec<CollectionDocument>,
}

/// A collection (section 7.14).
#[derive(Serialize, JsonSchema)]
#[serde(rename = "Collection", rename_all = "camelCase")]
struct CollectionDocument {
    /// Its id in paths.
    id: &'static str,
    /// Its name.
    title: &'static str,
    /// What it contains.
    description: &'static str,
    /// Always `feature`.
    item_type: &'static str,
    /// Its extent; absent for a collection without geometries.
    #[serde(skip_serializing_if = "Option::is_none")]
    extent: Option<Extent>,
    /// The URIs of the reference systems available for its coordinates, the default first.
    crs: &'static [&'static str],
    /// The URI of the one in which they are stored.
    #[serde(skip_serializing_if = "Option::is_none")]
    storage_crs: Option<&'static str>,
    /// Related resources.
    links: Vec<Link>,
}

/// The extent of a collection in space and time.
#[derive(Serialize, JsonSchema)]
struct Extent {
    /// In space; absent where nothing has a geometry.
    #[serde(skip_serializing_if = "Option::is_none")]
    spatial: Option<Spatial>,
    /// In time; absent where nothing is dated.
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal: Option<Temporal>,
}

impl Extent {
    /// The extent of the sites; of those with one type of geometry where that is given.
    fn of(catalog: &Catalog, shape: Option<Shape>) -> Option<Self> {
        let spatial = bbox(catalog, shape).map(|bbox| Spatial { bbox: vec![bbox], crs: Crs::Crs84.uri() });
        let temporal = Temporal::of(catalog);
        (spatial.is_some() || temporal.is_some()).then_some(Self { spatial, temporal })
    }
}

/// Bounding boxes in degrees: west, south, east, north.
#[derive(Serialize, JsonSchema)]
struct Spatial {
    /// The bounding boxes.
    bbox: Vec<[f64; 4]>,
    /// The URI of their reference system.
    crs: &'static str,
}

/// The days that `as_of` accepts.
#[derive(Serialize, JsonSchema)]
struct Temporal {
    /// From the first of them; the end is open.
    interval: [[Option<String>; 2]; 1],
    /// The URI of their reference system.
    trs: &'static str,
    /// The days on which anything changes.
    grid: Grid,
}

impl Temporal {
    /// The days up to today on which anything changes; `None` if nothing is dated.
    fn of(catalog: &Catalog) -> Option<Self> {
        let days = evidence::changes(&catalog.dataset.sources, catalog.dataset.claims()).into_iter();
        let days = days.filter(|day| *day <= catalog.day && catalog.check_as_of(*day).is_ok());
        let coordinates: Vec<String> = days.map(|day| day.to_string()).collect();
        Some(Self {
            interval: [[Some(coordinates.first()?.clone()), None]],
            trs: "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
            grid: Grid { cells_count: coordinates.len(), coordinates },
        })
    }
}

/// Single days of a temporal extent, as the draft of OGC API - Common Part 2 writes them.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Grid {
    /// How many there are.
    cells_count: usize,
    /// The days, ascending.
    coordinates: Vec<String>,
}

fn metrics(api: &Api, _: &Call<NoParameters>) -> Result {
    let text = api.metrics.encode().map_err(|error| {
        tracing::error!(%error, "the metrics could not be written");
        Problem::internal()
    })?;
    Ok(ApiResponse::new(metrics::MEDIA_TYPE, text))
}

pub(crate) fn landing(catalog: &Catalog, config: &Config) -> Landing {
    let terms = &catalog.dataset.terms;
    let license = terms.license_url().map(|address| {
        let title = format!("The data's licence: {}", terms.license_name().unwrap_or_default());
        Link::new(address, "license", "text/html", &title)
    });
    let reports = config.report_to.clone().map(|address| Link {
        templated: address.contains('{').then_some(true),
        ..Link::new(address, "help", "text/html", "Report an error in the data")
    });
    Landing {
        title: "Oreatlas",
        description: concat!(env!("CARGO_PKG_DESCRIPTION"), "."),
        links: [
            link(config, "self", "/?f=json", JSON, "This document"),
            link(config, "alternate", "/", "text/html", "The map"),
            link(config, "service-desc", "/api", OPEN_API.media_type, "The API, as OpenAPI"),
            link(config, "service-doc", "/api?f=html", "text/html", "The API as a web page"),
            link(config, "conformance", "/conformance", JSON, "The conformance classes"),
            link(config, "data", "/collections", JSON, "The collections"),
            link(config, TILING_SCHEMES, TILE_MATRIX_SETS, JSON, "The tile matrix sets"),
        ]
        .into_iter()
        .chain(license)
        .chain(reports)
        .collect(),
    }
}

fn collections(api: &Api) -> Collections {
    Collections {
        links: vec![
            link(&api.config, "self", "/collections", JSON, "The collections"),
            link(&api.config, "alternate", "/collections?f=html", "text/html", "The collections as a web page"),
        ],
        collections: Collection::ALL.iter().map(|&collection| describe(api, collection)).collect(),
    }
}

fn describe(api: &Api, collection: Collection) -> CollectionDocument {
    let Definition { title, description, geometries, .. } = collection.definition();
    let has_geometry = geometries != Geometries::None;
    CollectionDocument {
        id: collection.as_str(),
        title,
        description,
        item_type: "feature",
        extent: if has_geometry { Extent::of(api.catalog(), collection.shape()) } else { None },
        crs: &Crs::URIS,
        storage_crs: has_geometry.then(|| Crs::Crs84.uri()),
        links: collection_links(&api.config, collection),
    }
}

fn collection_links(config: &Config, collection: Collection) -> Vec<Link> {
    let link = |rel: &str, below: &str, media_type: &str, title: &str| {
        link(config, rel, &collection.path(below), media_type, title)
    };
    let (itself, items) = (format!("The collection of {collection}"), format!("The {collection}"));
    let as_page = |what: &str| format!("{what} as a web page");
    let mut links = vec![
        link("self", "", JSON, &itself),
        link("alternate", "?f=html", "text/html", &as_page(&itself)),
        link("items", "/items", GEO_JSON.media_type, &items),
        link("items", "/items?f=html", "text/html", &as_page(&items)),
        link(QUERYABLES, "/queryables", SCHEMA.media_type, "Filterable fields"),
        link(SCHEMA_OF, "/schema", SCHEMA.media_type, "The properties of the records"),
        // In the spelling that every version of GDAL reads: the case of a relation does not matter (RFC 8288).
        link("describedBy", "/feature-schema", SCHEMA.media_type, "The types of a Feature's flat properties"),
    ];
    if collection.definition().kind == CollectionKind::Sites {
        links.push(link(sortables::REL, "/sortables", SCHEMA.media_type, "Sortable fields"));
    }
    if collection == Collection::Sites {
        links.push(link(TILESETS_VECTOR, "/tiles", JSON, "The sites as vector tiles"));
        links.extend(Format::ALL.iter().map(|format| {
            let title = format!("All sites as {}", format.definition().title);
            link("enclosure", &format!("/download.{format}"), format.definition().media_type, &title)
        }));
    }
    links
}
