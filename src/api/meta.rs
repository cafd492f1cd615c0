//! What the API says of itself: landing document, conformance, collections, `/api`, `/healthz`.

use std::{collections::BTreeMap, iter};

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    api::{
        agreements, conformance, feature_schema, html,
        links::link,
        openapi, queryables,
        route::Route,
        sortables,
        tile_matrix_sets::{TILE_MATRIX_SETS, TILING_SCHEMES},
        tilesets::{TILES, TILESETS_VECTOR},
    },
    app::{App, Config},
    catalog::{Catalog, Crs, cql2::property::CollectionKind},
    evidence,
    formats::{
        Format, LICENSE_URL,
        geojson::{Link, SiteFeature},
    },
    model::Geometry,
    pages::{self, Context, Language},
    server::{
        negotiate::{JSON_OR_HTML, Media},
        problem::Problem,
        request::ApiRequest,
        response::ApiResponse,
    },
};

const JSON: &str = "application/json";
const GEO_JSON: &str = "application/geo+json";

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::json::<Conformance>("/conformance", fixed_json, "The conformance classes that the server keeps")
            .or_html(),
        Route::json::<Collections>("/collections", fixed_json, "The collections").or_html(),
        Route::json::<Collection>("/collections/{collection}", collection, "One collection").or_html(),
        Route::other("/api", api, "This description, as OpenAPI", Media::OpenApi.media_type()).or_html(),
        Route::other("/healthz", healthz, "Whether the server answers", "text/plain"),
    ]
}

/// The landing document (OGC API - Features, section 7.2).
#[derive(Serialize, JsonSchema)]
pub(crate) struct Landing {
    /// The API's name.
    title: &'static str,
    /// What it is.
    description: &'static str,
    /// Where to go from here.
    links: Vec<Link>,
}

/// The conformance document (section 7.4).
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Conformance {
    /// The classes' URIs.
    conforms_to: &'static [&'static str],
}

/// The collections document (section 7.13).
#[derive(Serialize, JsonSchema)]
struct Collections {
    /// Where to go from here.
    links: Vec<Link>,
    /// The collections.
    collections: Vec<Collection>,
}

/// A collection (section 7.14).
#[derive(Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Collection {
    /// Its id in addresses.
    id: &'static str,
    /// Its name.
    title: &'static str,
    /// What it holds.
    description: &'static str,
    /// Always `feature`.
    item_type: &'static str,
    /// Where it lies; absent for a collection without places.
    #[serde(skip_serializing_if = "Option::is_none")]
    extent: Option<Extent>,
    /// The reference systems that its coordinates can be asked for in, the default first.
    crs: &'static [&'static str],
    /// The one that they are stored in.
    #[serde(skip_serializing_if = "Option::is_none")]
    storage_crs: Option<&'static str>,
    /// Where to go from here.
    links: Vec<Link>,
}

/// Where a collection lies, and what times it tells of.
#[derive(Clone, Serialize, JsonSchema)]
struct Extent {
    /// In space; absent where nothing has a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    spatial: Option<Spatial>,
    /// In time; absent where nothing is dated.
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal: Option<Temporal>,
}

impl Extent {
    fn of(catalog: &Catalog) -> Option<Self> {
        let spatial = bbox(catalog).map(|bbox| Spatial { bbox: vec![bbox], crs: Crs::Crs84.uri() });
        let temporal = Temporal::of(catalog);
        (spatial.is_some() || temporal.is_some()).then_some(Self { spatial, temporal })
    }
}

/// Boxes in degrees: west, south, east, north.
#[derive(Clone, Serialize, JsonSchema)]
struct Spatial {
    /// The boxes.
    bbox: Vec<[f64; 4]>,
    /// Their reference system.
    crs: &'static str,
}

/// Days that `as_of` may ask for.
#[derive(Clone, Serialize, JsonSchema)]
struct Temporal {
    /// From the first of them on; what holds today has no end.
    interval: [[Option<String>; 2]; 1],
    /// Their reference system.
    trs: &'static str,
    /// Those on which anything changes.
    grid: Grid,
}

