//! What a claim says, without when, who and why.

use maud::{Markup, html};

use super::{
    figures::{date, distance, figure, money, number, position},
    parts::{mineral, minerals, organization},
    words::{capital, term},
};
use crate::{
    catalog::Catalog,
    model::{
        Claim,
        claim::{Category, Code, Estimate, Location, Metal, MoneyAmount, Owner},
    },
};

/// A claim's value, with links to the records that it names.
pub(super) fn value(catalog: &Catalog, claim: &Claim) -> Markup {
    match claim {
        Claim::Location(claim) => location(claim),
        Claim::Mineral(claim) => html! {
            (mineral(catalog, &claim.mineral)) " " span.aside { (term("rank", claim.rank.as_str())) }
        },
        Claim::Operator(claim) => organization(catalog, &claim.organization),
        Claim::Licence(claim) => html! {
            (organization(catalog, &claim.organization)) " "
            span.aside {
                (term("licence", claim.kind.map_or("", |kind| kind.as_str())))
                @if let Some(number) = &claim.number { " · No. " (number) }
                @if let Some(area) = claim.area_km2 { " · " (number(area)) " km²" }
            }
            (minerals(catalog, claim.minerals.iter().map(String::as_str)))
        },
        Claim::Owner(claim) => owner(catalog, claim),
        Claim::Status(claim) => html! { (term("status", claim.status.as_str())) },
        Claim::Estimate(claim) => estimate(catalog, claim),
        Claim::Production(claim) => output(
            catalog,
            "Production",
            claim.mineral.as_deref(),
            claim.amount,
            claim.unit.as_deref(),
            claim.value.as_ref(),
            claim.period,
        ),
        Claim::Export(claim) => output(
            catalog,
            "Exports",
            claim.mineral.as_deref(),
            claim.amount,
            claim.unit.as_deref(),
            claim.value.as_ref(),
            claim.period,
        ),
        Claim::Party(claim) => html! {
            (organization(catalog, &claim.organization))
            @if let Some(role) = &claim.role { " " span.aside { (role) } }
        },
        Claim::Signed(claim) => html! {
            time datetime=(claim.date) { (date(claim.date)) }
            @if let Some(place) = &claim.place { " " span.aside { "in " (place) } }
        },
        Claim::Amount(claim) => html! {
            strong.figures { (money(claim.value.amount, &claim.value.currency)) } " " (claim.what)
        },
        Claim::Scope(claim) => html! {
            (claim.what) (minerals(catalog, claim.minerals.iter().map(String::as_str)))
        },
        Claim::Milestone(claim) => html! {
            @match claim.date {
                Some(day) => time.milestone-date datetime=(day) { (date(day)) },
                None => span.milestone-date { "date not stated" },
            }
            " " (claim.what)
        },
        Claim::Figure(claim) => html! { strong.figures { (figure(claim.amount, &claim.unit)) } " " (claim.what) },
        Claim::Remark(claim) => html! { (claim.text) },
    }
}

/// A claim's value in a line of text.
pub(super) fn summary(catalog: &Catalog, claim: &Claim) -> String {
    let organization =
        |id: &str| catalog.dataset.organizations.get(id).map_or_else(|| id.to_owned(), |record| record.name.clone());
    let mineral =
        |id: &str| catalog.dataset.minerals.get(id).map_or_else(|| id.to_owned(), |record| record.name.clone());
    match claim {
        Claim::Location(claim) => claim
            .coordinates
            .map_or_else(|| "an approximate outline".to_owned(), |place| position(place, claim.uncertainty_m)),
        Claim::Mineral(claim) => format!("{}, {}", mineral(&claim.mineral), term("rank", claim.rank.as_str())),
        Claim::Operator(claim) => organization(&claim.organization),
        Claim::Licence(claim) => organization(&claim.organization),
        Claim::Party(claim) => organization(&claim.organization),
        Claim::Owner(claim) => match claim.share_percent {
            Some(share) => format!("{}, {} %", organization(&claim.organization), number(share)),
            None => organization(&claim.organization),
        },
        Claim::Status(claim) => term("status", claim.status.as_str()).into_owned(),
        Claim::Estimate(claim) => {
            let ore = claim.ore.iter().map(|ore| format!("{} {} of ore", number(ore.amount), ore.unit));
            let metals = claim.metals.iter().map(|metal| {
                let amount = amount_of(metal).or_else(|| grade_of(metal)).unwrap_or_default();
                format!("{amount} {}", mineral(&metal.mineral)).trim().to_owned()
            });
            ore.chain(metals).collect::<Vec<_>>().join(", ")
        }
        Claim::Production(claim) => {
            produced(claim.amount, claim.unit.as_deref(), claim.value.as_ref(), &date(claim.period))
        }
        Claim::Export(claim) => {
            produced(claim.amount, claim.unit.as_deref(), claim.value.as_ref(), &date(claim.period))
        }
        Claim::Signed(claim) => date(claim.date),
        Claim::Amount(claim) => money(claim.value.amount, &claim.value.currency),
        Claim::Scope(claim) => claim.what.clone(),
        Claim::Milestone(claim) => claim.what.clone(),
        Claim::Figure(claim) => format!("{}: {}", claim.what, figure(claim.amount, &claim.unit)),
        Claim::Remark(claim) => claim.text.clone(),
    }
}

