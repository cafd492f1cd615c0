//! The properties of every site, one column for each: what filters, facets, tiles and tables read, and what an imported
//! atlas keeps in its file.

mod check;
mod dictionary;
mod geometries;
mod row;
mod texts;
mod times;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    check::Unfit,
    dictionary::{Lists, Words},
    geometries::{Geometries, Shape},
    row::{Column, Row},
    texts::Texts,
    times::{Span, Spans},
};
use super::properties::{Property, SiteRecord, Storage, Value};
use crate::{
    dataset::Dataset,
    model::{Name, fold::fold},
};

/// Other names and spellings of a site, by language.
pub type OtherNames = BTreeMap<String, Vec<String>>;

/// The columns. A site is a row, numbered from 0, in the order of ids.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Columns {
    /// Permanent ids, ascending.
    ids: Texts,
    /// What search looks through: id and names, folded, one per line.
    search: Texts,
    /// Other names, of the sites that have any, by row.
    other_names: BTreeMap<u32, OtherNames>,
    /// The other flat properties.
    #[serde(with = "by_name")]
    properties: BTreeMap<Property, Cells>,
    /// The accepted locations.
    geometries: Geometries,
    /// When the claims hold.
    times: Spans,
}

/// The cells of a column of a flat property.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Cells {
    Texts(Texts),
    Words(Words),
    Lists(Lists),
    Numbers(Vec<Option<u32>>),
}

impl Cells {
    /// No cells yet, of the type of a property; none for one that is kept elsewhere.
    fn of(property: Property) -> Option<Self> {
        Some(match property.definition().storage {
            Storage::Text(_) => Self::Texts(Texts::default()),
            Storage::Word(_) => Self::Words(Words::default()),
            Storage::List(_) => Self::Lists(Lists::default()),
            Storage::Number(_) => Self::Numbers(Vec::new()),
            Storage::Id | Storage::Names | Storage::Geometry | Storage::Axis(_) | Storage::Time | Storage::Nested => {
                return None;
            }
        })
    }

    /// Adds a cell. A value of another type, which no property reads, counts as unknown.
    pub(super) fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Self::Texts(texts), Value::Text(text)) => texts.push(text),
            (Self::Texts(texts), _) => texts.push(""),
            (Self::Words(words), Value::Text(word)) => words.push(word),
            (Self::Words(words), _) => words.push(""),
            (Self::Lists(lists), Value::List(list)) => lists.push(list),
            (Self::Lists(lists), _) => lists.push(None::<&str>),
            (Self::Numbers(numbers), Value::Number(number)) => numbers.push(Some(number)),
            (Self::Numbers(numbers), _) => numbers.push(None),
        }
    }

    pub(super) fn column(&self) -> Column<'_> {
        match self {
            Self::Texts(texts) => Column::Texts(texts),
            Self::Words(words) => Column::Words(words),
            Self::Lists(lists) => Column::Lists(lists),
            Self::Numbers(numbers) => Column::Numbers(numbers),
        }
    }

    fn gather(&self, order: &[u32]) -> Self {
        match self {
            Self::Texts(texts) => Self::Texts(texts.gather(order)),
            Self::Words(words) => Self::Words(words.gather(order)),
            Self::Lists(lists) => Self::Lists(lists.gather(order)),
            Self::Numbers(numbers) => Self::Numbers(gather(numbers, order)),
        }
    }
}

impl Default for Columns {
    fn default() -> Self {
        let properties = Property::ALL.iter().filter_map(|&property| Some((property, Cells::of(property)?)));
        Self {
            ids: Texts::default(),
            search: Texts::default(),
            other_names: BTreeMap::new(),
            properties: properties.collect(),
            geometries: Geometries::default(),
            times: Spans::default(),
        }
    }
}

impl Columns {
    /// The number of sites.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are no sites.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The permanent ids, ascending.
    pub fn ids(&self) -> &Texts {
        &self.ids
    }

    /// A site's permanent id.
    pub fn id(&self, row: usize) -> &str {
        self.ids.get(row)
    }

