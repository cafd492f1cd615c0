//! Builds a site from a row. Every claim cites the source's record.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Report,
    country_boxes::CountryBoxes,
    fields::{Field, Fields, MAX_WORD, Profile, Values, cut_text, text},
    normalize::normalize,
    readers::{Reason, Rejection, Row},
    report::DoubtfulSite,
    resolve::{Countries, Minerals, Organizations, Provinces, status},
};
use crate::{
    dataset::{self, Dataset, Tree},
    model::{
        Citation, Claim, Geometry, Id, Site, Source,
        citation::{At, Record},
        claim::{Location, MineralClaim, Operator, Rank, Remark, Status, StatusClaim},
        fold::slug,
        geometry::decimals,
        site::{Feature, Kind, SiteProperties},
    },
};

/// Separates the minerals in a text.
const MINERAL_SEPARATORS: &[char] = &[',', ';', '|', '/', '+', '&', '\n', '\r', '\t'];

/// Separates the companies in a text. Commas are part of names.
const COMPANY_SEPARATORS: &[char] = &[';', '|', '\n', '\r'];

/// The maximum number of minerals, of operators and of remarks of a site.
const MAX_LIST: usize = 100;

/// The position that many programs write where none is known, in the Gulf of Guinea.
const NOWHERE: Geometry = Geometry::Point { coordinates: [0.0, 0.0] };

/// Builds sites from rows.
pub(super) struct SiteBuilder {
    source: Id,
    fields: Fields,
    minerals: Minerals,
    organizations: Organizations,
    countries: Countries,
    provinces: Provinces,
    boxes: CountryBoxes,
    doubts: Vec<DoubtfulSite>,
    /// The source's ids of the rows so far.
    records: HashSet<String>,
    /// Our ids, each with the last number that was appended to it.
    ids: HashMap<Id, u32>,
    /// Words that are in no vocabulary, with the number of rows that use them.
    unknown: BTreeMap<(Field, String), u64>,
    unnamed: u64,
    kindless: u64,
}

impl SiteBuilder {
    pub(super) fn new(source: &Source, fields: Fields, profile: Option<Profile>) -> Self {
        let mut files = dataset::embedded();
        // Only vocabularies, organizations and their sources are needed.
        files
            .retain(|file| !["sites/", "agreements/", "countries/"].iter().any(|folder| file.path.starts_with(folder)));
        let known = Dataset::new(Tree::new(files));
        Self {
            source: source.id.clone(),
            fields,
            minerals: Minerals::new(&known, profile == Some(Profile::Mrds)),
            organizations: Organizations::new(&known),
            countries: Countries::new(),
            provinces: Provinces::new(&known),
            boxes: CountryBoxes::new(),
            doubts: Vec::new(),
            records: HashSet::new(),
            ids: HashMap::new(),
            unknown: BTreeMap::new(),
            unnamed: 0,
            kindless: 0,
        }
    }

