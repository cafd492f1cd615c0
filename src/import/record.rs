//! A row as a site: every claim cited to the source's record.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    Report,
    fields::{Field, Fields, Values, text},
    outline,
    readers::{Reason, Rejection, Row},
    resolve::{Countries, Minerals, Organizations, Provinces, slug, standing},
};
use crate::{
    curate::decimals,
    dataset::{self, Dataset, Tree},
    model::{
        Citation, Claim, Geometry, Id, Site, Source,
        citation::{At, Record},
        claim::{Location, MineralClaim, Operator, Rank, Remark, Status, StatusClaim},
        site::{Feature, Kind, SiteProperties},
    },
};

/// What parts the minerals of a text.
const BETWEEN_MINERALS: &[char] = &[',', ';', '|', '/'];

/// What parts the companies of a text: their names have commas.
const BETWEEN_NAMES: &[char] = &[';', '|'];

/// Makes sites of rows.
pub(super) struct Maker {
    source: Id,
    fields: Fields,
    minerals: Minerals,
    organizations: Organizations,
    countries: Countries,
    provinces: Provinces,
    /// The source's ids that were taken.
    records: HashSet<String>,
    /// Ours, with the last number that was put behind each.
    ids: HashMap<Id, u32>,
    /// Words that no vocabulary has, by field, with their counts.
    words: BTreeMap<(Field, String), u64>,
    unnamed: u64,
    kindless: u64,
}

impl Maker {
    pub(super) fn new(source: &Source, fields: Fields) -> Self {
        let known = Dataset::new(Tree::new(dataset::embedded()));
        Self {
            source: source.id.clone(),
            fields,
            minerals: Minerals::new(&known),
            organizations: Organizations::new(&known),
            countries: Countries::new(),
            provinces: Provinces::new(&known),
            records: HashSet::new(),
            ids: HashMap::new(),
            words: BTreeMap::new(),
            unnamed: 0,
            kindless: 0,
        }
    }

