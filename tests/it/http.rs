//! The HTTP API over the dataset inside the program.

use std::{
    io::Read,
    sync::{Arc, Mutex},
};

use axum::{
    body::Body,
    extract::Request,
    http::{Method, StatusCode},
};
use http_body_util::BodyExt;
use oreatlas::{app::Config, dataset::Dataset, server::RequestLog};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::support::{api, ask, config, dataset_of, embedded, get, service_over, service_with, source};

const ITEMS: &str = "/collections/sites/items";

/// A download that is a file.
const GEOPACKAGE: &str = "/collections/sites/download.gpkg?mineral=copper";

/// A response that is long enough to be streamed.
const LONG: &str = "/collections/sites/items?limit=10000&sortby=name";

#[tokio::test]
async fn every_listed_address_responds() {
    let service = service_over(embedded());
    for address in [
        "/?f=json",
        "/conformance",
        "/collections",
        "/collections/sites",
        "/collections/agreements",
        ITEMS,
        "/collections/sites/items/reko-diq",
        "/collections/sites/facets",
        "/collections/sites/download.geojson",
        "/collections/sites/download.csv",
        "/collections/sites/download.geojsonl",
        "/collections/sites/download.jsonfg",
        "/collections/agreements/items",
        "/collections/agreements/items/ussm-fwo-mou-2025",
        "/sources",
        "/organizations",
        "/minerals",
        "/countries",
        "/minerals/copper",
        "/countries/PK",
        "/api",
        "/healthz",
    ] {
        let response = get(&service, address).await;
        assert_eq!(response.status, StatusCode::OK, "{address}: {}", response.text());
        assert!(!response.header("etag").is_empty(), "{address}");
    }
}

#[tokio::test]
async fn errors_name_the_parameter_and_the_fix() {
    let service = service_over(embedded());
    for (query, parameter, hint) in [
        ("colour=red", "colour", "write one of mineral, "),
        ("bbox=1,2,3", "bbox", "takes 4"),
        ("bbox=60,24,78,north", "bbox", "not a number"),
        ("bbox=60,37,78,24", "bbox", "swapped"),
        ("bbox=60,24,278,37", "bbox", "-180 to 180"),
        ("limit=0", "limit", "from 1 to 10000"),
        ("limit=-5", "limit", "from 1 to 10000"),
        ("limit=many", "limit", "from 1 to 10000"),
        ("offset=-1", "offset", "whole number"),
        ("mineral=coper", "mineral", "copper"),
        ("operator=barick", "operator", "barrick"),
        ("status=running", "status", "write one of "),
        ("evidence=certain", "evidence", "write one of "),
        ("datetime=soon", "datetime", "write a day"),
        ("sortby=colour", "sortby", "write one of id, name"),
        ("mineral=copper&mineral=gold", "mineral", "once"),
        ("f=shapefile", "f", "geojson"),
    ] {
        let response = get(&service, &format!("{ITEMS}?{query}")).await;
        let problem = response.json();
        assert_eq!(response.status, StatusCode::BAD_REQUEST, "{query}");
        assert_eq!(response.header("content-type"), "application/problem+json", "{query}");
        assert_eq!(problem["parameter"], parameter, "{query}");
        assert!(problem["detail"].as_str().unwrap().contains(hint), "{query}: {problem}");
    }
}

#[tokio::test]
async fn other_errors_are_problem_documents() {
    let service = service_over(embedded());
    let long = format!("{ITEMS}?q={}", "a".repeat(8200));
    for (method, address, headers, status) in [
        (Method::GET, "/collections/sites/items/reko-dig", &[][..], 404),
        (Method::GET, "/collections/roads", &[], 404),
        (Method::GET, "/nowhere/at/all", &[], 404),
        (Method::GET, "/sources/nobody", &[], 404),
        (Method::POST, ITEMS, &[], 405),
        (Method::DELETE, "/sources", &[], 405),
        (Method::GET, ITEMS, &[("accept", "image/png")], 406),
        (Method::GET, long.as_str(), &[], 414),
    ] {
        let response = ask(&service, method, address, headers).await;
        assert_eq!(response.status.as_u16(), status, "{address}");
        assert_eq!(response.header("content-type"), "application/problem+json", "{address}");
        assert_eq!(response.json()["status"], status, "{address}");
        assert_eq!(!response.header("allow").is_empty(), status == 405, "{address}");
    }
    let missing = get(&service, "/collections/sites/items/reko-dig").await.json();
    assert!(missing["detail"].as_str().unwrap().contains("reko-diq"), "{missing}");
}

