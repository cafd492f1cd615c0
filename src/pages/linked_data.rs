//! JSON-LD with the vocabulary of schema.org, for search engines and other programs that read pages.

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    address::{self, AGREEMENTS, COUNTRIES, MINERALS, ORGANIZATIONS, SITES, SOURCES, register_page},
    cites::authors,
    claim::ClaimPage,
    context::{Context, Named as _},
    parts::label,
    site::SitePage,
};
use crate::{
    catalog::{Catalog, Facet, Property},
    model::{
        Claim, Country, Geometry, Mineral, Organization, RecordKind, Source,
        claim::Verdict,
        source::{CslDate, CslType},
    },
};

const CONTEXT: &str = "https://schema.org";

/// The CGI vocabulary of a site's kind.
const OCCURRENCE_TYPE: &str = "http://resource.geosciml.org/classifier/cgi/mineral-occurrence-type";

/// The maximum number of sources listed for a site.
const MAX_SOURCES: usize = 50;

/// The collection of sites as a `Dataset`. Its downloads are the `enclosure` links of the collection's document.
pub(super) fn dataset(catalog: &Catalog, root: &str, collection: &Value) -> Value {
    let terms = &catalog.dataset.terms;
    let links = || collection["links"].as_array().into_iter().flatten();
    let distribution: Vec<Value> = links()
        .filter(|link| link["rel"] == "enclosure" || link["rel"] == "items")
        .map(|link| {
            json!({
                "@type": "DataDownload",
                "name": link["title"],
                "encodingFormat": link["type"],
                "contentUrl": link["href"],
            })
        })
        .collect();
    let mut dataset = json!({
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": format!("{root}/collections/sites"),
        "url": format!("{root}/collections/sites"),
        "name": format!("Oreatlas: {}", collection["title"].as_str().unwrap_or("sites")),
        "description": format!(
            "{} {} sites, each claim with its sources: deposits, mines, mineral belts and regions, who operates and \
             owns them, their minerals, status and estimates.",
            collection["description"].as_str().unwrap_or_default(),
            catalog.columns.len(),
        ),
        "version": env!("CARGO_PKG_VERSION"),
        "isAccessibleForFree": true,
        "creditText": terms.attribution,
        "creator": {"@type": "Organization", "name": terms.attribution},
        "keywords": ["mining", "mineral deposits", "critical minerals", "mines", "geology"],
        "variableMeasured": variables(),
        "includedInDataCatalog": {"@type": "DataCatalog", "name": "Oreatlas", "url": format!("{root}/collections")},
        "distribution": distribution,
    });
    set(&mut dataset, "license", terms.license_url().or_else(|| terms.license.clone()));
    if let Some([west, south, east, north]) = bbox(collection) {
        dataset["spatialCoverage"] =
            json!({"@type": "Place", "geo": {"@type": "GeoShape", "box": format!("{south} {west} {north} {east}")}});
    }
    dataset
}

/// What the records say about each site: the kinds of claim that a site has, without remarks, and its evidence level.
fn variables() -> Vec<&'static str> {
    let kinds = Claim::KINDS.iter().filter(|(about, on)| on.contains(&RecordKind::Site) && *about != "remark");
    kinds.map(|(about, _)| *about).chain(["evidence"]).collect()
}

fn bbox(collection: &Value) -> Option<[f64; 4]> {
    let numbers: Vec<f64> =
        collection.pointer("/extent/spatial/bbox/0")?.as_array()?.iter().filter_map(Value::as_f64).collect();
    numbers.try_into().ok()
}

/// The properties that every record has: its type, its address and its name.
fn thing(kind: &str, root: &str, list: &str, id: &str, name: &str) -> Value {
    let address = format!("{root}{}", address::record(list, id));
    json!({"@context": CONTEXT, "@type": kind, "@id": address, "url": address, "name": name})
}

