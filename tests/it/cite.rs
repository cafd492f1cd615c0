//! `cite`: references become sources, and fields that do not fit are reported.

use std::fs;

use oreatlas::{
    curate::{CiteError, Cited, canonical_text, cite},
    dataset::Record,
    model::{Source, source::CslDate},
};
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::support::{embedded, get, service_over};

const EXPECTED: &str = r#"{
  "id": "perello2008",
  "type": "article-journal",
  "title": "The Chagai porphyry copper belt: Baluchistan Province, Pakistan",
  "author": [{ "family": "Perelló", "given": "José" }, { "literal": "Geological Survey of Pakistan" }],
  "container-title": "Economic Geology",
  "issued": { "date-parts": [[2008, 12, 1]] },
  "volume": "103",
  "issue": "8",
  "page": "1583-1612",
  "DOI": "10.2113/gsecongeo.103.8.1583",
  "URL": "https://example.org/chagai",
  "accessed": { "date-parts": [[2026, 11, 22]] },
  "language": "en",
  "custom": { "kind": "paper" }
}
"#;

fn fixture(ending: &str) -> Cited {
    let text = fs::read_to_string(format!("tests/fixtures/cite/chagai.{ending}")).unwrap();
    let mut cited = cite(&text).unwrap();
    assert_eq!(cited.len(), 1);
    cited.remove(0)
}

fn one(text: &str) -> Cited {
    cite(text).unwrap().remove(0)
}

fn record(cited: &Cited) -> String {
    canonical(&cited.source)
}

fn canonical(source: &Source) -> String {
    canonical_text(&Record::Source(Box::new(source.clone()))).unwrap()
}

#[test]
fn one_article_is_one_source_in_every_format() {
    for ending in ["bib", "ris", "json"] {
        assert_eq!(record(&fixture(ending)), EXPECTED, "{ending}");
    }
}

#[test]
fn fields_without_a_counterpart_are_reported() {
    let left = |ending: &str| -> Vec<String> {
        fixture(ending).left_over.into_iter().map(|(field, value)| format!("{field}: {value}")).collect()
    };
    assert_eq!(left("bib"), ["editor: Doe, Jane", "issn: 0361-0128", "keywords: copper, gold"]);
    assert_eq!(
        left("ris"),
        [
            "A2: Doe, Jane",
            "ST: Chagai belt",
            "JA: Econ. Geol.",
            "L1: https://example.org/chagai.pdf",
            "KW: copper",
            "KW: gold",
            "AB: The belt holds",
            "AB: two deposits.",
            "SN: 0361-0128",
            "CY: Littleton",
        ]
    );
    let editor = r#"editor: [{"family":"Doe","given":"Jane"}]"#;
    assert_eq!(left("json"), [editor, "ISSN: 0361-0128", "keyword: copper, gold"]);
}

