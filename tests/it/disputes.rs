//! The estimates of the built-in data: which contradict each other (each case is of a kind that once was judged wrongly), and
//! how inferred reporting codes are shown.

use axum::http::Method;
use oreatlas::{
    dataset::Dataset,
    evidence::weigh,
    model::{Claim, claim::Estimate},
};

use crate::support::{ask, embedded, get, positions, service_over, today};

fn claims<'a>(dataset: &'a Dataset, site: &str) -> &'a [Claim] {
    &dataset.sites.iter().find(|found| found.id == site).unwrap().properties.claims
}

/// The tonnage of ore that a claim states, in the unit of its source.
fn ore(claim: &Claim) -> Option<f64> {
    match claim {
        Claim::Estimate(Estimate { ore: Some(ore), .. }) => Some(ore.amount),
        _ => None,
    }
}

fn stated(dataset: &Dataset, site: &str) -> Vec<f64> {
    claims(dataset, site).iter().filter_map(ore).collect()
}

/// The tonnages of ore, in the unit of their source, of each pair of a site's estimates that contradict each other.
fn disputes(dataset: &Dataset, site: &str) -> Vec<(f64, f64)> {
    let claims = claims(dataset, site);
    let evidence = weigh(&dataset.sources, claims, today());
    let pairs = evidence.iter().enumerate().flat_map(|(index, evidence)| {
        let others = positions(claims, &evidence.disputed_by).into_iter();
        others.filter_map(move |other| Some((ore(&claims[index])?, ore(&claims[other])?)))
    });
    pairs.filter(|(one, other)| one < other).collect()
}

#[test]
fn estimates_that_can_hold_together_are_not_in_dispute() {
    let dataset = embedded();
    for (site, pair, why) in [
        ("chiniot-rajoa", (27.46, 110.0), "a later, detailed investigation succeeded the first"),
        ("khewra-salt-mine", (82.0, 600.0), "more than 82 Mt may be 600 Mt"),
        ("khewra-salt-mine", (82.0, 6687.0), "more than 82 Mt may be more than 6,687 Mt"),
        ("duddar", (10.3, 50.0), "the first was provisional, before the exploration from 1995 on"),
        ("makerwal", (22.0, 23.0), "estimates are not more precise than this"),
        ("saindak", (336.0, 440.0), "the first is of the East ore body alone"),
        ("kalabagh-iron", (300.0, 369.0), "the second is of Chichali alone"),
    ] {
        for amount in [pair.0, pair.1] {
            assert!(stated(&dataset, site).contains(&amount), "{site} states no {amount}: correct this test");
        }
        let found = disputes(&dataset, site);
        assert!(!found.contains(&pair), "{site}: {found:?}: {why}");
    }
}

#[test]
fn estimates_that_contradict_each_other_are_in_dispute() {
    let dataset = embedded();
    for (site, pair, why) in [
        ("duddar", (14.0, 50.0), "one of them states metals too"),
        ("kalabagh-iron", (369.0, 500.0), "both are of Chichali, and one states its metal"),
        ("khewra-salt-mine", (600.0, 6687.0), "up to 600 Mt, and more than 6,687 Mt"),
        ("chamalang", (100.0, 500.0), "100 Mt is of Chamalang and more"),
    ] {
        let found = disputes(&dataset, site);
        assert!(found.contains(&pair), "{site}: {found:?}: {why}");
    }
}

#[tokio::test]
async fn an_inferred_code_says_so_wherever_it_is_shown() {
    let service = service_over(embedded());
    let address = "/collections/sites/items/reko-diq";
    let claims = get(&service, address).await.json()["properties"]["claims"].clone();
    let inferred = claims.as_array().unwrap().iter().filter(|claim| claim["code_inferred"] == true).count();
    assert!(inferred > 0);
    let page = ask(&service, Method::GET, address, &[("accept", "text/html")]).await.text();
    assert_eq!(page.matches("NI 43-101 (inferred by the curators)").count(), inferred);
    let kml = get(&service, "/collections/sites/download.kml?q=reko-diq").await.text();
    assert_eq!(kml.matches("code ni-43-101, code inferred true").count(), inferred);
}
