//! The layout of a record: two spaces per level, and values that fit on one line.

use serde_json::{Map, Value};

use super::degree;
use crate::model::geometry::decimals;

/// The width of a line, in columns.
const WIDTH: usize = 120;

/// The indentation per level, in columns.
const STEP: usize = 2;

/// A value whose scalars are already formatted.
enum Node {
    Scalar(String),
    Array(Vec<Node>),
    /// A list of positions, as many per line as fit.
    Ring(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// The text of a record. `uncertainty_m` is that of its geometry.
pub(in crate::curate) fn text(record: &Value, uncertainty_m: Option<u32>) -> String {
    let Value::Object(members) = record else { return format!("{record}\n") };
    let members = members
        .iter()
        .map(|(key, value)| {
            let node = if key == "geometry" { geometry(value, decimals(uncertainty_m)) } else { node(value) };
            (key.clone(), node)
        })
        .collect();
    let mut out = String::new();
    // Even a short record takes several lines, so that a change shows as a line in a diff.
    Node::Object(members).tall(0, &mut out);
    out.push('\n');
    out
}

fn node(value: &Value) -> Node {
    match value {
        Value::Array(items) => Node::Array(items.iter().map(node).collect()),
        Value::Object(members) if members.get("about").is_some_and(|about| about == "location") => location(members),
        Value::Object(members) => Node::Object(members.iter().map(|(key, value)| (key.clone(), node(value))).collect()),
        Value::Number(number) => Node::Scalar(match number.as_f64() {
            // `50` rather than `50.0`, and no exponents.
            Some(float) if number.is_f64() => float.to_string(),
            _ => number.to_string(),
        }),
        Value::Null | Value::Bool(_) | Value::String(_) => Node::Scalar(value.to_string()),
    }
}

fn location(members: &Map<String, Value>) -> Node {
    let uncertainty_m = members.get("uncertainty_m").and_then(Value::as_u64).and_then(|metres| metres.try_into().ok());
    let members = members.iter().map(|(key, value)| {
        let node = match key.as_str() {
            "coordinates" => positions(value, decimals(uncertainty_m)),
            "outline" => geometry(value, decimals(uncertainty_m)),
            _ => node(value),
        };
        (key.clone(), node)
    });
    Node::Object(members.collect())
}

/// A geometry.
fn geometry(value: &Value, decimals: Option<usize>) -> Node {
    let Value::Object(members) = value else { return node(value) };
    let members = members
        .iter()
        .map(|(key, value)| (key.clone(), if key == "coordinates" { positions(value, decimals) } else { node(value) }));
    Node::Object(members.collect())
}

/// Coordinates, nested at any depth.
fn positions(value: &Value, decimals: Option<usize>) -> Node {
    match value {
        Value::Array(items) => {
            let nodes = items.iter().map(|item| positions(item, decimals)).collect();
            let is_position = |item: &Value| item.get(0).is_some_and(Value::is_number);
            if items.iter().all(is_position) { Node::Ring(nodes) } else { Node::Array(nodes) }
        }
        Value::Number(number) => match number.as_f64() {
            Some(float) => Node::Scalar(degree(float, decimals)),
            None => node(value),
        },
        _ => node(value),
    }
}

impl Node {
    /// Writes it at `column` of a line indented by `indent`: on one line if it and a comma fit.
    fn write(&self, indent: usize, column: usize, out: &mut String) {
        let flat = self.flat();
        if column + width(&flat) < WIDTH { out.push_str(&flat) } else { self.tall(indent, out) }
    }

    /// The text on one line.
    fn flat(&self) -> String {
        match self {
            Self::Scalar(text) => text.clone(),
            Self::Array(items) | Self::Ring(items) => {
                format!("[{}]", items.iter().map(Self::flat).collect::<Vec<_>>().join(", "))
            }
            Self::Object(members) if members.is_empty() => "{}".to_owned(),
            Self::Object(members) => {
                let members = members.iter().map(|(key, value)| format!("{}: {}", quoted(key), value.flat()));
                format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn tall(&self, indent: usize, out: &mut String) {
        let inner = indent + STEP;
        match self {
            Self::Scalar(text) => out.push_str(text),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    line(index, inner, out);
                    item.write(inner, inner, out);
                }
                close(']', indent, out);
            }
            Self::Ring(items) => {
                out.push('[');
                let mut column = WIDTH;
                for (index, item) in items.iter().map(Self::flat).enumerate() {
                    // A comma and a space before it, and a comma after it.
                    if column + 2 + width(&item) < WIDTH {
                        out.push_str(", ");
                        column += 2;
                    } else {
                        line(index, inner, out);
                        column = inner;
                    }
                    out.push_str(&item);
                    column += width(&item);
                }
                close(']', indent, out);
            }
            Self::Object(members) => {
                out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    line(index, inner, out);
                    let key = quoted(key);
                    out.push_str(&key);
                    out.push_str(": ");
                    value.write(inner, inner + width(&key) + 2, out);
                }
                close('}', indent, out);
            }
        }
    }
}

fn line(index: usize, indent: usize, out: &mut String) {
    out.push_str(if index == 0 { "\n" } else { ",\n" });
    out.extend(std::iter::repeat_n(' ', indent));
}

fn close(bracket: char, indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
    out.push(bracket);
}

/// The width of a text, in columns.
fn width(text: &str) -> usize {
    text.chars().count()
}

fn quoted(key: &str) -> String {
    Value::from(key).to_string()
}