impl Temporal {
    /// The days up to today on which anything changes; none where nothing is dated.
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
#[derive(Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Grid {
    /// How many there are.
    cells_count: usize,
    /// They, ascending.
    coordinates: Vec<String>,
}

/// Every answer of this file that never changes, by its address.
pub(crate) fn prebuilt(catalog: &Catalog, config: &Config) -> serde_json::Result<BTreeMap<String, ApiResponse>> {
    let collections = [sites(catalog, config), agreements(config)];
    let all = Collections {
        links: vec![
            link(config, "self", "/collections", JSON, "The collections"),
            link(config, "alternate", "/collections?f=html", "text/html", "The collections for a reader"),
        ],
        collections: collections.to_vec(),
    };
    let [sites, agreements] = &collections;
    let documents = BTreeMap::from([
        ("/conformance", serde_json::to_value(Conformance { conforms_to: conformance::CLASSES })?),
        ("/collections", serde_json::to_value(&all)?),
        ("/collections/sites", serde_json::to_value(sites)?),
        ("/collections/agreements", serde_json::to_value(agreements)?),
        ("/api", openapi::document(catalog, &config.public_url)),
    ]);
    let pages = documents.iter().flat_map(|(address, document)| {
        let media_type = media_type(address);
        Language::all().iter().map(move |language| {
            let context = Context {
                catalog,
                today: catalog.day,
                public_url: &config.public_url,
                language,
                query: pages::Parameters::default(),
            };
            let page = pages::document(&context, address, document, media_type);
            (html_of(address, language), html::response(config, language, &page))
        })
    });
    let pages: Vec<(String, ApiResponse)> = pages.collect();
    let mut answers =
        BTreeMap::from([("landing".to_owned(), ApiResponse::prebuilt(JSON, serde_json::to_vec(&landing(config))?))]);
    let schemas =
        [("sites", feature_schema::document::<SiteFeature<'_>>()), ("agreements", agreements::feature_schema())];
    for (id, schema) in schemas {
        let answer = ApiResponse::prebuilt(feature_schema::MEDIA_TYPE, serde_json::to_vec(&schema)?);
        answers.insert(format!("/collections/{id}/feature-schema"), answer);
    }
    for (address, document) in documents {
        answers.insert(address.to_owned(), ApiResponse::prebuilt(media_type(address), serde_json::to_vec(&document)?));
    }
    answers.extend(pages);
    Ok(answers)
}

fn media_type(address: &str) -> &'static str {
    if address == "/api" { Media::OpenApi.media_type() } else { JSON }
}

/// Where the page of a document that never changes is kept.
fn html_of(address: &str, language: &Language) -> String {
    format!("html {} {address}", language.code)
}

fn landing(config: &Config) -> Landing {
    let reports = config.report_to.as_ref().map(|address| Link {
        href: address.clone(),
        rel: "help".to_owned(),
        media_type: "text/html".to_owned(),
        title: "Where errors in the data are reported".to_owned(),
        templated: address.contains('{').then_some(true),
    });
    Landing {
        title: "Oreatlas",
        description: "An open atlas of mineral sites in which every fact can be traced to who said it.",
        links: [
            link(config, "self", "/?f=json", JSON, "This document"),
            link(config, "alternate", "/", "text/html", "The map"),
            link(config, "service-desc", "/api", Media::OpenApi.media_type(), "The API, as OpenAPI"),
            link(config, "service-doc", "/api?f=html", "text/html", "The API, for a reader"),
            link(config, "conformance", "/conformance", JSON, "The conformance classes"),
            link(config, "data", "/collections", JSON, "The collections"),
            link(config, TILING_SCHEMES, TILE_MATRIX_SETS, JSON, "The tile matrix sets"),
            Link {
                href: LICENSE_URL.to_owned(),
                rel: "license".to_owned(),
                media_type: "text/html".to_owned(),
                title: "The data's licence: CC BY 4.0".to_owned(),
                templated: None,
            },
        ]
        .into_iter()
        .chain(reports)
        .collect(),
    }
}

fn sites(catalog: &Catalog, config: &Config) -> Collection {
    let mut links = vec![
        link(config, "self", "/collections/sites", JSON, "About the sites"),
        link(config, "alternate", "/collections/sites?f=html", "text/html", "About the sites, for a reader"),
        link(config, "items", "/collections/sites/items", GEO_JSON, "The sites"),
        link(config, "items", "/collections/sites/items?f=html", "text/html", "The sites for a reader"),
        queryables::link_to(config, CollectionKind::Sites),
        described_by(config, "/collections/sites/feature-schema"),
        link(config, sortables::REL, sortables::PATH, Media::Schema.media_type(), "What they can be sorted by"),
        link(config, TILESETS_VECTOR, TILES, JSON, "The sites as vector tiles"),
    ];
    links.extend(Format::ALL.iter().map(|format| {
        let path = format!("/collections/sites/download.{format}");
        link(
            config,
            "enclosure",
            &path,
            format.definition().media_type,
            &format!("All sites as {}", format.definition().title),
        )
    }));
    Collection {
        id: "sites",
        title: "Mineral sites",
        description: "Deposits, mines, belts and regions, with every claim made about them.",
        item_type: "feature",
        extent: Extent::of(catalog),
        crs: &Crs::URIS,
        storage_crs: Some(Crs::Crs84.uri()),
        links,
    }
}

/// West, south, east and north of all sites, in degrees; none where no site has a place.
pub(crate) fn bbox(catalog: &Catalog) -> Option<[f64; 4]> {
    let outlines: Vec<Geometry> = catalog.columns.geometries().outlines().map(|(_, outline)| outline).collect();
    let positions = || {
        let points = catalog.columns.geometries().points().iter().flatten();
        points.chain(outlines.iter().flat_map(|outline| outline.positions()))
    };
    let bound = |axis: usize, fold: fn(f64, f64) -> f64| positions().map(|position| position[axis]).reduce(fold);
    bound(0, f64::min)
        .zip(bound(1, f64::min))
        .zip(bound(0, f64::max).zip(bound(1, f64::max)))
        .map(|((west, south), (east, north))| [west, south, east, north])
}

/// The link to the schema of a collection's Features; in the spelling that every GDAL reads, since a relation's case
/// says nothing (RFC 8288).
fn described_by(config: &Config, path: &str) -> Link {
    link(config, "describedBy", path, feature_schema::MEDIA_TYPE, "The types of a Feature's flat facts")
}

fn agreements(config: &Config) -> Collection {
    Collection {
        id: "agreements",
        title: "Agreements",
        description: "Memoranda, licences, leases and deals about minerals; they have no place of their own.",
        item_type: "feature",
        extent: None,
        crs: &Crs::URIS,
        storage_crs: None,
        links: vec![
            link(config, "self", "/collections/agreements", JSON, "About the agreements"),
            link(
                config,
                "alternate",
                "/collections/agreements?f=html",
                "text/html",
                "About the agreements, for a reader",
            ),
            link(config, "items", "/collections/agreements/items", GEO_JSON, "The agreements"),
            link(config, "items", "/collections/agreements/items?f=html", "text/html", "The agreements for a reader"),
            queryables::link_to(config, CollectionKind::Agreements),
            described_by(config, "/collections/agreements/feature-schema"),
        ],
    }
}

fn fixed_json(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    either(app, request, &JSON_OR_HTML, request.address())
}

/// The document at an address, or its page.
fn either(app: &App, request: &ApiRequest<'_>, offers: &[Media], address: &str) -> Result<ApiResponse, Problem> {
    request.read_format(offers)?;
    if request.prefers(offers) == Media::Html {
        app.prebuilt(&html_of(address, html::language(request)?))
    } else {
        app.prebuilt(address)
    }
}

fn collection(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    let address = format!("/collections/{}", request.id());
    if app.prebuilt(&address).is_err() {
        return Err(Problem::not_found(format!(
            "there is no collection {:?}; there are sites and agreements",
            request.id()
        )));
    }
    either(app, request, &JSON_OR_HTML, &address)
}

fn api(app: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    either(app, request, &[Media::OpenApi, Media::Html], request.address())
}

fn healthz(_: &App, request: &ApiRequest<'_>) -> Result<ApiResponse, Problem> {
    request.read(&[], iter::empty, |_, _| Ok(false))?;
    Ok(ApiResponse::new("text/plain; charset=utf-8", "ok\n"))
}
