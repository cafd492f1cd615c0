//! The media types of the API, beside those of [`Media`].

use crate::{
    formats::{Format, mvt},
    server::negotiate::Media,
};

/// Any type: that of a file of the web page.
pub(crate) const ANY: &str = "*/*";

const APPLICATION: &str = "application/*";

/// RFC 7946.
pub(crate) const GEO_JSON: Media = Media {
    name: "geojson",
    media_type: "application/geo+json",
    satisfies: &["application/geo+json", "application/json", APPLICATION],
    json_type: "object",
};

/// OpenAPI 3.0 as JSON.
pub(crate) const OPEN_API: Media = Media {
    name: "json",
    media_type: "application/vnd.oai.openapi+json;version=3.0",
    satisfies: &["application/vnd.oai.openapi+json", "application/json", APPLICATION],
    json_type: "object",
};

/// JSON Schema.
pub(crate) const SCHEMA: Media = Media {
    name: "json",
    media_type: "application/schema+json",
    satisfies: &["application/schema+json", "application/json", APPLICATION],
    json_type: "object",
};

/// Mapbox Vector Tiles. Clients older than the registered type ask for `application/x-protobuf`.
pub(crate) const MVT: Media = Media {
    name: "mvt",
    media_type: mvt::MEDIA_TYPE,
    satisfies: &[mvt::MEDIA_TYPE, "application/x-protobuf", APPLICATION],
    json_type: "string",
};

/// `TileJSON` 3.0.
pub(crate) const TILE_JSON: Media = Media {
    name: "tilejson",
    media_type: "application/vnd.mapbox.tile+json",
    satisfies: &["application/vnd.mapbox.tile+json", APPLICATION],
    json_type: "object",
};

/// A `MapLibre` style.
pub(crate) const STYLE: Media = Media {
    name: "json",
    media_type: "application/vnd.mapbox.style+json",
    satisfies: &["application/vnd.mapbox.style+json", "application/json", APPLICATION],
    json_type: "object",
};

/// A page of sites as a GeoJSON text sequence (RFC 8142).
pub(crate) const GEO_JSON_SEQ: Media = Media {
    name: "geojsonl",
    media_type: Format::GeoJsonSeq.definition().media_type,
    satisfies: &["application/geo+json-seq"],
    json_type: "string",
};

/// A page of sites as JSON-FG.
pub(crate) const JSON_FG: Media = Media {
    name: "jsonfg",
    media_type: Format::JsonFg.definition().media_type,
    satisfies: &["application/vnd.ogc.fg+json", "application/fg+json"],
    json_type: "object",
};

/// A page of sites as a table.
pub(crate) const CSV: Media = Media {
    name: "csv",
    media_type: Format::Csv.definition().media_type,
    satisfies: &["text/csv"],
    json_type: "string",
};

pub(crate) const JSON_OR_HTML: &[Media] = &[Media::JSON, Media::HTML];
pub(crate) const GEO_JSON_OR_HTML: &[Media] = &[GEO_JSON, Media::HTML];
