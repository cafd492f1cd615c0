//! Media types and content codings, chosen by what a client accepts (RFC 9110, section 12).
//!
//! The q-values are parsed by hand: one function of a dozen lines serves both headers.

use axum::http::{HeaderMap, HeaderName, header};

use super::{problem::Problem, request::ApiRequest};

/// A representation that a resource may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "a media type is what RFC 9110 calls it")]
pub(crate) struct Media {
    /// Its name in the parameter `f`.
    pub name: &'static str,
    /// Its media type, as in `Content-Type`.
    pub media_type: &'static str,
    /// The types in `Accept` that it satisfies besides its own, without parameters.
    pub satisfies: &'static [&'static str],
}

impl Media {
    /// A page for a reader.
    pub(crate) const HTML: Self =
        Self { name: "html", media_type: "text/html; charset=utf-8", satisfies: &["application/xhtml+xml", "text/*"] };
    /// A JSON document.
    pub(crate) const JSON: Self = Self::json("json", "application/json");

    /// A kind of JSON document, for clients that accept any JSON.
    pub(crate) const fn json(name: &'static str, media_type: &'static str) -> Self {
        Self { name, media_type, satisfies: &["application/json", "application/*"] }
    }

    /// Its media type without parameters such as `charset`.
    pub(crate) fn essence(self) -> &'static str {
        self.media_type.split(';').next().unwrap_or_default()
    }

    /// The JSON type of its content in an API description: `string` where it is not JSON.
    pub(crate) fn json_type(self) -> &'static str {
        if self.essence().ends_with("json") { "object" } else { "string" }
    }

    fn is_accepted_by(self, accepted: &str) -> bool {
        self.essence().eq_ignore_ascii_case(accepted)
            || self.satisfies.iter().any(|kind| kind.eq_ignore_ascii_case(accepted))
    }

    /// The offer that `f` names. `json` also names GeoJSON.
    pub(crate) fn from_name(offers: &[Self], name: &str) -> Option<Self> {
        let named = |media: &&Self| media.name == name || (name == "json" && media.name == "geojson");
        offers.iter().find(named).copied()
    }
}

/// The representation that `f` or else `Accept` asks for; the first of `offers` where neither names one of them.
pub(crate) fn preferred(offers: &[Media], request: &ApiRequest) -> Media {
    let named = request.parameter("f").and_then(|name| Media::from_name(offers, name));
    named.or_else(|| by_accept(offers, &request.headers).ok()).unwrap_or(offers[0])
}

/// The offer that the client prefers; the first of equals, and the first where it states no preference.
///
/// # Errors
/// When the client accepts none of them.
pub(crate) fn by_accept(offers: &[Media], headers: &HeaderMap) -> Result<Media, Problem> {
    let accepted = || weighted(headers, &header::ACCEPT);
    if accepted().next().is_none() {
        return Ok(offers[0]);
    }
    let weight = |media: Media| {
        let exact = accepted().filter(|(kind, _)| media.is_accepted_by(kind)).map(|(_, weight)| weight).max();
        exact.or_else(|| accepted().find(|(kind, _)| *kind == "*/*").map(|(_, weight)| weight)).unwrap_or(0)
    };
    let mut best = (0, None);
    for &media in offers {
        if weight(media) > best.0 {
            best = (weight(media), Some(media));
        }
    }
    best.1.ok_or_else(|| {
        let types: Vec<&str> = offers.iter().map(|media| media.media_type).collect();
        Problem::not_acceptable(&types.join(", "))
    })
}

/// How the bytes of a response are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Identity,
    Gzip,
    Brotli,
}

impl Coding {
    /// The value of `Content-Encoding`, if any.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }

    /// What distinguishes the `ETag` of an encoding.
    pub(crate) const fn suffix(self) -> &'static str {
        match self {
            Self::Identity => "",
            Self::Gzip => "-gz",
            Self::Brotli => "-br",
        }
    }
}

/// The coding to use. Where the client accepts both alike, `first` is preferred, and either to none.
pub(crate) fn coding(headers: &HeaderMap, first: Coding) -> Coding {
    let (mut best, mut chosen) = (0, Coding::Identity);
    for (name, weight) in weighted(headers, &header::ACCEPT_ENCODING) {
        let is = |coding: &str| name.eq_ignore_ascii_case(coding);
        let coding = match name {
            _ if is("br") => Coding::Brotli,
            _ if is("gzip") || is("x-gzip") => Coding::Gzip,
            _ => continue,
        };
        if weight > best || (weight == best && weight > 0 && coding == first) {
            (best, chosen) = (weight, coding);
        }
    }
    chosen
}

/// The items of a header with their q-values, in thousandths.
fn weighted<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = (&'a str, u16)> {
    headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|list| list.split(','))
        .filter_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            let kind = parts.next().filter(|kind| !kind.is_empty())?;
            let q = parts
                .find_map(|part| part.strip_prefix(['q', 'Q'])?.strip_prefix('='))
                .map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
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
    fn the_coding_with_the_greatest_weight_is_chosen() {
        for (accept, first, best) in [
            ("gzip, deflate, br", Coding::Brotli, Coding::Brotli),
            ("gzip, deflate, br", Coding::Gzip, Coding::Gzip),
            ("gzip;q=1, br;q=0.5", Coding::Brotli, Coding::Gzip),
            ("gzip;q=0.5, br;q=1", Coding::Gzip, Coding::Brotli),
            ("br;q=0, gzip", Coding::Brotli, Coding::Gzip),
            ("identity", Coding::Brotli, Coding::Identity),
            ("gzip;q=0", Coding::Brotli, Coding::Identity),
            ("GZIP;Q=0, BR", Coding::Gzip, Coding::Brotli),
            ("gzip;Q=0", Coding::Brotli, Coding::Identity),
        ] {
            assert_eq!(coding(&headers(header::ACCEPT_ENCODING, accept), first), best, "{accept}");
        }
    }

    #[test]
    fn the_media_type_with_the_greatest_weight_is_chosen() {
        let offers = [Media::HTML, Media::JSON];
        for (accept, media) in [
            ("text/html,application/xhtml+xml,*/*;q=0.8", Some(Media::HTML)),
            ("application/json", Some(Media::JSON)),
            ("*/*", Some(Media::HTML)),
            ("application/json;q=0.2, text/html;q=0.1", Some(Media::JSON)),
            ("APPLICATION/JSON", Some(Media::JSON)),
            ("Application/XHTML+XML, application/json;Q=0.5", Some(Media::HTML)),
            ("image/png", None),
        ] {
            assert_eq!(by_accept(&offers, &headers(header::ACCEPT, accept)).ok(), media, "{accept}");
        }
    }
}