fn produced(amount: Option<f64>, unit: Option<&str>, value: Option<&MoneyAmount>, period: &str) -> String {
    let amount = amount.map(|amount| with_unit(amount, unit));
    let value = value.map(|value| money(value.amount, &value.currency));
    [amount, value, Some(format!("in {period}"))].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn location(claim: &Location) -> Markup {
    html! {
        @match claim.coordinates {
            Some(place) => bdi.figures { (position(place, claim.uncertainty_m)) },
            None => "an approximate outline",
        }
        " " span.aside {
            @match claim.uncertainty_m {
                Some(metres) => { "± " (distance(f64::from(metres))) },
                None => "precision not stated",
            }
            @if let Some(basis) = claim.basis { ", " (term("basis", basis.as_str())) }
        }
    }
}

fn owner(catalog: &Catalog, claim: &Owner) -> Markup {
    html! {
        (organization(catalog, &claim.organization)) " "
        strong.figures {
            @match claim.share_percent { Some(share) => { (number(share)) " %" }, None => "stake not stated" }
        }
        " " span.aside { (term("interest", claim.interest.as_str())) }
        @if let Some(share) = claim.share_percent {
            svg.stake viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect width=(share.clamp(0.0, 100.0)) height="1" {}
            }
        }
    }
}

/// A figure never stands without its category, its code, its date and its basis.
fn estimate(catalog: &Catalog, claim: &Estimate) -> Markup {
    html! {
        span.estimate-title {
            (term("estimate", estimate_name(claim))) " "
            span.aside {
                @match &claim.estimator {
                    Some(estimator) => { "by " (organization(catalog, estimator)) },
                    None => "estimator not stated",
                }
            }
        }
        span.estimate-figures {
            @if let Some(ore) = &claim.ore {
                span.estimate-figure { "Ore" strong.figures { (with_unit(ore.amount, Some(&ore.unit))) } }
            }
            @for metal in &claim.metals {
                span.estimate-figure {
                    (mineral(catalog, &metal.mineral))
                    @if let Some(amount) = amount_of(metal) { strong.figures { (amount) } }
                    @if let Some(grade) = grade_of(metal) { span.aside { (grade) } }
                }
            }
        }
        span.estimate-terms {
            span { (term("category", claim.category.as_str())) } " "
            span { (term("code", claim.code.as_str())) } " "
            span {
                @match claim.effective { Some(day) => { "effective " (date(day)) }, None => "date not stated" }
            }
            " " span { (term("share", claim.basis.map_or("", |basis| basis.as_str()))) }
        }
    }
}

/// A figure outside every reporting code is never called a resource or a reserve, whatever its category.
fn estimate_name(claim: &Estimate) -> &'static str {
    match (claim.code, claim.category) {
        (Code::NonCompliant, _) => "informal",
        (_, Category::Unclassified) => "unclassified",
        (_, Category::Proven | Category::Probable | Category::ProvenAndProbable) => "reserve",
        _ => "resource",
    }
}

fn amount_of(metal: &Metal) -> Option<String> {
    metal.amount.map(|amount| with_unit(amount, metal.unit.as_deref()))
}

fn grade_of(metal: &Metal) -> Option<String> {
    metal.grade.map(|grade| format!("at {}", with_unit(grade, metal.grade_unit.as_deref())))
}

fn with_unit(amount: f64, unit: Option<&str>) -> String {
    format!("{} {}", number(amount), unit.unwrap_or_default()).trim_end().to_owned()
}

fn output(
    catalog: &Catalog,
    what: &str,
    of: Option<&str>,
    amount: Option<f64>,
    unit: Option<&str>,
    value: Option<&MoneyAmount>,
    period: crate::model::Date,
) -> Markup {
    html! {
        span.value-output {
            span { (capital(what)) }
            @if let Some(of) = of { (mineral(catalog, of)) }
            @if let Some(amount) = amount { strong.figures { (with_unit(amount, unit)) } }
            @if let Some(value) = value { strong.figures { (money(value.amount, &value.currency)) } }
            span.aside { "in " (date(period)) }
        }
    }
}
