//! The server-rendered pages: every resource as HTML without scripts, read by a standard HTML parser.

#![allow(clippy::doc_markdown, reason = "a line `Proves:` names a URI as the standard writes it")]

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    path::Path,
};

use axum::http::{Method, StatusCode};
use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use oreatlas::dataset;
use serde_json::{Value, json};

use crate::support::{Service, TestResponse, ask, dataset_of, embedded, get, service_over, source};

/// The Accept header of browsers.
const BROWSER: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

const ROOT: &str = "https://atlas.example";

/// One address of each resource with a page, with the media type of its data.
const PAGES: [(&str, &str); 24] = [
    ("/collections", "application/json"),
    ("/collections/sites", "application/json"),
    ("/collections/agreements", "application/json"),
    ("/collections/sites_point", "application/json"),
    ("/collections/sites_area", "application/json"),
    ("/collections/sites/items", "application/geo+json"),
    ("/collections/sites/facets", "application/json"),
    ("/collections/sites/items/reko-diq", "application/geo+json"),
    ("/collections/agreements/items", "application/geo+json"),
    ("/collections/agreements/items/ussm-fwo-mou-2025", "application/geo+json"),
    ("/collections/sites_point/items", "application/geo+json"),
    ("/collections/sites_point/items/reko-diq", "application/geo+json"),
    ("/collections/sites_area/items", "application/geo+json"),
    ("/collections/sites_area/items/north-waziristan", "application/geo+json"),
    ("/sources", "application/json"),
    ("/sources/newsmwn-pakistan-critical-minerals", "application/json"),
    ("/organizations", "application/json"),
    ("/organizations/frontier-works-organization", "application/json"),
    ("/minerals", "application/json"),
    ("/minerals/copper", "application/json"),
    ("/countries", "application/json"),
    ("/countries/PK", "application/json"),
    ("/claims/reko-diq/owner-barrick", "application/json"),
    ("/conformance", "application/json"),
];

/// The address that the page at a path names as its own: a site of a flat collection has the page of the site.
fn canonical(path: &str) -> String {
    path.replace("/sites_point/items/", "/sites/items/").replace("/sites_area/items/", "/sites/items/")
}

/// An element of a page.
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
}

/// A parsed page.
struct Page {
    elements: Vec<Element>,
    errors: Vec<String>,
}

impl Page {
    fn parse(text: &str) -> Self {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
        let mut elements = Vec::new();
        walk(&dom.document, &mut elements);
        let errors = dom.errors.borrow().iter().map(|error| error.to_string()).collect();
        Self { elements, errors }
    }

    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    fn values<'a>(&'a self, attribute: &'a str) -> impl Iterator<Item = &'a str> {
        self.elements.iter().filter_map(move |element| element.attributes.get(attribute)).map(String::as_str)
    }

    fn link(&self, rel: &str) -> Vec<&str> {
        let links = self.named("link").filter(|link| link.attributes.get("rel").is_some_and(|it| it == rel));
        links.map(|link| link.attributes["href"].as_str()).collect()
    }

    /// The same data in other formats.
    fn formats(&self) -> Vec<&str> {
        let links = self.named("link").filter(|link| link.attributes["rel"] == "alternate");
        let formats = links.filter(|link| link.attributes.contains_key("type"));
        formats.map(|link| link.attributes["href"].as_str()).collect()
    }

    /// The same page in every language, by its code.
    fn languages(&self) -> BTreeMap<&str, &str> {
        let links = self.named("link").filter(|link| link.attributes["rel"] == "alternate");
        let languages = links.filter_map(|link| Some((link.attributes.get("hreflang")?, &link.attributes["href"])));
        languages.map(|(code, href)| (code.as_str(), href.as_str())).collect()
    }

    fn linked_data(&self) -> Vec<Value> {
        let scripts = self.named("script").filter(|script| script.attributes["type"] == "application/ld+json");
        scripts.map(|script| serde_json::from_str(&script.text).unwrap()).collect()
    }

    fn text(&self) -> &str {
        self.named("main").next().map_or("", |main| main.text.as_str())
    }
}

/// Collects every element with its text content, in document order. Returns the text of the node.
fn walk(node: &Handle, elements: &mut Vec<Element>) -> String {
    if let NodeData::Text { contents } = &node.data {
        return contents.borrow().to_string();
    }
    let place = elements.len();
    if let NodeData::Element { name, attrs, .. } = &node.data {
        let attributes = attrs
            .borrow()
            .iter()
            .map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string()))
            .collect();
        elements.push(Element { name: name.local.to_string(), attributes, text: String::new() });
    }
    let text: String = node.children.borrow().iter().map(|child| walk(child, elements)).collect();
    if let NodeData::Element { .. } = &node.data {
        elements[place].text.clone_from(&text);
    }
    text
}

async fn browse(service: &Service, address: &str) -> TestResponse {
    ask(service, Method::GET, address, &[("accept", BROWSER)]).await
}

async fn page(service: &Service, address: &str) -> Page {
    let response = browse(service, address).await;
    assert_eq!(response.status, StatusCode::OK, "{address}: {}", response.text());
    Page::parse(&response.text())
}

