//! JSON Lines, JSON records and the JSON file beside a page.
//!
//! A record is an object with a text and something that names it (a title, an address, a day). Values are taken from
//! the file as they stand there, so that every character of a record's text leads through its escapes to the bytes of
//! the file.

use crate::draft::Draft;
use crate::fields::{self, Field, Meaning};
use crate::frontmatter::flatten;
use crate::metadata::{Evidence, Metadata};
use crate::reading::{Parsed, Problem, Raw, body};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::ops::Range;
use tifa_text::ByteRange;

/// Members of an object in order, their values as they stand in the source.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Collect).map(Members)
    }
}

/// The records of JSON Lines: one a line. A line that is none is a problem, and the rest goes on.
pub fn lines(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let content = line.trim();
        if content.is_empty() {
            continue;
        }
        let from = start + (line.len() - line.trim_start().len());
        match record(text, from..from + content.len()) {
            Ok(raw) => parsed.documents.push(raw),
            Err(why) => parsed.problems.push(Problem {
                at: Some(ByteRange::new(from, from + content.len())),
                message: format!("line {}: {why}", number + 1),
            }),
        }
    }
    parsed
}

/// The records of a JSON file: one object, an array of them, or an object one of whose members is such an array.
///
/// # Errors
/// Why the file holds no record.
pub fn records(text: &str) -> Result<Parsed, String> {
    let start = text.len() - text.trim_start().len();
    if text[start..].starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(text).map_err(|e| cause(&e))?;
        return array(text, &items).ok_or_else(|| NO_RECORD.to_owned());
    }
    let Members(members) = serde_json::from_str(text).map_err(|e| cause(&e))?;
    if is_metadata(text.as_bytes()) {
        return Err("JSON with the metadata of another file and no text of its own".to_owned());
    }
    if let Ok(raw) = record(text, start..start + text[start..].trim_end().len()) {
        return Ok(Parsed { documents: vec![raw], problems: Vec::new() });
    }
    members
        .iter()
        .filter(|(_, value)| value.get().starts_with('['))
        .filter_map(|(_, value)| serde_json::from_str::<Vec<&RawValue>>(value.get()).ok())
        .find_map(|items| array(text, &items))
        .ok_or_else(|| NO_RECORD.to_owned())
}

const NO_RECORD: &str = "JSON without a record: no object has both a text and a title, an address or a day";

/// The records of an array, or `None` when it holds none.
fn array(text: &str, items: &[&RawValue]) -> Option<Parsed> {
    let mut parsed = Parsed::default();
    for (i, item) in items.iter().enumerate() {
        let range = place(text, item);
        match record(text, range.clone()) {
            Ok(raw) => parsed.documents.push(raw),
            Err(why) => parsed
                .problems
                .push(Problem { at: Some(range.into()), message: format!("record {}: {why}", i + 1) }),
        }
    }
    (!parsed.documents.is_empty()).then_some(parsed)
}

/// The record in the bytes `range` of `text`.
fn record(text: &str, range: Range<usize>) -> Result<Raw, String> {
    let Members(members) = serde_json::from_str(&text[range]).map_err(|e| cause(&e))?;
    let mut known = Vec::new();
    let mut best: Option<(usize, Range<usize>)> = None;
    for (name, value) in &members {
        let at = place(text, value);
        match fields::meaning(name) {
            Some((Meaning::Body | Meaning::Html, rank)) if value.get().starts_with('"') => {
                // Two quotation marks alone are no text.
                let better = at.len() > 2 && best.as_ref().is_none_or(|(r, _)| rank < *r);
                best = if better { Some((rank, at)) } else { best };
            }
            Some(_) => known.push(field(name, value, at)),
            None => {}
        }
    }
    let metadata = fields::metadata(&known, Evidence::Field);
    let Some((_, at)) = best else { return Err("no text among its fields".to_owned()) };
    if metadata.title.is_none() && metadata.url.is_none() && metadata.date.is_none() {
        return Err("neither title nor address nor day beside its text".to_owned());
    }
    Ok(Raw { blocks: body(&unescape(text, at)), metadata, rules: Vec::new() })
}

fn field(name: &str, value: &RawValue, at: Range<usize>) -> Field<'static> {
    let mut values = Vec::new();
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(value.get()) {
        // `"author": {"name": …}` (schema.org, JSON Feed)
        let named = value.get("name").or_else(|| value.get(0).and_then(|v| v.get("name")));
        flatten(named.unwrap_or(&value), &mut values);
    }
    let inner = at.start + 1..at.end.saturating_sub(1).max(at.start + 1);
    let verbatim = value.get().starts_with('"') && values.len() == 1 && values[0].len() == inner.len();
    let span = verbatim.then(|| inner.into());
    Field { name: name.to_owned().into(), values, span }
}

