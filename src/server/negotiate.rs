//! Media types and content codings, by what a client accepts (RFC 9110, section 12).

use axum::http::{HeaderMap, HeaderName, header};

use crate::{
    catalog::{BadParameter, nearest},
    formats::Format,
    server::problem::Problem,
};

/// A form that an answer can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    Html,
    Json,
    GeoJson,
    /// A page of sites in another format of the download.
    Sites(Format),
    OpenApi,
    Mvt,
    TileJson,
    Style,
    /// A JSON Schema.
    Schema,
}

impl Media {
    /// Its name in `f`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Json | Self::OpenApi | Self::Schema | Self::Style => "json",
            Self::GeoJson => "geojson",
            Self::Mvt => "mvt",
            Self::TileJson => "tilejson",
            Self::Sites(format) => format.as_str(),
        }
    }

    /// Its media type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Json => "application/json",
            Self::GeoJson => "application/geo+json",
            Self::Sites(format) => format.definition().media_type,
            Self::OpenApi => "application/vnd.oai.openapi+json;version=3.0",
            Self::Schema => "application/schema+json",
            Self::Mvt => crate::formats::mvt::MEDIA_TYPE,
            Self::TileJson => "application/vnd.mapbox.tile+json",
            Self::Style => crate::api::style::MEDIA_TYPE,
        }
    }

    /// The types in `Accept` that it satisfies, without parameters.
    fn satisfies(self) -> &'static [&'static str] {
        match self {
            Self::Html => &["text/html", "application/xhtml+xml", "text/*"],
            Self::Json => &["application/json", "application/*"],
            Self::GeoJson => &["application/geo+json", "application/json", "application/*"],
            Self::Sites(Format::GeoJsonSeq) => &["application/geo+json-seq"],
            Self::Sites(Format::JsonFg) => &["application/vnd.ogc.fg+json", "application/fg+json"],
            Self::Sites(Format::Csv) => &["text/csv"],
            Self::Sites(_) => &[],
            Self::OpenApi => &["application/vnd.oai.openapi+json", "application/json", "application/*"],
            // What clients older than the registered type ask for.
            Self::Mvt => &[crate::formats::mvt::MEDIA_TYPE, "application/x-protobuf", "application/*"],
            Self::TileJson => &["application/vnd.mapbox.tile+json", "application/*"],
            Self::Style => &[crate::api::style::MEDIA_TYPE, "application/json", "application/*"],
            Self::Schema => &["application/schema+json", "application/json", "application/*"],
        }
    }
}

/// What is offered of records: JSON, and a page for a browser. Who names no taste gets JSON.
pub(crate) const JSON_OR_HTML: [Media; 2] = [Media::Json, Media::Html];

/// What is offered of Features.
pub(crate) const GEO_JSON_OR_HTML: [Media; 2] = [Media::GeoJson, Media::Html];

/// The form that `f` names.
pub(crate) fn by_name(offers: &[Media], name: &str) -> Result<Media, BadParameter> {
    let named = |media: &&Media| media.name() == name || (name == "json" && **media == Media::GeoJson);
    offers.iter().find(named).copied().ok_or_else(|| {
        let known: Vec<&str> = offers.iter().map(|media| media.name()).collect();
        BadParameter::new("f", format!("{name:?} is no form of this answer"), nearest(&known, name))
    })
}

/// The offer that the client likes best; the first of equals, and the first where it names no taste.
pub(crate) fn by_accept(offers: &[Media], headers: &HeaderMap) -> Result<Media, Problem> {
    let accepted = || weighted(headers, &header::ACCEPT);
    if accepted().next().is_none() {
        return Ok(offers[0]);
    }
    let weight = |media: Media| {
        let exact = accepted().filter(|(kind, _)| media.satisfies().contains(kind)).map(|(_, weight)| weight).max();
        exact.or_else(|| accepted().find(|(kind, _)| *kind == "*/*").map(|(_, weight)| weight)).unwrap_or(0)
    };
    let mut best = (0, None);
    for &media in offers {
        if weight(media) > best.0 {
            best = (weight(media), Some(media));
        }
    }
    best.1.ok_or_else(|| {
        let types: Vec<&str> = offers.iter().map(|media| media.media_type()).collect();
        Problem::not_acceptable(&types.join(", "))
    })
}

/// How an answer's bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Identity,
    Gzip,
    Brotli,
}

/// The coding to use; `first` before the other one before none, where the client accepts them alike.
pub(crate) fn coding(headers: &HeaderMap, first: Coding) -> Coding {
    let (mut best, mut chosen) = (0, Coding::Identity);
    for (name, weight) in weighted(headers, &header::ACCEPT_ENCODING) {
        let coding = match name {
            "br" => Coding::Brotli,
            "gzip" | "x-gzip" => Coding::Gzip,
            _ => continue,
        };
        if weight > best || (weight == best && weight > 0 && coding == first) {
            (best, chosen) = (weight, coding);
        }
    }
    chosen
}

/// The items of a header with their `q`, in thousandths.
fn weighted<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = (&'a str, u16)> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .filter_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            let kind = parts.next().filter(|kind| !kind.is_empty())?;
            let q = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=1000")]
            Some((kind, (q.clamp(0.0, 1.0) * 1000.0) as u16))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, axum::http::HeaderValue::from_static(value))])
    }

    #[test]
    fn the_coding_is_the_best_accepted() {
        for (accept, first, best) in [
            ("gzip, deflate, br", Coding::Brotli, Coding::Brotli),
            ("gzip, deflate, br", Coding::Gzip, Coding::Gzip),
            ("gzip;q=1, br;q=0.5", Coding::Brotli, Coding::Gzip),
            ("gzip;q=0.5, br;q=1", Coding::Gzip, Coding::Brotli),
            ("br;q=0, gzip", Coding::Brotli, Coding::Gzip),
            ("identity", Coding::Brotli, Coding::Identity),
            ("gzip;q=0", Coding::Brotli, Coding::Identity),
        ] {
            assert_eq!(coding(&headers(header::ACCEPT_ENCODING, accept), first), best, "{accept}");
        }
    }

    #[test]
    fn the_form_is_the_best_accepted() {
        let offers = [Media::Html, Media::Json];
        for (accept, media) in [
            ("text/html,application/xhtml+xml,*/*;q=0.8", Some(Media::Html)),
            ("application/json", Some(Media::Json)),
            ("*/*", Some(Media::Html)),
            ("application/json;q=0.2, text/html;q=0.1", Some(Media::Json)),
            ("image/png", None),
        ] {
            assert_eq!(by_accept(&offers, &headers(header::ACCEPT, accept)).ok(), media, "{accept}");
        }
    }
}