    /// The row of the site with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.ids.position(id)
    }

    /// One site.
    pub fn row(&self, row: usize) -> Row<'_> {
        Row::new(self, row)
    }

    /// The folded texts that search looks through.
    pub fn search(&self) -> &Texts {
        &self.search
    }

    /// The accepted locations.
    pub fn geometries(&self) -> &Geometries {
        &self.geometries
    }

    /// When the claims hold.
    pub fn times(&self) -> &Spans {
        &self.times
    }

    /// The column of a property.
    pub fn column(&self, property: Property) -> Column<'_> {
        match property.definition().storage {
            Storage::Id => Column::Ids(&self.ids),
            Storage::Names => Column::Names(&self.other_names),
            Storage::Geometry => Column::Geometries(&self.geometries),
            Storage::Axis(axis) => Column::Axis(&self.geometries, axis),
            Storage::Time => Column::Times(&self.times),
            Storage::Nested => Column::Nested,
            Storage::Text(_) | Storage::Word(_) | Storage::List(_) | Storage::Number(_) => {
                self.properties.get(&property).map_or(Column::Nested, Cells::column)
            }
        }
    }

    /// The column of a property that is a list of words.
    pub fn lists(&self, property: Property) -> Option<&Lists> {
        match self.properties.get(&property) {
            Some(Cells::Lists(lists)) => Some(lists),
            _ => None,
        }
    }

    /// Adds a site. Sites come in the order of their ids, or [`Self::gather`] puts them into it.
    pub fn push(&mut self, dataset: &Dataset, record: &SiteRecord<'_>) {
        let site = record.site;
        let names = &site.properties.names;
        let row = u32::try_from(self.len()).unwrap_or(u32::MAX);
        self.ids.push(&site.id);
        let mut search = vec![fold(&site.id), fold(&site.properties.name)];
        search.extend(names.values().flatten().map(|name| fold(name.text())));
        self.search.push(&search.join("\n"));
        if !names.is_empty() {
            let texts = |names: &Vec<Name>| names.iter().map(|name| name.text().to_owned()).collect();
            let names = names.iter().map(|(language, names)| (language.clone(), texts(names)));
            self.other_names.insert(row, names.collect());
        }
        for (property, cells) in &mut self.properties {
            cells.push(record.value(*property));
        }
        self.geometries.push(site.geometry.as_ref());
        self.times.push(dataset, &site.properties.claims);
    }

    /// The columns of these sites, in this order.
    #[must_use]
    pub fn gather(&self, order: &[u32]) -> Self {
        Self {
            search: self.search.gather(order),
            geometries: self.geometries.gather(order),
            times: self.times.gather(order),
            ..self.gather_if(order, |_| true)
        }
    }

    /// The columns of these sites, in this order, that map tiles carry; the others are empty.
    #[must_use]
    pub fn gather_for_tiles(&self, order: &[u32]) -> Self {
        self.gather_if(order, |property| property.definition().in_tiles)
    }

    /// Ids, names and the properties that are `wanted`.
    fn gather_if(&self, order: &[u32], wanted: impl Fn(Property) -> bool) -> Self {
        let new: BTreeMap<u32, u32> =
            if self.other_names.is_empty() { BTreeMap::new() } else { order.iter().copied().zip(0..).collect() };
        let other_names =
            self.other_names.iter().filter_map(|(old, names)| Some((*new.get(old)?, names.clone()))).collect();
        let mut gathered = Self { ids: self.ids.gather(order), other_names, ..Self::default() };
        for (property, cells) in &self.properties {
            if wanted(*property) {
                gathered.properties.insert(*property, cells.gather(order));
            }
        }
        gathered
    }
}

fn gather<T: Copy>(values: &[T], order: &[u32]) -> Vec<T> {
    order.iter().map(|&row| values[row as usize]).collect()
}

/// Columns in a file go by the names of their properties, so that a new property never shifts the others.
mod by_name {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serializer};

    use super::{Cells, Property};

    pub(super) fn serialize<S: Serializer>(
        columns: &BTreeMap<Property, Cells>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(columns.iter().map(|(property, cells)| (property.as_str(), cells)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<Property, Cells>, D::Error> {
        let columns = BTreeMap::<String, Cells>::deserialize(deserializer)?;
        let known = columns.into_iter().filter_map(|(name, cells)| Some((name.parse().ok()?, cells)));
        Ok(known.collect())
    }
}
