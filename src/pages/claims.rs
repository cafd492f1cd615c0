//! Claims: every one with who says so, how it stands among the others, and why.

use maud::{Markup, html};
use serde::Deserialize;

use super::{
    cites::{Cited, at_text, publisher_link, publisher_of},
    figures::{date, distance},
    parts::{record, section},
    value::{summary, value},
    words::count,
};
use crate::{
    catalog::Catalog,
    evidence::{self, Evidence, Standing},
    model::{Citation, Claim, Geometry, claim::Verdict, name::Searched, source::SourceKind},
};

/// A claim with its evidence, as the API tells it.
#[derive(Deserialize)]
pub(super) struct Told {
    #[serde(flatten)]
    pub claim: Claim,
    pub evidence: Evidence,
}

impl Told {
    /// The claims of a record that is at hand, weighed.
    pub(super) fn weigh(catalog: &Catalog, claims: &[Claim]) -> Vec<Self> {
        let evidence = evidence::weigh(&catalog.dataset.sources, claims, catalog.day);
        let told = claims.iter().zip(evidence);
        told.map(|(claim, evidence)| Self { claim: claim.clone(), evidence }).collect()
    }

    pub(super) fn standing(&self) -> Standing {
        self.evidence.standing(&self.claim)
    }
}

fn mark(standing: Standing) -> Markup {
    let label = match standing {
        Standing::Active => return html! {},
        Standing::Disputed => "Disputed",
        Standing::Past => "No longer holds",
        Standing::Superseded => "Superseded",
        Standing::Rejected => "Rejected",
    };
    html! { strong class={ "mark mark-" (standing) } { (label) } }
}

/// The sections, in the order of a page, and the kinds of claim that each holds.
const SECTIONS: [(&str, &str, &[&str]); 15] = [
    ("status", "Status", &["status"]),
    ("signed", "Signed", &["signed"]),
    ("parties", "Parties", &["party"]),
    ("amounts", "Amounts", &["amount"]),
    ("scope", "What it is about", &["scope"]),
    ("milestones", "What happened", &["milestone"]),
    ("location", "Where, and how exactly", &["location"]),
    ("minerals", "Minerals", &["mineral"]),
    ("operators", "Operators", &["operator"]),
    ("licences", "Licences", &["licence"]),
    ("owners", "Owners", &["owner"]),
    ("estimates", "Estimates", &["estimate"]),
    ("figures", "National figures", &["figure"]),
    ("output", "Production and exports", &["production", "export"]),
    ("remarks", "Remarks", &["remark"]),
];

/// The claims of one record, on their page.
pub(super) struct Claims<'a> {
    pub catalog: &'a Catalog,
    pub told: &'a [Told],
    pub cited: Cited<'a>,
}

impl<'a> Claims<'a> {
    /// The claims, their sources numbered in the order of the page after those of its head.
    pub(super) fn new(catalog: &'a Catalog, told: &'a [Told], head: impl IntoIterator<Item = &'a Citation>) -> Self {
        let in_order = SECTIONS.iter().flat_map(|(_, _, abouts)| {
            told.iter()
                .filter(|told| abouts.contains(&told.claim.about()))
                .flat_map(|told| told.claim.citations().map(|(_, citation)| citation).collect::<Vec<_>>())
        });
        Self { catalog, told, cited: Cited::new(head.into_iter().chain(in_order)) }
    }

    /// Every claim, by what it is about; of a record with a place of its own, what is told of the `place` stands there.
    pub(super) fn sections(&self, place: Option<&Markup>) -> Markup {
        html! {
            @for (id, heading, abouts) in SECTIONS {
                @match place.filter(|_| id == "location") {
                    Some(place) => (section(id, heading, place)),
                    None => (section(id, heading, &self.list(abouts, |_| html! {}))),
                }
            }
        }
    }

    /// The claims about these, as a list; what is `beside` each comes after its value. Nothing where there are none.
    pub(super) fn list(&self, abouts: &[&str], beside: impl Fn(&Told) -> Markup) -> Markup {
        let mut members: Vec<(usize, &Told)> =
            self.told.iter().enumerate().filter(|(_, told)| abouts.contains(&told.claim.about())).collect();
        members.sort_by_key(|(row, told)| (milestone(told), told.standing(), *row));
        html! {
            @if !members.is_empty() {
                ul.claims { @for (row, told) in members { (self.item(row, told, &beside(told))) } }
            }
        }
    }

    fn item(&self, row: usize, told: &Told, beside: &Markup) -> Markup {
        let common = told.claim.common();
        let standing = told.standing();
        html! {
            li id={ "claim-" (row) } class={ "claim claim-" (standing) } {
                div.claim-value { (value(self.catalog, &told.claim)) " " (self.references(common.cite)) }
                (beside)
                div.claim-meta {
                    (mark(standing))
                    @if let Some(when) = held(told) { span { (when) } }
                    (self.witnesses(told))
                }
                @if let Some(note) = common.note { p.claim-note { (note) } }
                (self.rivals(told))
                @if let Some(judgement) = common.judgement {
                    p.claim-why {
                        strong {
                            @match judgement.verdict {
                                Verdict::Accepted => "Why this one: ",
                                Verdict::Rejected => "Why not: ",
                            }
                        }
                        (judgement.why) (self.references(&judgement.cite))
                    }
                }
                @for conflict in common.conflicts_with {
                    p.claim-why {
                        strong { "At odds with a claim about " (record(self.catalog, &conflict.record)) ": " }
                        (conflict.why) (self.references(&conflict.cite))
                    }
                }
            }
        }
    }