/// Checks what holds for every page.
fn assert_sound(address: &str, page: &Page) {
    assert_eq!(page.errors, [] as [String; 0], "{address}");
    for (name, n) in [("html", 1), ("title", 1), ("main", 1), ("h1", 1), ("footer", 1)] {
        assert_eq!(page.named(name).count(), n, "{address}: {name}");
    }
    let html = page.named("html").next().unwrap();
    let language = if address.contains("lang=ur") { ("ur", "rtl") } else { ("en", "ltr") };
    assert_eq!((&*html.attributes["lang"], &*html.attributes["dir"]), language, "{address}");
    let mut ids = BTreeSet::new();
    for id in page.values("id") {
        assert!(ids.insert(id), "{address}: {id} stands twice");
    }
    for href in page.values("href").filter_map(|href| href.strip_prefix('#')) {
        assert!(ids.contains(href), "{address}: #{href} leads nowhere");
    }
    let mut level = 1;
    for heading in page.elements.iter().filter_map(|element| element.name.strip_prefix('h')?.parse::<u8>().ok()) {
        assert!(heading <= level + 1, "{address}: h{heading} after h{level}");
        level = heading;
    }
    for cell in page.named("th") {
        assert!(["row", "col"].contains(&cell.attributes["scope"].as_str()), "{address}");
    }
    for script in page.named("script") {
        assert_eq!(script.attributes["type"], "application/ld+json", "{address}: pages run no scripts");
    }
    for element in &page.elements {
        let handler = element.attributes.keys().find(|name| name.starts_with("on") || *name == "style");
        assert_eq!(handler, None, "{address}: the policy of content would refuse it");
    }
}

#[test]
fn the_html_parser_reports_malformed_pages() {
    assert!(!Page::parse("<!doctype html><title>x</title><p><div></p></div>").errors.is_empty());
    assert!(!Page::parse("<!doctype html><title>x</title><table><p>x</table>").errors.is_empty());
}

#[tokio::test]
async fn every_resource_is_a_page_for_browsers_and_data_for_programs() {
    let service = service_over(embedded());
    for (address, own) in PAGES.into_iter().chain([("/api", "application/vnd.oai.openapi+json;version=3.0")]) {
        for accept in [&[][..], &[("accept", "*/*")]] {
            let data = ask(&service, Method::GET, address, accept).await;
            assert_eq!(data.header("content-type"), own, "{address}");
        }
        let requested = get(&service, &format!("{address}?f=html")).await;
        let browsed = browse(&service, address).await;
        assert_eq!(requested.text(), browsed.text(), "{address}");
        assert_eq!(requested.header("content-type"), "text/html; charset=utf-8", "{address}");
        assert!(browsed.header("vary").contains("accept"), "{address}");
        let policy = browsed.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{address}: {policy}");
        assert!(!policy.contains("script-src"), "{address}: {policy}");
        assert_eq!(browse(&service, &format!("{address}?f=json")).await.header("content-type"), own, "{address}");

        let page = Page::parse(&requested.text());
        assert_sound(address, &page);
        let canonical = canonical(address);
        assert_eq!(page.link("canonical"), [format!("{ROOT}{canonical}")], "{address}");
        assert_eq!(page.formats(), [format!("{ROOT}{canonical}?f=json")], "{address}");
        let [style] = page.link("stylesheet")[..] else { panic!("{address}: one stylesheet") };
        let style = get(&service, style).await;
        assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
        assert!(style.header("cache-control").contains("immutable"));
    }
}

/// Every operation that describes a `text/html` response returns it on request.
///
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html> /conf/html/definition
#[tokio::test]
async fn every_resource_described_as_html_is_served_as_html() {
    let service = service_over(embedded());
    let description = get(&service, "/api").await.json();
    let mut checked = 0;
    for (path, item) in description["paths"].as_object().unwrap() {
        if item["get"]["responses"]["200"]["content"].get("text/html").is_none() {
            continue;
        }
        let fits = |address: &str| {
            let parts = path.split('/').zip(address.split('/'));
            path.split('/').count() == address.split('/').count()
                && parts.into_iter().all(|(part, other)| part == other || part.starts_with('{'))
        };
        let page = PAGES.iter().map(|(address, _)| *address).find(|address| fits(address));
        let address = if path.contains('{') { page.unwrap() } else { path };
        let response = ask(&service, Method::GET, address, &[("accept", "text/html")]).await;
        assert_eq!(
            (response.status, response.header("content-type")),
            (StatusCode::OK, "text/html; charset=utf-8"),
            "{address}"
        );
        checked += 1;
    }
    assert_eq!(checked, PAGES.len() - 1, "the four collections are one operation, and /api and / are not in the list");
}

/// A page contains the information of the JSON document, and its links as hyperlinks.
///
/// Proves: <http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html> /conf/html/content
#[tokio::test]
async fn a_page_shows_the_values_of_its_data() {
    let service = service_over(embedded());

    let collections = get(&service, "/collections").await.json();
    let shown = page(&service, "/collections").await;
    for collection in collections["collections"].as_array().unwrap() {
        for member in ["title", "description"] {
            assert!(shown.text().contains(collection[member].as_str().unwrap()), "{collection}");
        }
        let links = collection["links"].as_array().unwrap().iter();
        for link in links.filter(|link| !["self", "alternate"].contains(&link["rel"].as_str().unwrap())) {
            let path = link["href"].as_str().unwrap().strip_prefix(ROOT).unwrap();
            assert!(shown.values("href").any(|href| href == path), "{path}");
        }
    }

    let conformance = get(&service, "/conformance").await.json();
    let shown = page(&service, "/conformance").await;
    for class in conformance["conformsTo"].as_array().unwrap() {
        assert!(shown.text().contains(class.as_str().unwrap()), "{class}");
    }

    for items in ["/collections/sites/items?limit=1000", "/collections/agreements/items?limit=1000"] {
        let path = items.split('?').next().unwrap();
        let shown = page(&service, items).await;
        let features = get(&service, items).await.json();
        for feature in features["features"].as_array().unwrap() {
            let id = feature["id"].as_str().unwrap();
            assert!(shown.values("href").any(|href| href == format!("{path}/{id}")), "{id}");
            assert!(shown.text().contains(feature["properties"]["name"].as_str().unwrap()), "{id}");
        }
    }
}

