//! The kinds of claim: the section of a page that each belongs to, and its value, as markup and as a line of text.
//!
//! Each function matches every kind of claim, so that a new kind does not compile until a page shows it.

use maud::{Markup, html};

use super::{
    context::Context,
    parts::{mineral, minerals, organization},
};
use crate::model::{
    Claim,
    claim::{
        Bound, Category, Code, Estimate, Figure, Location, Metal, Milestone, Operator, Ore, Output, Owner, Party,
        Remark, Scope,
    },
};

/// Declares the sections of a page in order, each with its word and the kinds of claim in it.
macro_rules! sections {
    ($($section:ident = $word:literal: $($kind:ident)|+,)+) => {
        /// The sections of a page, in its order.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Section { $($section),+ }

        impl Section {
            #[cfg(test)]
            const IDS: &[&str] = &[$($word),+];

            /// The section that a claim belongs to.
            pub(super) fn of(claim: &Claim) -> Self {
                match claim { $($(Claim::$kind(_))|+ => Self::$section),+ }
            }

            /// Its fragment in the page's address.
            pub(super) fn id(self) -> &'static str {
                match self { $(Self::$section => $word),+ }
            }

            /// The key of its heading among the messages.
            pub(super) fn heading_key(self) -> &'static str {
                match self { $(Self::$section => concat!("section.", $word)),+ }
            }
        }
    };
}

sections! {
    Status = "status": Status,
    Signed = "signed": Signed,
    Parties = "parties": Party,
    Amounts = "amounts": Amount,
    Scope = "scope": Scope,
    Milestones = "milestones": Milestone,
    Location = "location": Location,
    Minerals = "minerals": Mineral,
    Operators = "operators": Operator,
    Licences = "licences": Licence,
    Owners = "owners": Owner,
    Estimates = "estimates": Estimate,
    Figures = "figures": Figure,
    Output = "output": Production | Export,
    Remarks = "remarks": Remark,
}

/// A claim's value, with links to the records that it names.
pub(super) fn value(page: &Context<'_>, claim: &Claim) -> Markup {
    let language = page.language;
    match claim {
        Claim::Location(claim) => location(page, claim),
        Claim::Mineral(claim) => html! {
            (mineral(page, &claim.mineral)) " " span.aside { (page.term("rank", claim.rank.as_str())) }
        },
        Claim::Operator(claim) => organization(page, &claim.organization),
        Claim::Licence(claim) => html! {
            (organization(page, &claim.organization)) " "
            span.aside {
                @match claim.kind {
                    Some(kind) => (page.term("licence", kind.as_str())),
                    None => (page.text("about.licence")),
                }
                @if let Some(number) = &claim.number { " · " (language.fill("claim.licenceNumber", &[("number", number)])) }
                @if let Some(area) = claim.area_km2 {
                    " · " (square_km(page, area))
                }
            }
            (minerals(page, claim.minerals.iter().map(String::as_str)))
        },
        Claim::Owner(claim) => owner(page, claim),
        Claim::Status(claim) => html! { (page.term("status", claim.status.as_str())) },
        Claim::Estimate(claim) => estimate(page, claim),
        Claim::Production(output) | Claim::Export(output) => html! {
            span.value-output {
                span { (page.term("about", claim.about())) }
                @if let Some(of) = &output.mineral { (mineral(page, of)) }
                @for amount in amounts(page, output) { strong.figures { (amount) } }
                span.aside { (language.fill("claim.period", &[("date", &language.date(output.period))])) }
            }
        },
        Claim::Party(claim) => html! {
            (organization(page, &claim.organization))
            @if let Some(role) = &claim.role { " " span.aside { (page.english(role)) } }
        },
        Claim::Signed(claim) => html! {
            time datetime=(claim.date) { (language.date(claim.date)) }
            @if let Some(place) = &claim.place {
                " " span.aside { (language.markup("agreements.signedIn", &[("place", &page.english(place))])) }
            }
        },
        Claim::Amount(claim) => html! {
            strong.figures { (language.money(claim.value.amount, &claim.value.currency)) } " " (page.english(&claim.what))
        },
        Claim::Scope(claim) => html! {
            (page.english(&claim.what)) (minerals(page, claim.minerals.iter().map(String::as_str)))
        },
        Claim::Milestone(claim) => html! {
            @match claim.date {
                Some(day) => time.milestone-date datetime=(day) { (language.date(day)) },
                None => span.milestone-date { (page.text("claim.undated")) },
            }
            " " (page.english(&claim.what))
        },
        Claim::Figure(claim) => html! {
            strong.figures { (limited(page, language.figure(claim.amount, &claim.unit), claim.bound)) } " "
            (page.english(&claim.what))
        },
        Claim::Remark(claim) => page.english(&claim.text),
    }
}

