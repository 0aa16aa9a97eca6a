//! Records as exports write them, with permalinks, within bounds.

use crate::refusal::Refusal;
use rmcp::model::JsonObject;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeSet;
use tifa_archive::{Archive, Cursor, Filter, Stretch};
use tifa_export::name::permalink;
use tifa_export::source::Source;

/// Bytes of JSON that the records of one answer and their sources may have; the first record is given however long it is.
/// A model reads about half as many tokens, and as many again when its client shows it the text too.
const ROOM: usize = 32 << 10;

/// Bytes that a source takes.
const SOURCE: usize = 400;

/// Entries of a list inside a record that are given: the last ones, which are the newest where days order them.
const INNER: usize = 8;

/// Lists inside records that may be long.
const LONG: [&str; 5] = ["steps", "points", "entries", "names", "matters"];

/// Quotations inside a record that are words of their own, besides those that name their document.
const QUOTED: [&str; 3] = ["quotes", "items", "rebuttal"];

/// A record: words with the bytes they stand in, what was found about them, and their permalink.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Record(pub Value);

impl JsonSchema for Record {
    fn schema_name() -> Cow<'static, str> {
        "Record".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "A record as tifa's exports write it; which other fields it has follows from its kind.",
            "properties": {
                "document": { "type": "string", "description": "Id of the document; see `sources`." },
                "start": { "type": "integer", "description": "First byte in the original." },
                "end": { "type": "integer", "description": "One past the last byte." },
                "text": { "type": "string", "description": "The exact words, layout undone." },
                "permalink": { "type": "string", "description": "Where they stand: /document/ID/START-END." },
            },
        })
    }
}

impl Record {
    /// The record of a row.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub fn of(row: &impl Serialize) -> Result<Self, Refusal> {
        let mut value = serde_json::to_value(row)?;
        link(&mut value, None);
        Ok(Self(value))
    }

    /// Its own words.
    pub fn text(&self, field: &str) -> &str {
        self.0.get(field).and_then(Value::as_str).unwrap_or_default()
    }
}

/// Gives a permalink to everything that stands somewhere and cuts long lists; what is cut is counted.
fn link(value: &mut Value, document: Option<&str>) {
    match value {
        Value::Array(all) => all.iter_mut().for_each(|one| link(one, document)),
        Value::Object(object) => {
            let own = object.get("document").and_then(Value::as_str).map(str::to_owned);
            let inside = own.as_deref().or(document);
            for (name, value) in object.iter_mut() {
                let quoted = QUOTED.contains(&name.as_str());
                if quoted || value.is_array() {
                    link(value, inside.filter(|_| quoted));
                } else if value.get("document").is_some() {
                    link(value, None);
                }
            }
            for name in LONG {
                cut(object, name);
            }
            let byte =
                |name: &str| object.get(name).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
            if let (Some(id), Some(start), Some(end)) = (inside, byte("start"), byte("end")) {
                object.insert("permalink".into(), permalink(id, start, end).into());
            }
        }
        _ => {}
    }
}

fn cut(object: &mut JsonObject, name: &str) {
    let Some(Value::Array(all)) = object.get_mut(name) else { return };
    let left_out = all.len().saturating_sub(INNER);
    if left_out > 0 {
        all.drain(..left_out);
        object.insert(format!("{name}_left_out"), left_out.into());
    }
}

/// Records of a stretch, as many as there is room for.
#[derive(Debug)]
pub struct Page {
    /// The records.
    pub records: Vec<Record>,
    /// Cursor of what follows.
    pub next: Option<String>,
    /// Whether the archive has changed since the cursor was given.
    pub changed: bool,
}

impl Page {
    /// The records of a stretch.
    ///
    /// # Errors
    /// When one cannot be written.
    pub fn of<T: Serialize>(mut stretch: Stretch<T>) -> Result<Self, Refusal> {
        let (mut records, mut ids, mut bytes) = (Vec::new(), BTreeSet::new(), 0);
        for row in &stretch.rows {
            let record = Record::of(row)?;
            let known = ids.len();
            let mut own = Vec::new();
            collect(&record.0, &mut own);
            ids.extend(own.into_iter().map(str::to_owned));
            bytes += record.0.to_string().len() + SOURCE * (ids.len() - known);
            if bytes > ROOM && !records.is_empty() {
                break;
            }
            records.push(record);
        }
        stretch.rows.truncate(records.len());
        Ok(Self { records, next: stretch.next(), changed: stretch.changed })
    }
}

/// The cursor as given.
///
/// # Errors
/// When no listing gave it.
pub fn cursor(given: Option<&str>) -> Result<Cursor, Refusal> {
    Ok(Cursor::asked(given.unwrap_or_default().trim())?)
}

/// The documents that records stand in, in the order in which they name them first.
///
/// # Errors
/// What the catalogue says.
pub fn sources<'a>(
    archive: &Archive,
    records: impl IntoIterator<Item = &'a Record>,
) -> Result<Vec<Source>, Refusal> {
    let mut ids: Vec<&str> = Vec::new();
    records.into_iter().for_each(|record| collect(&record.0, &mut ids));
    let mut out = Vec::new();
    for id in ids {
        let filter = Filter { document: Some(id.to_owned()), ..Filter::default() };
        out.extend(archive.documents(&filter)?.iter().filter(|row| row.document == id).map(Source::from));
    }
    Ok(out)
}

fn collect<'a>(value: &'a Value, ids: &mut Vec<&'a str>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| collect(one, ids)),
        Value::Object(object) => {
            if let Some(id) = object.get("document").and_then(Value::as_str)
                && !ids.contains(&id)
            {
                ids.push(id);
            }
            object.values().filter(|v| v.is_array() || v.is_object()).for_each(|v| collect(v, ids));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn linked(mut value: Value) -> Value {
        link(&mut value, None);
        value
    }

    #[test]
    fn what_stands_somewhere_has_a_permalink() {
        let row = json!({ "document": "a", "start": 1, "end": 4, "cue": { "start": 0, "end": 1 },
            "quotes": [{ "start": 2, "end": 3 }], "steps": [{ "document": "b", "start": 5, "end": 6 }] });
        let found = linked(row);
        assert_eq!(found["permalink"], "/document/a/1-4");
        assert_eq!(found["quotes"][0]["permalink"], "/document/a/2-3");
        assert_eq!(found["steps"][0]["permalink"], "/document/b/5-6");
        assert_eq!(found["cue"].get("permalink"), None, "its statement has one");
        let mut ids = Vec::new();
        collect(&found, &mut ids);
        assert_eq!(ids, ["a", "b"]);
    }

    #[test]
    fn long_lists_keep_their_end() {
        let found = linked(json!({ "steps": (0..11).collect::<Vec<u8>>(), "names": ["a"] }));
        assert_eq!((&found["steps"][0], &found["steps_left_out"]), (&json!(3), &json!(3)));
        assert_eq!(found.get("names_left_out"), None);
    }

    #[test]
    fn an_answer_has_room_for_so_much() {
        let state = "1.0".to_owned();
        let rows = vec!["山".repeat(5_000); 5];
        let page = Page::of(Stretch::of(&rows, &Cursor::default(), state.clone(), 4)).unwrap();
        assert_eq!((page.records.len(), page.next.as_deref()), (2, Some("2.1.0")));
        let rows = vec!["山".repeat(50_000)];
        let page = Page::of(Stretch::of(&rows, &Cursor::default(), state, 4)).unwrap();
        assert_eq!((page.records.len(), page.next), (1, None), "the first is given however long it is");
    }
}