#[tokio::test]
async fn a_site_page_shows_every_claim_with_its_citations() {
    let service = service_over(embedded());
    let all = get(&service, "/collections/sites/items?limit=10000").await.json();
    let sources: BTreeMap<&str, &Value> =
        all["sources"].as_array().unwrap().iter().map(|source| (source["id"].as_str().unwrap(), source)).collect();
    let (mut passages, mut rejected, mut disputed, mut unlocated) = (0, 0, 0, 0);
    for site in all["features"].as_array().unwrap() {
        let address = format!("/collections/sites/items/{}", site["id"].as_str().unwrap());
        let page = page(&service, &address).await;
        assert_sound(&address, &page);
        let facts = &site["properties"];
        let by_id =
            |id: &str| page.elements.iter().find(|element| element.attributes.get("id").is_some_and(|it| it == id));
        for claim in facts["claims"].as_array().unwrap() {
            let id = claim["id"].as_str().unwrap();
            let item = by_id(&format!("claim-{id}")).unwrap_or_else(|| panic!("{address}: claim {id}"));
            if let Some(note) = claim["note"].as_str() {
                assert!(item.text.contains(note), "{address}: {note}");
            }
            if claim["judgement"]["verdict"] == "rejected" {
                rejected += 1;
                assert!(item.text.contains("Why rejected: "), "{address}: {}", item.text);
                assert!(item.text.contains(claim["judgement"]["why"].as_str().unwrap()), "{address}");
            }
            disputed += claim["evidence"]["disputed_by"].as_array().unwrap().len();
            assert_eq!(
                item.text.contains("Disputed by: "),
                !claim["evidence"]["disputed_by"].as_array().unwrap().is_empty(),
                "{address}"
            );
            let conflicts = claim["conflicts_with"].as_array().into_iter().flatten();
            let lists =
                [&claim["cite"], &claim["judgement"]["cite"]].into_iter().chain(conflicts.map(|it| &it["cite"]));
            for citation in lists.filter_map(Value::as_array).flatten() {
                let source = citation["source"].as_str().unwrap();
                let link = format!("/sources/{source}");
                assert!(page.values("href").any(|href| href == link), "{address}: {link}");
                if let (Some(passage), Some(url)) = (citation.get("passage"), sources[source]["URL"].as_str()) {
                    let part = |end: &str| encode(passage[end].as_str().unwrap());
                    let url = url.split('#').next().unwrap();
                    let link = format!("{url}#:~:text={},{}", part("start"), part("end"));
                    assert!(page.values("href").any(|href| href == link), "{address}: {link}");
                    passages += 1;
                }
            }
        }
        assert_eq!(
            page.elements.iter().filter(|it| it.attributes.get("class").is_some_and(|it| it == "source")).count(),
            facts["sources"].as_array().unwrap().len(),
            "{address}: the sources of claims and names"
        );
        for name in facts["names"]["ur"].as_array().into_iter().flatten() {
            let urdu = page.named("bdi").find(|element| element.text == name.as_str().unwrap());
            let urdu = urdu.unwrap_or_else(|| panic!("{address}: {name}"));
            assert_eq!((&*urdu.attributes["lang"], &*urdu.attributes["dir"]), ("ur", "rtl"));
        }
        if site["geometry"].is_null() {
            unlocated += 1;
            assert!(page.text().contains("Location not established"), "{address}");
            for search in facts["searched"].as_array().unwrap() {
                assert!(page.text().contains(search["what"].as_str().unwrap()), "{address}");
            }
        }
    }
    assert!(
        passages > 0 && rejected > 0 && disputed > 0 && unlocated > 0,
        "{passages} {rejected} {disputed} {unlocated}"
    );
}

/// `encodeURIComponent`, which also encodes hyphens.
fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.!~*'()".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The parameters of an address by name.
fn parameters(address: &str) -> Vec<(&str, &str)> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    query.split('&').filter_map(|parameter| parameter.split_once('=')).collect()
}

const PAGING: [&str; 3] = ["after", "before", "offset"];

/// Checks that only links to the next and previous page, to the same page in other languages and to its data keep the
/// position in a list: any other list starts at its first page. Its facets do not take such a parameter.
fn assert_paging_is_dropped(address: &str, page: &Page) {
    for link in page.named("a").filter(|link| link.attributes["href"].starts_with('/')) {
        let href = &link.attributes["href"];
        let keeps = link.attributes.contains_key("rel") || link.attributes.contains_key("hreflang");
        let is_paged = parameters(href).iter().any(|(name, _)| PAGING.contains(name));
        assert!(!is_paged || keeps || href.contains("f=json"), "{address}: {href}");
    }
    for field in page.named("input") {
        assert!(!PAGING.contains(&field.attributes["name"].as_str()), "{address}");
    }
}

