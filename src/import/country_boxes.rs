//! Finds positions that contradict the country of their row.

use std::collections::HashMap;

use crate::model::{Position, vocabulary::vocabulary};

/// A line for each country: its code, then west, south, east and north of each box around its land, in degrees. From
/// Natural Earth (public domain) by `web/basemap/country_boxes.py`.
const BOXES: &str = include_str!("country_boxes.txt");

/// How far outside its country's boxes a position may lie, in degrees: borders are disputed, and mines lie offshore.
const MARGIN: f64 = 1.0;

vocabulary! {
    /// Why a position lies outside its country: the change that would move it there, if any.
    pub enum Doubt {
        Swapped = "swapped",
        LongitudeSign = "longitude-sign",
        LatitudeSign = "latitude-sign",
        BothSigns = "both-signs",
        Elsewhere = "elsewhere",
    }
}

impl Doubt {
    /// The likely fix.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Swapped => {
                "would lie there with latitude and longitude swapped; swap them in the file, or with --map (such as \
                 --map lat=longitude --map lon=latitude)"
            }
            Self::LongitudeSign => {
                "would lie there with the other sign of the longitude; western longitudes are negative"
            }
            Self::LatitudeSign => {
                "would lie there with the other sign of the latitude; southern latitudes are negative"
            }
            Self::BothSigns => "would lie there with the other signs of longitude and latitude",
            Self::Elsewhere => "lie there under no change of sign or order; correct the position or the country",
        }
    }
}

/// The boxes by ISO 3166-1 code: west, south, east, north.
pub(super) struct CountryBoxes(HashMap<&'static str, Vec<[f64; 4]>>);

impl CountryBoxes {
    pub(super) fn new() -> Self {
        let boxes = BOXES.lines().filter_map(|line| {
            let (country, sides) = line.split_once(' ')?;
            let sides: Vec<f64> = sides.split(' ').filter_map(|side| side.parse().ok()).collect();
            Some((country, sides.as_chunks().0.to_vec()))
        });
        Self(boxes.collect())
    }

    /// What is doubtful about a position in a country; `None` if it lies there, or the country has no boxes.
    pub(super) fn doubt(&self, country: &str, [lon, lat]: Position) -> Option<Doubt> {
        let boxes = self.0.get(country)?;
        let holds = |[lon, lat]: Position| {
            boxes.iter().any(|&[west, south, east, north]| {
                (west - MARGIN..=east + MARGIN).contains(&lon) && (south - MARGIN..=north + MARGIN).contains(&lat)
            })
        };
        if holds([lon, lat]) {
            return None;
        }
        let fixes = [
            (Doubt::Swapped, [lat, lon]),
            (Doubt::LongitudeSign, [-lon, lat]),
            (Doubt::LatitudeSign, [lon, -lat]),
            (Doubt::BothSigns, [-lon, -lat]),
        ];
        let fix = fixes.into_iter().find(|&(_, position)| holds(position));
        Some(fix.map_or(Doubt::Elsewhere, |(doubt, _)| doubt))
    }
}
