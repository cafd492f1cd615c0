//! The page of one claim: what it states, its sources, and the claims that contradict it.

use std::borrow::Cow;

use maud::html;

use super::{
    address::{self, AGREEMENTS, COUNTRIES, ORGANIZATIONS, SITES},
    claims::Claims,
    context::Context,
    kinds::{Section, brief, line},
    layout::{Alternate, Document},
    linked_data,
    parts::{open_in_atlas, record, record_body, record_name, section},
};
use crate::{feature::WeighedClaim, model::RecordKind};

/// A claim of a record, and those that contradict it.
pub(crate) struct ClaimPage<'a> {
    /// The id of the record.
    pub record: &'a str,
    /// The kind of the record.
    pub kind: RecordKind,
    /// The claim, followed by its rivals.
    pub claims: &'a [WeighedClaim],
}

/// The page of a claim; `None` without a claim, or where it has no id.
pub(crate) fn claim(page: &Context<'_>, shown: &ClaimPage<'_>) -> Option<Document> {
    let (weighed, rivals) = shown.claims.split_first()?;
    let id = weighed.claim.common().id?;
    let address = address::claim(shown.record, id);
    let name = record_name(page, shown.record);
    let text = line(page, &weighed.claim);
    let heading = page.text(Section::of(&weighed.claim).heading_key());
    let claims = Claims::new(page, shown.record, shown.claims, []);
    let description = page.language.fill("claim.sentence", &[("name", name), ("kind", heading), ("text", &text)]);
    let facts = page.facts([
        ("claim.record", record(page, shown.record)),
        ("facet.kind", html! { (page.term("about", weighed.claim.about())) }),
        ("claim.id", html! { code { (id) } }),
    ]);
    let ways = [open_in_atlas(page, shown.kind.as_str(), shown.record), (format!("{address}?f=json"), "JSON")];
    let sections = [
        section("claim", page.text("claim.label"), &claims.chosen(0..1)),
        section("rivals", page.text("claim.contradictedBy"), &claims.chosen(1..rivals.len() + 1)),
        claims.cited.list(page),
    ];
    Some(Document {
        linked_data: Some(linked_data::claim(page, shown, &address, &description)),
        alternates: vec![Alternate::json(&address)],
        trail: vec![list(shown.kind)],
        title: format!("{name}: {text}"),
        content: html! {
            header.record-head {
                p.panel-kind { (heading) }
                h1.panel-name { span { (record(page, shown.record)) ": " (brief(page, &weighed.claim)) } }
                (page.as_of())
            }
            (record_body(page, &facts, &ways, &sections))
        },
        description,
        address,
    })
}

/// The list of the records of a kind, in the breadcrumb trail.
fn list(kind: RecordKind) -> (&'static str, Cow<'static, str>) {
    let (key, path) = match kind {
        RecordKind::Agreement => ("view.agreements", AGREEMENTS),
        RecordKind::Organization => ("record.organizations", ORGANIZATIONS),
        RecordKind::Country => ("record.countries", COUNTRIES),
        RecordKind::Site | RecordKind::Source | RecordKind::Mineral => ("view.sites", SITES),
    };
    (key, path.into())
}