/// Follows every link from page to page, and requests every link of each page. Filters can be combined endlessly: a page
/// with two of them is requested, but its links are not followed.
#[tokio::test]
async fn every_link_of_the_api_page_works_in_every_language() {
    let service = service_over(embedded());
    for language in ["en", "ur"] {
        let page = page(&service, &format!("/api?lang={language}&f=html")).await;
        let operations: Vec<&str> = page.values("href").filter(|href| href.starts_with('/')).collect();
        assert!(operations.len() > 30, "{operations:?}");
        for address in operations {
            let response = browse(&service, address.split('#').next().unwrap()).await;
            assert!(response.status.is_success(), "{address}: {}", response.text());
        }
        assert_eq!(page.values("href").any(|href| href == "/sources?lang=ur"), language == "ur");
    }
}

#[tokio::test]
async fn every_link_of_every_page_works() {
    let service = service_over(embedded());
    let items = ["/collections/sites/items?country=PK&limit=10", "/collections/agreements/items?kind=mou&limit=2"];
    let later = items.into_iter().zip(["reko-diq", "ussm-fwo-mou-2025"]).flat_map(|(items, id)| {
        [format!("{items}&after={id}"), format!("{items}&before={id}"), format!("{items}&offset=1")]
    });
    let mut queue: VecDeque<String> = later.chain(["/collections".to_owned()]).collect();
    let mut known: BTreeSet<String> = queue.iter().cloned().collect();
    let mut pages = 0;
    while let Some(address) = queue.pop_front() {
        let response = browse(&service, &address).await;
        assert_eq!(response.status, StatusCode::OK, "{address}: {}", response.text());
        let is_filter = |(name, _): &(&str, &str)| !PAGING.contains(name) && !["limit", "lang", "f"].contains(name);
        let filters = parameters(&address).into_iter().filter(is_filter).count();
        // The map page has its own tests, and data files have no links to follow.
        let is_page = response.header("content-type").starts_with("text/html") && !address.starts_with("/?");
        if !is_page || address == "/" || filters > 1 || parameters(&address).iter().any(|(name, _)| *name == "lang") {
            continue;
        }
        pages += 1;
        let page = Page::parse(&response.text());
        assert_sound(&address, &page);
        assert_paging_is_dropped(&address, &page);
        if address.contains("/items?") {
            let chips = page.elements.iter().filter(|it| it.attributes.get("class").is_some_and(|it| it == "chip"));
            assert_eq!(chips.count(), filters, "{address}");
        }
        let own = page.values("href").map(|href| href.strip_prefix(ROOT).unwrap_or(href));
        for link in own.filter(|href| href.starts_with('/')).map(|href| href.split('#').next().unwrap()) {
            if known.insert(link.to_owned()) {
                queue.push_back(link.to_owned());
            }
        }
    }
    for file in dataset::embedded() {
        let (folder, id) = (file.path.split('/').next().unwrap(), Path::new(&file.path).file_stem().unwrap());
        let list = match folder {
            "sites" | "agreements" => format!("/collections/{folder}/items"),
            "organizations" | "sources" => format!("/{folder}"),
            _ => continue,
        };
        let address = format!("{list}/{}", id.to_str().unwrap());
        assert!(known.contains(&address), "{address} is not linked");
    }
    assert!(pages > 1000, "{pages} pages");
}

/// The ids of the sources that a record cites, its names included.
fn cited_sources(record: &Value, found: &mut BTreeSet<String>) {
    match record {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            if name == "cite" {
                let citations = value.as_array().unwrap().iter();
                found.extend(citations.map(|citation| citation["source"].as_str().unwrap().to_owned()));
            }
            cited_sources(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| cited_sources(item, found)),
        _ => {}
    }
}

#[tokio::test]
async fn the_page_of_a_source_links_to_every_record_that_cites_it() {
    let mut citing: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut sources, mut for_names) = (BTreeSet::new(), BTreeSet::new());
    for file in dataset::embedded() {
        let folder = file.path.split('/').next().unwrap();
        let list = match folder {
            "sites" | "agreements" => format!("/collections/{folder}/items"),
            "minerals.json" => "/minerals".to_owned(),
            _ => format!("/{folder}"),
        };
        let Ok(record) = serde_json::from_slice::<Value>(&file.bytes) else { continue };
        let vocabulary = record["minerals"].as_array().cloned().unwrap_or_default();
        for record in if vocabulary.is_empty() { vec![record] } else { vocabulary } {
            let Some(id) = record["id"].as_str() else { continue };
            if folder == "sources" {
                sources.insert(id.to_owned());
            }
            let mut found = BTreeSet::new();
            cited_sources(&record, &mut found);
            for source in found {
                citing.entry(source).or_default().insert(format!("{list}/{id}"));
            }
            let facts = if record["properties"].is_object() { &record["properties"] } else { &record };
            cited_sources(&facts["names"], &mut for_names);
        }
    }
    assert!(sources.len() > 500 && for_names.len() > 10, "{} sources, {}", sources.len(), for_names.len());
    let service = service_over(embedded());
    for source in &sources {
        let page = page(&service, &format!("/sources/{source}")).await;
        let all_sites = format!("/collections/sites/items?source={source}");
        let (mut sites, mut missing) = (0, Vec::new());
        for address in citing.get(source).into_iter().flatten() {
            sites += usize::from(address.starts_with("/collections/sites/"));
            if !page.values("href").any(|href| href == address) {
                missing.push(address);
            }
        }
        // A source that many sites cite names the first of them, and links to the others.
        if sites > 40 && page.values("href").any(|href| href == all_sites) {
            missing.retain(|address| !address.starts_with("/collections/sites/"));
        }
        assert!(missing.is_empty(), "the page of {source} does not link to {missing:?}");
    }
}

