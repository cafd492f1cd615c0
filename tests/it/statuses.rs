//! A status is shown with the date for which it was last reported, and a citation without a passage says so.

use axum::http::Method;
use serde_json::json;

use crate::support::{ask, dataset_of, get, service_over, source};

const ITEMS: &str = "/collections/sites/items";

/// The page of a site, its row in the list and its description all say so.
#[tokio::test]
async fn an_old_status_is_shown_with_the_date_of_its_report() {
    let site = json!({
        "type": "Feature", "id": "hill", "geometry": null,
        "properties": {"name": "Hill", "kind": "deposit", "country": "PK", "claims": [
            {"about": "status", "status": "operating", "cite": [{"source": "old"}, {"source": "older"}]},
        ]},
    });
    let service = service_over(dataset_of([
        source("older", Some("1987"), &[]),
        source("old", Some("1992"), &[]),
        ("sites/pk/hill.geojson".to_owned(), site),
    ]));
    let html = async |address: &str| ask(&service, Method::GET, address, &[("accept", "text/html")]).await.text();
    let page = html(&format!("{ITEMS}/hill")).await;
    assert_eq!(page.matches("Operating, last reported 1992").count(), 3, "in the head, in its metadata: {page}");
    assert!(page.contains("Passage not available"), "neither source is cited by its words");
    assert!(html(ITEMS).await.contains("Operating, last reported 1992"));
    let then = html(&format!("{ITEMS}/hill?as_of=1993-06-30")).await;
    assert!(!then.contains("Operating, last reported") && then.contains("Operating"), "it was current then");
    let csv = get(&service, "/collections/sites/download.csv").await.text();
    assert!(csv.lines().next().unwrap().contains(",status,status_as_of,") && csv.contains(",operating,1992,"), "{csv}");
    let filter = "filter=status_as_of%20%3C%20'2000'";
    assert_eq!(get(&service, &format!("{ITEMS}?{filter}&sortby=-status_as_of")).await.ids(), ["hill"]);
}
