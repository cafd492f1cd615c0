//! Texts: words of a dictionary are judged once each, ids by their order, names one by one.

use std::{cell::Cell, collections::BTreeSet, iter};

use fixedbitset::FixedBitSet;

use super::{
    super::{
        like::Pattern,
        property::TextProperty,
        test::{Comparison, Text, TextOf},
    },
    Scan, Truth, by_number, by_site,
};
use crate::{
    catalog::{Columns, columns::Words},
    evidence::EvidenceLevel,
    model::{claim::Status, site::Kind},
};

pub(super) fn missing<'a>(text: &'a Text, columns: &'a Columns) -> Scan<'a> {
    let known = judged(text, columns, |_| true);
    Box::new(move |first, open| {
        let Truth { yes, .. } = known(first, open);
        Truth { yes: !yes, no: yes }
    })
}

pub(super) fn like<'a>(text: &'a Text, pattern: &'a Pattern, columns: &'a Columns) -> Scan<'a> {
    judged(text, columns, |text| pattern.matches(text))
}

pub(super) fn one_of<'a>(text: &'a Text, words: &'a BTreeSet<String>, columns: &'a Columns) -> Scan<'a> {
    if text.of == TextOf::Property(TextProperty::Id) && text.folding.is_none() {
        let mut chosen = FixedBitSet::with_capacity(columns.len());
        chosen.extend(words.iter().filter_map(|id| columns.position(id)));
        return by_site(move |row| Some(chosen.contains(row)));
    }
    judged(text, columns, |text| words.contains(text))
}

pub(super) fn compared<'a>(left: &'a Text, by: Comparison, right: &'a Text, columns: &'a Columns) -> Scan<'a> {
    match &right.of {
        TextOf::Literal(literal) if left.of == TextOf::Property(TextProperty::Id) && left.folding.is_none() => {
            // Ids are in ascending order.
            let below = columns.ids.first_not_below(literal);
            let upto = below + usize::from(columns.position(literal).is_some());
            let range = match by {
                Comparison::Equal => below..upto,
                Comparison::Less => 0..below,
                Comparison::LessOrEqual => 0..upto,
                Comparison::Greater => upto..columns.len(),
                Comparison::GreaterOrEqual => below..columns.len(),
            };
            by_site(move |row| Some(range.contains(&row)))
        }
        TextOf::Literal(literal) => judged(left, columns, move |text| by.holds(text.cmp(literal))),
        TextOf::Property(_) => {
            let rooms = Cell::new((String::new(), String::new()));
            by_site(move |row| {
                let mut room = rooms.take();
                let holds = value(left, columns, row)
                    .zip(value(right, columns, row))
                    .map(|(a, b)| by.holds(left.folding.fold(a, &mut room.0).cmp(right.folding.fold(b, &mut room.1))));
                rooms.set(room);
                holds
            })
        }
    }
}

/// What `judge` says of a text, folded.
fn judged<'a>(text: &'a Text, columns: &'a Columns, judge: impl Fn(&str) -> bool + 'a) -> Scan<'a> {
    let mut room = String::new();
    let mut answer = |word: &str| Some(judge(text.folding.fold(word, &mut room)));
    match &text.of {
        TextOf::Literal(literal) => {
            let truth = Truth::all(answer(literal));
            Box::new(move |_, _| truth)
        }
        TextOf::Property(TextProperty::Kind) => {
            let answers = Kind::ALL.iter().map(|kind| answer(kind.as_str())).collect();
            by_number(answers, |row| columns.kinds[row] as usize)
        }
        TextOf::Property(TextProperty::Status) => {
            let known = Status::ALL.iter().map(|status| answer(status.as_str()));
            let answers = iter::once(None).chain(known).collect();
            by_number(answers, |row| columns.statuses[row].map_or(0, |status| 1 + status as usize))
        }
        TextOf::Property(TextProperty::Evidence) => {
            let answers = EvidenceLevel::ALL.iter().map(|grade| answer(grade.as_str())).collect();
            by_number(answers, |row| columns.evidence_levels[row] as usize)
        }
        TextOf::Property(TextProperty::Country) => by_word(&columns.countries, answer),
        TextOf::Property(TextProperty::Province | TextProperty::Agreement) => by_word(&columns.provinces, answer),
        TextOf::Property(TextProperty::Id | TextProperty::Name) => {
            let room = Cell::new(room);
            by_site(move |row| {
                let mut used = room.take();
                let answer = value(text, columns, row).map(|value| judge(text.folding.fold(value, &mut used)));
                room.set(used);
                answer
            })
        }
    }
}

fn by_word(words: &Words, mut answer: impl FnMut(&str) -> Option<bool>) -> Scan<'_> {
    let known = |word: &String| if word.is_empty() { None } else { answer(word) };
    by_number(words.dictionary().iter().map(known).collect(), |row| words.numbers()[row] as usize)
}

/// A site's text, as it is.
pub(super) fn value<'a>(text: &'a Text, columns: &'a Columns, row: usize) -> Option<&'a str> {
    match &text.of {
        TextOf::Literal(literal) => Some(literal),
        TextOf::Property(property) => match property {
            TextProperty::Id => Some(columns.ids.get(row)),
            TextProperty::Name => Some(columns.names.get(row)),
            TextProperty::Kind => Some(columns.kinds[row].as_str()),
            TextProperty::Status => columns.statuses[row].map(Status::as_str),
            TextProperty::Country => Some(columns.countries.get(row)).filter(|country| !country.is_empty()),
            TextProperty::Province | TextProperty::Agreement => columns.province(row),
            TextProperty::Evidence => Some(columns.evidence_levels[row].as_str()),
        },
    }
}
