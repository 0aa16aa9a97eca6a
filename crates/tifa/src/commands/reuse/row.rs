//! The fields of a shared passage of two documents, for CSV.

use crate::listing::{Field, day, or_empty};
use tifa_wording::reuse::Told;

/// Name and value of each field.
pub(super) const FIELDS: [Field<Told>; 28] = [
    ("a_source", |t| t.a.passage.source.clone()),
    ("a_document", |t| t.a.passage.document.clone()),
    ("a_start", |t| t.a.passage.start.to_string()),
    ("a_end", |t| t.a.passage.end.to_string()),
    ("a_text", |t| t.a.passage.text.clone()),
    ("a_date", |t| day(t.a.date)),
    ("a_outlet", |t| or_empty(&t.a.outlet).to_owned()),
    ("a_title", |t| or_empty(&t.a.title).to_owned()),
    ("a_speaker", |t| or_empty(&t.a.speaker).to_owned()),
    ("a_witnesses", |t| t.a.witnesses.join(" | ")),
    ("b_source", |t| t.b.passage.source.clone()),
    ("b_document", |t| t.b.passage.document.clone()),
    ("b_start", |t| t.b.passage.start.to_string()),
    ("b_end", |t| t.b.passage.end.to_string()),
    ("b_text", |t| t.b.passage.text.clone()),
    ("b_date", |t| day(t.b.date)),
    ("b_outlet", |t| or_empty(&t.b.outlet).to_owned()),
    ("b_title", |t| or_empty(&t.b.title).to_owned()),
    ("b_speaker", |t| or_empty(&t.b.speaker).to_owned()),
    ("b_witnesses", |t| t.b.witnesses.join(" | ")),
    ("characters", |t| t.characters.to_string()),
    ("identical", |t| t.identical.to_string()),
    ("similarity", |t| t.similarity.to_string()),
    ("kind", |t| t.kind.name().to_owned()),
    ("speaker", |t| or_empty(&t.speaker).to_owned()),
    ("via", |t| t.via.join(" | ")),
    ("direction", |t| t.direction.unwrap_or_default().to_owned()),
    ("days", |t| t.days.map(|d| d.to_string()).unwrap_or_default()),
];
