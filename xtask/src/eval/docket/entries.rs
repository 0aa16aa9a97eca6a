//! The entries of a gold document: read, recorded and gone through directly, without an archive.

use crate::Result;
use crate::eval::found::locate;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::Path;
use tifa_docket::docket;
use tifa_record::{Context, Place, read};
use tifa_source::{Document, Input};
use tifa_text::calendar::Days;

/// An entry as the scorer reads it.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Its kind.
    pub kind: &'static str,
    source: String,
    /// First byte in the original.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// What its kind says.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// The entries of one file.
///
/// # Errors
/// When the file is not there.
pub fn of(shared: &Path, name: &str) -> Result<Vec<Entry>> {
    let (origin, path) = locate(shared, name)?;
    let bytes = fs::read(&path)?;
    let sidecar = fs::read(path.with_extension("json")).ok();
    let file = path.file_name().map(|f| f.to_string_lossy()).unwrap_or_default();
    let source = format!("{origin}/{file}");
    let input = Input { name: &source, bytes: &bytes, sidecar: sidecar.as_deref(), date: None, outlet: None };
    let mut out = Vec::new();
    if let Ok(reading) = tifa_source::read(&input) {
        reading.documents.iter().for_each(|document| found_in(document, &source, &mut out));
    }
    Ok(out)
}

fn found_in(document: &Document, source: &str, out: &mut Vec<Entry>) {
    let context = Context::of(&document.metadata);
    let reading = read(&document.blocks, &context);
    let found = docket(&reading, &context);
    let text =
        |p: Place| document.blocks.get(p.block as usize).map_or("", |b| p.range.of(&b.text)).to_owned();
    let mut push = |kind: &'static str, place: Place, rest: Value| {
        let Some(block) = document.blocks.get(place.block as usize) else { return };
        let rest = rest.as_object().cloned().unwrap_or_default();
        out.extend(block.spans(place.range).into_iter().map(|span| Entry {
            kind,
            source: source.to_owned(),
            start: span.start as usize,
            end: span.end as usize,
            text: text(place),
            rest: rest.clone(),
        }));
    };
    let from = |days: Option<Days>| days.map(|d| d.from.to_string());
    for d in &reading.findings.dates {
        let days = d.days.ok();
        push("date", d.place, json!({"from": from(days), "to": days.map(|d| d.to.to_string())}));
    }
    for o in &reading.findings.occasions {
        push("occasion", o.place, json!({"type": o.kind.name(), "date": from(o.days)}));
    }
    for e in &found.enumerations {
        let items: Vec<Value> = e.items.iter().map(|&p| json!({"text": text(p)})).collect();
        push("enumeration", e.place, json!({"declared": e.declared, "speaker": e.speaker, "items": items}));
    }
    for m in &found.mechanisms {
        push("mechanism", m.place, json!({"state": m.state}));
    }
    for c in &found.commitments {
        push("commitment", c.place, json!({"who": c.who, "type": c.kind}));
    }
    for f in &found.figures {
        push("figure", f.place, json!({"value": f.value.to_f64(), "bound": f.bound, "measure": f.measure}));
    }
    for c in &found.claims {
        let rebuttal = json!({"text": text(c.rebuttal)});
        let rest = json!({"claimed_by": c.claimed_by, "rebuttal": rebuttal, "rebutted_by": c.rebutted_by});
        push("claim", c.place, rest);
    }
}