#[tokio::test]
async fn a_page_of_items_has_paging_links_and_filter_chips() {
    let service = service_over(embedded());
    let items = "/collections/sites/items";
    let first = page(&service, &format!("{items}?f=html&country=PK&limit=10")).await;
    assert_eq!(first.link("canonical"), [format!("{ROOT}{items}?country=PK&limit=10")]);
    assert_eq!(first.named("tr").count(), 11);
    let next = |page: &Page, rel: &str| {
        let link = page.named("a").find(|link| link.attributes.get("rel").is_some_and(|it| it == rel));
        link.map(|link| link.attributes["href"].clone())
    };
    assert_eq!(next(&first, "prev"), None);
    // Paging visits every site once.
    let (mut met, mut address) = (BTreeSet::new(), Some(format!("{items}?country=PK&limit=10")));
    let mut last = None;
    while let Some(here) = address {
        let page = page(&service, &here).await;
        for row in
            page.elements.iter().filter_map(|it| it.attributes.get("href")?.strip_prefix("/collections/sites/items/"))
        {
            assert!(met.insert(row.to_owned()), "{row}");
        }
        address = next(&page, "next");
        last = Some(page);
    }
    let matched = get(&service, &format!("{items}?country=PK")).await.json()["numberMatched"].as_u64().unwrap();
    assert_eq!(met.len() as u64, matched);
    assert!(next(&last.unwrap(), "prev").is_some());
    // The filter is shown with a link that removes it.
    assert!(first.text().contains("Pakistan"));
    assert!(first.values("href").any(|href| href == format!("{items}?limit=10")));
}

#[tokio::test]
async fn linked_data_has_the_properties_that_schema_org_requires() {
    let service = service_over(embedded());
    let [dataset] = &page(&service, "/collections/sites").await.linked_data()[..] else { panic!("one") };
    assert_eq!((&dataset["@context"], &dataset["@type"]), (&json!("https://schema.org"), &json!("Dataset")));
    for member in
        ["name", "description", "license", "creator", "distribution", "spatialCoverage", "variableMeasured", "url"]
    {
        assert!(!dataset[member].is_null(), "{member}");
    }
    let measured = dataset["variableMeasured"].as_array().unwrap();
    for (variable, expected) in [("location", true), ("production", true), ("evidence", true), ("party", false)] {
        assert_eq!(measured.contains(&json!(variable)), expected, "{variable}");
    }
    // Google requires 50 to 5,000 characters.
    assert!((50..5000).contains(&dataset["description"].as_str().unwrap().chars().count()));
    for download in dataset["distribution"].as_array().unwrap() {
        let path = download["contentUrl"].as_str().unwrap().strip_prefix(ROOT).unwrap();
        let response = get(&service, path).await;
        assert_eq!(response.status, StatusCode::OK, "{path}");
        let media_type = download["encodingFormat"].as_str().unwrap();
        assert!(response.header("content-type").starts_with(media_type), "{path}: {media_type}");
    }

    let all = get(&service, "/collections/sites/items?limit=10000").await.json();
    let mut outlines = 0;
    for site in all["features"].as_array().unwrap() {
        let id = site["id"].as_str().unwrap();
        let [place] = &page(&service, &format!("/collections/sites/items/{id}")).await.linked_data()[..] else {
            panic!("{id}")
        };
        assert_eq!(place["@type"], "Place", "{id}");
        assert_eq!(place["@id"], format!("{ROOT}/collections/sites/items/{id}"));
        assert_eq!(place["name"], site["properties"]["name"], "{id}");
        assert!(!place["containedInPlace"].is_null(), "{id}");
        match site["geometry"]["type"].as_str() {
            None => assert!(place["geo"].is_null(), "{id}"),
            Some("Point") => {
                let at = &site["geometry"]["coordinates"];
                let geo = json!({"@type": "GeoCoordinates", "latitude": at[1], "longitude": at[0]});
                assert_eq!(place["geo"], geo, "{id}");
            }
            Some(_) => {
                outlines += 1;
                assert_eq!(place["geo"]["@type"], "GeoShape", "{id}");
            }
        }
        if let Some(wikidata) = site["properties"]["identifiers"]["wikidata"].as_str() {
            let same = place["sameAs"].to_string();
            assert!(same.contains(&format!("https://www.wikidata.org/wiki/{wikidata}")), "{id}: {same}");
        }
    }
    assert!(outlines > 0);
    for (address, kind) in [
        ("/organizations/barrick", "Organization"),
        ("/minerals/copper", "DefinedTerm"),
        ("/countries/PK", "Country"),
        ("/sources/newsmwn-pakistan-critical-minerals", "Article"),
        ("/collections/agreements/items/ussm-fwo-mou-2025", "CreativeWork"),
    ] {
        let data = page(&service, address).await.linked_data();
        assert!(data[0]["@type"].as_str().unwrap().ends_with(kind), "{address}: {}", data[0]);
    }
}

