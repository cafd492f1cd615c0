//! Which parameters a kind of request takes, and how they are read.

use super::{
    AS_OF, EXCEL, Parameter, Parameters,
    declarations::{
        any_of, bbox, bbox_crs, datetime, day, exactly, excel, expression, output_crs, paging, properties, search,
        sortby,
    },
};
use crate::{
    catalog::{
        BadParameter, Catalog, Crs, Facet, Filter, Query, agreements,
        cql2::{Cql2, property::CollectionKind},
    },
    formats::Projection,
};

/// The filters of sites.
impl Parameters for Filter {
    const COLLECTION: Option<CollectionKind> = Some(CollectionKind::Sites);

    fn declare() -> Vec<Parameter> {
        let mut all: Vec<Parameter> = Facet::ALL.iter().map(|&facet| any_of(facet.as_str(), facet.values())).collect();
        all.extend([bbox(), bbox_crs(), datetime(), day(), search()]);
        all.extend(expression(CollectionKind::Sites));
        all.extend(Cql2::plain().map(exactly));
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
        all.extend([bbox(), bbox_crs(), datetime(), day(), search()]);
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
        vec![output_crs(), properties()]
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
        vec![excel()]
    }

    fn parse_param(&mut self, _: &Catalog, name: &str, value: &str) -> Result<bool, BadParameter> {
        if name == EXCEL && !matches!(value, "0" | "1") {
            return Err(BadParameter::new(name, format!("{value:?} is neither 0 nor 1"), "write 1, or leave it out"));
        }
        Ok(name == EXCEL)
    }
}