#[tokio::test]
async fn long_values_get_no_suggestion() {
    let service = service_over(embedded());
    let (just, long) = ("a".repeat(100), "a".repeat(8000));
    let suggests = async |address: String| get(&service, &address).await.json()["detail"].to_string();
    for path in ["/collections/sites/items/", "/minerals/", "/collections/sites/items?mineral="] {
        assert!(suggests(format!("{path}{just}")).await.contains("nothing known is similar"), "{path}");
        assert!(suggests(format!("{path}{long}")).await.contains("longer than 100 bytes"), "{path}");
    }
}

#[tokio::test]
async fn a_bbox_may_cross_the_antimeridian() {
    let service = service_over(embedded());
    let across = get(&service, &format!("{ITEMS}?limit=10000&bbox=170,-60,-170,60")).await;
    assert_eq!(across.status, StatusCode::OK);
    // Every box selects sites without a geometry; no other site lies there.
    assert!(across.json()["features"].as_array().unwrap().iter().all(|feature| feature["geometry"].is_null()));
    // From 100 degrees east around the world to 80: everything except what lies between.
    let around = get(&service, &format!("{ITEMS}?limit=10000&bbox=100,-90,80,90")).await;
    assert!(around.ids().contains(&"reko-diq".to_owned()));
}

#[tokio::test]
async fn a_large_limit_is_clamped_and_pages_are_contiguous() {
    let service = service_over(embedded());
    let all = get(&service, &format!("{ITEMS}?limit=99999999999999999999999")).await.ids();
    let mut paged = Vec::new();
    let mut next = Some(format!("{ITEMS}?limit=5&sortby=-name"));
    while let Some(address) = next {
        let page = get(&service, &address).await;
        assert!(page.ids().len() <= 5);
        paged.extend(page.ids());
        let json = page.json();
        let link = json["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next").cloned();
        next =
            link.map(|link| link["href"].as_str().unwrap().strip_prefix("https://atlas.example").unwrap().to_owned());
    }
    paged.sort();
    assert_eq!(paged, all);
}

#[tokio::test]
async fn responses_are_compressed_and_conditional_requests_work() {
    let service = service_over(embedded());
    for address in [ITEMS, "/collections/sites/items?mineral=copper", "/organizations"] {
        let plain = get(&service, address).await;
        let mut tags = vec![plain.header("etag").to_owned()];
        for coding in ["gzip", "br"] {
            let packed = ask(&service, Method::GET, address, &[("accept-encoding", coding)]).await;
            assert_eq!(packed.header("content-encoding"), coding, "{address}");
            assert!(packed.header("vary").contains("accept-encoding"));
            let mut unpacked = Vec::new();
            match coding {
                "gzip" => flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).unwrap(),
                _ => brotli::Decompressor::new(&packed.body[..], 4096).read_to_end(&mut unpacked).unwrap(),
            };
            assert!(unpacked == plain.body, "{address} {coding}");
            assert!(packed.body.len() < plain.body.len() / 2, "{address} {coding}");
            let tag = packed.header("etag").to_owned();
            let again =
                ask(&service, Method::GET, address, &[("accept-encoding", coding), ("if-none-match", tag.as_str())])
                    .await;
            assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{address} {coding}");
            assert_eq!(again.header("etag"), tag);
            tags.push(tag);
        }
        tags.dedup();
        assert_eq!(tags.len(), 3, "each encoding needs its own strong ETag: {tags:?}");
    }
}

