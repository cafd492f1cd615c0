//! The query parameters of the API: each is declared once, with its name, its description and its schema.

mod patterns;

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::{
    catalog::{
        BadParameter, Catalog, Crs, Facet, Filter, Property, Query, agreements,
        cql2::{
            Cql2, Language as Encoding,
            property::{CollectionKind, ValueKind},
        },
        filter::MAX_SEARCH,
        properties::Values,
        query::{DEFAULT_LIMIT, MAX_LIMIT, Start},
    },
    formats::Projection,
    pages::Language,
    server::{negotiate::Media, request::ApiRequest},
};

/// The parameter that names a day.
pub(crate) const AS_OF: &str = "as_of";

/// The parameter that makes Excel read a table as UTF-8.
pub(crate) const EXCEL: &str = "excel";

/// More values than this are not listed, so that the API description stays small for any dataset.
const MAX_LISTED: usize = 500;

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

/// The filters of sites.
impl Parameters for Filter {
    const COLLECTION: Option<CollectionKind> = Some(CollectionKind::Sites);

    fn declare() -> Vec<Parameter> {
        let mut all: Vec<Parameter> = Facet::ALL.iter().map(|&facet| any_of(facet.as_str(), facet.values())).collect();
        all.extend([bbox(), crs("bbox-crs", "The reference system of bbox"), datetime(), day(), search()]);
        all.extend(expression(CollectionKind::Sites));
        all.extend(Cql2::plain().map(|queryable| {
            let description = format!("Exactly this value; write other comparisons of {} in filter", queryable.name);
            let kind = if queryable.kind == ValueKind::Number { "number" } else { "string" };
            Parameter::plain(queryable.name, description, json!({"type": kind}))
        }));
        all
    }

    fn parse_param(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        self.parse_param(catalog, name, value)
    }

    fn cql2(&self) -> Option<&Cql2> {
        Some(&self.cql2).filter(|cql2| !cql2.is_empty())
    }
}

/// The filters and the page of a query for sites.
impl Parameters for Query {
    const COLLECTION: Option<CollectionKind> = Some(CollectionKind::Sites);

    fn declare() -> Vec<Parameter> {
        Filter::declare().into_iter().chain(paging("site")).chain([sortby()]).collect()
    }

    fn parse_param(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        self.parse_param(catalog, name, value)
    }

    fn cql2(&self) -> Option<&Cql2> {
        self.filter.cql2()
    }
}

/// The filters and the page of a query for agreements.
impl Parameters for agreements::Query {
    const COLLECTION: Option<CollectionKind> = Some(CollectionKind::Agreements);

    fn declare() -> Vec<Parameter> {
        let mut all: Vec<Parameter> = agreements::filters().map(|(name, values)| any_of(name, values)).collect();
        all.extend([bbox(), crs("bbox-crs", "The reference system of bbox"), datetime(), day(), search()]);
        all.extend(expression(CollectionKind::Agreements));
        all.extend(paging("agreement"));
        all
    }

    fn parse_param(&mut self, catalog: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        self.parse_param(catalog, name, value)
    }

    fn cql2(&self) -> Option<&Cql2> {
        Some(&self.cql2).filter(|cql2| !cql2.is_empty())
    }
}

/// How sites are written.
impl Parameters for Projection {
    fn declare() -> Vec<Parameter> {
        let names: Vec<&str> = Property::members().map(Property::as_str).collect();
        let properties = "The properties to return; all of them by default";
        vec![output_crs(), Parameter::plain("properties", properties, list(&names))]
    }

    fn parse_param(&mut self, _: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        self.parse_param(name, value)
    }
}

/// The reference system of coordinates in the response.
impl Parameters for Crs {
    fn declare() -> Vec<Parameter> {
        vec![output_crs()]
    }

    fn parse_param(&mut self, _: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        if name == "crs" {
            *self = Self::parse(name, value)?;
        }
        Ok(name == "crs")
    }
}

