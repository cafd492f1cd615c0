//! Claims, each with its sources, its standing and the curators' judgement.

use std::{collections::BTreeMap, ops::Range};

use maud::{Markup, html};

use super::{
    address,
    cites::{Cited, at_text, publisher_link, publisher_of},
    context::Context,
    kinds::{Section, brief, value},
    parts::{record, section},
};
use crate::{
    evidence::{Standing, newest_source},
    feature::WeighedClaim,
    model::{
        Citation, Claim, Date, Geometry,
        claim::{ClaimId, Verdict},
        name::Searched,
        source::SourceKind,
    },
};

/// The key of the mark on a claim; an active one needs none.
fn mark(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Active => None,
        Standing::Disputed => Some("claim.disputed"),
        Standing::Past => Some("claim.past"),
        Standing::Superseded => Some("claim.superseded"),
        Standing::Rejected => Some("claim.rejected"),
    }
}

/// The claims of one record, on their page.
pub(super) struct Claims<'a> {
    pub page: &'a Context<'a>,
    /// The id of the record.
    record: &'a str,
    /// The rows of the claims of each section.
    sections: BTreeMap<Section, Vec<usize>>,
    weighed: &'a [WeighedClaim],
    pub cited: Cited<'a>,
}

impl<'a> Claims<'a> {
    /// The claims, their sources numbered in the order of the page after those that its `head` cites.
    pub(super) fn new(
        page: &'a Context<'a>,
        record: &'a str,
        claims: &'a [WeighedClaim],
        head: impl IntoIterator<Item = &'a Citation>,
    ) -> Self {
        let mut sections: BTreeMap<Section, Vec<usize>> = BTreeMap::new();
        for (row, weighed) in claims.iter().enumerate() {
            sections.entry(Section::of(&weighed.claim)).or_default().push(row);
        }
        let in_order = sections.values().flatten().flat_map(|&row| claims[row].claim.citations());
        let cited = Cited::new(head.into_iter().chain(in_order.map(|(_, citation)| citation)));
        Self { page, record, sections, weighed: claims, cited }
    }

    /// "12 claims from 3 sources."
    pub(super) fn summary(&self) -> String {
        let language = self.page.language;
        let claims = language.count("document.claims", self.weighed.len());
        let sources = language.count("count.sources", self.cited.len());
        language.fill("document.claimsFromSources", &[("claims", &claims), ("sources", &sources)])
    }

    /// Every claim in its section. On a site's page, `location` replaces the claims about the location.
    pub(super) fn sections(&self, location: Option<&Markup>) -> Markup {
        let mut sections: BTreeMap<Section, Markup> =
            self.sections.keys().map(|&section| (section, self.list(section, |_| html! {}))).collect();
        sections.extend(location.map(|location| (Section::Location, location.clone())));
        html! {
            @for (part, content) in &sections { (section(part.id(), self.page.text(part.heading_key()), content)) }
        }
    }

    /// The claims of a section, each followed by `note`. Empty if there are none.
    pub(super) fn list(&self, section: Section, note: impl Fn(&WeighedClaim) -> Markup) -> Markup {
        let mut rows = self.sections.get(&section).cloned().unwrap_or_default();
        rows.sort_by_key(|&row| (event_day(&self.weighed[row].claim), self.weighed[row].evidence.standing, row));
        html! {
            @if !rows.is_empty() {
                ul.claims { @for row in rows { (self.item(row, &note(&self.weighed[row]))) } }
            }
        }
    }

    /// The claims at `rows`, in this order.
    pub(super) fn chosen(&self, rows: Range<usize>) -> Markup {
        html! { @if !rows.is_empty() { ul.claims { @for row in rows { (self.item(row, &html! {})) } } } }
    }

    fn item(&self, row: usize, note: &Markup) -> Markup {
        let weighed = &self.weighed[row];
        let common = weighed.claim.common();
        let standing = weighed.evidence.standing;
        html! {
            li id=[common.id.map(anchor)] class={ "claim claim-" (standing) } {
                div.claim-value { (value(self.page, &weighed.claim)) " " (self.references(common.cite)) }
                (note)
                div.claim-meta {
                    @if let Some(label) = mark(standing) { strong class={ "mark mark-" (standing) } { (self.page.text(label)) } }
                    @if let Some(when) = validity(self.page, &weighed.claim) { span { (when) } }
                    (self.witnesses(weighed))
                    @if let Some(id) = common.id {
                        a.claim-address href=(self.page.link(&address::claim(self.record, id))) { bdi { (id) } }
                    }
                }
                @if let Some(note) = common.note { p.claim-note { (self.page.english(note)) } }
                (self.rivals(weighed))
                @if let Some(judgement) = common.judgement {
                    @let verdict = match judgement.verdict {
                        Verdict::Accepted => "claim.whyAccepted",
                        Verdict::Rejected => "claim.whyRejected",
                    };
                    p.claim-why {
                        strong { (self.page.text(verdict)) ": " }
                        (self.page.english(&judgement.why)) (self.references(&judgement.cite))
                    }
                }
                @for conflict in common.conflicts_with {
                    p.claim-why {
                        strong { (self.page.text("claim.conflictsWith")) " " (record(self.page, &conflict.record)) ": " }
                        (self.page.english(&conflict.why)) (self.references(&conflict.cite))
                    }
                }
            }
        }
    }

    fn references(&self, cite: &[Citation]) -> Markup {
        self.cited.references(self.page, cite)
    }

