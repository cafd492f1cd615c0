//! The responses that never change: made once when the server starts.

use std::collections::BTreeMap;

use crate::{
    catalog::cql2::property::CollectionKind,
    pages::{Language, RecordKind},
    server::response::ApiResponse,
};

/// What a prebuilt response is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Prebuilt {
    /// A file of the web page, by its path below `web/dist`.
    File(String),
    Landing,
    Conformance,
    Collections,
    Collection(CollectionKind),
    FeatureSchema(CollectionKind),
    Queryables(CollectionKind),
    Sortables,
    OpenApi,
    TileMatrixSets,
    TileMatrixSet,
    Tilesets,
    /// All records of a kind.
    Records(RecordKind),
    /// One record, by its id.
    Record(RecordKind, String),
}

/// The prebuilt responses: as data, and those of documents also as pages.
#[derive(Default)]
pub(crate) struct PrebuiltResponses {
    data: BTreeMap<Prebuilt, ApiResponse>,
    pages: BTreeMap<(Prebuilt, &'static str), ApiResponse>,
}

impl PrebuiltResponses {
    pub(crate) fn add(&mut self, key: Prebuilt, response: ApiResponse) {
        self.data.insert(key, response);
    }

    pub(crate) fn add_page(&mut self, key: Prebuilt, language: &'static Language, page: ApiResponse) {
        self.pages.insert((key, &language.code), page);
    }

    /// The response as data.
    pub(crate) fn get(&self, key: &Prebuilt) -> Option<ApiResponse> {
        self.data.get(key).cloned()
    }

    /// The response as a page.
    pub(crate) fn page(&self, key: &Prebuilt, language: &'static Language) -> Option<ApiResponse> {
        self.pages.get(&(key.clone(), &language.code)).cloned()
    }

    /// The ids of all records of a kind, ascending.
    pub(crate) fn ids(&self, kind: RecordKind) -> Vec<&str> {
        let ids = self.data.keys().filter_map(|key| match key {
            Prebuilt::Record(of, id) if *of == kind => Some(id.as_str()),
            _ => None,
        });
        ids.collect()
    }
}
