//! Texts: each word of a dictionary or vocabulary is tested once, ids by their order, names row by row.

use std::{cell::Cell, collections::BTreeSet, iter};

use fixedbitset::FixedBitSet;

use super::{
    super::{
        like::Pattern,
        source::{Source, TextColumn},
        test::{Comparison, Text, TextOf},
    },
    Scan, Truth, by_number, by_site,
};
use crate::{
    catalog::columns::Texts,
    evidence::EvidenceLevel,
    model::{claim::Status, site::Kind},
};

pub(super) fn missing<'a>(text: &'a Text, source: &'a dyn Source) -> Scan<'a> {
    let known = judged(text, source, |_| true);
    Box::new(move |first, open| {
        let Truth { yes, .. } = known(first, open);
        Truth { yes: !yes, no: yes }
    })
}

pub(super) fn like<'a>(text: &'a Text, pattern: &'a Pattern, source: &'a dyn Source) -> Scan<'a> {
    judged(text, source, |text| pattern.matches(text))
}

pub(super) fn one_of<'a>(text: &'a Text, words: &'a BTreeSet<String>, source: &'a dyn Source) -> Scan<'a> {
    if let Some(ids) = ids(text, source) {
        let mut chosen = FixedBitSet::with_capacity(ids.len());
        chosen.extend(words.iter().filter_map(|id| ids.position(id)));
        return by_site(move |row| Some(chosen.contains(row)));
    }
    judged(text, source, |text| words.contains(text))
}

pub(super) fn compared<'a>(left: &'a Text, by: Comparison, right: &'a Text, source: &'a dyn Source) -> Scan<'a> {
    let TextOf::Literal(literal) = &right.of else {
        let (a, b) = (column(left, source), column(right, source));
        let rooms = Cell::new((String::new(), String::new()));
        return by_site(move |row| {
            let mut room = rooms.take();
            let holds = a.and_then(|a| a.get(row)).zip(b.and_then(|b| b.get(row)));
            let holds =
                holds.map(|(a, b)| by.holds(left.folding.fold(a, &mut room.0).cmp(right.folding.fold(b, &mut room.1))));
            rooms.set(room);
            holds
        });
    };
    let Some(ids) = ids(left, source) else {
        return judged(left, source, move |text| by.holds(text.cmp(literal)));
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
    by_site(move |row| Some(range.contains(&row)))
}

/// Whether each row's text, folded, passes `judge`.
fn judged<'a>(text: &'a Text, source: &'a dyn Source, judge: impl Fn(&str) -> bool + 'a) -> Scan<'a> {
    let mut room = String::new();
    let mut answer = |word: &str| Some(judge(text.folding.fold(word, &mut room)));
    let constant = |truth: Truth| -> Scan<'a> { Box::new(move |_, _| truth) };
    match column(text, source) {
        None => constant(Truth::all(None)),
        Some(TextColumn::Constant(word)) => constant(Truth::all(answer(word))),
        Some(TextColumn::Kinds(kinds)) => {
            let answers = Kind::ALL.iter().map(|kind| answer(kind.as_str())).collect();
            by_number(answers, |row| kinds[row] as usize)
        }
        Some(TextColumn::Statuses(statuses)) => {
            let known = Status::ALL.iter().map(|status| answer(status.as_str()));
            let answers = iter::once(None).chain(known).collect();
            by_number(answers, |row| statuses[row].map_or(0, |status| 1 + status as usize))
        }
        Some(TextColumn::EvidenceLevels(levels)) => {
            let answers = EvidenceLevel::ALL.iter().map(|level| answer(level.as_str())).collect();
            by_number(answers, |row| levels[row] as usize)
        }
        Some(TextColumn::Words(words)) => {
            let answers = words.dictionary().iter();
            let answers = answers.map(|word| if word.is_empty() { None } else { answer(word) }).collect();
            by_number(answers, |row| words.numbers()[row] as usize)
        }
        Some(TextColumn::Ids(texts) | TextColumn::Texts(texts)) => {
            let room = Cell::new(room);
            by_site(move |row| {
                let mut used = room.take();
                let answer = judge(text.folding.fold(texts.get(row), &mut used));
                room.set(used);
                Some(answer)
            })
        }
    }
}

/// The ids, where a text is the unfolded id: they are in ascending order.
fn ids<'a>(text: &Text, source: &'a dyn Source) -> Option<&'a Texts> {
    match &text.of {
        TextOf::Property(property) if text.folding.is_none() => match source.texts(*property)? {
            TextColumn::Ids(ids) => Some(ids),
            _ => None,
        },
        _ => None,
    }
}

/// The text of each row, before it is folded; none where the collection has no such property.
pub(super) fn column<'a>(text: &'a Text, source: &'a dyn Source) -> Option<TextColumn<'a>> {
    match &text.of {
        TextOf::Literal(literal) => Some(TextColumn::Constant(literal)),
        TextOf::Property(property) => source.texts(*property),
    }
}
