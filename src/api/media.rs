//! The media types of the API, besides those of [`Media`].

use crate::{
    formats::{Format, mvt},
    pages,
    server::negotiate::Media,
};

/// Any type: that of a file of the web page.
pub(crate) const ANY: &str = "*/*";

/// RFC 7946.
pub(crate) const GEO_JSON: Media = Media::json("geojson", "application/geo+json");

/// OpenAPI 3.0 as JSON.
pub(crate) const OPEN_API: Media = Media::json("json", pages::OPEN_API);

/// JSON Schema.
pub(crate) const SCHEMA: Media = Media::json("json", "application/schema+json");

/// `TileJSON` 3.0.
pub(crate) const TILE_JSON: Media =
    Media { satisfies: &["application/*"], ..Media::json("tilejson", "application/vnd.mapbox.tile+json") };

/// A `MapLibre` style.
pub(crate) const STYLE: Media = Media::json("json", "application/vnd.mapbox.style+json");

/// Mapbox Vector Tiles. Clients older than the registered type ask for `application/x-protobuf`.
pub(crate) const MVT: Media =
    Media { name: "mvt", media_type: mvt::MEDIA_TYPE, satisfies: &["application/x-protobuf", "application/*"] };

/// A page of sites as a GeoJSON text sequence (RFC 8142).
pub(crate) const GEO_JSON_SEQ: Media = download("geojsonl", Format::GeoJsonSeq);

/// A page of sites as JSON-FG.
pub(crate) const JSON_FG: Media = Media { satisfies: &["application/fg+json"], ..download("jsonfg", Format::JsonFg) };

/// A page of sites as a table.
pub(crate) const CSV: Media = download("csv", Format::Csv);

const fn download(name: &'static str, format: Format) -> Media {
    Media { name, media_type: format.definition().media_type, satisfies: &[] }
}

pub(crate) const JSON_OR_HTML: &[Media; 2] = &[Media::JSON, Media::HTML];
pub(crate) const GEO_JSON_OR_HTML: &[Media; 2] = &[GEO_JSON, Media::HTML];
