//! Shared helpers: small datasets and a service to query.

use std::convert::Infallible;

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode},
    response::Response,
};
use http_body_util::BodyExt;
use jiff::civil::{Date, date};
use oreatlas::{
    app::{App, Config, service},
    catalog::{
        Catalog, Columns,
        properties::{SiteEvidence, SiteRecord},
    },
    dataset::{self, Dataset, File, Tree},
    formats::Atlas,
    model::{
        Claim, Geometry, Site,
        claim::{ClaimId, claim_ids},
    },
    server::Limits,
};
use serde_json::{Value, json};
use tower::{ServiceExt, util::BoxCloneSyncService};

/// The day of every test.
pub fn today() -> Date {
    date(2026, 11, 22)
}

/// The dataset inside the program.
pub fn embedded() -> Dataset {
    Dataset::new(Tree::new(dataset::embedded()))
}

/// The positions of the claims with these ids in the list of a record's claims.
pub fn positions(claims: &[Claim], ids: &[ClaimId]) -> Vec<usize> {
    let all = claim_ids(claims);
    ids.iter().map(|id| all.iter().position(|other| other == id).unwrap()).collect()
}

/// A dataset of these files, all of which must be valid.
pub fn dataset_of(files: impl IntoIterator<Item = (String, Value)>) -> Dataset {
    let files = files.into_iter().map(|(path, json)| File { path, bytes: json.to_string().into_bytes() });
    let tree = Tree::new(files.collect());
    for file in &tree.files {
        assert!(file.record.is_ok(), "{}: {:?}", file.path, file.record);
    }
    Dataset::new(tree)
}

/// A source file with its date of issue and the sources that it derives from.
pub fn source(id: &str, day: Option<&str>, derives_from: &[String]) -> (String, Value) {
    let mut record = json!({
        "id": id, "type": "article", "title": id, "custom": {"kind": "newspaper", "derives_from": derives_from},
    });
    if let Some(day) = day {
        let parts: Vec<i32> = day.split('-').map(|part| part.parse().unwrap()).collect();
        record["issued"] = json!({"date-parts": [parts]});
    }
    (format!("sources/{id}.json"), record)
}

pub fn config() -> Config {
    Config {
        public_url: "https://atlas.example".to_owned(),
        frame_ancestors: Vec::new(),
        cors: true,
        report_to: None,
        request_log: None,
        lost_lines: None,
        limits: Limits::DEFAULT,
    }
}

/// The service of a dataset, as the server runs it.
pub type Service = BoxCloneSyncService<Request<Body>, Response, Infallible>;

pub fn service_over(dataset: Dataset) -> Service {
    service_with(dataset, config())
}

pub fn service_with(dataset: Dataset, config: Config) -> Service {
    BoxCloneSyncService::new(service(&App::new(Catalog::new(dataset, today()), config).unwrap()))
}

pub fn service_of(atlas: Atlas) -> Service {
    BoxCloneSyncService::new(service(&App::of(atlas, config()).unwrap()))
}

/// A response with its whole body.
pub struct TestResponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl TestResponse {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The ids of its Features.
    pub fn ids(&self) -> Vec<String> {
        let json = self.json();
        let features = json["features"].as_array().unwrap();
        features.iter().map(|feature| feature["id"].as_str().unwrap().to_owned()).collect()
    }
}

pub async fn ask(service: &Service, method: Method, address: &str, headers: &[(&str, &str)]) -> TestResponse {
    let mut request = Request::builder().method(method).uri(address).header("host", "atlas.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = service.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (head, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    TestResponse { status: head.status, headers: head.headers, body }
}

pub async fn get(service: &Service, address: &str) -> TestResponse {
    ask(service, Method::GET, address, &[]).await
}

/// A catalog of sites at these positions, without records, as in an imported atlas.
pub fn catalog_of(places: impl Iterator<Item = [f64; 2]>, name: &str) -> Catalog {
    let dataset = Dataset::default();
    let mut columns = Columns::default();
    let mut site: Site = serde_json::from_value(json!({"type": "Feature", "id": "site", "geometry": null,
        "properties": {"name": name, "kind": "deposit", "country": "PK", "claims": []}}))
    .unwrap();
    let evidence = SiteEvidence::new(&dataset, &site, today());
    for (index, coordinates) in places.enumerate() {
        site.id = format!("site-{index:06}");
        site.properties.name = format!("{name}{index}");
        site.geometry = Some(Geometry::Point { coordinates });
        columns.push(&dataset, &SiteRecord { site: &site, evidence: &evidence });
    }
    Catalog::of(dataset, columns, today())
}

/// The OpenAPI document, with each shared parameter in the place of a reference to it.
pub async fn api(service: &Service) -> Value {
    let mut api = get(service, "/api").await.json();
    let shared = api["components"]["parameters"].clone();
    for (_, item) in api["paths"].as_object_mut().unwrap() {
        for parameter in item["get"]["parameters"].as_array_mut().unwrap() {
            if let Some(name) = parameter["$ref"].as_str().and_then(|to| to.strip_prefix("#/components/parameters/")) {
                *parameter = shared[name].clone();
                assert!(parameter.is_object(), "there is no shared parameter of this name");
            }
        }
    }
    api
}
