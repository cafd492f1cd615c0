//! Downloads over HTTP: files that are read by range, and texts that are compressed while they are sent.

use std::{collections::BTreeSet, io::Read};

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use oreatlas::{app::Config, formats::Format, server::Limits};
use tower::ServiceExt;

use crate::support::{ask, config, embedded, get, service_over, service_with};

/// Formats that are written as a whole before they are sent.
const FILES: [Format; 4] = [Format::GeoPackage, Format::FlatGeobuf, Format::GeoParquet, Format::Excel];

fn address(format: Format) -> String {
    format!("/collections/sites/download.{format}?mineral=copper")
}

#[tokio::test]
async fn files_have_ranges_and_conditions() {
    let service = service_over(embedded());
    for format in FILES {
        let address = address(format);
        let whole = get(&service, &address).await;
        assert_eq!(whole.status, StatusCode::OK, "{format}: {}", whole.text());
        let (length, tag) = (whole.body.len(), whole.header("etag").to_owned());
        assert_eq!((whole.header("accept-ranges"), whole.header("content-length")), ("bytes", &*length.to_string()));
        assert!(tag.starts_with('"') && length > 10_000, "{format}: {tag} {length}");
        for (range, expected) in [
            ("0-99".to_owned(), 0..100),
            (format!("100-{}", length - 2), 100..length - 1),
            (format!("{}-{}", length - 1, length + 7), length - 1..length),
            ("-16".to_owned(), length - 16..length),
            ("5000-".to_owned(), 5000..length),
        ] {
            let part = ask(&service, Method::GET, &address, &[("range", &format!("bytes={range}"))]).await;
            assert_eq!(part.status, StatusCode::PARTIAL_CONTENT, "{format} {range}");
            let content = format!("bytes {}-{}/{length}", expected.start, expected.end - 1);
            assert_eq!((part.header("content-range"), part.header("etag")), (&*content, &*tag));
            assert_eq!(part.header("content-length"), expected.len().to_string());
            assert!(part.body == whole.body[expected], "{format} {range}");
        }
        let range = ("range", "bytes=0-9");
        for (headers, status) in [
            (&[("if-none-match", tag.as_str())][..], 304),
            (&[("if-none-match", "\"other\"")], 200),
            (&[("if-match", tag.as_str())], 200),
            (&[("if-match", "\"other\"")], 412),
            (&[range, ("if-range", tag.as_str())], 206),
            (&[range, ("if-range", "\"other\"")], 200),
            (&[range, ("if-match", "\"other\"")], 412),
            (&[("range", "bytes=999999999-")], 416),
            (&[("accept-encoding", "gzip, br")], 200),
        ] {
            let response = ask(&service, Method::GET, &address, headers).await;
            assert_eq!(response.status.as_u16(), status, "{format} {headers:?}");
            assert_eq!(response.header("content-encoding"), "", "{format}: ranges are of the file itself");
            if status == 416 {
                assert_eq!(response.header("content-range"), format!("bytes */{length}"));
            }
        }
        let head = ask(&service, Method::HEAD, &address, &[]).await;
        assert!(head.body.is_empty());
        assert_eq!((head.status, head.headers), (whole.status, whole.headers), "{format}");
    }
}

#[tokio::test]
async fn a_file_is_the_same_for_all_who_ask_for_it() {
    let service = service_over(embedded());
    let address = address(Format::Excel);
    let (one, other) = tokio::join!(get(&service, &address), get(&service, &address));
    assert_eq!((one.header("etag"), &one.body), (other.header("etag"), &other.body));
    let held = async || {
        let metrics = get(&service, "/metrics").await.text();
        let line = metrics.lines().find_map(|line| line.strip_prefix("oreatlas_download_files_bytes ")).unwrap();
        line.parse::<usize>().unwrap()
    };
    assert_eq!(held().await, one.body.len(), "one file for both");
    let filtered = get(&service, "/collections/sites/download.xlsx?mineral=gold").await;
    assert_eq!(held().await, one.body.len() + filtered.body.len());
}