#[tokio::test]
async fn range_requests_work() {
    let service = service_over(embedded());
    for (address, coding) in [
        (ITEMS, "identity"),
        (ITEMS, "gzip"),
        ("/collections/sites/items?f=csv&limit=50", "identity"),
        (LONG, "identity"),
        (LONG, "gzip"),
    ] {
        let whole = ask(&service, Method::GET, address, &[("accept-encoding", coding)]).await;
        assert!(address != LONG || coding != "identity" || whole.body.len() > 512 << 10, "{}", whole.body.len());
        let (length, tag) = (whole.body.len(), whole.header("etag").to_owned());
        let mut joined = Vec::new();
        for (first, last) in [(0, 99), (100, length - 2), (length - 1, length + 7)] {
            let range = format!("bytes={first}-{last}");
            let headers = [("accept-encoding", coding), ("range", range.as_str()), ("if-range", tag.as_str())];
            let part = ask(&service, Method::GET, address, &headers).await;
            assert_eq!(part.status, StatusCode::PARTIAL_CONTENT, "{address} {range}");
            assert_eq!(part.header("content-range"), format!("bytes {first}-{}/{length}", last.min(length - 1)));
            assert_eq!(part.header("etag"), tag);
            joined.extend(part.body);
        }
        assert!(joined == whole.body, "{address} {coding}");
        let beyond = [("accept-encoding", coding), ("range", "bytes=999999999-")];
        let response = ask(&service, Method::GET, address, &beyond).await;
        assert_eq!(response.status, StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(response.header("content-type"), "application/problem+json");
        assert_eq!(response.header("content-range"), format!("bytes */{length}"));
        assert!(response.json()["detail"].as_str().unwrap().contains(&length.to_string()));
        let head = ask(&service, Method::HEAD, address, &beyond).await;
        assert_eq!(head.status, StatusCode::OK, "ranges apply to GET only");
    }
}

#[tokio::test]
async fn failed_preconditions_return_412() {
    const LONG_AGO: &str = "Thu, 01 Jan 1970 00:00:00 GMT";
    const FAR_OFF: &str = "Fri, 01 Jan 2100 00:00:00 GMT";
    let service = service_over(embedded());
    for address in [ITEMS, "/collections/sites/items?f=csv&limit=50", "/collections", "/index.html"] {
        let tag = get(&service, address).await.header("etag").to_owned();
        let both = format!("\"other\", {tag}");
        let weak = format!("W/{tag}");
        for (headers, status) in [
            (&[("if-match", tag.as_str())][..], 200),
            (&[("if-match", both.as_str())], 200),
            (&[("if-match", "*")], 200),
            (&[("if-match", "\"other\""), ("if-match", tag.as_str())], 200),
            (&[("if-match", "\"other\"")], 412),
            (&[("if-match", weak.as_str())], 412),
            (&[("if-match", tag.as_str()), ("accept-encoding", "gzip")], 412),
            (&[("if-match", "\"other\""), ("if-none-match", tag.as_str())], 412),
            (&[("if-match", tag.as_str()), ("if-none-match", tag.as_str())], 304),
            (&[("if-match", tag.as_str()), ("range", "bytes=0-9")], 206),
            (&[("if-match", "\"other\""), ("range", "bytes=0-9")], 412),
            (&[("if-unmodified-since", LONG_AGO)], 412),
            (&[("if-unmodified-since", FAR_OFF)], 200),
            (&[("if-unmodified-since", "yesterday")], 200),
            (&[("if-match", tag.as_str()), ("if-unmodified-since", LONG_AGO)], 200),
        ] {
            let response = ask(&service, Method::GET, address, headers).await;
            assert_eq!(response.status.as_u16(), status, "{address} {headers:?}");
            assert_eq!(response.header("content-type") == "application/problem+json", status == 412, "{address}");
        }
    }
    // Conditions do not hide an error.
    let missing = ask(&service, Method::GET, "/nowhere", &[("if-match", "\"other\"")]).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn negotiation_ignores_case() {
    let service = service_over(embedded());
    for (accept, kind) in [
        ("APPLICATION/JSON", "application/json"),
        ("Text/HTML", "text/html; charset=utf-8"),
        ("application/json;Q=0.1, text/html", "text/html; charset=utf-8"),
    ] {
        let response = ask(&service, Method::GET, "/collections", &[("accept", accept)]).await;
        assert_eq!((response.status, response.header("content-type")), (StatusCode::OK, kind), "{accept}");
    }
    for (accept, coding) in [("GZIP", "gzip"), ("Br", "br"), ("gzip;Q=0", "")] {
        let response = ask(&service, Method::GET, ITEMS, &[("accept-encoding", accept)]).await;
        assert_eq!(response.header("content-encoding"), coding, "{accept}");
    }
}

#[tokio::test]
async fn a_slash_at_the_end_of_a_known_path_is_redirected() {
    let service = service_over(embedded());
    for path in ["/collections", ITEMS, "/collections/sites/items/reko-diq", "/minerals/copper", "/healthz"] {
        for query in ["", "?f=json&limit=1"] {
            let response = get(&service, &format!("{path}/{query}")).await;
            assert_eq!(response.status, StatusCode::PERMANENT_REDIRECT, "{path}");
            assert_eq!(response.header("location"), format!("https://atlas.example{path}{query}"));
        }
    }
    for path in ["/nowhere/at/all/", "/collections/sites/roads/", "//evil.example/", "/collections//"] {
        let response = get(&service, path).await;
        assert_eq!((response.status, response.header("location")), (StatusCode::NOT_FOUND, ""), "{path}");
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let service = service_over(embedded());
    for address in [ITEMS, LONG, "/collections/sites/items?f=csv", "/healthz", GEOPACKAGE] {
        let (get, head) = (get(&service, address).await, ask(&service, Method::HEAD, address, &[]).await);
        assert!(head.body.is_empty());
        assert_eq!(head.header("content-length"), get.body.len().to_string(), "{address}");
        assert_eq!((head.status, head.header("etag")), (get.status, get.header("etag")), "{address}");
    }
}

#[tokio::test]
async fn every_response_has_security_and_cors_headers() {
    let service = service_over(embedded());
    for address in ["/", ITEMS, "/nowhere", "/collections/sites/items?limit=0"] {
        let response = get(&service, address).await;
        assert_eq!(response.header("access-control-allow-origin"), "*", "{address}");
        assert_eq!(response.header("x-content-type-options"), "nosniff", "{address}");
    }
    let page = ask(&service, Method::GET, "/", &[("accept", "text/html")]).await;
    let script = page.text().split('"').find_map(|part| part.strip_prefix("./assets/")).unwrap().to_owned();
    let script = format!("/assets/{script}");
    for response in [page, get(&service, &script).await] {
        let policy = response.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    }
    for address in ["/index.html", "/collections?f=html", "/sources?f=html&limit=0", "/nowhere"] {
        let response = ask(&service, Method::GET, address, &[("accept", "text/html")]).await;
        for (header, value) in [
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "no-referrer"),
        ] {
            assert_eq!(response.header(header), value, "{address}");
        }
        assert!(response.header("permissions-policy").contains("geolocation=()"), "{address}");
        assert!(response.header("content-security-policy").ends_with("; frame-ancestors 'none'"), "{address}");
    }
    let preflight = ask(&service, Method::OPTIONS, ITEMS, &[("origin", "https://news.example")]).await;
    assert_eq!(preflight.status, StatusCode::NO_CONTENT);
    assert_eq!(preflight.header("access-control-allow-methods"), "GET, HEAD");
    let allowed: Vec<&str> = preflight.header("access-control-allow-headers").split(", ").collect();
    assert!(
        ["accept", "if-none-match", "if-range", "range"].iter().all(|header| allowed.contains(header)),
        "{allowed:?}"
    );
}

#[tokio::test]
async fn allowed_origins_may_frame_the_pages() {
    let config = Config { frame_ancestors: vec!["https://news.example".to_owned()], ..config() };
    let service = service_with(embedded(), config);
    for address in ["/index.html", "/collections?f=html"] {
        let response = get(&service, address).await;
        assert!(response.header("content-security-policy").ends_with("; frame-ancestors https://news.example"));
        assert_eq!(response.header("cross-origin-resource-policy"), "cross-origin", "{address}");
        assert_eq!(response.header("x-frame-options"), "", "{address}");
    }
}

#[tokio::test]
async fn other_origins_read_nothing_without_cors_and_never_the_metrics() {
    let open = service_over(embedded());
    let closed = service_with(embedded(), Config { cors: false, ..config() });
    let download = "/collections/sites/download.csv";
    for (service, address, origin) in [
        (&open, ITEMS, "*"),
        (&open, download, "*"),
        (&open, "/metrics", ""),
        (&closed, ITEMS, ""),
        (&closed, download, ""),
        (&closed, "/metrics", ""),
    ] {
        for method in [Method::GET, Method::OPTIONS] {
            let response = ask(service, method.clone(), address, &[("origin", "https://news.example")]).await;
            assert!(response.status.is_success(), "{method} {address}");
            assert_eq!(response.header("access-control-allow-origin"), origin, "{method} {address}");
            let others = response.headers.keys().filter(|name| name.as_str().starts_with("access-control-"));
            assert!(!origin.is_empty() || others.count() == 0, "{method} {address}: {:?}", response.headers);
        }
    }
}

#[tokio::test]
async fn the_service_worker_and_manifest_keep_their_urls_and_are_revalidated() {
    let service = service_over(embedded());
    let manifest = get(&service, "/manifest.webmanifest").await;
    let icons = manifest.json()["icons"].as_array().unwrap().clone();
    let icons: Vec<String> = icons.iter().map(|icon| format!("/{}", icon["src"].as_str().unwrap())).collect();
    assert!(!icons.is_empty());
    let icons = icons.iter().map(|icon| (icon.as_str(), "image/png"));
    let others = [("/sw.js", "text/javascript; charset=utf-8"), ("/manifest.webmanifest", "application/manifest+json")];
    for (address, kind) in others.into_iter().chain(icons) {
        let response = get(&service, address).await;
        assert_eq!((response.status, response.header("content-type")), (StatusCode::OK, kind), "{address}");
        assert_eq!(response.header("cache-control"), "no-cache", "{address}");
        let known = ask(&service, Method::GET, address, &[("if-none-match", response.header("etag"))]).await;
        assert_eq!(known.status, StatusCode::NOT_MODIFIED, "{address}");
    }
    // A service worker is subject to its own file's policy, which allows connections to this server only.
    let policy = get(&service, "/sw.js").await.header("content-security-policy").to_owned();
    assert!(policy.contains("default-src 'none'") && policy.contains("connect-src 'self'"), "{policy}");
}

#[tokio::test]
async fn the_service_worker_lists_every_file_of_the_page() {
    let service = service_over(embedded());
    let worker = get(&service, "/sw.js").await;
    let page = ask(&service, Method::GET, "/", &[("accept", "text/html")]).await;
    let text = page.text();
    let named: Vec<&str> = text.split('"').filter_map(|part| part.strip_prefix("./")).collect();
    assert!(named.len() > 3);
    for address in named.into_iter().chain(["index.html", "manifest.webmanifest"]) {
        assert!(worker.text().contains(address), "{address}");
    }
}

#[tokio::test]
async fn the_root_is_html_for_browsers_and_json_for_programs() {
    let service = service_over(embedded());
    let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    for (headers, address, kind) in [
        (&[("accept", browser)][..], "/?mineral=copper&site=reko-diq&nonsense=1", "text/html; charset=utf-8"),
        (&[], "/", "application/json"),
        (&[("accept", "*/*")], "/", "application/json"),
        (&[("accept", "application/json")], "/?utm_source=x", "application/json"),
        (&[("accept", browser)], "/?f=json", "application/json"),
    ] {
        let response = ask(&service, Method::GET, address, headers).await;
        assert_eq!((response.status, response.header("content-type")), (StatusCode::OK, kind), "{address}");
    }
}

#[tokio::test]
async fn downloads_are_named_files_with_every_matching_site() {
    let service = service_over(embedded());
    let items = get(&service, &format!("{ITEMS}?mineral=copper&limit=10000")).await;
    let file = get(&service, "/collections/sites/download.geojson?mineral=copper").await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"oreatlas-sites_copper.geojson\"");
    assert_eq!(file.ids(), items.ids());
    assert!(file.header("link").contains("rel=\"license\""));
    let table = get(&service, "/collections/sites/download.csv?mineral=copper").await;
    assert!(table.header("content-type").starts_with("text/csv"));
    let mut reader = csv::Reader::from_reader(&table.body[..]);
    let ids: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert_eq!(ids, items.ids());
}

#[tokio::test]
async fn a_table_for_excel_begins_with_a_byte_order_mark() {
    let service = service_over(embedded());
    let address = "/collections/sites/download.csv";
    for query in ["?", "?mineral=copper&", "?excel=0&"] {
        let plain = get(&service, &format!("{address}{query}")).await;
        let query = query.replace("excel=0&", "");
        let marked = get(&service, &format!("{address}{query}excel=1")).await;
        assert!(!plain.body.is_empty() && marked.body == ["\u{feff}".as_bytes(), &plain.body].concat(), "{query}");
        assert_eq!(marked.header("content-disposition"), plain.header("content-disposition"));
        let link = marked.header("link");
        let bibliography = link.split(['<', '>']).find(|part| part.contains("/bibliography.json")).unwrap();
        let cited = get(&service, bibliography.strip_prefix("https://atlas.example").unwrap()).await;
        assert_eq!(cited.status, StatusCode::OK, "{bibliography}");
    }
    for query in ["csv?excel=yes", "csv?excel=", "xlsx?excel=1", "geojson?excel=1"] {
        let response = get(&service, &format!("/collections/sites/download.{query}")).await;
        assert_eq!(
            (response.status, &response.json()["parameter"]),
            (StatusCode::BAD_REQUEST, &json!("excel")),
            "{query}"
        );
    }
    let api = api(&service).await;
    let takes = |path: &str| api["paths"][path]["get"]["parameters"].to_string().contains("\"excel\"");
    assert!(takes(address) && !takes("/collections/sites/download.xlsx"));
}

#[tokio::test]
async fn search_finds_spelling_variants_and_urdu_names() {
    let service = service_over(embedded());
    for (query, id) in [
        ("Chaghi", "chaghi-belt"),
        ("chagai", "chaghi-belt"),
        ("Chagi", "chaghi-belt"),
        ("Reko Diq", "reko-diq"),
        ("rekodiq", "reko-diq"),
        ("ریکوڈک", "reko-diq"),
        ("SAINDAK", "saindak"),
    ] {
        let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let found = get(&service, &format!("{ITEMS}?q={query}")).await.ids();
        assert!(found.contains(&id.to_owned()), "{query}: {found:?}");
    }
}

#[tokio::test]
async fn filtering_by_an_organization_includes_its_subsidiaries() {
    let service = service_over(embedded());
    let direct = get(&service, &format!("{ITEMS}?operator=degan-exploration-works")).await.ids();
    let through_parent = get(&service, &format!("{ITEMS}?operator=frontier-works-organization")).await.ids();
    assert!(!direct.is_empty() && direct.iter().all(|id| through_parent.contains(id)), "{direct:?} {through_parent:?}");
}

#[tokio::test]
async fn an_empty_dataset_is_served() {
    let service = service_over(Dataset::default());
    let response = get(&service, ITEMS).await;
    assert_eq!((response.status, response.ids().len()), (StatusCode::OK, 0));
    assert_eq!(get(&service, "/collections/sites").await.status, StatusCode::OK);
}

#[tokio::test]
async fn as_of_returns_the_facts_of_that_day() {
    let status =
        |source: &str, status: &str| json!({"about": "status", "status": status, "cite": [{"source": source}]});
    let site = json!({
        "type": "Feature", "id": "hill", "geometry": null,
        "properties": {"name": "Hill", "kind": "deposit", "country": "PK", "claims": [
            status("old", "operating"),
            status("new", "closed"),
            {"about": "operator", "organization": "miner", "from": "2021", "until": "2023-06", "cite": [{"source": "new"}]},
        ]},
    });
    let miner = json!({"id": "miner", "name": "Miner", "kind": "company", "country": "PK"});
    let service = service_over(dataset_of([
        source("old", Some("2020-03-01"), &[]),
        source("new", Some("2025-01-01"), &[]),
        ("sites/pk/hill.geojson".to_owned(), site),
        ("organizations/miner.json".to_owned(), miner),
    ]));
    for (day, status, operators) in [
        ("2019", None, json!([])),
        ("2020-03-01", Some("operating"), json!([])),
        ("2020-12-31", Some("operating"), json!([])),
        ("2021", Some("operating"), json!(["miner"])),
        ("2023-06-30", Some("operating"), json!(["miner"])),
        ("2023-07-01", Some("operating"), json!([])),
        ("2025-01", Some("closed"), json!([])),
        ("2030", Some("closed"), json!([])),
    ] {
        let facts = get(&service, &format!("{ITEMS}/hill?as_of={day}")).await.json()["properties"].clone();
        assert_eq!((facts["status"].as_str(), &facts["operators"]), (status, &operators), "{day}");
        let reported = status.map(|status| if status == "closed" { "2025-01-01" } else { "2020-03-01" });
        assert_eq!(facts["status_as_of"].as_str(), reported, "{day}");
        let operated = get(&service, &format!("{ITEMS}?operator=miner&as_of={day}")).await.ids();
        assert_eq!(operated.is_empty(), operators == json!([]), "{day}");
    }
    let about = get(&service, "/collections/sites").await.json();
    let days = json!(["2020-03-01", "2021-01-01", "2023-07-01", "2025-01-01"]);
    assert_eq!(about["extent"]["temporal"]["grid"], json!({"cellsCount": 4, "coordinates": days}));
    let soon = get(&service, &format!("{ITEMS}?as_of=soon")).await;
    assert_eq!((soon.status, soon.json()["parameter"].as_str()), (StatusCode::BAD_REQUEST, Some("as_of")));
}

#[tokio::test]
async fn a_response_is_logged_with_its_outcome_when_it_ends() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let written = Arc::clone(&lines);
    let request_log = RequestLog::new(move |line| written.lock().unwrap().push(line.to_vec()));
    let service = service_with(embedded(), Config { request_log: Some(request_log), ..config() });
    let download = "/collections/sites/download.geojson";

    let request = Request::builder().uri(download).header("host", "atlas.example");
    let response = service.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let mut body = response.into_body();
    let first = body.frame().await.unwrap().unwrap().into_data().unwrap().len();
    assert!(lines.lock().unwrap().is_empty(), "it has not ended");
    drop(body);
    let whole = ask(&service, Method::GET, download, &[("x-request-id", "of-the-proxy")]).await;
    assert_eq!(whole.header("x-request-id"), "of-the-proxy");
    let hostile = "x".repeat(200);
    let head = ask(&service, Method::HEAD, "/nowhere", &[("x-request-id", &hostile)]).await;
    assert_ne!(head.header("x-request-id"), hostile);
    ask(&service, Method::GET, "/healthz", &[("if-none-match", "*")]).await;

    let lines: Vec<Value> = lines.lock().unwrap().iter().map(|line| serde_json::from_slice(line).unwrap()).collect();
    let of = |name: &str| -> Vec<&Value> { lines.iter().map(|line| &line[name]).collect() };
    assert_eq!(of("outcome"), ["broken", "complete", "complete", "complete"]);
    assert_eq!(of("bytes"), [first, whole.body.len(), 0, 0]);
    assert_eq!(of("status"), [200, 200, 404, 304]);
    assert_eq!(lines[1]["request_id"], "of-the-proxy");
    assert!(lines.iter().all(|line| line["total_milliseconds"].as_f64() >= line["milliseconds"].as_f64()));
    let metrics = get(&service, "/metrics").await.text();
    let sent = format!("oreatlas_response_body_bytes_total {}", first + whole.body.len());
    for line in ["oreatlas_responses_broken_total 1", &sent] {
        assert!(metrics.lines().any(|found| found == line), "{line}\n{metrics}");
    }
}

#[tokio::test]
async fn metrics_count_the_responses() {
    let service = service_over(embedded());
    for (address, times) in [("/healthz", 3), ("/collections/nothing", 2)] {
        for _ in 0..times {
            get(&service, address).await;
        }
    }
    let text = String::from_utf8(get(&service, "/metrics").await.body).unwrap();
    for line in [
        "oreatlas_responses_total{status=\"2xx\"} 3",
        "oreatlas_responses_total{status=\"4xx\"} 2",
        "oreatlas_responses_total{status=\"5xx\"} 0",
        "oreatlas_response_head_seconds_count 5",
        &format!("oreatlas_sites {}", embedded().sites.len()),
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
    assert!(text.ends_with("# EOF\n"));
}