/// A claim's value in a line of text; what the curators wrote is marked as English.
pub(super) fn brief(page: &Context<'_>, claim: &Claim) -> Markup {
    match claim {
        Claim::Scope(Scope { what: text, .. })
        | Claim::Milestone(Milestone { what: text, .. })
        | Claim::Remark(Remark { text, .. }) => page.english(text),
        Claim::Figure(claim) => html! { (page.english(&claim.what)) ": " (figure(page, claim)) },
        _ => html! { (line(page, claim)) },
    }
}

fn figure(page: &Context<'_>, claim: &Figure) -> String {
    limited(page, page.language.figure(claim.amount, &claim.unit), claim.bound)
}

/// A claim's value in a line of plain text.
pub(super) fn line(page: &Context<'_>, claim: &Claim) -> String {
    let language = page.language;
    let dataset = &page.catalog.dataset;
    let organization = |id: &str| dataset.organizations.get(id).map_or(id, |record| page.name_of(record)).to_owned();
    let mineral = |id: &str| dataset.minerals.get(id).map_or(id, |record| page.name_of(record)).to_owned();
    match claim {
        Claim::Location(claim) => match claim.coordinates {
            Some(position) => language.position(position, claim.uncertainty_m),
            None => page.text("list.approximateOutline").to_owned(),
        },
        Claim::Mineral(claim) => {
            language.list([mineral(&claim.mineral), page.term("rank", claim.rank.as_str()).into_owned()])
        }
        Claim::Operator(Operator { organization: id, .. }) | Claim::Party(Party { organization: id, .. }) => {
            organization(id)
        }
        Claim::Licence(claim) => {
            let kind = claim.kind.map_or(page.text("about.licence").into(), |kind| page.term("licence", kind.as_str()));
            let area = claim.area_km2.map(|area| square_km(page, area));
            language.list([organization(&claim.organization), kind.into_owned()].into_iter().chain(area))
        }
        Claim::Owner(claim) => {
            let share = claim.share_percent.map(|share| percent(page, share));
            language.list([organization(&claim.organization)].into_iter().chain(share))
        }
        Claim::Status(claim) => page.term("status", claim.status.as_str()).into_owned(),
        Claim::Estimate(claim) => {
            let ore = claim.ore.iter().map(|ore| language.fill("claim.ofOre", &[("amount", &ore_amount(page, ore))]));
            let metals = claim.metals.iter().map(|metal| {
                let amount = amount_of(page, metal).or_else(|| grade_of(page, metal)).unwrap_or_default();
                format!("{amount} {}", mineral(&metal.mineral)).trim().to_owned()
            });
            language.list(claim.part.clone().into_iter().chain(ore).chain(metals))
        }
        Claim::Production(output) | Claim::Export(output) => {
            let mut amounts = amounts(page, output);
            amounts.push(language.fill("claim.period", &[("date", &language.date(output.period))]));
            amounts.join(" ")
        }
        Claim::Signed(claim) => language.date(claim.date),
        Claim::Amount(claim) => language.money(claim.value.amount, &claim.value.currency),
        Claim::Scope(Scope { what: text, .. })
        | Claim::Milestone(Milestone { what: text, .. })
        | Claim::Remark(Remark { text, .. }) => text.clone(),
        Claim::Figure(claim) => format!("{}: {}", claim.what, figure(page, claim)),
    }
}