    fn references(&self, cite: &[Citation]) -> Markup {
        self.cited.references(self.catalog, cite)
    }

    /// The claims that dispute this one, and the one that came after it.
    fn rivals(&self, told: &Told) -> Markup {
        let link = |row: usize| {
            self.told.get(row).map(|rival| {
                let first = rival.claim.common().cite.first();
                html! {
                    a href={ "#claim-" (row) } { (summary(self.catalog, &rival.claim)) }
                    @if let Some(first) = first { " " span.aside { "(" (publisher_of(self.catalog, &first.source)) ")" } }
                }
            })
        };
        html! {
            @if !told.evidence.disputed_by.is_empty() {
                p.claim-rivals {
                    strong { "Disputed by: " }
                    @for (place, rival) in told.evidence.disputed_by.iter().filter_map(|&row| link(row)).enumerate() {
                        @if place > 0 { "; " }
                        (rival)
                    }
                }
            }
            @if let Some(later) = told.evidence.superseded_by.and_then(link) {
                p.claim-rivals { "A later value stands above it: " (later) }
            }
        }
    }

    /// "3 articles, 1 original report from Barrick": sources that retell one report are one witness.
    fn witnesses(&self, told: &Told) -> Markup {
        let cite = told.claim.common().cite;
        let text = self.witness_text(told);
        if cite.len() < 2 {
            return html! { span { (text) } };
        }
        html! {
            details.witnesses {
                summary { (text) }
                ul.lineages {
                    @for witness in &told.evidence.witnesses {
                        li.lineage {
                            (self.root(&witness.root))
                            ul.telling {
                                @for citation in witness.citations.iter().filter_map(|&row| cite.get(row)) {
                                    li {
                                        (publisher_link(self.catalog, &citation.source))
                                        @if let Some(at) = &citation.at { " " span.aside { (at_text(at)) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A root is a source's id or a speaker's name.
    fn root(&self, root: &str) -> Markup {
        let is_source = self.catalog.dataset.sources.contains_key(root);
        html! {
            p.lineage-root {
                @if is_source { "The report of " (publisher_link(self.catalog, root)) } @else { "In the words of " (root) }
            }
        }
    }

    fn witness_text(&self, told: &Told) -> String {
        let sources = &self.catalog.dataset.sources;
        let mut cited: Vec<&str> = told.claim.common().cite.iter().map(|citation| citation.source.as_str()).collect();
        cited.sort_unstable();
        cited.dedup();
        let is_article = |id: &&str| {
            let kind = sources.get(*id).map(|source| source.custom.kind);
            matches!(kind, Some(SourceKind::Agency | SourceKind::Newspaper | SourceKind::Rewrite))
        };
        let said = if cited.iter().all(is_article) {
            count(cited.len(), "article", "articles")
        } else {
            count(cited.len(), "source", "sources")
        };
        let lineages = told.evidence.lineages;
        if lineages == cited.len() || lineages == 0 {
            return said;
        }
        let reports = count(lineages, "original report", "original reports");
        match told.evidence.witnesses.as_slice() {
            [only] => format!("{said}, {reports} from {}", publisher_of(self.catalog, &only.root)),
            _ => format!("{said}, {reports}"),
        }
    }
}

/// Milestones come in the order of events; nothing else is put in order by its day.
fn milestone(told: &Told) -> Option<jiff::civil::Date> {
    match &told.claim {
        Claim::Milestone(claim) => claim.date.map(crate::model::Date::first),
        _ => None,
    }
}

fn held(told: &Told) -> Option<String> {
    let common = told.claim.common();
    let said = |word: &str, day: Option<crate::model::Date>| day.map(|day| format!("{word} {}", date(day)));
    let parts = [said("as of", common.as_of), said("from", common.from), said("until", common.until)];
    let held: Vec<String> = parts.into_iter().flatten().collect();
    (!held.is_empty()).then(|| held.join(" "))
}

/// How far a position is from the accepted one.
pub(super) fn away(told: &Told, accepted: Option<&Geometry>) -> Markup {
    let (Claim::Location(claim), Some(accepted)) = (&told.claim, accepted) else { return html! {} };
    let metres = claim.geometry().map_or(0.0, |geometry| geometry.distance_m(accepted));
    html! { @if metres >= 1.0 { p.claim-away { (distance(metres)) " from the accepted position" } } }
}

/// What was looked for in vain: an absence that someone checked.
pub(super) fn searched(searches: &[Searched]) -> Markup {
    html! {
        @if !searches.is_empty() {
            ul.claims {
                @for search in searches {
                    li.claim {
                        div.claim-value { (search.what) }
                        p.claim-meta { "in " (search.places.join(", ")) ", on " (date(search.on)) }
                    }
                }
            }
        }
    }
}