#[tokio::test]
async fn the_page_of_a_source_leads_to_each_claim_that_cites_it() {
    let service = service_over(embedded());
    let mut followed = 0;
    for source in ["urdupoint-pmdc-2017", "arab-news-us-pakistan-minerals-agreement", "app-copper-exports-2023"] {
        let page_of_source = page(&service, &format!("/sources/{source}")).await;
        for (path, part) in page_of_source.values("href").filter_map(|href| href.split_once("#claim-")) {
            let record = page(&service, path).await;
            let id = format!("claim-{part}");
            let ids = record.elements.iter().filter_map(|element| element.attributes.get("id"));
            assert_eq!(ids.filter(|other| **other == id).count(), 1, "{source}: {path}#{id}");
            followed += 1;
        }
    }
    assert!(followed > 10, "{followed}");
    let statuses = page(&service, "/sources/urdupoint-pmdc-2017").await;
    assert!(statuses.text().contains("Operating as of 21 August 2017"), "{}", statuses.text());
}

#[tokio::test]
async fn the_page_of_a_claim_shows_its_rivals_and_the_judgement_of_it() {
    let service = service_over(embedded());
    let all = get(&service, "/collections/sites/items?limit=10000").await.json();
    let (mut judged, mut disputed) = (0, 0);
    for site in all["features"].as_array().unwrap() {
        for claim in site["properties"]["claims"].as_array().unwrap() {
            let rivals = claim["evidence"]["disputed_by"].as_array().unwrap();
            if claim["judgement"].is_null() && rivals.is_empty() {
                continue;
            }
            let address = format!("/claims/{}/{}", site["id"].as_str().unwrap(), claim["id"].as_str().unwrap());
            let page = page(&service, &address).await;
            assert_eq!(page.text().contains("Claims that contradict it"), !rivals.is_empty(), "{address}");
            for rival in rivals {
                let link = format!("#claim-{}", rival.as_str().unwrap());
                assert!(page.values("href").any(|href| href == link), "{address}: {link}");
                disputed += 1;
            }
            let [data] = &page.linked_data()[..] else { panic!("{address}") };
            let Some(verdict) = claim["judgement"]["verdict"].as_str() else {
                assert_eq!(data["@type"], "Claim", "{address}");
                continue;
            };
            judged += 1;
            let (stated, review) = (&data["@graph"][0], &data["@graph"][1]);
            assert_eq!((&stated["@type"], &review["@type"]), (&json!("Claim"), &json!("ClaimReview")), "{address}");
            assert_eq!(review["itemReviewed"]["@id"], stated["@id"], "{address}");
            assert_eq!(review["reviewRating"]["ratingValue"], if verdict == "accepted" { 5 } else { 1 }, "{address}");
            assert_eq!(review["reviewBody"], claim["judgement"]["why"], "{address}");
        }
    }
    assert!(judged > 10 && disputed > 10, "{judged} {disputed}");
}

#[tokio::test]
async fn the_text_of_records_is_escaped() {
    let hostile = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>\"' onload=alert(3) &lt;b&gt;";
    let cite = json!([{
        "source": "evil", "at": hostile, "attributed_to": hostile,
        "passage": {"start": hostile, "end": hostile, "sha256": "0".repeat(64)},
    }]);
    let mut evil = source("evil", Some("2025-01-01"), &[]);
    evil.1["title"] = hostile.into();
    evil.1["note"] = hostile.into();
    evil.1["container-title"] = hostile.into();
    evil.1["URL"] = "javascript:alert(4)".into();
    let site = json!({
        "type": "Feature", "id": "x", "geometry": null,
        "properties": {
            "name": hostile, "names": {"ur": [hostile], "en": [hostile]}, "kind": "deposit", "country": "PK",
            "identifiers": {"wikidata": hostile},
            "searched": [{"what": hostile, "where": [hostile], "on": "2026-01-01"}],
            "claims": [
                {"about": "mineral", "mineral": "copper", "rank": "primary", "cite": cite, "note": hostile},
                {"about": "operator", "organization": "o", "cite": cite,
                 "judgement": {"verdict": "rejected", "why": hostile, "cite": cite}},
                {"about": "remark", "text": hostile, "cite": cite},
            ],
        },
    });
    let minerals = json!({"minerals": [
        {"id": "copper", "name": hostile, "symbol": "<b>", "kind": "element", "colour": "#b87333", "synonyms": [hostile]},
    ]});
    let organization = json!({"id": "o", "name": hostile, "kind": "company", "claims": []});
    let agreement = json!({
        "type": "Feature", "id": "a", "geometry": null,
        "properties": {
            "name": hostile, "kind": "mou", "country": "PK", "sites": ["x"], "unplaced": hostile,
            "claims": [{"about": "scope", "what": hostile, "minerals": ["copper"], "cite": cite}],
        },
    });
    let service = service_over(dataset_of([
        evil,
        ("sites/pk/x.geojson".to_owned(), site),
        ("minerals.json".to_owned(), minerals),
        ("organizations/o.json".to_owned(), organization),
        ("agreements/a.json".to_owned(), agreement),
    ]));
    let query = format!("?q={}", encode(hostile));
    for address in [
        "/collections/sites/items/x".to_owned(),
        "/collections/sites/items".to_owned(),
        format!("/collections/sites/items{query}"),
        format!("/collections/agreements/items{query}"),
        "/collections/agreements/items/a".to_owned(),
        "/collections/agreements/items".to_owned(),
        "/collections/sites".to_owned(),
        "/sources/evil".to_owned(),
        "/sources".to_owned(),
        "/organizations/o".to_owned(),
        "/organizations".to_owned(),
        "/minerals/copper".to_owned(),
        "/minerals".to_owned(),
    ] {
        let page = page(&service, &address).await;
        assert_sound(&address, &page);
        assert_eq!(page.named("img").chain(page.named("b")).count(), 0, "{address}");
        assert!(
            page.values("href").chain(page.values("action")).all(|href| !href.starts_with("javascript:")),
            "{address}"
        );
        for data in page.linked_data() {
            assert!(!data["name"].is_null(), "{address}");
        }
    }
    let site = page(&service, "/collections/sites/items/x").await;
    assert_eq!(site.linked_data()[0]["name"], hostile);
    assert!(site.named("h1").next().unwrap().text.starts_with(hostile));
    let missing = browse(&service, &format!("/collections/sites/items/{}", encode(hostile))).await;
    assert_sound("a problem", &Page::parse(&missing.text()));
}

