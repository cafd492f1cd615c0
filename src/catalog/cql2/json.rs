//! CQL2 JSON. Operations and lists are parsed here, level by level, and leaves by the `cql2` crate, whose own reader
//! copies each level into the next and does not locate mistakes.

use std::borrow::Cow;

use cql2::Expr;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::guard::{MAX_DEPTH, Misread};

/// The members of an operation.
#[derive(Deserialize)]
struct Object<'a> {
    #[serde(borrow)]
    op: Option<Cow<'a, str>>,
    #[serde(borrow)]
    args: Option<Vec<&'a RawValue>>,
}

/// Parses an expression.
pub(super) fn read(text: &str) -> Result<Expr, Misread> {
    let root: &RawValue = serde_json::from_str(text).map_err(|error| {
        // Lines and columns are counted from 1, columns in bytes.
        let line: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (line + error.column().saturating_sub(1)).min(text.len());
        Misread::new(at, format!("it is not valid JSON: {}", message(&error)))
    })?;
    expression(text, root, 0)
}

fn expression(text: &str, raw: &RawValue, depth: usize) -> Result<Expr, Misread> {
    let json = raw.get();
    let at = json.as_ptr() as usize - text.as_ptr() as usize;
    let misread =
        |error: &serde_json::Error| Misread::new(at, format!("it is not a CQL2 expression: {}", message(error)));
    let all = |values: Vec<&RawValue>, depth: usize| -> Result<Vec<Box<Expr>>, Misread> {
        if depth > MAX_DEPTH {
            return Err(Misread::new(at, format!("it is nested deeper than {MAX_DEPTH}")));
        }
        values.into_iter().map(|value| expression(text, value, depth).map(Box::new)).collect()
    };
    if json.starts_with('[') {
        let items = serde_json::from_str(json).map_err(|error| misread(&error))?;
        return all(items, depth + 1).map(Expr::Array);
    }
    if json.starts_with('{') {
        let object: Object<'_> = serde_json::from_str(json).map_err(|error| misread(&error))?;
        if let Some(op) = object.op {
            let args = object.args.ok_or_else(|| Misread::new(at, format!("{op:?} has no \"args\"")))?;
            // As in CQL2 text, where comparisons need no parentheses.
            let deeper = usize::from(!is_predicate(&op));
            return Ok(Expr::Operation { args: all(args, depth + deeper)?, op: op.into_owned() });
        }
    }
    cql2::parse_json(json).map_err(|error| misread(&error))
}

fn is_predicate(op: &str) -> bool {
    let known = [cql2::EQOPS, cql2::CMPOPS, cql2::SPATIALOPS, cql2::TEMPORALOPS, cql2::ARRAYOPS];
    known.concat().contains(&op) || ["like", "between", "in", "isNull"].contains(&op)
}

/// The message without its position, which is relative to the part.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.starts_with("data did not match") {
        return "it is neither an operation nor a property, a literal, a list or a geometry".to_owned();
    }
    text.rsplit_once(" at line").map_or(text.clone(), |(message, _)| message.to_owned())
}
