//! The API's own documents: landing page, conformance, collections, `/api`, `/healthz`.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::{
    agreements, conformance,
    endpoint::{Call, Endpoint, Offers, Result},
    feature_schema, html,
    links::link,
    media::{GEO_JSON, JSON_OR_HTML, OPEN_API, SCHEMA},
    parameters::NoParameters,
    prebuilt::{Prebuilt, PrebuiltResponses},
    queryables, sortables,
    state::{Api, Config},
    tile_matrix_sets::{TILE_MATRIX_SETS, TILING_SCHEMES},
    tilesets::{TILES, TILESETS_VECTOR, bbox},
};
use crate::{
    catalog::{Catalog, Crs, cql2::property::CollectionKind},
    evidence,
    formats::{
        Format,
        geojson::{Link, SiteFeature},
    },
    pages::{self, Context, Language},
    server::{negotiate::Media, problem::Problem, response::ApiResponse},
};

const JSON: &str = "application/json";

pub(crate) fn endpoints() -> Vec<Endpoint> {
    let document = |key: Prebuilt| move |api: &Api, call: &Call<NoParameters>| either(api, call, &key);
    vec![
        Endpoint::new(
            "/conformance",
            "The conformance classes of the server",
            Offers::Negotiated(JSON_OR_HTML),
            document(Prebuilt::Conformance),
        )
        .returning::<Conformance>(),
        Endpoint::new(
            "/collections",
            "The collections",
            Offers::Negotiated(JSON_OR_HTML),
            document(Prebuilt::Collections),
        )
        .returning::<Collections>(),
        Endpoint::new("/collections/{collection}", "One collection", Offers::Negotiated(JSON_OR_HTML), collection)
            .returning::<Collection>(),
        Endpoint::new(
            "/api",
            "This description, as OpenAPI",
            Offers::Negotiated(&[OPEN_API, Media::HTML]),
            document(Prebuilt::OpenApi),
        ),
        Endpoint::new(
            "/healthz",
            "Whether the server is running",
            Offers::Fixed("text/plain"),
            |_: &Api, _: &Call<NoParameters>| Ok(ApiResponse::new("text/plain; charset=utf-8", "ok\n")),
        ),
    ]
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
    collections: Vec<Collection>,
}