/// The day whose facts count; today by default. The [endpoint](super::endpoint) reads it from the request.
#[derive(Default)]
pub(crate) struct AsOf;

impl Parameters for AsOf {
    fn declare() -> Vec<Parameter> {
        vec![day()]
    }

    fn parse_param(&mut self, _: &Catalog, name: &str, _: &str) -> Result<bool, BadParameter> {
        Ok(name == AS_OF)
    }
}

/// Whether a table is meant for Excel. The [download](super::download) reads it from the request.
#[derive(Default)]
pub(crate) struct ForExcel;

impl Parameters for ForExcel {
    fn declare() -> Vec<Parameter> {
        let description =
            "1 begins the file with a byte order mark, without which Excel shows Urdu as signs of another script";
        vec![Parameter::plain(EXCEL, description, json!({"type": "integer", "enum": [0, 1], "default": 0}))]
    }

    fn parse_param(&mut self, _: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        if name == EXCEL && !matches!(value, "0" | "1") {
            return Err(BadParameter::new(name, format!("{value:?} is neither 0 nor 1"), "write 1, or leave it out"));
        }
        Ok(name == EXCEL)
    }
}

/// The id of a record, in a path; `first` finds the first record.
pub(crate) fn record_id(
    name: &'static str,
    record: &'static str,
    first: impl Fn(&Catalog) -> Option<String> + Send + Sync + 'static,
) -> Parameter {
    let example = move |catalog: &Catalog| first(catalog).map(Value::from);
    let description = format!("The id of the {record}");
    Parameter { example: Box::new(example), ..Parameter::plain(name, description, json!({"type": "string"})) }
}

/// The id of a claim of the first site, in a path.
pub(crate) fn claim_id() -> Parameter {
    let example = |catalog: &Catalog| {
        let claims = &catalog.dataset.sites.first()?.properties.claims;
        crate::model::claim::claim_ids(claims).into_iter().next().map(Value::from)
    };
    let description = "The id of the claim, unique in its record";
    Parameter { example: Box::new(example), ..Parameter::plain("id", description, json!({"type": "string"})) }
}

/// One of a few words, in a path.
pub(crate) fn word<W: Into<String>>(
    name: &'static str,
    description: &'static str,
    words: impl IntoIterator<Item = W>,
) -> Parameter {
    let words: Vec<String> = words.into_iter().map(Into::into).collect();
    let schema = json!({"type": "string", "enum": words});
    Parameter {
        example: Box::new(move |_| words.first().map(|word| json!(word))),
        ..Parameter::plain(name, description, schema)
    }
}

/// A whole number from 0, in a path.
pub(crate) fn index(name: &'static str, description: &'static str) -> Parameter {
    let plain = Parameter::plain(name, description, json!({"type": "integer", "minimum": 0}));
    Parameter { example: Box::new(|_| Some(json!(0))), ..plain }
}

fn any_of(name: &'static str, values: Values) -> Parameter {
    let (description, record) = match values {
        Values::Minerals => ("Any of these minerals; a mineral includes its narrower ones", "mineral"),
        Values::Organizations => {
            ("Any of these organizations; an organization includes its subsidiaries", "organization")
        }
        Values::Sites => ("Any of these", "site"),
        _ => ("Any of these", name),
    };
    Parameter::new(name, description, move |catalog| match values.known(catalog) {
        // The ids of sites grow with the dataset.
        known if values != Values::Sites && (1..=MAX_LISTED).contains(&known.len()) => list(&known),
        _ => list_of(&id(record)),
    })
}

fn bbox() -> Parameter {
    let description = "West, south, east, north in degrees (WGS 84), or in the axis order of bbox-crs. West may be greater \
                       than east, across the antimeridian; south may not be greater than north. Records without a \
                       geometry match";
    let schema = json!({
        "type": "array",
        "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
        "items": {"type": "number"},
    });
    Parameter::plain("bbox", description, schema)
}

