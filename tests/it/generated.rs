//! Generated files are what their command makes of today's sources.

use std::fs;

use oreatlas::{api::response_schemas, dataset, model::schema::schemas};

#[test]
fn schemas_are_up_to_date() {
    for (name, schema) in schemas().into_iter().chain([("api", response_schemas())]) {
        let path = format!("data/schema/{name}.json");
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == format!("{schema:#}\n"), "{path} is stale: run `cargo run -- schema`");
    }
}

#[test]
fn every_record_follows_its_published_schema() {
    let mut records = 0;
    for file in dataset::embedded() {
        let kind = match file.path.split('/').next().unwrap() {
            "sites" => "site",
            "sources" => "source",
            "organizations" => "organization",
            "agreements" => "agreement",
            "countries" => "country",
            "minerals.json" => "minerals",
            _ => continue,
        };
        let schema = fs::read_to_string(format!("data/schema/{kind}.json")).unwrap();
        let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
        let record = serde_json::from_slice(&file.bytes).unwrap();
        let problems: Vec<String> =
            validator.iter_errors(&record).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(problems.is_empty(), "{}: {problems:?}", file.path);
        records += 1;
    }
    assert!(records > 50, "only {records} records");
}
