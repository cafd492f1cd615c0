//! Checks that columns read from a file fit together, so that no later lookup by number or row can fail.
//!
//! A file's hash only proves that it is what was written, not who wrote it.

use super::{Cells, Columns, Geometries, Lists, Span, Spans, Texts, Words};
use crate::{
    catalog::properties::{Property, Values},
    model::Position,
};

/// What does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the column {column} {problem}")]
pub struct Unfit {
    /// Which column.
    pub column: &'static str,
    /// What is wrong with it.
    pub problem: &'static str,
}

const LENGTH: &str = "has not as many values as there are sites";
const ENDS: &str = "ends values where it has none";
const NUMBERS: &str = "names words that its dictionary does not have";
const OFF: &str = "has a position outside the globe";
const RING: &str = "has an outline whose ring is not closed";
const MISSING: &str = "is missing or of another type";
const TERMS: &str = "has a word that its vocabulary does not have";

/// Ok, or what is wrong with a column.
type Checked = Result<(), &'static str>;

fn holds(holds: bool, problem: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(problem) }
}

impl Columns {
    /// Checks every column.
    ///
    /// # Errors
    /// When one does not fit the others.
    pub fn check(&self) -> Result<(), Unfit> {
        let sites = self.ids.len();
        let ascending = || holds((1..sites).all(|row| self.id(row - 1) < self.id(row)), "is not in ascending order");
        let others = || self.other_names.keys().all(|&row| (row as usize) < sites);
        let columns = [
            ("id", self.ids.check(sites).and_then(|()| ascending())),
            ("names", holds(others(), LENGTH)),
            ("search", self.search.check(sites)),
            ("geometry", self.geometries.check(sites)),
            ("datetime", self.times.check(sites)),
        ];
        let flat = Property::ALL.iter().filter_map(|property| {
            let expected = Cells::of(*property)?;
            let found = self.properties.get(property);
            let same = |found: &&Cells| std::mem::discriminant(*found) == std::mem::discriminant(&expected);
            let checked = found.filter(same).ok_or(MISSING).and_then(|cells| cells.check(*property, sites));
            Some((property.as_str(), checked))
        });
        let mut columns = columns.into_iter().chain(flat);
        columns.try_for_each(|(column, checked)| checked.map_err(|problem| Unfit { column, problem }))
    }
}

impl Cells {
    fn check(&self, property: Property, sites: usize) -> Checked {
        match self {
            Self::Texts(texts) => texts.check(sites),
            Self::Lists(lists) => lists.check(sites),
            Self::Numbers(numbers) => holds(numbers.len() == sites, LENGTH),
            Self::Words(words) => {
                words.check(sites)?;
                match property.definition().values {
                    Values::Terms(terms) => {
                        let known = |word: &String| word.is_empty() || terms.contains(&word.as_str());
                        holds(words.dictionary().iter().all(known), TERMS)
                    }
                    _ => Ok(()),
                }
            }
        }
    }
}

impl Texts {
    fn check(&self, sites: usize) -> Checked {
        let (text, ends) = self.parts();
        holds(ends.len() == sites, LENGTH)?;
        let within = ends.last().map_or(0, |&last| last as usize) == text.len();
        // A text must not end in the middle of a letter.
        holds(within && ends.is_sorted() && ends.iter().all(|&end| text.is_char_boundary(end as usize)), ENDS)
    }
}

impl Words {
    fn check(&self, sites: usize) -> Checked {
        holds(self.numbers().len() == sites, LENGTH)?;
        known(self.numbers(), self.dictionary().len())
    }
}

impl Lists {
    fn check(&self, sites: usize) -> Checked {
        let (numbers, ends) = self.parts();
        holds(ends.len() == sites, LENGTH)?;
        holds(ends.is_sorted() && ends.last().map_or(0, |&last| last as usize) == numbers.len(), ENDS)?;
        known(numbers, self.dictionary().len())
    }
}

impl Spans {
    fn check(&self, sites: usize) -> Checked {
        holds(self.numbers().len() == sites, LENGTH)?;
        let forward = |&(first, last): &Span| first.zip(last).is_none_or(|(first, last)| first <= last);
        holds(self.sets().iter().flatten().all(forward), "has a time that ends before it begins")?;
        known(self.numbers(), self.sets().len())
    }
}

impl Geometries {
    fn check(&self, sites: usize) -> Checked {
        holds(self.points().len() == sites, LENGTH)?;
        holds(self.points().iter().flatten().all(on_globe), OFF)?;
        self.outlines().try_for_each(|(row, outline)| {
            holds(self.points().get(row).is_some_and(Option::is_none), LENGTH)?;
            holds(outline.positions().all(on_globe), OFF)?;
            let closed = |ring: &Vec<Position>| ring.len() >= 4 && ring.first() == ring.last();
            holds(outline.rings().next().is_some() && outline.rings().all(|(_, ring)| closed(ring)), RING)
        })
    }
}

fn known(numbers: &[u32], words: usize) -> Checked {
    holds(numbers.iter().all(|&number| (number as usize) < words), NUMBERS)
}

/// A NaN is in no range.
fn on_globe([lon, lat]: &Position) -> bool {
    (-180.0..=180.0).contains(lon) && (-90.0..=90.0).contains(lat)
}
