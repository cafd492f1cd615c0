//! Lists of words, by their numbers in a dictionary.

use std::collections::BTreeSet;

use fixedbitset::FixedBitSet;

use super::{
    super::{property::ListProperty, test::ListRelation},
    Scan, by_site,
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
    by_site(move |nth| {
        let numbers = list.numbers(nth);
        let both = numbers.iter().filter(|&&number| chosen.contains(number as usize)).count();
        Some(relation.holds(numbers.len(), both, all))
    })
}

pub(super) fn with_list(
    left: ListProperty,
    relation: ListRelation,
    right: ListProperty,
    columns: &Columns,
) -> Scan<'_> {
    let (left, right) = (column(left, columns), column(right, columns));
    by_site(move |nth| {
        let (a, b) = (left.get(nth), right.get(nth));
        let both = a.clone().filter(|word| b.clone().any(|other| other == *word)).count();
        Some(relation.holds(a.len(), both, b.len()))
    })
}

fn column(list: ListProperty, columns: &Columns) -> &Lists {
    match list {
        ListProperty::Minerals => &columns.minerals,
        ListProperty::Operators => &columns.operators,
        ListProperty::Licensees => &columns.licensees,
        ListProperty::Owners => &columns.owners,
        ListProperty::PartOf => &columns.part_of,
        ListProperty::Sources => &columns.sources,
    }
}