fn location(page: &Context<'_>, claim: &Location) -> Markup {
    html! {
        @match claim.coordinates {
            Some(position) => bdi.figures { (page.language.position(position, claim.uncertainty_m)) },
            None => (page.text("list.approximateOutline")),
        }
        " " span.aside {
            (uncertainty(page, claim.uncertainty_m))
            @if let Some(basis) = claim.basis { " · " (page.term("basis", basis.as_str())) }
        }
    }
}

/// "± 3 km".
pub(super) fn uncertainty(page: &Context<'_>, metres: Option<u32>) -> String {
    match metres {
        Some(metres) => {
            page.language.fill("location.within", &[("distance", &page.language.distance(f64::from(metres)))])
        }
        None => page.text("location.precisionUnknown").to_owned(),
    }
}

fn owner(page: &Context<'_>, claim: &Owner) -> Markup {
    html! {
        (organization(page, &claim.organization)) " "
        strong.figures {
            @match claim.share_percent {
                Some(share) => (percent(page, share)),
                None => (page.text("claim.stakeUnknown")),
            }
        }
        " " span.aside { (page.term("interest", claim.interest.as_str())) }
        @if let Some(share) = claim.share_percent {
            svg.stake viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                rect width=(share.clamp(0.0, 100.0)) height="1" {}
            }
        }
    }
}

fn square_km(page: &Context<'_>, area: f64) -> String {
    page.language.fill("claim.squareKm", &[("n", &page.language.number(area))])
}

fn percent(page: &Context<'_>, share: f64) -> String {
    page.language.fill("claim.stake", &[("percent", &page.language.number(share))])
}

/// A figure is never shown without its category, code, date and basis.
fn estimate(page: &Context<'_>, claim: &Estimate) -> Markup {
    let language = page.language;
    html! {
        span.estimate-title {
            (page.term("estimate", estimate_name(claim))) " "
            span.aside {
                @if let Some(part) = &claim.part { (page.english(part)) " · " }
                @match &claim.estimator {
                    Some(estimator) => (language.markup("claim.estimateBy", &[("name", &organization(page, estimator))])),
                    None => (page.text("claim.estimatorUnstated")),
                }
            }
        }
        span.estimate-figures {
            @if let Some(ore) = &claim.ore {
                span.estimate-figure {
                    (page.text("claim.ore")) strong.figures { (ore_amount(page, ore)) }
                }
            }
            @for metal in &claim.metals {
                span.estimate-figure {
                    (mineral(page, &metal.mineral))
                    @if let Some(amount) = amount_of(page, metal) { strong.figures { (amount) } }
                    @if let Some(grade) = grade_of(page, metal) { span.aside { (grade) } }
                }
            }
        }
        span.estimate-terms {
            span { (page.term("category", claim.category.as_str())) } " "
            span { (code(page, claim)) } " "
            span {
                @match claim.effective {
                    Some(day) => (language.fill("claim.effective", &[("date", &language.date(day))])),
                    None => (page.text("claim.undated")),
                }
            }
            " " span { (page.term("share", claim.basis.map_or("not-stated", |basis| basis.as_str()))) }
        }
    }
}

/// The reporting code; an inferred one is marked.
fn code(page: &Context<'_>, claim: &Estimate) -> String {
    let code = page.term("code", claim.code.as_str());
    if claim.code_inferred { page.language.fill("claim.codeInferred", &[("code", &code)]) } else { code.into_owned() }
}

