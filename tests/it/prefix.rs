//! An atlas below a path of its host: every link leads below that path, which a proxy strips from requests.

use std::collections::{BTreeSet, VecDeque};

use axum::http::Method;
use oreatlas::app::Config;

use crate::support::{ask, config, embedded, get, service_with};

const PREFIX: &str = "/pk";

/// How many addresses of a kind are read, such as pages of organizations.
const OF_A_KIND: usize = 6;

fn below_prefix() -> Config {
    Config { public_url: format!("https://atlas.example{PREFIX}"), ..config() }
}

/// The values of an attribute in a page, unescaped as far as addresses need it.
fn values<'a>(page: &'a str, attribute: &str) -> impl Iterator<Item = String> + use<'a> {
    let begin = format!(" {attribute}=\"");
    let parts = page.split(&begin).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>();
    parts.into_iter().map(|value| value.replace("&amp;", "&"))
}

#[tokio::test]
async fn every_link_of_every_kind_of_page_leads_below_the_prefix() {
    let service = service_with(embedded(), below_prefix());
    let kind = |address: &str| {
        let path = address.split('?').next().unwrap_or_default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        (if path.matches('/').count() > 1 { folder } else { path }.to_owned(), address.contains('?'))
    };
    let (mut waiting, mut seen, mut kinds) = (VecDeque::from(["/collections".to_owned()]), BTreeSet::new(), Vec::new());
    while let Some(address) = waiting.pop_front() {
        let response = ask(&service, Method::GET, &address, &[("accept", "text/html, */*;q=0.1")]).await;
        assert_ne!(response.status, 404, "{address}");
        if !response.header("content-type").starts_with("text/html") || address == "/" || address.starts_with("/?") {
            continue;
        }
        for link in ["href", "src", "action"].iter().flat_map(|name| values(&response.text(), name).collect::<Vec<_>>())
        {
            let Some(path) = link.strip_prefix('/') else {
                assert!(link.starts_with('#') || link.contains(':'), "{address}: {link}");
                continue;
            };
            let path = format!("/{path}");
            let inner = path.strip_prefix(PREFIX).filter(|inner| inner.starts_with('/'));
            let inner =
                inner.unwrap_or_else(|| panic!("{address} leads to {link}")).split('#').next().unwrap_or_default();
            kinds.push(kind(inner));
            let known = kinds.iter().filter(|known| **known == kind(inner)).count();
            if seen.insert(inner.to_owned()) && known <= OF_A_KIND {
                waiting.push_back(inner.to_owned());
            }
        }
    }
    for wanted in ["/collections/sites/items/", "/organizations/", "/sources/", "/countries/PK", "/api", "/assets/"] {
        assert!(seen.iter().any(|address| address.starts_with(wanted)), "{wanted} is not linked: {seen:?}");
    }
}

#[tokio::test]
async fn the_pages_files_refer_to_each_other_by_relative_addresses() {
    let service = service_with(embedded(), below_prefix());
    let page = get(&service, "/index.html").await.text();
    let links: Vec<String> = ["href", "src"].iter().flat_map(|name| values(&page, name)).collect();
    assert!(links.len() > 5, "{page}");
    for link in &links {
        assert!(!link.starts_with('/') && !link.contains(':'), "{link}");
        let path = link.trim_start_matches("./").split('?').next().unwrap();
        let found = get(&service, &format!("/{path}")).await;
        assert_eq!(found.status, 200, "{link}");
    }
    let manifest = get(&service, "/manifest.webmanifest").await;
    assert!(
        manifest.text().contains("\"start_url\":\"./\"") && !manifest.text().contains("\"/"),
        "{}",
        manifest.text()
    );
    let worker = get(&service, "/sw.js").await.text();
    assert!(worker.contains("\"index.html\"") || worker.contains("`index.html`"), "the worker lists the page's files");
    assert!(!worker.contains("\"/assets") && !worker.contains("`/assets/"), "relative to itself");
}

#[tokio::test]
async fn redirects_and_problems_stay_below_the_prefix() {
    let service = service_with(embedded(), below_prefix());
    let response = get(&service, "/collections/?f=html").await;
    assert_eq!(response.header("location"), "https://atlas.example/pk/collections?f=html");
    let missing = ask(&service, Method::GET, "/nowhere/at/all", &[("accept", "text/html")]).await;
    assert_eq!(missing.status, 404);
    assert!(values(&missing.text(), "href").any(|link| link == "/pk/collections"), "{}", missing.text());
    assert!(values(&missing.text(), "href").all(|link| !link.starts_with('/') || link.starts_with("/pk/")));
}