/// A site as a `Place`.
pub(super) fn place(page: &Context<'_>, site: &SitePage<'_>, description: &str, cited: &[&str]) -> Value {
    let (catalog, root, row) = (page.catalog, page.public_url, site.row);
    let mut place = thing("Place", root, SITES, row.id(), row.name());
    place["description"] = description.into();
    place["isAccessibleForFree"] = true.into();
    // The CGI vocabulary has no term for a region.
    if site.kind() != "region" {
        place["additionalType"] = format!("{OCCURRENCE_TYPE}/{}", site.kind()).into();
    }
    set(&mut place, "alternateName", site.names().values().flatten().filter(|name| **name != row.name()));
    let containing = row.list(Property::PartOf).filter_map(|id| site_reference(catalog, root, id));
    let mut within: Vec<Value> = containing.collect();
    if let Some(province) = row.text(Property::Province) {
        let name = label(page, Facet::Province, province);
        within.push(json!({"@type": "AdministrativeArea", "name": name, "identifier": province}));
    }
    let country = label(page, Facet::Country, site.country());
    within.push(json!({"@type": "Country", "name": country, "identifier": site.country()}));
    set(&mut place, "containedInPlace", within);
    if let Some(geometry) = &site.geometry {
        place["geo"] = geo(geometry);
    }
    let identifiers = &site.details.identifiers;
    set(&mut place, "sameAs", identifiers.iter().filter_map(|(scheme, id)| register_page(scheme, id)));
    set(&mut place, "identifier", identifiers.iter().map(|(scheme, id)| property(scheme, id.as_str())));
    let mut properties = vec![property("evidence", row.evidence().as_str())];
    for word in [Property::Status, Property::StatusAsOf] {
        properties.extend(row.text(word).map(|value| property(word.as_str(), value)));
    }
    properties.extend(site.uncertainty_m().map(|metres| property("coordinateUncertaintyInMeters", metres)));
    properties.extend(row.list(Property::Minerals).map(|mineral| property("mineral", mineral)));
    set(&mut place, "additionalProperty", properties);
    let sources = cited.iter().take(MAX_SOURCES).filter_map(|id| catalog.dataset.sources.get(*id));
    set(&mut place, "subjectOf", sources.map(|source| work(root, source)));
    place
}

/// A reference to a site; `None` if there is no such site.
fn site_reference(catalog: &Catalog, root: &str, id: &str) -> Option<Value> {
    let name = catalog.row(catalog.columns.position(id)?).name();
    Some(json!({"@type": "Place", "@id": format!("{root}{}", address::record(SITES, id)), "name": name}))
}

/// A property that schema.org has no term for.
fn property(name: &str, value: impl Serialize) -> Value {
    json!({"@type": "PropertyValue", "propertyID": name, "value": value})
}