    /// Builds the site of a row.
    pub(super) fn build(&mut self, mut row: Row) -> Result<Site, Rejection> {
        if row.id.as_mut().is_some_and(|id| cut_text(id, MAX_WORD)) {
            self.fields.count_cut(Field::Id);
        }
        let values = self.fields.values(&mut row.properties);
        // An explicitly mapped id takes precedence over the format's own, and that over a field with a common name.
        let (explicit, common) = match values.one(Field::Id) {
            Some((_, id)) if values.is_explicit(Field::Id) => (Some(id), None),
            common => (None, common.map(|(_, id)| id)),
        };
        let record = explicit.or(row.id.clone()).or(common).unwrap_or_else(|| format!("#{}", row.location.record));
        let reject = |(reason, detail): (Reason, String)| Rejection {
            location: row.location,
            id: Some(record.clone()),
            reason,
            detail,
        };
        if self.records.contains(&record) {
            return Err(reject((Reason::DuplicateRecord, format!("an earlier row has the id {record:?} too"))));
        }
        let uncertainty_m = uncertainty(&values).map_err(reject)?;
        let geometry = match row.geometry {
            Some(geometry) => geometry,
            None => point(&values).map_err(reject)?,
        };
        if geometry == NOWHERE {
            let detail = "longitude and latitude are 0, which stands for \"not known\"; leave them empty";
            return Err(reject((Reason::NoGeometry, detail.to_owned())));
        }
        let geometry = normalize(geometry, decimals(uncertainty_m)).map_err(reject)?;
        self.records.insert(record.clone());
        let id = self.id(&record);
        let name = values.one(Field::Name).map_or_else(
            || {
                self.unnamed += 1;
                format!("Unnamed ({record})")
            },
            |(_, name)| name,
        );
        let cite = vec![Citation {
            source: self.source.clone(),
            at: Some(At::Record(Record { record: record.clone() })),
            passage: None,
            attributed_to: None,
            derives_from: Vec::new(),
        }];
        let mut remarks = Vec::new();
        let country = values.one(Field::Country).and_then(|(_, word)| self.country(word, &mut remarks));
        let country = country.unwrap_or_else(|| Countries::UNKNOWN.to_owned());
        let doubt =
            geometry.positions().next().and_then(|&position| Some((position, self.boxes.doubt(&country, position)?)));
        self.doubts.extend(doubt.map(|([longitude, latitude], likely)| DoubtfulSite {
            record: row.location.record,
            line: row.location.line,
            id: record,
            country: country.clone(),
            longitude,
            latitude,
            likely,
        }));
        let province = values.one(Field::Province).and_then(|(_, word)| self.province(&country, word, &mut remarks));
        let (status, kind) = self.status_and_kind(&values, &mut remarks);
        self.countries.add(&country);
        let mut claims = vec![location(&geometry, uncertainty_m, &cite)];
        claims.extend(
            self.minerals(&values, &mut remarks)
                .into_iter()
                .map(|(mineral, rank)| Claim::Mineral(claim!(MineralClaim { mineral, rank }, cite))),
        );
        let mut operators = Vec::new();
        for name in self.list(values.words(Field::Operator, COMPANY_SEPARATORS), Field::Operator) {
            match self.organizations.resolve(&name) {
                Some(id) => operators.push(id),
                None => self.record_unknown(Field::Operator, name, &mut remarks),
            }
        }
        operators.sort_unstable();
        operators.dedup();
        let operator = |organization| Claim::Operator(claim!(Operator { organization }, cite));
        claims.extend(operators.into_iter().map(operator));
        claims.extend(status.map(|status| Claim::Status(claim!(StatusClaim { status }, cite))));
        let mut texts: Vec<String> = values.all(Field::Remark).map(|(_, value)| text(value)).chain(remarks).collect();
        if texts.len() > MAX_LIST {
            texts.truncate(MAX_LIST);
            self.fields.count_cut(Field::Remark);
        }
        claims.extend(texts.into_iter().map(|text| Claim::Remark(claim!(Remark { text }, cite))));
        let properties = SiteProperties {
            name,
            names: BTreeMap::new(),
            kind,
            country,
            province,
            part_of: Vec::new(),
            distinct_from: Vec::new(),
            identifiers: BTreeMap::new(),
            searched: Vec::new(),
            claims,
        };
        Ok(Site { kind: Feature::Feature, id, geometry: Some(geometry), properties })
    }

    /// The site's id, made from the ids of the source and the record, and unique in the atlas.
    fn id(&mut self, record: &str) -> Id {
        let plain = slug(&format!("{}-{record}", self.source));
        let mut suffix = *self.ids.entry(plain.clone()).and_modify(|last| *last += 1).or_insert(1);
        let mut id = plain.clone();
        while suffix > 1 && self.ids.contains_key(&id) {
            id = format!("{plain}-{suffix}");
            suffix += 1;
        }
        if id != plain {
            // The next search for this id starts here.
            self.ids.insert(plain, suffix - 1);
            self.ids.insert(id.clone(), 1);
        }
        id
    }

    /// The words of a list, not too many and none too long.
    fn list(&mut self, mut words: Vec<String>, field: Field) -> Vec<String> {
        let mut cut = words.len() > MAX_LIST;
        words.truncate(MAX_LIST);
        for word in &mut words {
            cut |= cut_text(word, MAX_WORD);
        }
        if cut {
            self.fields.count_cut(field);
        }
        words
    }

    /// Each mineral once, with its highest rank.
    fn minerals(&mut self, values: &Values<'_>, remarks: &mut Vec<String>) -> Vec<(Id, Rank)> {
        let mut ranked: Vec<(Id, Rank)> = Vec::new();
        for (field, rank) in [
            (Field::Minerals, Rank::Primary),
            (Field::Listed, Rank::Secondary),
            (Field::Secondary, Rank::Secondary),
            (Field::Reported, Rank::Reported),
        ] {
            let texts = Minerals::join_qualifiers(values.words(field, MINERAL_SEPARATORS));
            let words = texts.iter().flat_map(|text| self.minerals.split(text)).collect();
            for word in self.list(words, field) {
                let Some(id) = self.minerals.resolve(&word) else {
                    self.record_unknown(field, word, remarks);
                    continue;
                };
                if ranked.iter().all(|(known, _)| *known != id) {
                    // The first of an unranked list is the primary one, if no other field names it.
                    let rank = if ranked.is_empty() && field == Field::Listed { Rank::Primary } else { rank };
                    self.minerals.count(&word);
                    ranked.push((id, rank));
                }
            }
        }
        ranked.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        ranked
    }