    /// The claims that dispute this one, and the one that superseded it.
    fn rivals(&self, weighed: &WeighedClaim) -> Markup {
        let link = |id: &ClaimId| {
            self.weighed.iter().find(|other| other.claim.common().id == Some(id)).map(|rival| {
                let first = rival.claim.common().cite.first();
                html! {
                    a href={ "#" (anchor(id)) } { (brief(self.page, &rival.claim)) }
                    @if let Some(first) = first {
                        " " span.aside { "(" bdi { (publisher_of(self.page, &first.source)) } ")" }
                    }
                }
            })
        };
        html! {
            @if !weighed.evidence.disputed_by.is_empty() {
                p.claim-rivals {
                    strong { (self.page.text("document.disputedBy")) " " }
                    @for (place, rival) in weighed.evidence.disputed_by.iter().filter_map(link).enumerate() {
                        @if place > 0 { " · " }
                        (rival)
                    }
                }
            }
            @if let Some(later) = weighed.evidence.superseded_by.as_ref().and_then(link) {
                p.claim-rivals { (self.page.text("document.supersededBy")) " " (later) }
            }
        }
    }

    /// "3 articles, 1 original report": sources that repeat one report count as one.
    fn witnesses(&self, weighed: &WeighedClaim) -> Markup {
        let cite = weighed.claim.common().cite;
        let text = self.witness_text(weighed);
        if cite.len() < 2 {
            return html! { span { (text) } };
        }
        html! {
            details.witnesses {
                summary { (text) }
                ul.lineages {
                    @for witness in &weighed.evidence.witnesses {
                        li.lineage {
                            (self.root(&witness.root))
                            ul.telling {
                                @for citation in witness.citations.iter().filter_map(|&row| cite.get(row)) {
                                    li {
                                        (publisher_link(self.page, &citation.source))
                                        @if let Some(at) = &citation.at { " " span.aside { (at_text(self.page, at)) } }
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
        let is_source = self.page.catalog.dataset.sources.contains_key(root);
        html! {
            p.lineage-root {
                @if is_source { (self.page.text("reports.of")) " " (publisher_link(self.page, root)) }
                @else { (self.page.language.markup("reports.inTheWordsOf", &[("name", &html! { bdi { (root) } })])) }
            }
        }
    }

    fn witness_text(&self, weighed: &WeighedClaim) -> Markup {
        let language = self.page.language;
        let sources = &self.page.catalog.dataset.sources;
        let mut cited: Vec<&str> =
            weighed.claim.common().cite.iter().map(|citation| citation.source.as_str()).collect();
        cited.sort_unstable();
        cited.dedup();
        let is_article = |id: &&str| {
            let kind = sources.get(*id).map(|source| source.custom.kind);
            matches!(kind, Some(SourceKind::Agency | SourceKind::Newspaper | SourceKind::Rewrite))
        };
        let key = if cited.iter().all(is_article) { "count.articles" } else { "count.sources" };
        let cited_text = language.count(key, cited.len());
        let lineages = weighed.evidence.lineages;
        if lineages == cited.len() || lineages == 0 {
            return html! { (cited_text) };
        }
        let reports = language.count("count.reports", lineages);
        let text = language.fill("reports.summary", &[("sources", &cited_text), ("reports", &reports)]);
        let only = match weighed.evidence.witnesses.as_slice() {
            [only] => Some(html! { bdi { (publisher_of(self.page, &only.root)) } }),
            _ => None,
        };
        html! { (text) @if let Some(names) = only { " " (language.markup("reports.from", &[("names", &names)])) } }
    }
}

/// When a claim holds. A status is never shown without the date of its report.
pub(super) fn validity(page: &Context<'_>, claim: &Claim) -> Option<String> {
    let (language, common) = (page.language, claim.common());
    let text = |key: &'static str, day: Date| language.fill(key, &[("date", &language.date(day))]);
    let parts = [("claim.asOf", common.as_of), ("claim.from", common.from), ("claim.until", common.until)];
    let dates: Vec<String> = parts.into_iter().filter_map(|(key, day)| Some(text(key, day?))).collect();
    let dates = (!dates.is_empty()).then(|| dates.join(" "));
    let reported = (matches!(claim, Claim::Status(_)) && common.as_of.is_none()).then(|| {
        let newest = newest_source(&page.catalog.dataset.sources, common.cite);
        newest.map_or_else(|| page.text("claim.undated").to_owned(), |day| text("claim.lastReported", day))
    });
    let texts: Vec<String> = dates.into_iter().chain(reported).collect();
    (!texts.is_empty()).then(|| language.list(texts))
}

/// The id of a claim's element in the page.
pub(super) fn anchor(id: &str) -> String {
    format!("claim-{id}")
}

/// The day that orders milestones. Other claims are not ordered by date.
fn event_day(claim: &Claim) -> Option<jiff::civil::Date> {
    match claim {
        Claim::Milestone(claim) => claim.date.map(Date::first),
        _ => None,
    }
}

/// The distance of a claimed position from the accepted one.
pub(super) fn away(page: &Context<'_>, claim: &Claim, accepted: Option<&Geometry>) -> Markup {
    let (Claim::Location(claim), Some(accepted)) = (claim, accepted) else { return html! {} };
    let metres = claim.geometry().map_or(0.0, |geometry| geometry.distance_m(accepted));
    html! {
        @if metres >= 1.0 {
            p.claim-away { (page.language.fill("location.away", &[("distance", &page.language.distance(metres))])) }
        }
    }
}

/// What was searched for but not found.
pub(super) fn searched(page: &Context<'_>, searches: &[Searched]) -> Markup {
    html! {
        @if !searches.is_empty() {
            ul.claims {
                @for search in searches {
                    li.claim {
                        div.claim-value { (page.english(&search.what)) }
                        p.claim-meta {
                            (page.language.markup("searched.in", &[
                                ("where", &page.english(&search.places.join(", "))),
                                ("date", &html! { (page.language.date(search.on)) }),
                            ]))
                        }
                    }
                }
            }
        }
    }
}