/// A collection (section 7.14).
#[derive(Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Collection {
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
#[derive(Clone, Serialize, JsonSchema)]
struct Extent {
    /// In space; absent where nothing has a geometry.
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

/// Bounding boxes in degrees: west, south, east, north.
#[derive(Clone, Serialize, JsonSchema)]
struct Spatial {
    /// The bounding boxes.
    bbox: Vec<[f64; 4]>,
    /// The URI of their reference system.
    crs: &'static str,
}

/// The days that `as_of` accepts.
#[derive(Clone, Serialize, JsonSchema)]
struct Temporal {
    /// From the first of them; the end is open.
    interval: [[Option<String>; 2]; 1],
    /// The URI of their reference system.
    trs: &'static str,
    /// The days on which anything changes.
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
    /// The days, ascending.
    coordinates: Vec<String>,
}

/// Every document of this file, the OpenAPI document among them, and its page.
pub(crate) fn prebuild(
    catalog: &Catalog,
    config: &Config,
    openapi: Value,
    responses: &mut PrebuiltResponses,
) -> serde_json::Result<()> {
    let collections = [sites(catalog, config), agreements(config)];
    let all = Collections {
        links: vec![
            link(config, "self", "/collections", JSON, "The collections"),
            link(config, "alternate", "/collections?f=html", "text/html", "The collections as a web page"),
        ],
        collections: collections.to_vec(),
    };
    let [sites, agreements] = &collections;
    let json = Media::JSON.media_type;
    let documents = [
        (
            "/conformance",
            Prebuilt::Conformance,
            json,
            serde_json::to_value(Conformance { conforms_to: conformance::CLASSES })?,
        ),
        ("/collections", Prebuilt::Collections, json, serde_json::to_value(&all)?),
        ("/collections/sites", Prebuilt::Collection(CollectionKind::Sites), json, serde_json::to_value(sites)?),
        (
            "/collections/agreements",
            Prebuilt::Collection(CollectionKind::Agreements),
            json,
            serde_json::to_value(agreements)?,
        ),
        ("/api", Prebuilt::OpenApi, OPEN_API.media_type, openapi),
    ];
    for (path, key, media_type, document) in documents {
        for language in Language::all() {
            let context = Context {
                catalog,
                today: catalog.day,
                public_url: &config.public_url,
                language,
                query: pages::Parameters::default(),
            };
            let page = pages::document(&context, path, &document, media_type);
            responses.add_page(key.clone(), language, html::response(config, &catalog.dataset.terms, language, &page));
        }
        responses.add(key, ApiResponse::prebuilt(media_type, serde_json::to_vec(&document)?));
    }
    responses.add(Prebuilt::Landing, ApiResponse::prebuilt(JSON, serde_json::to_vec(&landing(catalog, config))?));
    let sites = feature_schema::prebuilt::<SiteFeature<'_>>()?;
    responses.add(Prebuilt::FeatureSchema(CollectionKind::Sites), sites);
    responses.add(Prebuilt::FeatureSchema(CollectionKind::Agreements), agreements::feature_schema()?);
    Ok(())
}

fn landing(catalog: &Catalog, config: &Config) -> Landing {
    let terms = &catalog.dataset.terms;
    let license = terms.license_url.clone().map(|href| Link {
        href,
        rel: "license".to_owned(),
        media_type: "text/html".to_owned(),
        title: format!("The data's licence: {}", terms.license_name().unwrap_or_default()),
        templated: None,
    });
    let reports = config.report_to.as_ref().map(|address| Link {
        href: address.clone(),
        rel: "help".to_owned(),
        media_type: "text/html".to_owned(),
        title: "Report an error in the data".to_owned(),
        templated: address.contains('{').then_some(true),
    });
    Landing {
        title: "Oreatlas",
        description: "An open atlas of mineral sites in which every fact can be traced to its source.",
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

fn sites(catalog: &Catalog, config: &Config) -> Collection {
    let mut links = vec![
        link(config, "self", "/collections/sites", JSON, "The collection of sites"),
        link(config, "alternate", "/collections/sites?f=html", "text/html", "The collection of sites as a web page"),
        link(config, "items", "/collections/sites/items", GEO_JSON.media_type, "The sites"),
        link(config, "items", "/collections/sites/items?f=html", "text/html", "The sites as a web page"),
        queryables::link_to(config, CollectionKind::Sites),
        described_by(config, "/collections/sites/feature-schema"),
        link(config, sortables::REL, sortables::PATH, SCHEMA.media_type, "Sortable fields"),
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

/// The link to the schema of a collection's Features, in the spelling that every version of GDAL reads: the case of a
/// relation does not matter (RFC 8288).
fn described_by(config: &Config, path: &str) -> Link {
    link(config, "describedBy", path, SCHEMA.media_type, "The types of a Feature's flat properties")
}

fn agreements(config: &Config) -> Collection {
    Collection {
        id: "agreements",
        title: "Agreements",
        description: "Memoranda, licences, leases and deals about minerals; they have no geometry.",
        item_type: "feature",
        extent: None,
        crs: &Crs::URIS,
        storage_crs: None,
        links: vec![
            link(config, "self", "/collections/agreements", JSON, "The collection of agreements"),
            link(
                config,
                "alternate",
                "/collections/agreements?f=html",
                "text/html",
                "The collection of agreements as a web page",
            ),
            link(config, "items", "/collections/agreements/items", GEO_JSON.media_type, "The agreements"),
            link(config, "items", "/collections/agreements/items?f=html", "text/html", "The agreements as a web page"),
            queryables::link_to(config, CollectionKind::Agreements),
            described_by(config, "/collections/agreements/feature-schema"),
        ],
    }
}

fn collection(api: &Api, call: &Call<NoParameters>) -> Result {
    let kind = match &*call.request.id() {
        "sites" => CollectionKind::Sites,
        "agreements" => CollectionKind::Agreements,
        id => {
            let detail = format!("there is no collection {id:?}; the collections are sites and agreements");
            return Err(Problem::not_found(detail));
        }
    };
    either(api, call, &Prebuilt::Collection(kind))
}

/// The document, or its page.
fn either(api: &Api, call: &Call<NoParameters>, key: &Prebuilt) -> Result {
    if call.media != Media::HTML {
        return api.prebuilt(key);
    }
    api.prebuilt.page(key, html::language(&call.request)?).ok_or_else(Problem::no_such_path)
}
