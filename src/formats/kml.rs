//! KML 2.2 (OGC 07-147r2): a folder of placemarks in the colour of their first mineral, with the flat properties as extended
//! data, and every claim with its citations in the balloon.

use std::collections::HashMap;

use kml::{Kml, KmlWriter, types::Element};
use maud::{Markup, html};
use serde_json::Value;

use super::{
    Definition, LAYER, TITLE, WriteError,
    table::{Cell, fields},
    writing::{Selection, TextFormat, Writer},
};
use crate::{
    catalog::{Columns, Property},
    dataset::Dataset,
    feature::WeighedClaim,
    model::{Citation, Geometry, Position, citation::At, geometry::Ring},
};

/// The format.
pub(super) const DEFINITION: Definition = Definition::new(
    "application/vnd.google-earth.kml+xml",
    "KML",
    "The same as KML, with every claim and its sources in the balloons",
    Writer::Text(|| Box::new(Document)),
);

/// The style of sites whose mineral has no colour; `#rrggbb`.
const NO_MINERAL: (&str, &str) = ("none", "#666666");

/// A selection as a KML document.
struct Document;

impl TextFormat for Document {
    fn begin(&mut self, selection: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        out.extend_from_slice(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\" ",
        );
        out.extend_from_slice(b"xmlns:atom=\"http://www.w3.org/2005/Atom\"><Document>");
        write(text("name", TITLE), out)?;
        write(parent("atom:author", vec![text("atom:name", &selection.terms().attribution)]), out)?;
        if let Some(url) = selection.terms().license_url() {
            // The library would write two attributes in any order, and the same selection gives the same bytes.
            out.extend_from_slice(html! { atom:link rel="license" href=(url) {} }.0.as_bytes());
        }
        write(text("description", &about(selection).0), out)?;
        let colours = selection.catalog.dataset.minerals.values().map(|mineral| (&*mineral.id, &*mineral.colour));
        for (mineral, colour) in colours.chain([NO_MINERAL]) {
            write(style(mineral, colour), out)?;
        }
        let facts = selection.metadata().into_iter().map(|(name, value)| data(name, &value)).collect();
        write(parent("ExtendedData", facts), out)?;
        out.extend_from_slice(b"<Folder>");
        write(text("name", LAYER), out)
    }

    fn sites(&mut self, selection: &Selection<'_>, sites: &[usize], out: &mut Vec<u8>) -> Result<(), WriteError> {
        for &row in sites {
            let details = selection.features.details(selection.catalog, row)?;
            out.push(b'\n');
            write(placemark(selection, row, &details.claims)?, out)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &Selection<'_>, out: &mut Vec<u8>) -> Result<(), WriteError> {
        out.extend_from_slice(b"</Folder></Document></kml>\n");
        Ok(())
    }
}

fn write(element: Element, out: &mut Vec<u8>) -> Result<(), WriteError> {
    Ok(KmlWriter::<_, f64>::from_writer(out).write(&Kml::Element(element))?)
}

fn text(name: &str, content: &str) -> Element {
    // XML 1.0 has no way to write most control characters.
    let legal = |letter: char| letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}') || "\t\n\r".contains(letter);
    let content = content.replace(|letter| !legal(letter), "\u{fffd}");
    Element { name: name.to_owned(), content: Some(content), ..Element::default() }
}

fn parent(name: &str, children: Vec<Element>) -> Element {
    Element { name: name.to_owned(), children, ..Element::default() }
}

fn with(element: Element, attribute: &str, value: &str) -> Element {
    Element { attrs: HashMap::from([(attribute.to_owned(), value.to_owned())]), ..element }
}

fn data(name: &str, value: &str) -> Element {
    with(parent("Data", vec![text("value", value)]), "name", name)
}

/// The icon and the outline in a mineral's colour.
fn style(mineral: &str, colour: &str) -> Element {
    // KML writes alpha, blue, green, red.
    let part = |from: usize| colour.get(from..from + 2).unwrap_or("66");
    let abgr = |alpha: &str| format!("{alpha}{}{}{}", part(5), part(3), part(1));
    let styles = vec![
        parent("IconStyle", vec![text("color", &abgr("ff"))]),
        parent("LineStyle", vec![text("color", &abgr("ff")), text("width", "2")]),
        parent("PolyStyle", vec![text("color", &abgr("40"))]),
    ];
    with(parent("Style", styles), "id", &format!("mineral-{mineral}"))
}

fn placemark(selection: &Selection<'_>, row: usize, claims: &[WeighedClaim]) -> serde_json::Result<Element> {
    let dataset = &selection.catalog.dataset;
    let columns = &selection.catalog.columns;
    let found = columns.row(row);
    let mineral = found.list(Property::Minerals).next().filter(|mineral| dataset.minerals.contains_key(*mineral));
    let mut parts = vec![
        text("name", found.name()),
        text("description", &balloon(dataset, claims)?.0),
        text("styleUrl", &format!("#mineral-{}", mineral.unwrap_or(NO_MINERAL.0))),
        parent("ExtendedData", facts(columns, row)),
    ];
    parts.extend(found.geometry().map(|geometry| shape(&geometry)));
    Ok(parent("Placemark", parts))
}