fn crs(name: &'static str, description: &'static str) -> Parameter {
    Parameter::plain(name, description, json!({"type": "string", "format": "uri", "enum": Crs::URIS}))
}

fn output_crs() -> Parameter {
    crs("crs", "The reference system of the coordinates in the response")
}

fn datetime() -> Parameter {
    let description = "A day, a time, or an interval: two of them with / between, and .. for an open end";
    let schema = json!({"type": "string", "format": "interval", "pattern": patterns::interval()});
    Parameter::plain("datetime", description, schema)
}

fn day() -> Parameter {
    let schema = json!({"type": "string", "format": "partial-date", "pattern": patterns::date()});
    Parameter::plain(AS_OF, "A year, a month or a day: the facts as they stood at its end", schema)
}

fn search() -> Parameter {
    let description = "Words in the names; different spellings match";
    Parameter::plain("q", description, json!({"type": "string", "maxLength": MAX_SEARCH}))
}

fn expression(collection: CollectionKind) -> [Parameter; 3] {
    let encodings: Vec<&str> = Encoding::offered(collection).iter().map(|encoding| encoding.as_str()).collect();
    [
        Parameter::plain(
            "filter-lang",
            "The encoding of filter; cql-text is CQL2 text with ILIKE, as GDAL writes it",
            json!({"type": "string", "enum": encodings}),
        ),
        crs("filter-crs", "The reference system of the coordinates in filter"),
        Parameter::plain(
            "filter",
            "A CQL2 expression over the collection's queryables, such as name LIKE 'R%' AND A_CONTAINS(minerals, ('copper'))",
            json!({"type": "string", "format": "cql2"}),
        ),
    ]
}

/// The parameters that choose a page: links to another list leave them out.
fn paging(record: &'static str) -> [Parameter; 4] {
    let [offset, after, before] = Start::PARAMETERS;
    [
        // No maximum: a larger limit is reduced, and is no error.
        Parameter::plain(
            "limit",
            format!("The size of the page; more than {MAX_LIMIT} is reduced to {MAX_LIMIT}"),
            json!({"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT}),
        ),
        Parameter::plain(
            offset,
            "How many records to skip; give only one of offset, after and before",
            json!({"type": "integer", "minimum": 0, "default": 0}),
        ),
        Parameter::plain(
            after,
            "The page begins after the record with this id. Links to the next page use it: they stay right when records \
             are added or removed",
            id(record),
        ),
        Parameter::plain(before, "The page ends before the record with this id", id(record)),
    ]
}

fn sortby() -> Parameter {
    let both = Property::sortable().flat_map(|by| [by.to_string(), format!("-{by}"), format!("+{by}")]);
    let schema = json!({"type": "array", "items": {"type": "string", "enum": both.collect::<Vec<_>>()}, "minItems": 1});
    Parameter::plain("sortby", "Properties to sort by; - before one sorts in descending order", schema)
}

fn list_of(item: &Value) -> Value {
    json!({"type": "array", "items": item, "minItems": 1})
}

fn list(known: &[&str]) -> Value {
    list_of(&json!({"type": "string", "enum": known}))
}

fn id(record: &str) -> Value {
    json!({"type": "string", "format": format!("{record}-id")})
}

/// `f`, for a choice of media types.
pub(crate) fn representation(media: &[Media]) -> Parameter {
    let mut names: Vec<&str> = media.iter().map(|media| media.name).collect();
    if media[0].name == "geojson" {
        names.insert(1, "json");
    }
    Parameter::plain("f", "The representation to return, instead of Accept", json!({"type": "string", "enum": names}))
}

/// `lang`, for resources that are also pages.
pub(crate) fn language() -> Parameter {
    let codes: Vec<&str> = Language::all().iter().map(|language| language.code.as_str()).collect();
    let schema = json!({"type": "string", "enum": codes, "default": codes[0]});
    Parameter::plain(Language::PARAMETER, "The language of the page", schema)
}
