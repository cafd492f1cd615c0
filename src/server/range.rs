//! Byte ranges (RFC 9110, section 14).
//!
//! By hand: `headers` 0.4 does not check a range against the length, and drops a suffix that is longer than the content,
//! which means all of it.

use std::ops::Range;

use axum::http::{HeaderMap, HeaderValue, header};

/// The part of the content that a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// All of it: the request has no range, or one that may be ignored.
    Whole,
    /// These bytes.
    Bytes(Range<usize>),
    /// Bytes beyond its end.
    Unsatisfiable,
}

/// The part of `length` bytes that `Range` asks for. Several ranges at once are ignored, as is a range of another version
/// (`If-Range`): the client gets the whole content.
pub(crate) fn part(headers: &HeaderMap, etag: &HeaderValue, length: usize) -> Part {
    let Some(range) = headers.get(header::RANGE) else { return Part::Whole };
    if headers.get(header::IF_RANGE).is_some_and(|version| version != etag) {
        return Part::Whole;
    }
    let Some((first, last)) = range.to_str().ok().and_then(|range| range.strip_prefix("bytes=")?.split_once('-'))
    else {
        return Part::Whole;
    };
    let bytes = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Some(first), None) if last.is_empty() => first..length,
        // A suffix: the last `count` bytes.
        (None, Some(count)) if first.is_empty() => length.saturating_sub(count)..length,
        _ => return Part::Whole,
    };
    if bytes.is_empty() { Part::Unsatisfiable } else { Part::Bytes(bytes) }
}

/// A number of any length, at most `usize::MAX`.
fn number(text: &str) -> Option<usize> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let tag = HeaderValue::from_static("\"now\"");
        let of = |range: &'static str, version: &'static str| {
            let mut headers = HeaderMap::from_iter([(header::RANGE, HeaderValue::from_static(range))]);
            if !version.is_empty() {
                headers.insert(header::IF_RANGE, HeaderValue::from_static(version));
            }
            part(&headers, &tag, 100)
        };
        for (range, expected) in [
            ("bytes=0-9", Part::Bytes(0..10)),
            ("bytes=90-", Part::Bytes(90..100)),
            ("bytes=90-4000", Part::Bytes(90..100)),
            ("bytes=-10", Part::Bytes(90..100)),
            ("bytes=-4000", Part::Bytes(0..100)),
            ("bytes=99999999999999999999999-", Part::Unsatisfiable),
            ("bytes=100-", Part::Unsatisfiable),
            ("bytes=-0", Part::Unsatisfiable),
            ("bytes=9-0", Part::Whole),
            ("bytes=-", Part::Whole),
            ("bytes=a-b", Part::Whole),
            ("bytes=0-1,5-6", Part::Whole),
            ("lines=0-9", Part::Whole),
        ] {
            assert_eq!(of(range, ""), expected, "{range}");
        }
        assert_eq!(of("bytes=0-9", "\"now\""), Part::Bytes(0..10));
        assert_eq!(of("bytes=0-9", "\"then\""), Part::Whole);
        assert_eq!(part(&HeaderMap::new(), &tag, 100), Part::Whole);
    }
}
