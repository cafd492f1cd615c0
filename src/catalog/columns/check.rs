//! Whether columns that were read back fit together: what is looked up by number and by place later is there.
//!
//! A right hash says that a file is what was written, not who wrote it.

use super::{Columns, Geometries, Lists, Span, Spans, Texts, Words};
use crate::model::Position;

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
const OFF: &str = "has a place that is nowhere on the globe";
const RING: &str = "has an outline whose ring is not closed";

/// What is wrong with a column; nothing is.
type Checked = Result<(), &'static str>;

fn holds(holds: bool, problem: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(problem) }
}

impl Columns {
    /// Goes over every column once.
    ///
    /// # Errors
    /// When one does not fit the others.
    pub fn check(&self) -> Result<(), Unfit> {
        let sites = self.ids.len();
        let length = |length: usize| holds(length == sites, LENGTH);
        let ascending = || holds((1..sites).all(|row| self.id(row - 1) < self.id(row)), "is not in ascending order");
        let others = || self.other_names.keys().all(|&row| (row as usize) < sites);
        let columns: [(&'static str, Checked); 18] = [
            ("ids", self.ids.check(sites).and_then(|()| ascending())),
            ("names", self.names.check(sites)),
            ("other names", holds(others(), LENGTH)),
            ("search", self.search.check(sites)),
            ("kinds", length(self.kinds.len())),
            ("statuses", length(self.statuses.len())),
            ("evidence_levels", length(self.evidence_levels.len())),
            ("countries", self.countries.check(sites)),
            ("provinces", self.provinces.check(sites)),
            ("minerals", self.minerals.check(sites)),
            ("operators", self.operators.check(sites)),
            ("licensees", self.licensees.check(sites)),
            ("owners", self.owners.check(sites)),
            ("part_of", self.part_of.check(sites)),
            ("sources", self.sources.check(sites)),
            ("uncertainties", length(self.uncertainties.len())),
            ("geometries", self.geometries.check(sites)),
            ("times", self.times.check(sites)),
        ];
        columns.into_iter().try_for_each(|(column, checked)| checked.map_err(|problem| Unfit { column, problem }))
    }
}

impl Texts {
    fn check(&self, sites: usize) -> Checked {
        let (text, ends) = self.parts();
        holds(ends.len() == sites, LENGTH)?;
        let within = ends.last().map_or(0, |&last| last as usize) == text.len();
        // An end in the middle of a letter would be none.
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
