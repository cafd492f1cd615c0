//! The bibliography in its three formats, each read back.

use std::collections::{BTreeMap, BTreeSet};

use biblatex::ChunksExt;
use serde_json::Value;

use crate::support::{embedded, get, service_over};

/// The sources that the filtered sites cite, as the collection lists them.
async fn cited(filter: &str) -> BTreeMap<String, Value> {
    let service = service_over(embedded());
    let collection = get(&service, &format!("/collections/sites/items?limit=10000&{filter}")).await.json();
    let sources = collection["sources"].as_array().unwrap().iter();
    sources.map(|source| (source["id"].as_str().unwrap().to_owned(), source.clone())).collect()
}

#[tokio::test]
async fn csl_json_lists_the_sources_that_the_sites_cite() {
    let service = service_over(embedded());
    for filter in ["", "mineral=copper", "evidence=corroborated&province=PK-BA"] {
        let items = get(&service, &format!("/bibliography.json?{filter}")).await;
        let items: BTreeMap<String, Value> = items
            .json()
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (item["id"].as_str().unwrap().to_owned(), item.clone()))
            .collect();
        assert_eq!(items, cited(filter).await, "{filter}");
        assert!(!items.is_empty());
    }
}

#[tokio::test]
async fn a_bibtex_reader_finds_every_source() {
    let service = service_over(embedded());
    let response = get(&service, "/bibliography.bib?mineral=copper").await;
    assert!(response.header("content-disposition").contains("oreatlas-bibliography_copper.bib"));
    let bibliography = biblatex::Bibliography::parse(&response.text()).unwrap();
    let sources = cited("mineral=copper").await;
    assert_eq!(bibliography.len(), sources.len());
    for entry in bibliography.iter() {
        let source = &sources[&entry.key];
        assert_eq!(entry.title().unwrap().format_verbatim(), source["title"].as_str().unwrap());
        // Searched in the text, because this reader turns two hyphens into a dash even in a URL.
        let url = source["URL"].as_str();
        assert!(url.is_none_or(|url| response.text().contains(&format!("url = {{{url}}},\n"))), "{url:?}");
        let year = &source["issued"]["date-parts"][0][0];
        let written = entry.get("year").map(|year| year.format_verbatim().parse::<i64>().unwrap());
        assert_eq!(written, year.as_i64(), "{}", entry.key);
        let authors = source["author"].as_array().map_or(0, Vec::len);
        assert_eq!(entry.author().map_or(0, |authors| authors.len()), authors, "{}", entry.key);
    }
}

#[tokio::test]
async fn ris_has_one_record_per_source() {
    let service = service_over(embedded());
    let text = get(&service, "/bibliography.ris").await.text();
    let sources = cited("").await;
    let mut seen = BTreeSet::new();
    for record in text.split("\r\n\r\n").filter(|record| !record.is_empty()) {
        let lines: Vec<(&str, &str)> = record.lines().map(|line| line.split_once("  - ").unwrap()).collect();
        assert!(
            lines
                .iter()
                .all(|(tag, _)| tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
        );
        assert_eq!((lines[0].0, lines[lines.len() - 1]), ("TY", ("ER", "")));
        let value = |wanted: &str| lines.iter().find(|(tag, _)| *tag == wanted).map(|(_, value)| *value);
        let source = &sources[value("ID").unwrap()];
        assert_eq!(value("TI"), source["title"].as_str());
        assert_eq!(value("UR"), source["URL"].as_str());
        seen.insert(value("ID").unwrap());
    }
    assert_eq!(seen.len(), sources.len());
}
