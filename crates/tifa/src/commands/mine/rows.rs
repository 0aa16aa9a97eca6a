//! Formulations as rows: mined, compared between two sides, new or gone between two periods.

use crate::listing::{Field, Record, day, place};
use crate::output::styles;
use crate::table::{Cell, Column, Fit};
use serde::Serialize;
use tifa_wording::mine::{Contrast, Direction, Formulation};

/// Variants that a table names.
const VARIANTS: usize = 4;

/// A formulation of one side.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Plain(pub Formulation);

/// A formulation that one side says more than the other.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct Key(pub Formulation);

/// A formulation that only one of two periods has.
#[derive(Debug, Serialize)]
pub struct Change {
    /// `appeared` or `disappeared`.
    pub change: &'static str,
    /// The formulation.
    #[serde(flatten)]
    pub formulation: Formulation,
}

impl Change {
    /// Of a formulation of the later period set against the earlier.
    pub fn new(formulation: Formulation) -> Self {
        let later = formulation.contrast.as_ref().is_none_or(|c| c.direction == Direction::Here);
        Self { change: if later { "appeared" } else { "disappeared" }, formulation }
    }
}

/// A row about a formulation.
trait Row {
    fn of(&self) -> &Formulation;
}

impl Row for Plain {
    fn of(&self) -> &Formulation {
        &self.0
    }
}

impl Row for Key {
    fn of(&self) -> &Formulation {
        &self.0
    }
}

impl Row for Change {
    fn of(&self) -> &Formulation {
        &self.formulation
    }
}

fn fields<R: Row>() -> Vec<Field<R>> {
    vec![
        ("text", |r| r.of().text.clone()),
        ("members", |r| {
            let members: Vec<String> =
                r.of().members.iter().map(|m| format!("{} ({})", m.text, m.count)).collect();
            members.join(" | ")
        }),
        ("count", |r| r.of().count.to_string()),
        ("documents", |r| r.of().documents.to_string()),
        ("days", |r| r.of().days.to_string()),
        ("first", |r| day(r.of().first)),
        ("last", |r| day(r.of().last)),
        ("score", |r| r.of().score.to_string()),
        ("cohesion", |r| r.of().cohesion.to_string()),
        ("left", |r| r.of().left.to_string()),
        ("right", |r| r.of().right.to_string()),
        ("source", |r| r.of().place.source.clone()),
        ("document", |r| r.of().place.document.clone()),
        ("start", |r| r.of().place.start.to_string()),
        ("end", |r| r.of().place.end.to_string()),
    ]
}

fn contrast_fields<R: Row>() -> Vec<Field<R>> {
    fn of<R: Row>(row: &R, value: fn(&Contrast) -> String) -> String {
        row.of().contrast.as_ref().map(value).unwrap_or_default()
    }
    vec![
        ("direction", |r| of(r, |c| more(c).to_owned())),
        ("log_likelihood", |r| of(r, |c| c.log_likelihood.to_string())),
        ("log_ratio", |r| of(r, |c| c.log_ratio.to_string())),
        ("expected", |r| of(r, |c| c.expected.to_string())),
        ("here_count", |r| of(r, |c| c.here.count.to_string())),
        ("here_uses", |r| of(r, |c| c.here.uses.to_string())),
        ("here_documents", |r| of(r, |c| c.here.documents.to_string())),
        ("here_of_documents", |r| of(r, |c| c.here.of_documents.to_string())),
        ("there_count", |r| of(r, |c| c.there.count.to_string())),
        ("there_uses", |r| of(r, |c| c.there.uses.to_string())),
        ("there_documents", |r| of(r, |c| c.there.documents.to_string())),
        ("there_of_documents", |r| of(r, |c| c.there.of_documents.to_string())),
    ]
}

fn phrase(f: &Formulation) -> Cell {
    Cell::styled(&f.text, styles::FOUND)
}

fn variants(f: &Formulation) -> Cell {
    let mut names: Vec<&str> = f.members.iter().take(VARIANTS).map(|m| m.text.as_str()).collect();
    if f.members.len() > VARIANTS {
        names.push("…");
    }
    Cell::styled(names.join("、"), styles::FAINT)
}

