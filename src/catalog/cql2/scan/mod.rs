//! Evaluates a test over columns, block by block. What is the same for many rows (words of a dictionary, sets of times,
//! ranges of ids) is decided once, and expensive tests run only on rows that are still undecided.

mod estimate;
mod geometries;
mod lists;
mod numbers;
mod texts;
mod times;

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use super::{source::Source, test::Test};
use crate::catalog::{Stop, Stopped};

/// One bit for each row of a block.
type Mask = usize;

/// The number of rows in a block.
const ROWS: usize = usize::BITS as usize;

/// The data that a test is evaluated over.
#[derive(Clone, Copy)]
pub(super) struct ScanContext<'a> {
    pub source: &'a dyn Source,
    /// The geometries that are not points.
    pub outlines: &'a BTreeMap<u32, geo::Geometry>,
    pub stop: &'a Stop,
}

/// The rows of a block for which a test is true and false; for the others it is unknown.
#[derive(Clone, Copy)]
struct Truth {
    yes: Mask,
    no: Mask,
}

/// A test that is ready to run. It takes the first row of a block and a mask of the rows to test, at least one; the result
/// for other rows is undefined.
type Scan<'a> = Box<dyn Fn(usize, Mask) -> Truth + 'a>;

/// Removes the rows from `passing` for which `test` is not true.
pub(super) fn keep(test: &Test, context: ScanContext<'_>, passing: &mut FixedBitSet) -> Result<(), Stopped> {
    let scan = scan(test, context);
    estimate::check(&scan, passing.as_slice(), context.stop)?;
    for (row, block) in passing.as_mut_slice().iter_mut().enumerate() {
        if *block != 0 {
            context.stop.check()?;
            *block &= scan(row * ROWS, *block).yes;
        }
    }
    Ok(())
}

fn scan<'a>(test: &'a Test, context: ScanContext<'a>) -> Scan<'a> {
    match test {
        Test::Known(value) => constant(*value),
        Test::Not(test) => mapped(scan(test, context), Truth::negated),
        Test::Unknown(test) => {
            mapped(scan(test, context), |Truth { yes, no }| Truth { yes: !(yes | no), no: yes | no })
        }
        Test::All(tests) => every(tests, context, |truth| truth),
        // By De Morgan's law.
        Test::Any(tests) => mapped(every(tests, context, Truth::negated), Truth::negated),
        Test::Texts(left, comparison, right) => texts::compared(left, *comparison, right, context),
        Test::OneOf(of, words) => texts::one_of(of, words, context),
        Test::Like(of, pattern) => texts::like(of, pattern, context),
        Test::Numbers(left, comparison, right) => numbers::compared(left, *comparison, right, context.source),
        Test::List(list, relation, words) => lists::with_words(list, *relation, words, context.source),
        Test::Lists(left, relation, right) => lists::compared(left, *relation, right, context.source),
        Test::Geometry(relation, geometry) => geometries::compared(*relation, geometry, context),
        Test::OwnGeometry(relation) => geometries::with_itself(*relation, context),
        Test::Time(left, relation, right) => times::compared(*left, *relation, *right, context.source),
    }
}

impl Truth {
    fn negated(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }
}

fn mapped(scan: Scan<'_>, map: fn(Truth) -> Truth) -> Scan<'_> {
    Box::new(move |first, rows| map(scan(first, rows)))
}

/// Whether all `tests` hold, each mapped by `map`. Each runs only on the rows that the ones before leave undecided.
fn every<'a>(tests: &'a [Test], context: ScanContext<'a>, map: fn(Truth) -> Truth) -> Scan<'a> {
    let scans: Vec<Scan<'a>> = tests.iter().map(|test| scan(test, context)).collect();
    Box::new(move |first, rows| {
        let (mut yes, mut no) = (rows, 0);
        for scan in &scans {
            let open = rows & !no;
            if open == 0 {
                break;
            }
            let truth = map(scan(first, open));
            yes &= truth.yes;
            no |= truth.no & open;
        }
        Truth { yes: yes & !no, no }
    })
}

/// The same truth for every row.
fn constant<'a>(value: Option<bool>) -> Scan<'a> {
    let all = |is: bool| if is { Mask::MAX } else { 0 };
    let truth = Truth { yes: all(value == Some(true)), no: all(value == Some(false)) };
    Box::new(move |_, _| truth)
}

/// A test of one row at a time.
fn by_row<'a>(test: impl Fn(usize) -> Option<bool> + 'a) -> Scan<'a> {
    Box::new(move |first, mut open| {
        let (mut yes, mut no) = (0, 0);
        while open != 0 {
            let row = open.trailing_zeros() as usize;
            let bit: Mask = 1 << row;
            match test(first + row) {
                Some(true) => yes |= bit,
                Some(false) => no |= bit,
                None => {}
            }
            open &= !bit;
        }
        Truth { yes, no }
    })
}

/// A test whose results are precomputed for each number in a column.
fn by_number<'a>(results: Vec<Option<bool>>, number: impl Fn(usize) -> usize + 'a) -> Scan<'a> {
    by_row(move |row| results[number(row)])
}