/// A request whose response is not read.
async fn unread(service: &crate::support::Service, address: &str) -> axum::response::Response {
    let request = Request::builder().uri(address).header("host", "atlas.example").body(Body::empty()).unwrap();
    service.clone().oneshot(request).await.unwrap()
}

#[tokio::test]
async fn files_take_a_bounded_space() {
    let size = get(&service_over(embedded()), &address(Format::GeoPackage)).await.body.len();
    let limits = Limits { download_space: size * 3 / 2, ..Limits::DEFAULT };
    let service = service_with(embedded(), Config { limits, ..config() });
    let filtered = |mineral: &str| format!("/collections/sites/download.gpkg?mineral={mineral}");
    // A file that nobody reads makes room for another.
    for mineral in ["copper", "gold", "iron"] {
        assert_eq!(get(&service, &filtered(mineral)).await.status, StatusCode::OK);
    }
    let reading = unread(&service, &filtered("copper")).await;
    assert_eq!(reading.status(), StatusCode::OK);
    let refused = get(&service, &filtered("gold")).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE, "the client has its share of the space");
    assert!(refused.json()["detail"].as_str().unwrap().contains("space") && !refused.header("retry-after").is_empty());
    assert_eq!(get(&service, &filtered("copper")).await.status, StatusCode::OK, "it exists already");
    drop(reading);
    assert_eq!(get(&service, &filtered("gold")).await.status, StatusCode::OK);
    let metrics = get(&service, "/metrics").await.text();
    assert!(metrics.contains("oreatlas_downloads_refused_total{reason=\"space full\"} 1"), "{metrics}");
}

#[tokio::test]
async fn a_file_that_takes_too_long_is_given_up() {
    let limits = Limits { download_timeout: std::time::Duration::ZERO, ..Limits::DEFAULT };
    let service = service_with(embedded(), Config { limits, ..config() });
    let late = get(&service, &address(Format::GeoPackage)).await;
    assert_eq!(
        (late.status, late.header("content-type")),
        (StatusCode::SERVICE_UNAVAILABLE, "application/problem+json")
    );
    assert!(late.json()["detail"].as_str().unwrap().contains("0 s allowed"), "{}", late.text());
    assert_eq!(get(&service, &address(Format::Csv)).await.status, StatusCode::OK, "a text needs no file");
    let metrics = get(&service, "/metrics").await.text();
    assert!(metrics.contains("oreatlas_downloads_refused_total{reason=\"timeout\"} 1"), "{metrics}");
}

#[tokio::test]
async fn texts_are_compressed_while_they_are_sent() {
    let service = service_over(embedded());
    for &format in Format::ALL.iter().filter(|format| !FILES.contains(format)) {
        let address = format!("/collections/sites/download.{format}");
        let plain = get(&service, &address).await;
        let mut tags = BTreeSet::from([plain.header("etag").to_owned()]);
        for coding in ["gzip", "br"] {
            let packed = ask(&service, Method::GET, &address, &[("accept-encoding", coding)]).await;
            assert_eq!((packed.header("content-encoding"), packed.header("content-length")), (coding, ""), "{format}");
            assert!(packed.header("vary").contains("accept-encoding"));
            let mut unpacked = Vec::new();
            match coding {
                "gzip" => flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).unwrap(),
                _ => brotli::Decompressor::new(&packed.body[..], 4096).read_to_end(&mut unpacked).unwrap(),
            };
            assert!(unpacked == plain.body, "{format} {coding}");
            assert!(packed.body.len() < plain.body.len() / 2, "{format} {coding}: {}", packed.body.len());
            let tag = packed.header("etag").to_owned();
            let headers = [("accept-encoding", coding), ("if-none-match", tag.as_str())];
            let again = ask(&service, Method::GET, &address, &headers).await;
            assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{format} {coding}");
            let head = ask(&service, Method::HEAD, &address, &headers[..1]).await;
            assert_eq!((head.status, head.headers), (packed.status, packed.headers), "{format} {coding}");
            tags.insert(tag);
        }
        assert_eq!(tags.len(), 3, "each encoding needs its own strong ETag: {tags:?}");
    }
}