    /// The site of a row.
    pub(super) fn site(&mut self, row: Row) -> Result<Site, Rejection> {
        let values = self.fields.values(&row.properties);
        // What the user says is the id comes first, then what the format says, then what looks like one.
        let (told, usual) = match values.one(Field::Id) {
            Some((_, id)) if values.is_told(Field::Id) => (Some(id), None),
            usual => (None, usual.map(|(_, id)| id)),
        };
        let record = told.or(row.id.clone()).or(usual).unwrap_or_else(|| format!("#{}", row.place.record));
        let reject = |(reason, detail): (Reason, String)| Rejection {
            place: row.place,
            id: Some(record.clone()),
            reason,
            detail,
        };
        if self.records.contains(&record) {
            return Err(reject((Reason::DuplicateRecord, format!("the record {record:?} was there before"))));
        }
        let uncertainty_m = uncertainty(&values).map_err(reject)?;
        let geometry = match row.geometry {
            Some(geometry) => geometry,
            None => point(&values).map_err(reject)?,
        };
        let geometry = outline::straighten(geometry, decimals(uncertainty_m)).map_err(reject)?;
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
            at: Some(At::Record(Record { record })),
            passage: None,
            attributed_to: None,
            derives_from: Vec::new(),
        }];
        let mut remarks = Vec::new();
        let country = values.one(Field::Country).and_then(|(_, word)| self.country(word, &mut remarks));
        let country = country.unwrap_or_else(|| Countries::UNKNOWN.to_owned());
        let province = values.one(Field::Province).and_then(|(_, word)| self.province(&country, word, &mut remarks));
        let (status, kind) = self.standing(&values, &mut remarks);
        self.countries.uses(&country);
        let mut claims = vec![location(&geometry, uncertainty_m, &cite)];
        claims.extend(
            self.minerals(&values)
                .into_iter()
                .map(|(mineral, rank)| Claim::Mineral(claim!(MineralClaim { mineral, rank }, cite))),
        );
        let mut operators: Vec<Id> =
            values.words(Field::Operator, BETWEEN_NAMES).iter().map(|name| self.organizations.resolve(name)).collect();
        operators.sort_unstable();
        operators.dedup();
        let operator = |organization| Claim::Operator(claim!(Operator { organization }, cite));
        claims.extend(operators.into_iter().map(operator));
        claims.extend(status.map(|status| Claim::Status(claim!(StatusClaim { status }, cite))));
        let told = values.all(Field::Remark).map(|(_, value)| text(value));
        let remark = |text| Claim::Remark(claim!(Remark { text }, cite));
        claims.extend(told.chain(remarks).map(remark));
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

    /// An id of ours: the source's and the record's, in the letters that ids have.
    fn id(&mut self, record: &str) -> Id {
        let plain = slug(&format!("{}-{record}", self.source));
        let mut further = *self.ids.entry(plain.clone()).and_modify(|last| *last += 1).or_insert(1);
        let mut id = plain.clone();
        while further > 1 && self.ids.contains_key(&id) {
            id = format!("{plain}-{further}");
            further += 1;
        }
        if id != plain {
            // The next of this plain one looks on from here.
            self.ids.insert(plain, further - 1);
            self.ids.insert(id.clone(), 1);
        }
        id
    }

    /// Minerals with their ranks, each once, with the best of its ranks.
    fn minerals(&mut self, values: &Values<'_>) -> Vec<(Id, Rank)> {
        let mut ranked: Vec<(Id, Rank)> = Vec::new();
        for (field, rank) in [
            (Field::Minerals, Rank::Primary),
            (Field::Listed, Rank::Secondary),
            (Field::Secondary, Rank::Secondary),
            (Field::Reported, Rank::Reported),
        ] {
            for word in Minerals::split(values.words(field, BETWEEN_MINERALS)) {
                let id = self.minerals.resolve(&word);
                if ranked.iter().all(|(known, _)| *known != id) {
                    // The first of a plain list is the main one, where nothing else says which is.
                    let rank = if ranked.is_empty() && field == Field::Listed { Rank::Primary } else { rank };
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
            self.unknown(Field::Country, word, remarks);
        }
        found
    }

    fn province(&mut self, country: &str, word: String, remarks: &mut Vec<String>) -> Option<String> {
        let found = self.provinces.resolve(country, &word);
        if found.is_none() {
            self.unknown(Field::Province, word, remarks);
        }
        found
    }

    /// What the source says of its being worked, and what it is.
    fn standing(&mut self, values: &Values<'_>, remarks: &mut Vec<String>) -> (Option<Status>, Kind) {
        let (mut status, mut kind) = (None, None);
        for field in [Field::Kind, Field::Status] {
            let Some((_, word)) = values.one(field) else { continue };
            let Some(said) = standing::of(&word) else {
                self.unknown(field, word, remarks);
                continue;
            };
            status = said.status.or(status);
            kind = kind.or(said.kind);
        }
        (
            status,
            kind.unwrap_or_else(|| {
                self.kindless += 1;
                Kind::Occurrence
            }),
        )
    }

    /// Counts a word that no vocabulary has; unless it says that nothing is known, it stays as a remark.
    fn unknown(&mut self, field: Field, word: String, remarks: &mut Vec<String>) {
        if !standing::is_nothing(&word) {
            remarks.push(format!("The source gives the {field} as: {word}"));
        }
        *self.words.entry((field, word)).or_default() += 1;
    }

    /// The records behind the sites; what became of fields and words goes into the report.
    pub(super) fn finish(self, report: &mut Report) -> Dataset {
        (report.fields, report.missing) = self.fields.finish();
        report.unnamed = self.unnamed;
        report.kindless = self.kindless;
        for ((field, word), count) in self.words {
            report.unmatched(field, word, count, None);
        }
        let mut dataset = Dataset::default();
        self.minerals.finish(&mut dataset, report);
        self.organizations.finish(&mut dataset, report);
        dataset.countries = self.countries.finish();
        dataset.provinces = self.provinces.finish();
        dataset
    }
}

/// A claim with nothing but its value and who says so.
macro_rules! claim {
    ($kind:ident { $($field:ident),+ }, $cite:expr) => {
        $kind {
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

/// A point of two fields.
fn point(values: &Values<'_>) -> Result<Geometry, (Reason, String)> {
    let degree = |field: Field| match values.one(field) {
        None => Ok(None),
        Some((name, text)) => match text.parse::<f64>() {
            Ok(degree) => Ok(Some(degree)),
            Err(_) => Err((Reason::NoGeometry, format!("{name} is no number: {text:?}"))),
        },
    };
    match (degree(Field::Longitude)?, degree(Field::Latitude)?) {
        (Some(lon), Some(lat)) => Ok(Geometry::Point { coordinates: [lon, lat] }),
        _ => Err((Reason::NoGeometry, "it has no place".to_owned())),
    }
}

/// Metres, whole, one at least.
fn uncertainty(values: &Values<'_>) -> Result<Option<u32>, (Reason, String)> {
    let Some((name, text)) = values.one(Field::Uncertainty) else { return Ok(None) };
    let metres = text.parse::<f64>().ok().map(f64::ceil).filter(|metres| (1.0..=f64::from(u32::MAX)).contains(metres));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and in the range")]
    let metres = metres.map(|metres| metres as u32);
    metres.map(Some).ok_or_else(|| (Reason::BadValue, format!("{name} is no number of metres: {text:?}")))
}
