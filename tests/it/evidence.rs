//! Evidence does not depend on order, and counts lineages, not articles.

use std::collections::BTreeSet;

use oreatlas::{
    dataset::Dataset,
    evidence::{Evidence, EvidenceLevel, Standing, changes, reasons, weigh},
    model::{
        Claim, Organization,
        claim::{ClaimId, claim_ids},
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{dataset_of, positions, source, today};

/// Sources s0 to s7, of which later ones can derive from earlier ones.
fn sources() -> impl Strategy<Value = Vec<(Option<u32>, Vec<usize>)>> {
    let one = (proptest::option::of(1..28_u32), proptest::collection::vec(0..8_usize, 0..2));
    proptest::collection::vec(one, 8).prop_map(|mut sources| {
        for (index, (_, parents)) in sources.iter_mut().enumerate() {
            parents.retain(|&parent| parent < index);
        }
        sources
    })
}

fn world(sources: &[(Option<u32>, Vec<usize>)]) -> Vec<(String, Value)> {
    let record = |(index, (day, parents)): (usize, &(Option<u32>, Vec<usize>))| {
        let parents: Vec<String> = parents.iter().map(|parent| format!("s{parent}")).collect();
        source(&format!("s{index}"), day.map(|day| format!("2025-09-{day:02}")).as_deref(), &parents)
    };
    sources.iter().enumerate().map(record).collect()
}

fn cite() -> impl Strategy<Value = Value> {
    let one = (0..8_usize, proptest::option::weighted(0.2, 0..3_usize)).prop_map(|(source, speaker)| match speaker {
        Some(speaker) => json!({"source": format!("s{source}"), "attributed_to": format!("Speaker {speaker}")}),
        None => json!({"source": format!("s{source}")}),
    });
    proptest::collection::vec(one, 1..4).prop_map(Value::from)
}

fn claim() -> impl Strategy<Value = Value> {
    let value = prop_oneof![
        (60..62_u32, 29..31_u32, 1..90_000_u32)
            .prop_map(|(x, y, u)| json!({"about": "location", "coordinates": [x, y], "uncertainty_m": u})),
        (0..2_usize, 0..3_usize).prop_map(|(mineral, rank)| {
            json!({"about": "mineral", "mineral": (["copper", "gold"][mineral]), "rank": (["primary", "secondary", "reported"][rank])})
        }),
        (0..2_usize).prop_map(|who| json!({"about": "operator", "organization": (["fwo", "mcc"][who])})),
        (0..2_usize, 1..4_u32).prop_map(|(who, share)| {
            json!({"about": "owner", "organization": (["fwo", "mcc"][who]), "interest": "equity", "share_percent": share * 10})
        }),
        (0..2_usize).prop_map(|status| json!({"about": "status", "status": (["operating", "closed"][status])})),
        (1..4_u32).prop_map(|amount| {
            json!({"about": "estimate", "estimator": "mcc", "category": "inferred", "code": "jorc-code",
                   "metals": [{"mineral": "copper", "amount": amount, "unit": "Mt"}]})
        }),
    ];
    (value, cite(), proptest::option::of(2015..2026_u32), proptest::option::weighted(0.25, 0..2_usize)).prop_map(
        |(mut claim, cite, as_of, verdict)| {
            if let Some(year) = as_of {
                claim["as_of"] = year.to_string().into();
            }
            claim["cite"] = cite;
            if let Some(verdict) = verdict {
                let verdict = ["accepted", "rejected"][verdict];
                claim["judgement"] = json!({"verdict": verdict, "why": "because", "cite": [{"source": "s0"}]});
            }
            claim
        },
    )
}

fn claims() -> impl Strategy<Value = Vec<Value>> {
    proptest::collection::vec(claim(), 1..9)
}

fn parse(claims: &[Value]) -> Vec<Claim> {
    claims.iter().map(|claim| serde_json::from_value(claim.clone()).unwrap()).collect()
}

fn weighed(dataset: &Dataset, claims: &[Value]) -> (Vec<Claim>, Vec<Evidence>) {
    let claims = parse(claims);
    let evidence = weigh(&dataset.sources, &claims, today());
    (claims, evidence)
}

fn roots(evidence: &Evidence) -> BTreeSet<&str> {
    evidence.witnesses.iter().map(|witness| witness.root.as_str()).collect()
}

/// The evidence of each claim, with rivals and successor as text instead of ids.
fn by_content(claims: &[Claim], evidence: &[Evidence]) -> Vec<String> {
    let ids = claim_ids(claims);
    let text = |index: usize| {
        let mut claim = claims[index].clone();
        claim.set_id(ClaimId::new());
        serde_json::to_string(&claim).unwrap()
    };
    let text_of = |id: &ClaimId| text(ids.iter().position(|other| other == id).unwrap());
    let mut all: Vec<String> = (0..claims.len())
        .map(|index| {
            let evidence = &evidence[index];
            let mut rivals: Vec<String> = evidence.disputed_by.iter().map(text_of).collect();
            rivals.sort();
            let after = evidence.superseded_by.as_ref().map(text_of);
            format!("{} {:?} {} {rivals:?} {after:?}", text(index), roots(evidence), evidence.current)
        })
        .collect();
    all.sort();
    all
}

proptest! {
    #[test]
    fn order_does_not_matter(sources in sources(), claims in claims(), seed in any::<prop::sample::Index>()) {
        let files = world(&sources);
        let mut turned = files.clone();
        turned.rotate_left(seed.index(files.len()));
        turned.reverse();
        let (here, there) = (dataset_of(files), dataset_of(turned));
        let mut shuffled = claims.clone();
        shuffled.rotate_left(seed.index(claims.len()));
        shuffled.reverse();
        let (first, second) = (weighed(&here, &claims), weighed(&there, &shuffled));
        prop_assert_eq!(by_content(&first.0, &first.1), by_content(&second.0, &second.1));
        prop_assert_eq!(reasons(&first.0, &first.1).level(), reasons(&second.0, &second.1).level());
    }

    #[test]
    fn a_rewrite_adds_no_lineage(sources in sources(), claims in claims(), index in any::<prop::sample::Index>()) {
        let mut files = world(&sources);
        let index = index.index(claims.len());
        let cited = claims[index]["cite"][0].clone();
        // The rewrite retells the source and quotes whom it quotes.
        files.push(source("rewrite", None, &[cited["source"].as_str().unwrap().to_owned()]));
        let dataset = dataset_of(files);
        let mut more = claims.clone();
        let mut retold = cited.clone();
        retold["source"] = "rewrite".into();
        more[index]["cite"].as_array_mut().unwrap().push(retold);
        let (before, after) = (weighed(&dataset, &claims).1, weighed(&dataset, &more).1);
        prop_assert_eq!(before[index].lineages, after[index].lineages);
    }

    #[test]
    fn an_independent_source_adds_a_lineage(sources in sources(), claims in claims(), index in any::<prop::sample::Index>()) {
        let mut files = world(&sources);
        let index = index.index(claims.len());
        files.push(source("witness", None, &[]));
        let dataset = dataset_of(files);
        let mut more = claims.clone();
        more[index]["cite"].as_array_mut().unwrap().push(json!({"source": "witness"}));
        let (before, after) = (weighed(&dataset, &claims).1, weighed(&dataset, &more).1);
        prop_assert_eq!(after[index].lineages, before[index].lineages + 1);
        prop_assert!(roots(&before[index]).is_subset(&roots(&after[index])));
    }

    #[test]
    fn a_past_day_ignores_later_claims(
        sources in sources(), claims in claims(), year in 2018..2027_i16,
    ) {
        let dataset = dataset_of(world(&sources));
        let day = jiff::civil::date(year, 12, 31);
        // A claim's own year, else that of its sources, which are all of 2025 or undated.
        let dated = |citation: &Value| {
            let index: usize = citation["source"].as_str().unwrap()[1..].parse().unwrap();
            sources[index].0.is_some()
        };
        let known = |claim: &&Value| {
            let timeless = ["location", "mineral"].contains(&claim["about"].as_str().unwrap());
            let own = claim.get("as_of").map(|year| year.as_str().unwrap().parse::<i16>().unwrap());
            let of_sources = claim["cite"].as_array().unwrap().iter().any(dated).then_some(2025);
            timeless || own.or(of_sources).is_none_or(|since| since <= year)
        };
        let earlier: Vec<Value> = claims.iter().filter(known).cloned().collect();
        let (all, only) = (parse(&claims), parse(&earlier));
        let ids = claim_ids(&all);
        let evidence = weigh(&dataset.sources, &all, day);
        let alone = weigh(&dataset.sources, &only, day);
        let kept: Vec<usize> = (0..claims.len()).filter(|&index| known(&&claims[index])).collect();
        for (index, evidence) in evidence.iter().enumerate() {
            prop_assert!(kept.contains(&index) || !evidence.current);
        }
        let (claims_kept, evidence_kept): (Vec<Claim>, Vec<Evidence>) = kept
            .iter()
            .map(|&index| {
                let mut claim = all[index].clone();
                claim.set_id(ids[index].clone());
                (claim, evidence[index].clone())
            })
            .unzip();
        prop_assert_eq!(by_content(&claims_kept, &evidence_kept), by_content(&only, &alone));
        prop_assert_eq!(reasons(&all, &evidence).level(), reasons(&only, &alone).level());
    }

    #[test]
    fn a_rejected_claim_disputes_nothing(sources in sources(), claims in claims(), index in any::<prop::sample::Index>()) {
        let dataset = dataset_of(world(&sources));
        let index = index.index(claims.len());
        let mut rejecting = claims.clone();
        rejecting[index]["judgement"] = json!({"verdict": "rejected", "why": "because", "cite": [{"source": "s0"}]});
        let (claims, evidence) = weighed(&dataset, &rejecting);
        let id = &claim_ids(&claims)[index];
        prop_assert!(evidence[index].disputed_by.is_empty());
        prop_assert_eq!(evidence[index].standing, Standing::Rejected);
        for one in &evidence {
            prop_assert!(!one.disputed_by.contains(id));
            prop_assert!(one.superseded_by.as_ref() != Some(id));
        }
    }

    #[test]
    fn disputes_are_mutual_and_between_current_claims(sources in sources(), claims in claims()) {
        let dataset = dataset_of(world(&sources));
        let (claims, evidence) = weighed(&dataset, &claims);
        for (id, one) in claim_ids(&claims).iter().zip(&evidence) {
            prop_assert_eq!(one.standing == Standing::Disputed, !one.disputed_by.is_empty());
            for rival in positions(&claims, &one.disputed_by) {
                let rival = &evidence[rival];
                prop_assert!(rival.disputed_by.contains(id));
                prop_assert!(one.current && rival.current);
            }
        }
    }
}

#[test]
fn two_rewrites_of_one_story_count_once() {
    let dataset = dataset_of([
        source("agency", None, &[]),
        source("rewrite-a", None, &["agency".to_owned()]),
        source("rewrite-b", None, &["rewrite-a".to_owned()]),
        source("paper", None, &[]),
    ]);
    let claim = |cite: Value| json!({"about": "operator", "organization": "fwo", "cite": cite});
    let lineages = |cite: Value| weighed(&dataset, &[claim(cite)]).1[0].lineages;
    assert_eq!(lineages(json!([{"source": "rewrite-a"}, {"source": "rewrite-b"}, {"source": "agency"}])), 1);
    assert_eq!(lineages(json!([{"source": "rewrite-a"}, {"source": "paper"}])), 2);
    assert_eq!(lineages(json!([{"source": "paper", "derives_from": ["agency"]}, {"source": "rewrite-b"}])), 1);
    let quoting = |source: &str| json!({"source": source, "attributed_to": "Prime Minister's  Office"});
    assert_eq!(
        lineages(json!([quoting("paper"), {"source": "agency", "attributed_to": "Prime Minister's Office"}])),
        1
    );
}

#[test]
fn a_later_status_supersedes_an_earlier_one_and_a_location_never() {
    let dataset = dataset_of([source("old", Some("2020-01-01"), &[]), source("new", Some("2025-01-01"), &[])]);
    let status =
        |source: &str, status: &str| json!({"about": "status", "status": status, "cite": [{"source": source}]});
    let (_, evidence) = weighed(&dataset, &[status("old", "operating"), status("new", "closed")]);
    assert_eq!((evidence[0].superseded_by.as_deref(), &evidence[1].superseded_by), (Some("status-new"), &None));
    assert_eq!((evidence[0].standing, evidence[1].standing), (Standing::Superseded, Standing::Active));
    assert!(evidence[0].disputed_by.is_empty(), "a superseded claim is not in dispute");
    let place = |source: &str, x: f64, uncertainty: u32| json!({"about": "location", "coordinates": [x, 29.0], "uncertainty_m": uncertainty, "cite": [{"source": source}]});
    let (claims, evidence) = weighed(&dataset, &[place("old", 62.0, 3000), place("new", 62.4, 3000)]);
    assert_eq!(evidence[0].disputed_by, ["location-new"], "39 km apart");
    assert_eq!(reasons(&claims, &evidence).level(), EvidenceLevel::Disputed);
    let (_, evidence) = weighed(&dataset, &[place("old", 62.0, 3000), place("new", 62.05, 3000)]);
    assert!(evidence[0].disputed_by.is_empty(), "4.9 km apart, and 6 km uncertain");
}

#[test]
fn corroborated_needs_two_lineages_for_location_and_mineral() {
    let names: BTreeSet<&str> = ["a", "b"].into();
    let dataset = dataset_of(names.iter().map(|id| source(id, None, &[])));
    let place =
        |cite: Value| json!({"about": "location", "coordinates": [62, 29], "uncertainty_m": 1000, "cite": cite});
    let mineral = |cite: Value| json!({"about": "mineral", "mineral": "copper", "rank": "primary", "cite": cite});
    let (one, two) = (json!([{"source": "a"}]), json!([{"source": "a"}, {"source": "b"}]));
    for (location, copper, expected) in [
        (&two, &two, EvidenceLevel::Corroborated),
        (&one, &two, EvidenceLevel::SingleSource),
        (&two, &one, EvidenceLevel::SingleSource),
    ] {
        let (claims, evidence) = weighed(&dataset, &[place(location.clone()), mineral(copper.clone())]);
        assert_eq!(reasons(&claims, &evidence).level(), expected);
    }
    let mut inferred = place(two.clone());
    inferred["basis"] = "inferred".into();
    let (claims, evidence) = weighed(&dataset, &[inferred, mineral(two)]);
    assert_eq!(reasons(&claims, &evidence).level(), EvidenceLevel::SingleSource, "we inferred it, nobody said it");
}

#[test]
fn estimates_of_different_minerals_are_not_rivals() {
    let dataset = dataset_of([source("a", Some("2020-01-01"), &[]), source("b", Some("2020-01-01"), &[])]);
    let estimate = |who: &str, metals: &[&str], amount: f64| {
        let metals: Vec<Value> = metals.iter().map(|mineral| json!({"mineral": mineral})).collect();
        json!({"about": "estimate", "estimator": who, "category": "inferred", "code": "jorc-code",
               "ore": {"amount": amount, "unit": "Mt"}, "metals": metals, "cite": [{"source": "a"}]})
    };
    for (mine, theirs, rivals) in [
        (&["iron"][..], &["iron"][..], true),
        (&["iron"], &["copper"], false),
        (&["copper", "gold"], &["copper"], true),
        // Ore is compared with ore, whether or not its metals are stated.
        (&["iron"], &[], true),
        (&[], &[], true),
    ] {
        let (_, evidence) = weighed(&dataset, &[estimate("mcc", mine, 261.5), estimate("fwo", theirs, 36.5)]);
        assert_eq!(!evidence[0].disputed_by.is_empty(), rivals, "{mine:?} {theirs:?}");
    }
}

/// The estimates of one site, with `changes` made to equal ones, and which of them contradict the first.
fn rivals_of_the_first(changes: &[Value]) -> Vec<usize> {
    let dataset = dataset_of([source("a", Some("2020-01-01"), &[]), source("b", Some("2025-01-01"), &[])]);
    let estimates: Vec<Value> = changes
        .iter()
        .map(|changes| {
            let mut claim = json!({"about": "estimate", "category": "inferred", "code": "not-stated",
                                   "ore": {"amount": 500, "unit": "Mt"}, "cite": [{"source": "a"}]});
            for (key, value) in changes.as_object().unwrap() {
                claim[key] = value.clone();
            }
            claim
        })
        .collect();
    let (claims, evidence) = weighed(&dataset, &estimates);
    positions(&claims, &evidence[0].disputed_by)
}

#[test]
fn a_figure_for_a_part_is_no_rival_of_one_for_the_whole() {
    let ore = json!({"amount": 369, "unit": "Mt"});
    assert_eq!(rivals_of_the_first(&[json!({}), json!({"part": "East ore body", "ore": ore})]), [0_usize; 0]);
    let parts = ["East ore body", "east  ore-body", "West ore body"];
    let parts = parts.map(|part| json!({"part": part, "ore": ore}));
    let first = json!({"part": "East ore body"});
    assert_eq!(rivals_of_the_first(&[&[first][..], &parts].concat()), [1, 2]);
}

#[test]
fn a_limit_is_no_rival_of_what_it_allows() {
    let ore = |amount: f64, bound: &str| json!({"ore": {"amount": amount, "unit": "Mt", "bound": bound}});
    let exact = |amount: f64| json!({"ore": {"amount": amount, "unit": "Mt"}});
    assert_eq!(rivals_of_the_first(&[ore(82.0, "at-least"), exact(600.0), ore(6687.0, "at-least"), exact(50.0)]), [3]);
    assert_eq!(rivals_of_the_first(&[ore(600.0, "at-most"), exact(82.0), exact(6200.0)]), [2]);
}

#[test]
fn estimates_agree_within_the_precision_of_estimates() {
    let ore = |amount: f64, unit: &str| json!({"ore": {"amount": amount, "unit": unit}});
    assert_eq!(rivals_of_the_first(&[ore(22.0, "Mt"), ore(23.0, "Mt"), ore(23_034.0, "kt"), ore(25.0, "Mt")]), [3]);
}

#[test]
fn a_later_study_by_the_same_estimator_succeeds_an_earlier_one() {
    let dataset = dataset_of([source("a", Some("2014-01-01"), &[]), source("b", Some("2020-01-01"), &[])]);
    let estimate = |estimator: &str, effective: &str, part: Option<&str>, amount: f64| {
        let mut claim = json!({"about": "estimate", "estimator": estimator, "category": "measured", "code": "not-stated",
               "effective": effective, "ore": {"amount": amount, "unit": "Mt"}, "cite": [{"source": "a"}]});
        if let Some(part) = part {
            claim["part"] = part.into();
        }
        claim
    };
    let claims = [
        estimate("mcc", "1999", None, 27.46),
        estimate("mcc", "2007", None, 110.0),
        estimate("fwo", "2009", None, 150.0),
        estimate("mcc", "2011", Some("East ore body"), 30.0),
    ];
    let (claims, evidence) = weighed(&dataset, &claims);
    let ids = claim_ids(&claims);
    assert_eq!(
        evidence[0].superseded_by.as_ref(),
        Some(&ids[1]),
        "the newer figure for a part does not succeed that for the whole"
    );
    assert!(evidence[0].disputed_by.is_empty());
    assert_eq!((&evidence[1].superseded_by, &evidence[1].disputed_by[..]), (&None, &ids[2..3]), "another estimator");
}

#[test]
fn two_names_of_one_organization_are_not_rivals() {
    let dataset = dataset_of([source("a", Some("2020-01-01"), &[]), source("b", Some("2020-01-01"), &[])]);
    let operator = |organization: &str, cite: &str| json!({"about": "operator", "organization": organization, "cite": [{"source": cite}]});
    let mineral = |mineral: &str, rank: &str| json!({"about": "mineral", "mineral": mineral, "rank": rank, "cite": [{"source": "a"}]});
    let claims = [
        operator("barrick", "a"),
        operator("barrick", "b"),
        mineral("copper", "primary"),
        mineral("gold", "secondary"),
    ];
    let (_, evidence) = weighed(&dataset, &claims);
    assert!(evidence.iter().all(|evidence| evidence.disputed_by.is_empty()));
}

/// The pages of organizations show their claims as of a day, so the day on which one begins must not be missed.
#[test]
fn claims_of_organizations_change_the_evidence() {
    let claim = json!({"about": "remark", "text": "It was founded.", "from": "2020-05-04", "cite": [{"source": "s0"}]});
    let miner = json!({"id": "miner", "name": "Miner", "kind": "company", "claims": [claim]});
    let miner: Organization = serde_json::from_value(miner).unwrap();
    let dataset = Dataset { organizations: [(miner.id.clone(), miner)].into(), ..Dataset::default() };
    assert_eq!(changes(&dataset.sources, dataset.claims()), [jiff::civil::date(2020, 5, 4)]);
}