fn at(f: &Formulation) -> Cell {
    Cell::styled(place(&f.place.document, f.place.start), styles::FAINT)
}

impl Record for Plain {
    const TABLE: &'static [Column] = &[
        Column { name: "score", fit: Fit::Number },
        Column { name: "formulation", fit: Fit::UpTo(44) },
        Column { name: "places", fit: Fit::Number },
        Column { name: "texts", fit: Fit::Number },
        Column { name: "days", fit: Fit::Number },
        Column { name: "first", fit: Fit::UpTo(10) },
        Column { name: "last", fit: Fit::UpTo(10) },
        Column { name: "variants", fit: Fit::Rest },
        Column { name: "first place", fit: Fit::UpTo(19) },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let f = &self.0;
        vec![
            Cell::new(format!("{:.1}", f.score)),
            phrase(f),
            Cell::new(f.count.to_string()),
            Cell::new(f.documents.to_string()),
            Cell::new(f.days.to_string()),
            Cell::new(day(f.first)),
            Cell::new(day(f.last)),
            variants(f),
            at(f),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        fields()
    }
}

impl Record for Key {
    const TABLE: &'static [Column] = &[
        Column { name: "more", fit: Fit::UpTo(5) },
        Column { name: "formulation", fit: Fit::UpTo(44) },
        Column { name: "here", fit: Fit::Number },
        Column { name: "there", fit: Fit::Number },
        Column { name: "G²", fit: Fit::Number },
        Column { name: "log ratio", fit: Fit::Number },
        Column { name: "first", fit: Fit::UpTo(10) },
        Column { name: "last", fit: Fit::UpTo(10) },
        Column { name: "variants", fit: Fit::Rest },
        Column { name: "first place", fit: Fit::UpTo(19) },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let f = &self.0;
        let of = |cell: fn(&Contrast) -> String| Cell::new(f.contrast.as_ref().map(cell).unwrap_or_default());
        vec![
            of(|c| more(c).to_owned()),
            phrase(f),
            of(|c| c.here.uses.to_string()),
            of(|c| c.there.uses.to_string()),
            of(|c| format!("{:.1}", c.log_likelihood)),
            of(|c| format!("{:+.1}", c.log_ratio)),
            Cell::new(day(f.first)),
            Cell::new(day(f.last)),
            variants(f),
            at(f),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        let mut fields = fields();
        fields.extend(contrast_fields());
        fields
    }
}

impl Record for Change {
    const TABLE: &'static [Column] = &[
        Column { name: "change", fit: Fit::UpTo(11) },
        Column { name: "formulation", fit: Fit::UpTo(44) },
        Column { name: "uses", fit: Fit::Number },
        Column { name: "texts", fit: Fit::Number },
        Column { name: "first", fit: Fit::UpTo(10) },
        Column { name: "last", fit: Fit::UpTo(10) },
        Column { name: "absent from", fit: Fit::UpTo(14) },
        Column { name: "expected there", fit: Fit::Number },
        Column { name: "variants", fit: Fit::Rest },
        Column { name: "first place", fit: Fit::UpTo(19) },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let f = &self.formulation;
        let (has, lacks) = match &f.contrast {
            Some(c) if c.direction == Direction::Here => (Some(c.here), Some(c.there)),
            Some(c) => (Some(c.there), Some(c.here)),
            None => (None, None),
        };
        let number = |n: Option<u32>| Cell::new(n.map(|n| n.to_string()).unwrap_or_default());
        vec![
            Cell::new(self.change),
            phrase(f),
            number(has.map(|s| s.uses)),
            number(has.map(|s| s.documents)),
            Cell::new(day(f.first)),
            Cell::new(day(f.last)),
            Cell::new(lacks.map(|s| format!("{} texts", s.of_documents)).unwrap_or_default()),
            Cell::new(f.contrast.as_ref().map(|c| format!("{:.1}", c.expected)).unwrap_or_default()),
            variants(f),
            at(f),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        let mut all: Vec<Field<Self>> = vec![("change", |r| r.change.to_owned())];
        all.extend(fields());
        all.extend(contrast_fields());
        all
    }
}

fn more(contrast: &Contrast) -> &'static str {
    match contrast.direction {
        Direction::Here => "here",
        Direction::There => "there",
    }
}