/// A figure for which no reporting code is known is never called a resource or a reserve, whatever its category.
fn estimate_name(claim: &Estimate) -> &'static str {
    match (claim.code, claim.category) {
        (Code::NonCompliant, _) => "informal",
        (Code::NotStated, _) => "uncoded",
        (_, Category::Unclassified) => "unclassified",
        (_, Category::Proven | Category::Probable | Category::ProvenAndProbable) => "reserve",
        _ => "resource",
    }
}

fn ore_amount(page: &Context<'_>, ore: &Ore) -> String {
    limited(page, page.language.with_unit(ore.amount, Some(&ore.unit)), ore.bound)
}

fn amount_of(page: &Context<'_>, metal: &Metal) -> Option<String> {
    Some(limited(page, page.language.with_unit(metal.amount?, metal.unit.as_deref()), metal.bound))
}

/// An amount that may be only a limit: "at least 82 Mt".
fn limited(page: &Context<'_>, amount: String, bound: Option<Bound>) -> String {
    match bound {
        Some(Bound::AtLeast) => page.language.fill("claim.atLeast", &[("amount", &amount)]),
        Some(Bound::AtMost) => page.language.fill("claim.atMost", &[("amount", &amount)]),
        None => amount,
    }
}

fn grade_of(page: &Context<'_>, metal: &Metal) -> Option<String> {
    let grade = page.language.with_unit(metal.grade?, metal.grade_unit.as_deref());
    Some(page.language.fill("claim.grade", &[("grade", &grade)]))
}

/// How much was produced or exported, and for how much money.
fn amounts(page: &Context<'_>, output: &Output) -> Vec<String> {
    let produced = output.amount.map(|value| page.language.with_unit(value, output.unit.as_deref()));
    let money = output.value.as_ref().map(|money| page.language.money(money.amount, &money.currency));
    produced.into_iter().chain(money).map(|amount| limited(page, amount, output.bound)).collect()
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, sync::LazyLock};

    use jiff::civil::date;
    use serde::Deserialize;

    use super::*;
    use crate::{
        catalog::Catalog,
        dataset::{self, Dataset, Tree},
        evidence::Standing,
        pages::{language::Language, parameters::Parameters},
    };

    /// What the map page and the HTML pages have in common. `web/src/claims/kinds.test.ts` reads the same file.
    #[derive(Deserialize)]
    struct Common {
        standings: Vec<String>,
        sections: Vec<String>,
        briefs: Vec<Brief>,
    }

    /// A claim, and its line of text in each language.
    #[derive(Deserialize)]
    struct Brief {
        claim: Claim,
        en: String,
        ur: String,
    }

    static COMMON: LazyLock<Common> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../tests/fixtures/claims.json")).expect("the file is in this form")
    });

    #[test]
    fn claims_read_as_on_the_map_page() {
        let dataset = Dataset::new(Tree::new(dataset::embedded()));
        let catalog = Catalog::new(dataset, date(2026, 11, 30));
        for Brief { claim, en, ur } in &COMMON.briefs {
            for (code, expected) in [("en", en), ("ur", ur)] {
                let page = Context {
                    catalog: &catalog,
                    today: catalog.day,
                    public_url: "",
                    language: Language::from_code(code).expect("the language exists"),
                    query: Parameters::default(),
                };
                let text = brief(&page, claim).into_string();
                let text = text.replace(r#"<span class="english" lang="en" dir="ltr">"#, "").replace("</span>", "");
                assert_eq!(&text, expected);
            }
        }
        let covered: BTreeSet<&str> = COMMON.briefs.iter().map(|brief| brief.claim.about()).collect();
        assert_eq!(covered, Claim::KINDS.iter().map(|(about, _)| *about).collect());
    }

    #[test]
    fn sections_and_standings_are_in_the_order_of_the_map_page() {
        assert_eq!(Section::IDS, COMMON.sections);
        assert_eq!(Standing::WORDS, COMMON.standings);
    }
}
