//! From a JSON Pointer to a line of the text.

use std::{collections::BTreeMap, str};

use serde_json::value::RawValue;

/// The line, from 1, on which the value at `pointer` (RFC 6901) begins. If there is no such value, the line of the
/// closest ancestor; if the text is not JSON, line 1.
#[must_use]
pub fn line_of(text: &str, pointer: &str) -> usize {
    let mut here: &str = text.trim_start();
    for token in pointer.split('/').skip(1) {
        let token = token.replace("~1", "/").replace("~0", "~");
        match step(here, &token) {
            Some(next) => here = next,
            None => break,
        }
    }
    let offset = here.as_ptr() as usize - text.as_ptr() as usize;
    1 + text[..offset].matches('\n').count()
}

/// The text of a member or an item.
fn step<'a>(value: &'a str, token: &str) -> Option<&'a str> {
    if value.starts_with('{') {
        let members: BTreeMap<String, &RawValue> = serde_json::from_str(value).ok()?;
        members.get(token).map(|raw| raw.get())
    } else {
        let items: Vec<&RawValue> = serde_json::from_str(value).ok()?;
        items.get(token.parse::<usize>().ok()?).map(|raw| raw.get())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_lead_to_lines() {
        let text = "\n{\n  \"a\": [\n    1,\n    {\"b/c\": 2}\n  ],\n  \"d\": {}\n}\n";
        for (pointer, line) in [("", 2), ("/a", 3), ("/a/0", 4), ("/a/1/b~1c", 5), ("/d", 7), ("/a/9", 3), ("/x", 2)] {
            assert_eq!(line_of(text, pointer), line, "{pointer}");
        }
        assert_eq!(line_of("no JSON", "/a"), 1);
    }
}
