//! Texts: each word of a dictionary or vocabulary is tested once, ids by their order, names row by row.

use std::{cell::Cell, collections::BTreeSet};

use fixedbitset::FixedBitSet;

use super::{
    super::{
        like::Pattern,
        source::Source,
        test::{Comparison, Text, TextOf},
    },
    Scan, ScanContext, by_number, by_row, constant,
};
use crate::catalog::columns::{Column, Texts};

pub(super) fn like<'a>(text: &'a Text, pattern: &'a Pattern, context: ScanContext<'a>) -> Scan<'a> {
    judged(text, context, |text| pattern.matches(text))
}

pub(super) fn one_of<'a>(text: &'a Text, words: &'a BTreeSet<String>, context: ScanContext<'a>) -> Scan<'a> {
    if let Some(ids) = ids(text, context.source) {
        let mut chosen = FixedBitSet::with_capacity(ids.len());
        chosen.extend(words.iter().filter_map(|id| ids.position(id)));
        return by_row(move |row| Some(chosen.contains(row)));
    }
    judged(text, context, |text| words.contains(text))
}

pub(super) fn compared<'a>(left: &'a Text, by: Comparison, right: &'a Text, context: ScanContext<'a>) -> Scan<'a> {
    let source = context.source;
    let TextOf::Literal(literal) = &right.of else {
        let (a, b) = (Operand::new(left, source), Operand::new(right, source));
        let rooms = Cell::new((String::new(), String::new()));
        return by_row(move |row| {
            let mut room = rooms.take();
            let holds = a.get(row).zip(b.get(row));
            let holds =
                holds.map(|(a, b)| by.holds(left.folding.fold(a, &mut room.0).cmp(right.folding.fold(b, &mut room.1))));
            rooms.set(room);
            holds
        });
    };
    let Some(ids) = ids(left, source) else {
        return judged(left, context, move |text| by.holds(text.cmp(literal)));
    };
    let below = ids.first_not_below(literal);
    let upto = below + usize::from(ids.position(literal).is_some());
    let range = match by {
        Comparison::Equal => below..upto,
        Comparison::Less => 0..below,
        Comparison::LessOrEqual => 0..upto,
        Comparison::Greater => upto..ids.len(),
        Comparison::GreaterOrEqual => below..ids.len(),
    };
    by_row(move |row| Some(range.contains(&row)))
}

/// Tests each row's folded text with `judge`.
fn judged<'a>(text: &'a Text, context: ScanContext<'a>, judge: impl Fn(&str) -> bool + 'a) -> Scan<'a> {
    let mut room = String::new();
    let mut result = |word: &str| Some(judge(text.folding.fold(word, &mut room)));
    match Operand::new(text, context.source) {
        Operand::Literal(literal) => constant(result(literal)),
        Operand::Column(Column::Words(words)) => {
            // A dictionary may have as many words as there are rows.
            let is_open = |word: &str| !word.is_empty() && context.stop.check().is_ok();
            let results = words.dictionary().iter();
            let results = results.map(|word| if is_open(word) { result(word) } else { None }).collect();
            by_number(results, |row| words.numbers()[row] as usize)
        }
        Operand::Column(Column::Ids(texts) | Column::Texts(texts)) => {
            let room = Cell::new(room);
            by_row(move |row| {
                let mut used = room.take();
                let result = judge(text.folding.fold(texts.get(row), &mut used));
                room.set(used);
                Some(result)
            })
        }
        Operand::Column(_) | Operand::Missing => constant(None),
    }
}

/// The column of ids, in ascending order, if the text is the unfolded id.
fn ids<'a>(text: &'a Text, source: &'a dyn Source) -> Option<&'a Texts> {
    match Operand::new(text, source) {
        Operand::Column(Column::Ids(ids)) if text.folding.is_none() => Some(ids),
        _ => None,
    }
}

/// Where a text comes from, before it is folded.
#[derive(Clone, Copy)]
pub(super) enum Operand<'a> {
    Literal(&'a str),
    Column(Column<'a>),
    /// The collection has no such property.
    Missing,
}

impl<'a> Operand<'a> {
    pub(super) fn new(text: &'a Text, source: &'a dyn Source) -> Self {
        match &text.of {
            TextOf::Literal(literal) => Self::Literal(literal),
            TextOf::Property(property) => source.column(property).map_or(Self::Missing, Self::Column),
        }
    }

    /// The text of a row; `None` if it is null.
    pub(super) fn get(self, row: usize) -> Option<&'a str> {
        match self {
            Self::Literal(literal) => Some(literal),
            Self::Column(column) => column.text(row),
            Self::Missing => None,
        }
    }
}
