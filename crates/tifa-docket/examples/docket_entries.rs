//! Writes the docket entries of files as interchange records, without an archive: what the gold docket's scorer reads.
//!
//! `docket_entries FILE… > ENTRIES.jsonl`

use serde_json::{Value, json};
use std::path::Path;
use tifa_docket::docket;
use tifa_record::{Context, Place, read};
use tifa_source::{Document, Input};
use tifa_text::calendar::Days;

fn main() {
    for file in std::env::args().skip(1) {
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(e) => {
                eprintln!("{file}: {e}");
                continue;
            }
        };
        let sidecar = std::fs::read(Path::new(&file).with_extension("json")).ok();
        let input =
            Input { name: &file, bytes: &bytes, sidecar: sidecar.as_deref(), date: None, outlet: None };
        match tifa_source::read(&input) {
            Ok(reading) => reading.documents.iter().for_each(|d| entries(&file, d)),
            Err(refusal) => eprintln!("{file}: {refusal}"),
        }
    }
}

/// Prints the entries of one document.
fn entries(source: &str, document: &Document) {
    let context = Context::of(&document.metadata);
    let reading = read(&document.blocks, &context);
    let found = docket(&reading, &context);
    let text = |p: Place| p.range.of(&document.blocks[p.block as usize].text).to_owned();
    let push = |kind: &str, place: Place, rest: Value| {
        let block = &document.blocks[place.block as usize];
        for span in block.spans(place.range) {
            let mut row = json!({
                "kind": kind, "source": source, "start": span.start, "end": span.end, "text": text(place),
            });
            if let (Some(row), Value::Object(rest)) = (row.as_object_mut(), rest.clone()) {
                row.extend(rest);
            }
            println!("{row}");
        }
    };
    let number = |n: &tifa_text::number::Decimal| n.to_string().parse::<f64>().ok();
    let from = |d: Option<Days>| d.map(|d| d.from.to_string());
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
        push("mechanism", m.place, json!({"state": m.state, "parties": m.parties, "cue": m.cue.map(text)}));
    }
    for c in &found.commitments {
        push("commitment", c.place, json!({"who": c.who, "type": c.kind, "to": c.to, "cue": text(c.cue)}));
    }
    for f in &found.figures {
        let what = f.what.map(text);
        let rest = json!({"value": number(&f.value), "upper": f.upper.as_ref().and_then(number),
            "bound": f.bound, "measure": f.measure, "what": what, "speaker": f.speaker, "doubt": f.doubt});
        push("figure", f.place, rest);
    }
    for p in &found.placements {
        let rest = json!({"list": p.list, "topics": p.topics, "parties": p.parties, "cue": text(p.cue), "speaker": p.speaker});
        push("placement", p.place, rest);
    }
    for c in &found.claims {
        let rest = json!({"claimed_by": c.claimed_by, "rebuttal": {"text": text(c.rebuttal)},
            "rebutted_by": c.rebutted_by, "cue": c.cue.map(text)});
        push("claim", c.place, rest);
    }
}
