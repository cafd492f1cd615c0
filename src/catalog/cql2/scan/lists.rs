//! Lists of words, by their numbers in a dictionary.

use std::{borrow::Cow, collections::BTreeSet};

use fixedbitset::FixedBitSet;

use super::{
    super::{
        property::ListProperty,
        test::{ListRelation, Set, Text},
    },
    Scan, by_site,
    texts::value,
};
use crate::catalog::{Columns, columns::Lists};

pub(super) fn with_words<'a>(
    list: ListProperty,
    relation: ListRelation,
    words: &BTreeSet<String>,
    columns: &'a Columns,
) -> Scan<'a> {
    let list = column(list, columns);
    let dictionary = list.dictionary();
    let mut chosen = FixedBitSet::with_capacity(dictionary.len());
    chosen.extend(words.iter().filter_map(|word| dictionary.get_index_of(word)));
    let all = words.len();
    by_site(move |row| {
        let numbers = list.numbers(row);
        let both = numbers.iter().filter(|&&number| chosen.contains(number as usize)).count();
        Some(relation.holds(numbers.len(), both, all))
    })
}

/// Two lists of a site; unknown where a word of theirs is.
pub(super) fn compared<'a>(left: &'a Set, relation: ListRelation, right: &'a Set, columns: &'a Columns) -> Scan<'a> {
    by_site(move |row| {
        let (a, b) = (words(left, columns, row)?, words(right, columns, row)?);
        Some(relation.holds(a.len(), a.intersection(&b).count(), b.len()))
    })
}

fn words<'a>(set: &'a Set, columns: &'a Columns, row: usize) -> Option<BTreeSet<Cow<'a, str>>> {
    match set {
        Set::List(list) => Some(column(*list, columns).get(row).map(Cow::Borrowed).collect()),
        Set::Of(texts) => {
            let mut room = String::new();
            let word = |text: &'a Text| {
                let word = value(text, columns, row)?;
                let plain = text.folding.is_none();
                Some(if plain { Cow::Borrowed(word) } else { text.folding.fold(word, &mut room).to_owned().into() })
            };
            texts.iter().map(word).collect()
        }
    }
}

fn column(list: ListProperty, columns: &Columns) -> &Lists {
    match list {
        ListProperty::Minerals => &columns.minerals,
        ListProperty::Operators | ListProperty::Parties => &columns.operators,
        ListProperty::Licensees => &columns.licensees,
        ListProperty::Owners => &columns.owners,
        ListProperty::PartOf | ListProperty::Sites => &columns.part_of,
        ListProperty::Sources => &columns.sources,
    }
}
