//! Lists, by the words' indices in the dictionary.

use std::{borrow::Cow, collections::BTreeSet};

use fixedbitset::FixedBitSet;

use super::{
    super::{
        source::Source,
        test::{List, ListRelation, Text},
    },
    Scan, by_row, constant,
    texts::Operand,
};
use crate::catalog::columns::Column;

pub(super) fn with_words<'a>(
    list: &str,
    relation: ListRelation,
    words: &BTreeSet<String>,
    source: &'a dyn Source,
) -> Scan<'a> {
    let Some(Column::Lists(list)) = source.column(list) else {
        return constant(None);
    };
    let dictionary = list.dictionary();
    let mut chosen = FixedBitSet::with_capacity(dictionary.len());
    chosen.extend(words.iter().filter_map(|word| dictionary.get_index_of(word)));
    let all = words.len();
    by_row(move |row| {
        let numbers = list.numbers(row);
        let both = numbers.iter().filter(|&&number| chosen.contains(number as usize)).count();
        Some(relation.holds(numbers.len(), both, all))
    })
}

/// Compares two lists of a row; unknown if an item is null.
pub(super) fn compared<'a>(
    left: &'a List,
    relation: ListRelation,
    right: &'a List,
    source: &'a dyn Source,
) -> Scan<'a> {
    by_row(move |row| {
        let (a, b) = (words(left, source, row)?, words(right, source, row)?);
        Some(relation.holds(a.len(), a.intersection(&b).count(), b.len()))
    })
}

fn words<'a>(list: &'a List, source: &'a dyn Source, row: usize) -> Option<BTreeSet<Cow<'a, str>>> {
    match list {
        List::Literal(words) => Some(words.iter().map(|word| Cow::Borrowed(word.as_str())).collect()),
        List::Property(list) => match source.column(list)? {
            Column::Lists(list) => Some(list.get(row).map(Cow::Borrowed).collect()),
            _ => None,
        },
        List::Mixed(texts) => {
            let mut room = String::new();
            let word = |text: &'a Text| {
                let word = Operand::new(text, source).get(row)?;
                let plain = text.folding.is_none();
                Some(if plain { Cow::Borrowed(word) } else { text.folding.fold(word, &mut room).to_owned().into() })
            };
            texts.iter().map(word).collect()
        }
    }
}
