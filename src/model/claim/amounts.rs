//! Amounts with their units: ore, metals and money.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Bound;
use crate::model::Id;

/// A tonnage of ore.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ore {
    /// The amount.
    pub amount: f64,
    /// Its unit, such as `Mt`.
    pub unit: String,
    /// Whether the amount is only a limit.
    pub bound: Option<Bound>,
}

/// The amount and the grade of one mineral in an estimate.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Metal {
    /// The mineral's id.
    pub mineral: Id,
    /// The contained amount.
    pub amount: Option<f64>,
    /// The amount's unit, such as `Mt` or `Moz`.
    pub unit: Option<String>,
    /// Whether the amount is only a limit.
    pub bound: Option<Bound>,
    /// The grade of the ore.
    pub grade: Option<f64>,
    /// The grade's unit, such as `%` or `g/t`.
    pub grade_unit: Option<String>,
}

/// A sum of money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyAmount {
    /// The sum.
    pub amount: f64,
    /// ISO 4217.
    #[schemars(regex(pattern = "^[A-Z]{3}$"))]
    pub currency: String,
}