#[tokio::test]
async fn browsers_get_problems_as_pages_with_the_same_details() {
    let service = service_over(embedded());
    let long = format!("/collections/sites/items?q={}", "a".repeat(8200));
    for (method, address) in [
        (Method::GET, "/nowhere"),
        (Method::GET, "/collections/sites/items/nowhere"),
        (Method::GET, "/collections/nothing"),
        (Method::GET, "/sources/nobody"),
        (Method::GET, "/collections/sites/items?mineral=coper"),
        (Method::GET, "/collections/sites/items?f=shapefile"),
        (Method::GET, "/collections/agreements/items?kind=pact"),
        (Method::POST, "/collections"),
        (Method::GET, &long),
    ] {
        let problem = ask(&service, method.clone(), address, &[]).await;
        assert_eq!(problem.header("content-type"), "application/problem+json", "{address}");
        let shown = ask(&service, method, address, &[("accept", BROWSER)]).await;
        assert_eq!(
            (shown.status, shown.header("content-type")),
            (problem.status, "text/html; charset=utf-8"),
            "{address}"
        );
        assert_eq!(shown.header("cache-control"), "no-store", "{address}");
        assert!(shown.header("vary").contains("accept"), "{address}");
        let page = Page::parse(&shown.text());
        assert_sound(address, &page);
        let problem = problem.json();
        for member in ["title", "detail", "parameter"] {
            assert!(problem[member].as_str().is_none_or(|text| page.text().contains(text)), "{address}: {member}");
        }
        assert!(page.text().contains(&problem["status"].to_string()), "{address}");
    }
}

#[tokio::test]
async fn very_long_lists_are_truncated_with_a_note() {
    let organization = |n: usize| {
        let record = json!({"id": format!("o{n:04}"), "name": format!("Number {n}"), "kind": "company"});
        (format!("organizations/o{n:04}.json"), record)
    };
    let service = service_over(dataset_of((0..1200).map(organization)));
    let list = page(&service, "/organizations").await;
    assert_eq!(list.named("tr").count(), 501);
    assert!(list.text().contains("1 to 500 of 1,200 organizations"), "{}", &list.text()[..200]);
    assert!(list.values("href").any(|href| href == "/organizations?f=json"));
}

#[tokio::test]
async fn a_page_of_another_day_shows_the_day() {
    let service = service_over(embedded());
    let address = "/collections/sites/items/reko-diq";
    let then = page(&service, &format!("{address}?as_of=2020")).await;
    assert!(then.text().contains("As of 31 December 2020."));
    assert_eq!(then.link("canonical"), [format!("{ROOT}{address}")]);
    assert!(!page(&service, address).await.text().contains("As of "));
}