fn facts(columns: &Columns, row: usize) -> Vec<Element> {
    // The name is the placemark's own.
    let fields = fields().into_iter().filter(|field| field.name != "name");
    fields
        .filter_map(|field| match field.reader(columns).cell(row) {
            Cell::Text(value) => Some(data(field.name, &value)),
            Cell::Number(number) => Some(data(field.name, &number.to_string())),
            Cell::Degrees(degrees) => Some(data(field.name, &degrees.to_string())),
            Cell::Null => None,
        })
        .collect()
}

fn shape(geometry: &Geometry) -> Element {
    match geometry {
        Geometry::Point { coordinates } => parent("Point", vec![positions(&[*coordinates])]),
        Geometry::Polygon { coordinates } => polygon(coordinates),
        Geometry::MultiPolygon { coordinates } => {
            parent("MultiGeometry", coordinates.iter().map(|rings| polygon(rings)).collect())
        }
    }
}

fn polygon(rings: &[Ring]) -> Element {
    let boundary = |(row, ring): (usize, &Ring)| {
        let name = if row == 0 { "outerBoundaryIs" } else { "innerBoundaryIs" };
        parent(name, vec![parent("LinearRing", vec![positions(ring)])])
    };
    parent("Polygon", rings.iter().enumerate().map(boundary).collect())
}

fn positions(positions: &[Position]) -> Element {
    let pairs: Vec<String> = positions.iter().map(|[x, y]| format!("{x},{y}")).collect();
    text("coordinates", &pairs.join(" "))
}

/// The description of the document: its metadata, and every source.
fn about(selection: &Selection<'_>) -> Markup {
    html! {
        @for (name, value) in selection.metadata() { p { b { (name) } ": " (value) } }
        p { b { "sources" } }
        ul {
            @for (id, _) in selection.sources() { li { (cited(&selection.catalog.dataset, id)) } }
        }
    }
}

/// Every claim with its citations.
fn balloon(dataset: &Dataset, claims: &[WeighedClaim]) -> serde_json::Result<Markup> {
    let values = claims.iter().map(|weighed| serde_json::to_value(&weighed.claim));
    let values: Vec<Value> = values.collect::<serde_json::Result<_>>()?;
    Ok(html! {
        ul {
            @for (WeighedClaim { claim, .. }, value) in claims.iter().zip(&values) {
                @let common = claim.common();
                li {
                    b { (claim.about()) } " " (statement(dataset, value))
                    @if let Some(note) = common.note { "; " (note) }
                    @if let Some(judgement) = common.judgement { " (" i { (judgement.verdict) ": " (judgement.why) } ")" }
                    ul { @for citation in common.cite { li { (place(dataset, citation)) } } }
                }
            }
        }
    })
}

/// A source, the place in it, and whom it quotes.
fn place(dataset: &Dataset, citation: &Citation) -> Markup {
    html! {
        (cited(dataset, &citation.source))
        @match &citation.at {
            Some(At::Paragraph(at)) => { ", paragraph " (at.paragraph) },
            Some(At::Page(at)) => { ", page " (at.page) },
            Some(At::Record(at)) => { ", record " (at.record) },
            Some(At::Place(place)) => { ", " (place) },
            None => {},
        }
        @if let Some(speaker) = &citation.attributed_to { ", quoting " (speaker) }
    }
}

/// The values of a claim, named where necessary.
fn statement(dataset: &Dataset, value: &Value) -> String {
    let mut parts = Vec::new();
    for (name, value) in value.as_object().into_iter().flatten() {
        match (name.as_str(), value) {
            ("about" | "cite" | "note" | "judgement" | "conflicts_with" | "outline", _) => {}
            ("coordinates", Value::Array(pair)) => {
                parts.push(pair.iter().map(Value::to_string).collect::<Vec<_>>().join(", "));
            }
            (_, Value::Array(values)) => parts.extend(values.iter().map(|value| match value {
                Value::Object(_) => statement(dataset, value),
                value => plain(value),
            })),
            (_, Value::Object(_)) => parts.push(statement(dataset, value)),
            ("mineral", value) => {
                let mineral = value.as_str().and_then(|id| dataset.minerals.get(id));
                parts.push(mineral.map_or_else(|| plain(value), |mineral| mineral.name.clone()));
            }
            ("organization" | "estimator", value) => {
                let organization = value.as_str().and_then(|id| dataset.organizations.get(id));
                parts.push(organization.map_or_else(|| plain(value), |organization| organization.name.clone()));
            }
            ("rank" | "status" | "text", value) => parts.push(plain(value)),
            (name, value) => parts.push(format!("{} {}", name.replace('_', " "), plain(value))),
        }
    }
    parts.join(", ")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A source in a line, linked where it has an address.
fn cited(dataset: &Dataset, id: &str) -> Markup {
    let Some(source) = dataset.sources.get(id) else { return html! { (id) } };
    // A balloon may run scripts, and an address may be one.
    let web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    let url = source.url.as_deref().or(source.archive.as_deref()).filter(web);
    let issued = source.issued.as_ref().and_then(|issued| issued.date()).map(|date| date.to_string());
    html! {
        @if let Some(url) = url { a href=(url) { (source.title) } } @else { (source.title) }
        @for part in [&source.container_title, &issued, &source.license].into_iter().flatten() { ", " (part) }
    }
}
