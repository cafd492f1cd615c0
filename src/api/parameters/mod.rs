//! The query parameters of the API: each is declared once, with its name, its description and its schema.
//!
//! [`declarations`] has the parameters, [`sets`] says which of them a kind of request takes.

mod declarations;
mod patterns;
mod sets;

use std::borrow::Cow;

use serde_json::{Value, json};

pub(crate) use self::{
    declarations::{claim_id, index, language, record_id, representation, word},
    sets::{AsOf, ForExcel},
};
use crate::{
    catalog::{
        BadParameter, Catalog, Filter,
        cql2::{Cql2, property::CollectionKind},
    },
    server::request::ApiRequest,
};

/// The parameter that names a day.
pub(crate) const AS_OF: &str = "as_of";

/// The parameter that makes Excel read a table as UTF-8.
pub(crate) const EXCEL: &str = "excel";

/// The declaration of a query parameter.
pub(crate) struct Parameter {
    pub name: &'static str,
    pub description: Cow<'static, str>,
    /// Its JSON Schema, which may list the values that the catalog knows.
    pub schema: OfCatalog<Value>,
    /// A value that exists; `None` if none is needed.
    pub example: OfCatalog<Option<Value>>,
}

/// What depends on the data.
type OfCatalog<T> = Box<dyn Fn(&Catalog) -> T + Send + Sync>;

impl Parameter {
    fn new(
        name: &'static str,
        description: impl Into<Cow<'static, str>>,
        schema: impl Fn(&Catalog) -> Value + Send + Sync + 'static,
    ) -> Self {
        Self { name, description: description.into(), schema: Box::new(schema), example: Box::new(|_| None) }
    }

    fn plain(name: &'static str, description: impl Into<Cow<'static, str>>, schema: Value) -> Self {
        Self::new(name, description, move |_| schema.clone())
    }
}

/// A set of query parameters, parsed into a value.
pub(crate) trait Parameters: Default + Send + Sync + 'static {
    /// Whether unknown parameters are ignored.
    const OPEN: bool = false;

    /// The collection that they filter. Its responses link to its queryables (`/req/queryables/queryables-link` of OGC API -
    /// Features Part 3).
    const COLLECTION: Option<CollectionKind> = None;

    /// The declarations, in the order of the API description.
    fn declare() -> Vec<Parameter>;

    /// Reads one parameter; false if it is not one of these.
    ///
    /// # Errors
    /// When the value is invalid.
    fn parse_param(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter>;

    /// The expression that is tested for each record; `None` if there are only indexed filters.
    fn cql2(&self) -> Option<&Cql2> {
        None
    }

    /// The parameters of a request, first those that say how others are to be read.
    fn in_order(request: &ApiRequest) -> impl Iterator<Item = (&str, &str)> {
        let first = request.parameters().filter(|(name, _)| Filter::comes_first(name));
        first.chain(request.parameters().filter(|(name, _)| !Filter::comes_first(name)))
    }
}

/// No parameters besides `f`.
pub(crate) type NoParameters = ();

impl Parameters for NoParameters {
    fn declare() -> Vec<Parameter> {
        Vec::new()
    }

    fn parse_param(&mut self, _: &Catalog, _: &str, _: &str) -> Result<bool, BadParameter> {
        Ok(false)
    }
}

/// Two sets of parameters together.
impl<A: Parameters, B: Parameters> Parameters for (A, B) {
    const COLLECTION: Option<CollectionKind> = match A::COLLECTION {
        None => B::COLLECTION,
        collection => collection,
    };

    fn declare() -> Vec<Parameter> {
        A::declare().into_iter().chain(B::declare()).collect()
    }

    fn parse_param(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        Ok(self.0.parse_param(catalog, name, value)? || self.1.parse_param(catalog, name, value)?)
    }

    fn cql2(&self) -> Option<&Cql2> {
        self.0.cql2().or(self.1.cql2())
    }
}

/// Any parameters, which only the page reads.
#[derive(Default)]
pub(crate) struct AnyParameters;

impl Parameters for AnyParameters {
    const OPEN: bool = true;

    fn declare() -> Vec<Parameter> {
        // OGC API - Features Part 1, section 7.6: how to declare that parameters of any name are accepted.
        let schema = json!({"type": "object", "additionalProperties": {"type": "string"}});
        vec![Parameter::plain("view", "What the page shows; ignored by the server", schema)]
    }

    fn parse_param(&mut self, _: &Catalog, _: &str, _: &str) -> Result<bool, BadParameter> {
        Ok(false)
    }
}