    fn country(&mut self, word: String, remarks: &mut Vec<String>) -> Option<String> {
        let found = self.countries.resolve(&word);
        if found.is_none() {
            self.record_unknown(Field::Country, word, remarks);
        }
        found
    }

    fn province(&mut self, country: &str, word: String, remarks: &mut Vec<String>) -> Option<String> {
        let found = self.provinces.resolve(country, &word);
        if found.is_none() {
            self.record_unknown(Field::Province, word, remarks);
        }
        found
    }

    /// The status and the kind of the site; each may come from either field.
    fn status_and_kind(&mut self, values: &Values<'_>, remarks: &mut Vec<String>) -> (Option<Status>, Kind) {
        let (mut status, mut kind) = (None, None);
        for field in [Field::Kind, Field::Status] {
            let Some((_, word)) = values.one(field) else { continue };
            let Some(found) = status::status_and_kind(&word) else {
                self.record_unknown(field, word, remarks);
                continue;
            };
            status = found.status.or(status);
            kind = kind.or(found.kind);
        }
        (
            status,
            kind.unwrap_or_else(|| {
                self.kindless += 1;
                Kind::Occurrence
            }),
        )
    }

    /// Counts a word that is in no vocabulary, and keeps it as a remark.
    fn record_unknown(&mut self, field: Field, word: String, remarks: &mut Vec<String>) {
        remarks.push(format!("The source gives the {field} as: {word}"));
        *self.unknown.entry((field, word)).or_default() += 1;
    }

    /// The records that the sites refer to. Completes the report.
    pub(super) fn finish(self, report: &mut Report) -> Dataset {
        self.fields.finish(report);
        report.doubts = self.doubts;
        report.unnamed = self.unnamed;
        report.kindless = self.kindless;
        for ((field, word), count) in self.unknown {
            report.unmatched(field, word, count, None);
        }
        let mut dataset = Dataset::default();
        self.minerals.finish(&mut dataset, report);
        self.organizations.finish(&mut dataset, report);
        report.sort();
        dataset.countries = self.countries.finish();
        dataset.provinces = self.provinces.finish();
        dataset
    }
}

/// A claim with a value and a citation alone.
macro_rules! claim {
    ($kind:ident { $($field:ident),+ }, $cite:expr) => {
        $kind {
            id: None,
            $($field,)+
            from: None,
            until: None,
            as_of: None,
            cite: $cite.clone(),
            note: None,
            judgement: None,
            conflicts_with: Vec::new(),
        }
    };
}
use claim;

fn location(geometry: &Geometry, uncertainty_m: Option<u32>, cite: &[Citation]) -> Claim {
    let (coordinates, outline) = match geometry {
        &Geometry::Point { coordinates } => (Some(coordinates), None),
        outline => (None, Some(outline.clone())),
    };
    let (basis, cite) = (None, cite.to_vec());
    Claim::Location(claim!(Location { coordinates, outline, uncertainty_m, basis }, cite))
}

/// A point from the fields of longitude and latitude.
fn point(values: &Values<'_>) -> Result<Geometry, (Reason, String)> {
    let degree = |field: Field| match values.one(field) {
        None => Ok(None),
        Some((name, text)) => match text.parse::<f64>() {
            Ok(degree) => Ok(Some(degree)),
            Err(_) => Err((Reason::NoGeometry, format!("{name} is not a number: {text:?}"))),
        },
    };
    match (degree(Field::Longitude)?, degree(Field::Latitude)?) {
        (Some(lon), Some(lat)) => Ok(Geometry::Point { coordinates: [lon, lat] }),
        _ => Err((Reason::NoGeometry, "the row has no geometry, and no fields with longitude and latitude".to_owned())),
    }
}

/// The uncertainty in whole metres, rounded up, at least 1.
fn uncertainty(values: &Values<'_>) -> Result<Option<u32>, (Reason, String)> {
    let Some((name, text)) = values.one(Field::Uncertainty) else { return Ok(None) };
    let metres = text.parse::<f64>().ok().map(f64::ceil).filter(|metres| (1.0..=f64::from(u32::MAX)).contains(metres));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and in the range")]
    let metres = metres.map(|metres| metres as u32);
    metres.map(Some).ok_or_else(|| (Reason::BadValue, format!("{name} is not a positive number of metres: {text:?}")))
}