#[test]
fn unusual_values_are_reported_not_guessed() {
    for (text, field) in [
        (r#"{"type": "song", "title": "x"}"#, "type"),
        (r#"{"type": "book", "title": "x", "issued": {"date-parts": [[2008], [2009]]}}"#, "issued"),
        (r#"{"type": "book", "title": "x", "issued": {"literal": "spring 2008"}}"#, "issued"),
        (r#"{"type": "book", "title": "x", "issued": {"date-parts": [[2008, 2, 30]]}}"#, "issued"),
        (r#"{"type": "book", "title": "x", "archive": "National Archives"}"#, "archive"),
        (r#"{"type": "book", "title": "x", "author": [{"family": "Doe", "ORCID": "0"}]}"#, "author.ORCID"),
        (r#"{"type": "book", "title": "x", "language": "the Queen's"}"#, "language"),
        ("@artwork{a, title = {x}}", "entry type"),
        ("@book{a, title = {x}, volume = 1, volume = 2}", "volume"),
        ("@book{a, title = {x}, date = {2008/2009}}", "date"),
        ("@book{a, title = {x}, year = 2008, day = 5}", "day"),
        ("@book{a, title = {x}, year = {in press}}", "year"),
        ("TY  - SOUND\nTI  - x\nER  - \n", "TY"),
        ("TY  - BOOK\nTI  - x\nPY  - 2008\nDA  - 2007/05/01\nER  - \n", "PY"),
        ("@book{a, title = {x}, date = {2008~}}", "date"),
        ("@book{a, title = {x}, date = {2008/..}}", "date"),
        ("@book{a, title = {x}, date = {2008-05/06}}", "date"),
        ("@book{a, title = {x}, year = {2008--2009}}", "year"),
        ("@book{a, title = {x}, year = {8}}", "year"),
        ("@book{a, title = {x}, year = {2025a}}", "year"),
        ("@book{a, title = {x}, year = {c. 1983}}", "year"),
        ("@book{a, title = {x}, year = {08/09/2025}}", "year"),
        ("@book{a, title = {x}, year = 2008, month = {May--June}}", "month"),
        (r#"{"type": "book", "title": "x", "issued": {"date-parts": [[30]]}}"#, "issued"),
        ("TY  - BOOK\nTI  - x\nY2  - yesterday\nER  - \n", "Y2"),
        ("TY  - BOOK\nTI  - x\nZZ  - what\nER  - \n", "ZZ"),
    ] {
        let cited = one(text);
        assert_eq!(cited.source.title, "x", "{text}");
        let fields: Vec<&str> = cited.left_over.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, [field], "{text}");
    }
}

/// The references of reference managers, with the dates that they mean, and what is left over.
#[test]
fn dates_are_read_as_reference_managers_write_them() {
    for (file, key, issued, accessed, left) in [
        ("bbt-month-in-year.bib", "houk95", &[1995, 8][..], &[][..], &[][..]),
        ("day-month-in-year.bib", "test2020", &[2020, 3, 30], &[], &[]),
        ("double-braces.bib", "ISI:000440287200008", &[2018, 8], &[], &[]),
        ("month-last.bib", "unfccc_2021", &[2021, 11], &[], &[]),
        ("september.bib", "sept", &[2025, 9], &[], &[]),
        ("september.bib", "sept2", &[2025, 9], &[], &[]),
        ("september.bib", "sept3", &[2025, 9, 8], &[], &[]),
        ("september.bib", "sept4", &[2025, 9], &[], &[]),
        ("september.bib", "sept5", &[2025, 9, 8], &[], &[]),
        ("september.bib", "sept6", &[2025, 9], &[], &[]),
        ("september.bib", "sept7", &[], &[], &["year"]),
        ("september.bib", "sept8", &[], &[], &["year"]),
        ("september.bib", "sept9", &[], &[], &["year"]),
        ("september.bib", "sept10", &[2025, 9, 8], &[], &[]),
        ("september.bib", "sept11", &[], &[], &["year"]),
        ("zotero-news.bib", "dawn_us", &[2025, 9, 8], &[2025, 9, 10], &["abstract", "file"]),
        ("zotero-news.bib", "gsp1", &[1975], &[], &["address", "month", "type"]),
        ("ris-bom-crlf-blank.ris", "", &[2025, 9, 8], &[], &[]),
        ("ris-da-y1.ris", "", &[2014, 4, 1], &[2020, 2, 19], &["Y1", "PY"]),
        ("ris-narrow.ris", "", &[2001, 9], &[], &["CY"]),
        ("ris-nov-dec.ris", "", &[2020, 11], &[], &[]),
        ("ris-py-da.ris", "", &[2025, 9, 8], &[], &[]),
        ("ris-py-full.ris", "", &[2025, 9, 8], &[], &[]),
        ("ris-ty-late.ris", "", &[2006], &[], &["DB"]),
        ("ris-y1-py.ris", "", &[2025, 9, 8], &[], &[]),
        ("ris-y2.ris", "", &[2005], &[2019, 3, 27], &[]),
        ("csl-strings.json", "http://zotero.org/users/local/V2/items/JN", &[2016, 7, 26], &[2018, 3, 12], &[]),
    ] {
        let text = fs::read_to_string(format!("tests/fixtures/cite/{file}")).unwrap();
        let references = cite(&text).unwrap();
        let cited = references.iter().find(|cited| cited.key == key).unwrap_or_else(|| panic!("{file} has no {key}"));
        let parts = |date: &Option<CslDate>| date.as_ref().map_or_else(Vec::new, |date| date.date_parts[0].clone());
        assert_eq!(parts(&cited.source.issued), issued, "{file} {key}");
        assert_eq!(parts(&cited.source.accessed), accessed, "{file} {key}");
        let fields: Vec<&str> = cited.left_over.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, left, "{file} {key}");
    }
    let late = cite(&fs::read_to_string("tests/fixtures/cite/ris-ty-late.ris").unwrap()).unwrap();
    assert_eq!((late.len(), late[0].source.title.as_str()), (1, "Habitat use"));
}

#[test]
fn what_could_be_read_in_two_ways_is_left_over() {
    let issued = |cited: &Cited| cited.source.issued.as_ref().map(|date| date.date_parts[0].clone());
    let months = one("@article{a, title={T}, year=2020, month={3/4}}");
    assert_eq!((issued(&months), months.left_over.len()), (Some(vec![2020]), 1), "{:?}", months.left_over);
    let ris = |lines: &str| one(&format!("TY  - JOUR\nTI  - T\n{lines}\nER  - \n"));
    for date in ["2025//08", "2025//08/"] {
        let day = ris(&format!("DA  - {date}"));
        assert_eq!((issued(&day), &*day.left_over[0].0), (None, "DA"), "{date}: a day without a month");
    }
    assert_eq!(issued(&ris("DA  - 2025/08//")), Some(vec![2025, 8]));
    for (lines, page) in [("SP  - 12", "12"), ("SP  - 12-20\nEP  - 20", "12-20"), ("SP  - 12\nEP  - 20", "12-20")] {
        assert_eq!(ris(lines).source.page.as_deref(), Some(page), "{lines}");
    }
}

#[test]
fn tex_is_converted_or_reported() {
    let title = r#"{\'E}tude {na\"{\i}ve} of {\v S}ime{\v c}ek's \emph{H$_2$O} \& {\L}\'od\'z, 5\,\%--7\,\%"#;
    let cited = one(&format!(
        "@book{{a, title = {{{title}}}, author = {{Erd{{\\H o}}s, {{\\relax Ch}}ris}}, pages = {{95\\textendash 110}}}}"
    ));
    assert_eq!(cited.source.title, "Étude naïve of Šimeček's H2O & Łódź, 5 %–7 %");
    assert_eq!(cited.source.author[0].family.as_deref(), Some("Erdős"));
    assert_eq!(cited.source.author[0].given.as_deref(), Some("Chris"));
    assert_eq!((cited.source.page.as_deref(), cited.left_over.as_slice()), (Some("95-110"), &[][..]));
    let cited = one(r"@book{a, title = {10\textdegree{}C}, author = {Mart{\'\i}nez, B}}");
    assert_eq!((&*cited.source.title, cited.source.author[0].family.as_deref()), ("10°C", Some("Martínez")));
    let cited = one("@book{a, title = {On $\\alpha$ and \\foo{x}}}");
    assert_eq!(cited.left_over, [("TeX in title".to_owned(), r#""On $\\alpha$ and \\foo{x}""#.to_owned())]);
}

#[test]
fn names_and_numbers_are_converted() {
    let cited = one(
        "@techreport{r-1, title={X}, author={van der Berg, Jan and {The Survey}}, institution={Survey}, number={OFR 1155}}",
    );
    let source = &cited.source;
    assert_eq!((source.kind.as_str(), source.id.as_str()), ("report", "r-1"));
    assert_eq!((source.publisher.as_deref(), source.number.as_deref()), (Some("Survey"), Some("OFR 1155")));
    assert_eq!(source.author[0].family.as_deref(), Some("van der Berg"));
    assert_eq!(source.author[1].literal.as_deref(), Some("The Survey"));
    for (written, read) in [
        ("https://example.org/a--b---c\\_d", "https://example.org/a--b---c_d"),
        ("\\url{https://example.org/x--y}", "https://example.org/x--y"),
    ] {
        let cited = one(&format!("@online{{a, title={{X}}, url={{{written}}}}}"));
        assert_eq!(cited.source.url.as_deref(), Some(read));
    }
    let own =
        r#"{"id": "x", "type": "dataset", "title": "X", "custom": {"kind": "government", "derives_from": ["y"]}}"#;
    assert_eq!(one(own).source.custom.derives_from, ["y"], "a record of the atlas comes back whole");
}

/// Folds double spaces.
fn folded(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_source_of_the_atlas_survives_a_round_trip() {
    let sources = embedded().sources;
    assert!(sources.len() > 50);
    for (id, mut source) in sources {
        source.title = folded(&source.title);
        let cited = one(&serde_json::to_string(&source).unwrap());
        assert_eq!((&cited.source, cited.left_over.as_slice()), (&source, &[][..]), "{id}");
    }
}

/// A bibliography that the atlas serves can be read back, except for fields that the format does not have.
#[tokio::test]
async fn a_bibliography_of_the_atlas_survives_a_round_trip() {
    let service = service_over(embedded());
    let sources = embedded().sources;
    for ending in ["bib", "ris"] {
        let text = get(&service, &format!("/bibliography.{ending}")).await.text();
        let references = cite(&text).unwrap();
        assert!(references.len() > 50, "{}", references.len());
        for Cited { source: back, key, left_over } in references {
            let mut source = sources[&key].clone();
            source.title = folded(&source.title);
            let number = source.number.clone().or(source.issue.clone());
            if ending == "bib" {
                assert_eq!(back.number.clone().or(back.issue.clone()), number, "{key}");
                (source.number, source.issue) = (back.number.clone(), back.issue.clone());
            } else {
                source.version = None;
            }
            (source.license, source.archive) = (None, None);
            source.kind = back.kind;
            source.custom = back.custom.clone();
            assert_eq!(canonical(&back), canonical(&source), "{ending}");
            assert!(left_over.iter().all(|(field, _)| field == "TY"), "{key}: {left_over:?}");
        }
    }
}

#[test]
fn invalid_references_are_refused_with_a_reason() {
    assert_eq!(cite("no reference"), Err(CiteError::UnknownFormat));
    assert_eq!(cite("[]"), Err(CiteError::UnknownFormat));
    for (text, says) in [
        ("[1]", "not valid CSL-JSON: an item is an object"),
        ("{\"type\": ", "not valid CSL-JSON: EOF"),
        ("\n@book{a, title = {x}", "not valid BibTeX: line 2"),
    ] {
        let error = cite(text).unwrap_err().to_string();
        assert!(error.starts_with(says), "{error}");
    }
}

/// Every word in a value.
fn leaves(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.extend(text.split_whitespace().map(str::to_owned)),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, found)),
        Value::Object(members) => members.values().for_each(|member| leaves(member, found)),
        Value::Number(number) => found.push(number.to_string()),
        _ => {}
    }
}

fn all_text(cited: &Cited) -> String {
    let left: Vec<String> = cited.left_over.iter().map(|(field, value)| format!("{field} {value}")).collect();
    format!("{} {} {}", record(cited), cited.key, left.join(" "))
}

const VARIABLES: [&str; 20] = [
    "title",
    "author",
    "editor",
    "container-title",
    "publisher",
    "issued",
    "accessed",
    "volume",
    "issue",
    "page",
    "number",
    "edition",
    "version",
    "DOI",
    "URL",
    "archive",
    "language",
    "abstract",
    "note",
    "custom",
];

const TAGS: [&str; 28] = [
    "DO", "SP", "EP", "ID", "LK", "UR", "TI", "T1", "T2", "T3", "ST", "AU", "A1", "A2", "A3", "JF", "JO", "JA", "SO",
    "PB", "CY", "ET", "LA", "KW", "N1", "AB", "C2", "M3",
];

fn value() -> impl Strategy<Value = Value> {
    let word = "[a-z]{4,9}( [a-z]{4,9})?".prop_map(Value::from);
    let name = ("[A-Z][a-z]{3,8}", "[A-Z][a-z]{3,8}")
        .prop_map(|(family, given)| serde_json::json!([{"family": family, "given": given, "suffix": "Jr."}]));
    let date = (1900..2030_i32, 0..14_i32).prop_map(|(year, month)| serde_json::json!({"date-parts": [[year, month]]}));
    prop_oneof![word, name, date, (1000..9999_i32).prop_map(Value::from)]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever an item of CSL says is in the record or reported as left over.
    #[test]
    fn no_csl_is_lost(values in prop::collection::btree_map(prop::sample::select(&VARIABLES[..]), value(), 1..8)) {
        let csl: Map<String, Value> = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let mut words = Vec::new();
        leaves(&Value::Object(csl.clone()), &mut words);
        let text = all_text(&one(&Value::Object(csl).to_string()));
        for word in words {
            prop_assert!(text.contains(&word), "{} is lost: {}", word, text);
        }
    }

    /// Whatever a line of RIS says is in the record or reported as left over.
    #[test]
    fn no_ris_is_lost(lines in prop::collection::vec((prop::sample::select(&TAGS[..]), "[a-z]{4,9}( [a-z]{4,9})?"), 1..12)) {
        let body = lines.iter().map(|(tag, value)| format!("{tag}  - {value}\n")).collect::<Vec<_>>().concat();
        let text = all_text(&one(&format!("TY  - JOUR\n{body}ER  - \n")));
        for word in lines.iter().flat_map(|(_, value)| value.split(' ')) {
            prop_assert!(text.contains(word), "{} is lost: {}\n{}", word, text, body);
        }
    }

    /// Whatever a field of BibTeX says is in the record or reported as left over.
    #[test]
    fn no_bibtex_is_lost(fields in prop::collection::vec((prop::sample::select(&BIBTEX[..]), "[a-z]{4,9}( [a-z]{4,9})?"), 1..10)) {
        let body = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect::<Vec<_>>().concat();
        let text = all_text(&one(&format!("@article{{key,\n{body}}}\n")));
        for word in fields.iter().flat_map(|(_, value)| value.split(' ')) {
            prop_assert!(text.contains(word), "{} is lost: {}\n{}", word, text, body);
        }
    }
}

const BIBTEX: [&str; 17] = [
    "title",
    "subtitle",
    "author",
    "editor",
    "journal",
    "journaltitle",
    "booktitle",
    "publisher",
    "institution",
    "volume",
    "number",
    "pages",
    "date",
    "year",
    "note",
    "keywords",
    "abstract",
];
