//! The passages of a verdict, as a listing.

use crate::listing::{Field, Record, day, or_empty, place};
use crate::output::styles;
use crate::table::{Cell, Column, Fit};
use serde::Serialize;
use tifa_wording::verify::{Evidence, Verified};

/// A passage with the verdict it belongs to.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    verified: &'a Verified,
    evidence: &'a Evidence,
    /// Whether the verdict rests on it.
    ground: bool,
}

/// The passages of a verdict.
pub fn rows(verified: &Verified) -> impl Iterator<Item = Row<'_>> {
    let row = move |(i, evidence): (usize, _)| Row { verified, evidence, ground: i < verified.grounds };
    verified.evidence.iter().enumerate().map(row)
}

impl Record for Row<'_> {
    const TABLE: &'static [Column] = &[
        Column { name: "", fit: Fit::UpTo(4) },
        Column { name: "alike", fit: Fit::Number },
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "outlet", fit: Fit::UpTo(14) },
        Column { name: "speaker", fit: Fit::UpTo(16) },
        Column { name: "stands", fit: Fit::UpTo(12) },
        Column { name: "occasion", fit: Fit::UpTo(20) },
        Column { name: "words", fit: Fit::Rest },
        Column { name: "place", fit: Fit::UpTo(19) },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let e = self.evidence;
        let words = if self.ground { styles::FOUND } else { styles::NONE };
        vec![
            Cell::styled(if self.ground { "" } else { "near" }, styles::FAINT),
            Cell::new(alike(e)),
            Cell::styled(day(e.date), styles::FAINT),
            Cell::new(or_empty(&e.outlet)),
            Cell::styled(or_empty(&e.speaker), styles::SPEAKER),
            Cell::new(e.context.name()),
            Cell::new(or_empty(&e.occasion)),
            Cell::styled(e.passage.text.replace('\n', " "), words),
            Cell::styled(place(&e.passage.document, e.passage.start), styles::FAINT),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("source", |r| r.evidence.passage.source.clone()),
            ("document", |r| r.evidence.passage.document.clone()),
            ("start", |r| r.evidence.passage.start.to_string()),
            ("end", |r| r.evidence.passage.end.to_string()),
            ("text", |r| r.evidence.passage.text.clone()),
            ("quote", |r| r.verified.quote.clone()),
            ("asked_speaker", |r| or_empty(&r.verified.speaker).to_owned()),
            ("verdict", |r| r.verified.verdict.name().to_owned()),
            ("ground", |r| if r.ground { "yes" } else { "no" }.to_owned()),
            ("alike", |r| alike(r.evidence)),
            ("speaker", |r| or_empty(&r.evidence.speaker).to_owned()),
            ("date", |r| day(r.evidence.date)),
            ("mode", |r| r.evidence.mode.map_or("", |m| m.name()).to_owned()),
            ("context", |r| r.evidence.context.name().to_owned()),
            ("occasion", |r| or_empty(&r.evidence.occasion).to_owned()),
            ("outlet", |r| or_empty(&r.evidence.outlet).to_owned()),
            ("part", |r| or_empty(&r.evidence.part).to_owned()),
        ]
    }
}

/// Similarity with two digits, cut and not rounded, so that 1.00 is the words themselves.
fn alike(evidence: &Evidence) -> String {
    format!("{:.2}", (evidence.similarity * 100.0).floor() / 100.0)
}