/// The messages of a language: every text, and every form of a plural. The names of countries are left out, which also
/// occur in the titles of sources.
fn messages(language: &str) -> Vec<String> {
    let path = format!("{}/web/messages/{language}.json", env!("CARGO_MANIFEST_DIR"));
    let messages: BTreeMap<String, Value> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let own = messages.into_iter().filter(|(key, _)| !key.starts_with("document.country."));
    let forms = own.flat_map(|(_, message)| match message {
        Value::Object(forms) => forms.into_iter().map(|(_, form)| form).collect(),
        text => vec![text],
    });
    forms.map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// The texts of a page in its own language: outside elements that are marked as being in another, and outside names,
/// code and data. Attributes that are read out count.
fn own_texts(node: &Handle, texts: &mut Vec<String>) {
    match &node.data {
        NodeData::Text { contents } => texts.push(contents.borrow().to_string()),
        NodeData::Element { name, attrs, .. } => {
            let tag = name.local.to_string();
            let attrs = attrs.borrow();
            let marked = attrs.iter().any(|attribute| &*attribute.name.local == "lang");
            if ["bdi", "code", "script", "q", "svg"].contains(&tag.as_str()) || (marked && tag != "html") {
                return;
            }
            let labels =
                attrs.iter().filter(|attribute| ["aria-label", "data-label"].contains(&&*attribute.name.local));
            texts.extend(labels.map(|attribute| attribute.value.to_string()));
        }
        _ => {}
    }
    node.children.borrow().iter().for_each(|child| own_texts(child, texts));
}

#[tokio::test]
async fn every_page_exists_in_urdu() {
    let service = service_over(embedded());
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/web/messages")).unwrap();
    let files = folder.map(|file| file.unwrap().file_name().into_string().unwrap());
    let codes: BTreeSet<String> = files.filter_map(|file| file.strip_suffix(".json").map(str::to_owned)).collect();
    let urdu = messages("ur").concat();
    let english: BTreeSet<String> = messages("en")
        .iter()
        .flat_map(|message| message.split(['{', '}']).step_by(2).map(|part| part.trim().to_owned()).collect::<Vec<_>>())
        .filter(|part| part.chars().filter(|letter| letter.is_ascii_alphabetic()).count() >= 5 && !urdu.contains(part))
        .collect();
    assert!(english.len() > 400, "{}", english.len());
    let own = ["/api?lang=ur", "/collections/sites/items?lang=ur&mineral=copper&limit=5", "/nowhere?lang=ur"];
    let addresses = PAGES.iter().map(|(address, _)| format!("{address}?lang=ur"));
    for address in addresses.chain(own.map(str::to_owned)) {
        let response = browse(&service, &address).await;
        let text = response.text();
        let page = Page::parse(&text);
        assert_sound(&address, &page);
        if response.status == StatusCode::OK {
            let path = canonical(address.split('?').next().unwrap());
            assert!(page.link("canonical")[0].ends_with("lang=ur"), "{address}");
            let languages = page.languages();
            assert!(languages.keys().copied().eq(codes.iter().map(String::as_str)), "{address}");
            assert!(languages["en"].starts_with(&format!("{ROOT}{path}")), "{address}");
            for (code, link) in languages {
                let given = link.split_once("lang=").map(|(_, code)| code);
                assert_eq!(given, Some(code).filter(|code| *code != "en"), "{address}");
            }
        }
        // Links to data, which name their type or `f`, have no language; links to other languages name theirs.
        let ours = page.named("a").filter(|link| link.attributes["href"].starts_with('/'));
        for link in ours.filter(|link| !["hreflang", "type"].iter().any(|name| link.attributes.contains_key(*name))) {
            let href = &link.attributes["href"];
            let query = href.split('#').next().unwrap().split_once('?').map_or("", |(_, query)| query);
            assert!(query.split('&').any(|part| part == "lang=ur" || part == "f=json"), "{address}: {href}");
        }
        for form in page.named("form") {
            assert!(form.attributes["action"].starts_with('/'), "{address}");
            let field = page.named("input").find(|field| field.attributes["name"] == "lang");
            assert_eq!(field.map(|field| field.attributes["value"].as_str()), Some("ur"), "{address}");
        }
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text.as_str());
        let mut texts = Vec::new();
        own_texts(&dom.document, &mut texts);
        for text in texts {
            // A single word may also be part of a name.
            let is_in =
                |message: &&String| text.trim() == **message || (message.contains(' ') && text.contains(*message));
            let left = english.iter().find(is_in);
            assert_eq!(left, None, "{address}: {text}");
        }
    }
}

/// Also of countries that have no record of their own.
#[tokio::test]
async fn countries_are_named_in_the_language_of_the_page() {
    let service = service_over(embedded());
    let texts = |page: Page| page.elements.into_iter().map(|element| element.text).collect::<Vec<_>>();
    let english = texts(page(&service, "/organizations/barrick").await);
    assert!(english.iter().any(|text| text == "Canada") && !english.iter().any(|text| text == "CA"));
    let urdu = texts(page(&service, "/organizations/barrick?lang=ur").await);
    assert!(urdu.iter().any(|text| text == "کینیڈا"));
}

#[tokio::test]
async fn plural_forms_are_those_of_the_language() {
    for (n, english, urdu) in [(1, "1 organization", "1 ادارہ"), (2, "2 organizations", "2 ادارے")] {
        let organization = |n: usize| {
            let record = json!({"id": format!("o{n}"), "name": format!("Number {n}"), "kind": "company"});
            (format!("organizations/o{n}.json"), record)
        };
        let service = service_over(dataset_of((0..n).map(organization)));
        for (address, number) in [("/organizations", english), ("/organizations?lang=ur", urdu)] {
            let page = page(&service, address).await;
            assert!(page.named("p").any(|line| line.text == number), "{address}: {}", page.text());
        }
    }
}

#[tokio::test]
async fn an_unknown_language_is_a_problem_that_names_the_parameter() {
    let service = service_over(embedded());
    for address in ["/sources?lang=xx", "/collections/sites/items?lang=", "/collections?lang=EN"] {
        let response = get(&service, address).await;
        assert_eq!(response.status, StatusCode::BAD_REQUEST, "{address}");
        assert_eq!(response.json()["parameter"], "lang", "{address}");
    }
    let with = get(&service, "/sources?lang=ur").await;
    assert_eq!(with.text(), get(&service, "/sources").await.text(), "data have no language");
    let none = get(&service, "/healthz?lang=ur").await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST, "where there is no page there is no language");
}