/// Where a value that was borrowed from `text` stands in it.
fn place(text: &str, value: &RawValue) -> Range<usize> {
    let start = (value.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + value.get().len()
}

fn cause(error: &serde_json::Error) -> String {
    format!("not JSON: {error}")
}

/// The string literal in the bytes `range` of `text`, quotes included, with its escapes undone (RFC 8259, §7). A lone
/// surrogate becomes U+FFFD.
pub fn unescape(text: &str, range: Range<usize>) -> Draft {
    let mut draft = Draft::default();
    let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
    let Some(source) = text.get(inner.clone()) else { return draft };
    let bytes = source.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let plain = memchr::memchr(b'\\', &bytes[at..]).map_or(bytes.len(), |i| at + i);
        draft.verbatim(text, inner.start + at..inner.start + plain);
        at = plain;
        if at < bytes.len() {
            let (c, len) = escape(&source[at..]);
            draft.replaced(inner.start + at..inner.start + at + len, c.encode_utf8(&mut [0; 4]));
            at += len;
        }
    }
    draft
}

/// The character that the escape at the start of `text` stands for, and its length in bytes.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok()
    };
    let c = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let Some(high) = unit(2) else { return ('\u{fffd}', 2) };
            let low = if text[6..].starts_with("\\u") { unit(8) } else { None };
            return match (high, low) {
                (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
                    let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                    (char::from_u32(code).unwrap_or('\u{fffd}'), 12)
                }
                _ => (char::from_u32(high).unwrap_or('\u{fffd}'), 6),
            };
        }
        Some(_) => {
            let c = text[1..].chars().next().unwrap_or('\u{fffd}');
            return (c, 1 + c.len_utf8());
        }
        None => return ('\u{fffd}', 1),
    };
    (c, 2)
}

/// What a JSON file beside a page says of it, or `None` when it is not one that does.
pub fn sidecar(bytes: &[u8]) -> Option<Metadata> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let Members(members) = serde_json::from_str(text).ok()?;
    let mut known = Vec::new();
    for (name, value) in &members {
        match fields::meaning(name) {
            Some((Meaning::Body | Meaning::Html, _)) => return None,
            // Spans would be of another file.
            Some(_) => known.push(Field { span: None, ..field(name, value, 0..0) }),
            None if value.get().len() > 10_000 => return None,
            None => {}
        }
    }
    let metadata = fields::metadata(&known, Evidence::Sidecar);
    (metadata.title.is_some() || metadata.url.is_some()).then_some(metadata)
}

/// Whether a file is the metadata of another: a JSON object that has a title or an address and no text.
pub fn is_metadata(bytes: &[u8]) -> bool {
    sidecar(bytes).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::tests::outline;
    use proptest::prelude::*;

    #[test]
    fn json_lines() {
        let text = "{\"title\":\"甲\",\"url\":\"https://n.example/1\",\"content\":\"一。\\n二。\"}\n{\"title\":}\n\n{\"title\":\"乙\",\"content\":\"\\u4e09\\u3002\"}\n";
        assert_eq!(
            outline("r.jsonl", text),
            "[甲 | - | - | https://n.example/1]\np 一。\np 二。\n[乙 | - | - | -]\np 三。\n! line 2: not JSON: expected value at line 1 column 10"
        );
    }

    #[test]
    fn json_records() {
        let one = "{\"title\":\"甲\",\"date\":\"2031-05-06\",\"source\":\"山海日报\",\"body\":\"一。\"}";
        assert_eq!(outline("r.json", one), "[甲 | 2031-05-06 | 山海日报 | -]\np 一。");
        let many = format!("{{\"count\":2,\"articles\":[{one}, {one}]}}");
        assert_eq!(outline("r.json", &many).matches('[').count(), 2);
        assert!(
            outline("r.json", "{\"date\":\"2031-05-06\",\"events\":[{\"text\":\"一\"}]}")
                .starts_with("JSON without")
        );
    }

    #[test]
    fn sidecars() {
        assert!(is_metadata(
            "{\"url\":\"https://n.example/1\",\"title\":\"甲\",\"scraped_at\":\"2031-05-06\"}".as_bytes()
        ));
        assert!(!is_metadata("{\"title\":\"甲\",\"content\":\"文\"}".as_bytes()));
        assert!(!is_metadata(b"{\"date\":\"2031-05-06\",\"events\":[]}"));
        assert!(!is_metadata(b"[1]"));
        // The day a page was fetched is not the day it appeared.
        let known = sidecar(b"{\"url\":\"https://n.example/1\",\"scraped_at\":\"2031-05-06\"}");
        assert_eq!(known.and_then(|m| m.date), None);
    }

    proptest! {
        #[test]
        fn unescape_agrees_with_serde(value in "[甲a\"\\\\/\n\t\u{1}𠀀]{0,20}", ascii: bool) {
            let mut literal = serde_json::to_string(&value).unwrap();
            if ascii {
                let mut units = [0; 2];
                literal = literal.chars().map(|c| match c {
                    c if c.is_ascii() => c.to_string(),
                    c => c.encode_utf16(&mut units).iter().map(|u| format!("\\u{u:04x}")).collect(),
                }).collect();
            }
            let draft = unescape(&literal, 0..literal.len());
            prop_assert_eq!(draft.text(), value);
        }

        #[test]
        fn no_panic(text in "(\\{|\\}|\\[|\\]|\"|:|,|title|content|甲|\\\\u|d83d|\n){0,30}") {
            let _ = (lines(&text), records(&text), is_metadata(text.as_bytes()));
            let _ = unescape(&text, 0..text.len());
        }
    }
}
