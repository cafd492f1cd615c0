//! Repeated keys, of which a map would silently keep only the last.

use std::{collections::HashSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, SeqAccess, Visitor},
};

/// The first repeated key of a JSON text: its line, and what is wrong.
pub(super) fn repeated_key(text: &str) -> Option<(usize, String)> {
    let error = serde_json::from_str::<NoRepeatedKey>(text).err().filter(serde_json::Error::is_data)?;
    let what = error.to_string();
    let end = what.rfind(" at line ").unwrap_or(what.len());
    Some((error.line(), what[..end].to_owned()))
}

/// Any JSON value without repeated keys.
struct NoRepeatedKey;

impl<'de> Deserialize<'de> for NoRepeatedKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Walk)
    }
}

struct Walk;

/// Accepts scalars, which have no keys.
macro_rules! accept {
    ($($visit:ident: $scalar:ty),+) => {
        $(fn $visit<E>(self, _: $scalar) -> Result<NoRepeatedKey, E> { Ok(NoRepeatedKey) })+
    };
}

impl<'de> Visitor<'de> for Walk {
    type Value = NoRepeatedKey;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    accept! { visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str }

    fn visit_unit<E>(self) -> Result<NoRepeatedKey, E> {
        Ok(NoRepeatedKey)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<NoRepeatedKey, A::Error> {
        while items.next_element::<NoRepeatedKey>()?.is_some() {}
        Ok(NoRepeatedKey)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<NoRepeatedKey, A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = members.next_key::<String>()? {
            if keys.contains(&key) {
                return Err(de::Error::custom(format!("repeated key `{key}`")));
            }
            keys.insert(key);
            members.next_value::<NoRepeatedKey>()?;
        }
        Ok(NoRepeatedKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_keys_are_found_at_any_depth() {
        assert_eq!(repeated_key(r#"{"a": [1, 2.5, "b", null, true, {"c": -1}], "b": {"a": 1}}"#), None);
        assert_eq!(repeated_key("{\"a\": [\n{\"b\": 1,\n\"b\": 2}]}"), Some((3, "repeated key `b`".to_owned())));
        assert_eq!(repeated_key("{no JSON"), None, "reported by another rule");
    }
}
