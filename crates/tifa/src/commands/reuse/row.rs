//! A shared passage of two documents as a row of a listing.

use crate::listing::{Field, Record, day, or_empty, place};
use crate::output::styles;
use crate::table::{Cell, Column, Fit};
use tifa_wording::reuse::{Kind, Told};

impl Record for Told {
    const TABLE: &'static [Column] = &[
        Column { name: "same", fit: Fit::Number },
        Column { name: "of", fit: Fit::Number },
        Column { name: "kind", fit: Fit::UpTo(20) },
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "outlet", fit: Fit::UpTo(10) },
        Column { name: "place", fit: Fit::UpTo(16) },
        Column { name: "", fit: Fit::UpTo(1) },
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "outlet", fit: Fit::UpTo(10) },
        Column { name: "place", fit: Fit::UpTo(16) },
        Column { name: "passage", fit: Fit::Rest },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let kind = match (self.kind, &self.speaker) {
            (Kind::Quotation, Some(speaker)) => Cell::styled(speaker, styles::SPEAKER),
            (kind, _) if self.via.is_empty() => Cell::new(kind.name()),
            (kind, _) => Cell::new(kind.name()).and(format!(" {}", self.via.join(" ")), styles::FAINT),
        };
        vec![
            Cell::new(self.identical.to_string()),
            Cell::styled(self.characters.to_string(), styles::FAINT),
            kind,
            Cell::new(shown_day(self.a.date)),
            Cell::new(or_empty(&self.a.outlet)),
            Cell::styled(place(&self.a.passage.document, self.a.passage.start), styles::FAINT),
            Cell::new(if self.direction.is_some() { "→" } else { "–" }),
            Cell::new(shown_day(self.b.date)),
            Cell::new(or_empty(&self.b.outlet)),
            Cell::styled(place(&self.b.passage.document, self.b.passage.start), styles::FAINT),
            Cell::styled(&self.a.passage.text, styles::FOUND),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
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
        ]
    }
}

/// A day, or that there is none.
pub(super) fn shown_day(date: Option<jiff::civil::Date>) -> String {
    if date.is_some() { day(date) } else { "undated".to_owned() }
}