/// schema.org writes latitude first.
fn geo(geometry: &Geometry) -> Value {
    match geometry {
        Geometry::Point { coordinates: [longitude, latitude] } => {
            json!({"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude})
        }
        outline => {
            let rings = outline.rings().filter(|(exterior, _)| *exterior).map(|(_, ring)| {
                let positions = ring.iter().map(|[longitude, latitude]| format!("{latitude} {longitude}"));
                positions.collect::<Vec<_>>().join(" ")
            });
            let mut projection = json!({"@type": "GeoShape"});
            set(&mut projection, "polygon", rings);
            projection
        }
    }
}

/// A source as a `CreativeWork`.
pub(super) fn source(root: &str, source: &Source) -> Value {
    let mut data = work(root, source);
    data["@context"] = CONTEXT.into();
    data
}

fn work(root: &str, source: &Source) -> Value {
    let kind = match source.kind {
        CslType::ArticleNewspaper => "NewsArticle",
        CslType::ArticleJournal | CslType::PaperConference => "ScholarlyArticle",
        CslType::Article | CslType::ArticleMagazine => "Article",
        CslType::Book => "Book",
        CslType::Dataset => "Dataset",
        CslType::Map => "Map",
        CslType::Report => "Report",
        CslType::Thesis => "Thesis",
        CslType::Webpage => "WebPage",
        _ => "CreativeWork",
    };
    let address = format!("{root}{}", address::record(SOURCES, &source.id));
    let mut work = json!({"@type": kind, "@id": address, "name": source.title});
    set(&mut work, "url", source.url.iter());
    set(&mut work, "author", authors(source));
    let publisher = source.container_title.iter().chain(&source.publisher).take(1);
    set(&mut work, "publisher", publisher.map(|name| json!({"@type": "Organization", "name": name})));
    let issued = source.issued.as_ref().and_then(CslDate::date).map(|date| date.to_string());
    set(&mut work, "datePublished", issued);
    set(&mut work, "inLanguage", source.language.iter());
    set(&mut work, "license", source.license.iter());
    let derived = source.custom.derives_from.iter().map(|id| format!("{root}{}", address::record(SOURCES, id)));
    set(&mut work, "isBasedOn", derived);
    if kind == "Dataset" {
        work["description"] = source.note.as_deref().unwrap_or(&source.title).into();
    }
    work
}

/// An organization.
pub(super) fn organization(root: &str, record: &Organization) -> Value {
    let mut data = thing("Organization", root, ORGANIZATIONS, &record.id, &record.name);
    let others = record.others().map(|(_, name)| name.text());
    let former = record.former_names.iter().map(|former| former.name.as_str());
    set(&mut data, "alternateName", others.chain(former).filter(|name| *name != record.name));
    let parent = record.parent.iter().map(|id| format!("{root}{}", address::record(ORGANIZATIONS, id)));
    let parent = parent.map(|address| json!({"@type": "Organization", "@id": address}));
    set(&mut data, "parentOrganization", parent);
    let same = record.identifiers.iter().filter_map(|(scheme, id)| register_page(scheme, id));
    set(&mut data, "sameAs", same);
    data
}

/// A mineral as a `DefinedTerm` of the vocabulary.
pub(super) fn mineral(root: &str, record: &Mineral) -> Value {
    let mut data = thing("DefinedTerm", root, MINERALS, &record.id, &record.name);
    data["termCode"] = record.id.as_str().into();
    let set_of_terms = format!("{root}{MINERALS}");
    data["inDefinedTermSet"] = json!({"@type": "DefinedTermSet", "name": "Minerals of Oreatlas", "url": set_of_terms});
    let others = record.others().map(|(_, name)| name.text());
    set(&mut data, "alternateName", others.chain(record.synonyms.iter().map(String::as_str)));
    set(&mut data, "sameAs", record.cgi_uri.iter());
    data
}

/// A country.
pub(super) fn country(root: &str, record: &Country) -> Value {
    let mut data = thing("Country", root, COUNTRIES, &record.id, &record.name);
    data["identifier"] = record.id.as_str().into();
    data
}

/// An agreement as a `CreativeWork`, about the sites that it affects.
pub(super) fn agreement(page: &Context<'_>, id: &str, name: &str, description: &str, sites: &[String]) -> Value {
    let mut data = thing("CreativeWork", page.public_url, AGREEMENTS, id, name);
    data["description"] = description.into();
    set(&mut data, "about", sites.iter().filter_map(|id| site_reference(page.catalog, page.public_url, id)));
    data
}

/// A claim as a `Claim`, and the curators' judgement of it as a `ClaimReview`.
pub(super) fn claim(page: &Context<'_>, shown: &ClaimPage<'_>, path: &str, text: &str) -> Value {
    let (catalog, root) = (page.catalog, page.public_url);
    let address = format!("{root}{path}");
    let mut claim = json!({"@type": "Claim", "@id": address, "url": address, "name": text, "text": text});
    set(&mut claim, "about", site_reference(catalog, root, shown.record));
    let Some(stated) = shown.claims.first().map(|weighed| weighed.claim.common()) else { return claim };
    let mut cited: Vec<&str> = stated.cite.iter().map(|citation| citation.source.as_str()).collect();
    cited.dedup();
    let works = cited.iter().filter_map(|id| catalog.dataset.sources.get(*id)).map(|source| work(root, source));
    set(&mut claim, "appearance", works);
    let Some(judgement) = stated.judgement else {
        claim["@context"] = CONTEXT.into();
        return claim;
    };
    let (rating, word) = match judgement.verdict {
        Verdict::Accepted => (5, "claim.accepted"),
        Verdict::Rejected => (1, "claim.rejected"),
    };
    let author = json!({"@type": "Organization", "name": catalog.dataset.terms.attribution});
    let rating = json!({
        "@type": "Rating", "ratingValue": rating, "worstRating": 1, "bestRating": 5, "alternateName": page.text(word),
    });
    let review = json!({
        "@type": "ClaimReview", "url": address, "claimReviewed": text, "itemReviewed": {"@id": address},
        "author": author, "reviewRating": rating, "reviewBody": judgement.why,
    });
    json!({"@context": CONTEXT, "@graph": [claim, review]})
}

/// Sets a property: a single value as is, several as a list.
fn set(data: &mut Value, name: &str, values: impl IntoIterator<Item = impl Serialize>) {
    let mut values: Vec<Value> = values.into_iter().map(|value| json!(value)).collect();
    match values.len() {
        0 => {}
        1 => data[name] = values.swap_remove(0),
        _ => data[name] = values.into(),
    }
}
