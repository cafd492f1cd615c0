//! Evaluates a test over columns, block by block. What is the same for many rows (words of a dictionary, sets of times,
//! ranges of ids) is decided once, and expensive tests run only on rows that are still undecided.

mod geometries;
mod lists;
mod numbers;
mod texts;
mod times;

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;

use super::{source::Source, test::Test};

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
pub(super) fn keep(test: &Test, on: ScanContext<'_>, passing: &mut FixedBitSet) {
    let scan = scan(test, on);
    for (row, block) in passing.as_mut_slice().iter_mut().enumerate() {
        if *block != 0 {
            *block &= scan(row * ROWS, *block).yes;
        }
    }
}

fn scan<'a>(test: &'a Test, on: ScanContext<'a>) -> Scan<'a> {
    match test {
        Test::Known(value) => {
            let truth = Truth::all(*value);
            Box::new(move |_, _| truth)
        }
        Test::Not(test) => {
            let scan = scan(test, on);
            Box::new(move |first, open| {
                let Truth { yes, no } = scan(first, open);
                Truth { yes: no, no: yes }
            })
        }
        Test::Unknown(test) => {
            let scan = scan(test, on);
            Box::new(move |first, open| {
                let Truth { yes, no } = scan(first, open);
                Truth { yes: !(yes | no), no: yes | no }
            })
        }
        Test::All(tests) => {
            let every = every(tests, on, |truth| truth);
            Box::new(every)
        }
        // By De Morgan's law.
        Test::Any(tests) => {
            let every = every(tests, on, |Truth { yes, no }| Truth { yes: no, no: yes });
            Box::new(move |first, open| {
                let Truth { yes, no } = every(first, open);
                Truth { yes: no, no: yes }
            })
        }
        Test::TextMissing(of) => texts::missing(of, on.source),
        Test::Texts(left, comparison, right) => texts::compared(left, *comparison, right, on.source),
        Test::OneOf(of, words) => texts::one_of(of, words, on.source),
        Test::Like(of, pattern) => texts::like(of, pattern, on.source),
        Test::NumberMissing(number) => numbers::missing(number, on.source),
        Test::Numbers(left, comparison, right) => numbers::compared(left, *comparison, right, on.source),
        Test::List(list, relation, words) => lists::with_words(list, *relation, words, on.source),
        Test::Lists(left, relation, right) => lists::compared(left, *relation, right, on.source),
        Test::PlaceMissing => geometries::missing(on),
        Test::Place(relation, place) => geometries::compared(*relation, place, on),
        Test::OwnPlace(relation) => geometries::with_itself(*relation, on),
        Test::TimeMissing => times::missing(on.source),
        Test::Time(left, relation, right) => times::compared(*left, *relation, *right, on.source),
    }
}

/// Whether all `tests` hold, each mapped by `view`. Each runs only on the rows that the ones before leave undecided.
fn every<'a>(tests: &'a [Test], on: ScanContext<'a>, view: fn(Truth) -> Truth) -> impl Fn(usize, Mask) -> Truth + 'a {
    let scans: Vec<Scan<'a>> = tests.iter().map(|test| scan(test, on)).collect();
    move |first, asked| {
        let (mut yes, mut no) = (asked, 0);
        for scan in &scans {
            let open = asked & !no;
            if open == 0 {
                break;
            }
            let truth = view(scan(first, open));
            yes &= truth.yes;
            no |= truth.no & open;
        }
        Truth { yes: yes & !no, no }
    }
}

impl Truth {
    /// The same truth for every row.
    fn all(value: Option<bool>) -> Self {
        let all = |is: bool| if is { Mask::MAX } else { 0 };
        Self { yes: all(value == Some(true)), no: all(value == Some(false)) }
    }
}

/// A test of one row at a time.
fn by_site<'a>(ask: impl Fn(usize) -> Option<bool> + 'a) -> Scan<'a> {
    Box::new(move |first, mut open| {
        let (mut yes, mut no) = (0, 0);
        while open != 0 {
            let row = open.trailing_zeros() as usize;
            let bit: Mask = 1 << row;
            match ask(first + row) {
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
fn by_number<'a>(answers: Vec<Option<bool>>, number: impl Fn(usize) -> usize + 'a) -> Scan<'a> {
    by_site(move |row| answers[number(row)])
}
