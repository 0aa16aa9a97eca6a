//! Entries of each kind as lines of a listing.

use crate::listing::{Field, Record, day, days, limits, or_empty, place, span};
use crate::output::styles;
use crate::table::{Cell, Column, Fit};
use serde::Serialize;
use tifa_archive::docket::{ClaimOrigins, Detail, DocketRow, Kind, OriginRow};
use tifa_export::jsonl::word as written;
use tifa_export::tables::sort_of;
use tifa_export::{columns, tables};

/// The place of an entry, with a mark when a person has said something of it.
fn at(row: &DocketRow) -> Cell {
    let mark = match &row.decision {
        Some(d) if !d.conflicts.is_empty() => "! ",
        Some(d) if d.is_rejected() => "- ",
        Some(d) if d.is_decided() => "+ ",
        _ => "",
    };
    Cell::styled(mark, styles::FOUND).and(place(&row.document, row.start), styles::FAINT)
}

const DAY: Column = Column { name: "day", fit: Fit::UpTo(10) };
const PLACE: Column = Column { name: "place", fit: Fit::UpTo(21) };

const fn upto(name: &'static str, columns: usize) -> Column {
    Column { name, fit: Fit::UpTo(columns) }
}

const fn rest(name: &'static str) -> Column {
    Column { name, fit: Fit::Rest }
}

/// A kind of line: what its middle columns show of an entry. Day and place stand round them.
macro_rules! line {
    ($(#[$doc:meta])* $name:ident, $kind:expr, [$($column:expr),*], $cells:expr) => {
        $(#[$doc])*
        #[derive(Debug, Serialize)]
        #[serde(transparent)]
        pub(super) struct $name(DocketRow);

        impl From<DocketRow> for $name {
            fn from(row: DocketRow) -> Self {
                Self(row)
            }
        }

        impl Record for $name {
            const TABLE: &'static [Column] = &[DAY, $($column,)* PLACE];

            fn cells(&self, _colour: bool) -> Vec<Cell> {
                let middle: fn(&DocketRow) -> Vec<Cell> = $cells;
                let mut cells = vec![Cell::styled(day(self.0.published), styles::FAINT)];
                cells.extend(middle(&self.0));
                cells.push(at(&self.0));
                cells
            }

            fn header() -> Vec<String> {
                columns::names(&tables::docket($kind))
            }

            fn row(&self) -> Vec<String> {
                columns::fields(&tables::docket($kind), &self.0)
            }
        }
    };
}

line!(
    /// A mechanism.
    MechanismLine,
    Kind::Mechanism,
    [upto("state", 10), upto("parties", 24), rest("mechanism"), rest("says so"), upto("speaker", 12)],
    |row| match &row.detail {
        Detail::Mechanism { parties, cue, speaker, .. } => vec![
            Cell::styled(sort_of(&row.detail), styles::FOUND),
            Cell::new(parties.join("－")),
            Cell::styled(&row.text, styles::HEADING),
            Cell::new(cue.as_ref().map_or("", |c| c.text.as_str())),
            Cell::styled(or_empty(speaker), styles::SPEAKER),
        ],
        _ => Vec::new(),
    }
);

line!(
    /// A commitment.
    CommitmentLine,
    Kind::Commitment,
    [upto("kind", 8), upto("who", 16), upto("to", 12), rest("what"), rest("condition"), upto("due", 21)],
    |row| match &row.detail {
        Detail::Commitment { who, to, condition, due, .. } => vec![
            Cell::styled(sort_of(&row.detail), styles::FOUND),
            Cell::styled(who, styles::SPEAKER),
            Cell::new(or_empty(to)),
            Cell::new(&row.text),
            Cell::new(condition.as_ref().map_or("", |c| c.text.as_str())),
            Cell::new(days(*due)),
        ],
        _ => Vec::new(),
    }
);

line!(
    /// A figure.
    FigureLine,
    Kind::Figure,
    [upto("printed", 16), upto("value", 24), upto("unit", 8), rest("what"), upto("speaker", 12), upto("doubt", 12)],
    |row| match &row.detail {
        Detail::Figure { value, upper, bound, measure, what, speaker, doubt, .. } => vec![
            Cell::styled(&row.text, styles::FOUND),
            Cell::new(limits(&value.to_string(), upper.map(|u| u.to_string()), *bound)),
            Cell::new(measure),
            Cell::new(or_empty(what)),
            Cell::styled(or_empty(speaker), styles::SPEAKER),
            Cell::new(doubt.as_ref().map(written).unwrap_or_default()),
        ],
        _ => Vec::new(),
    }
);

line!(
    /// A claim and its answer.
    ClaimLine,
    Kind::Claim,
    [upto("claimed by", 14), rest("claim"), upto("answered by", 14), rest("answer")],
    |row| match &row.detail {
        Detail::Claim { claimed_by, rebuttal, rebutted_by, .. } => vec![
            Cell::styled(or_empty(claimed_by), styles::SPEAKER),
            Cell::new(&row.text),
            Cell::styled(or_empty(rebutted_by), styles::SPEAKER),
            Cell::new(&rebuttal.text),
        ],
        _ => Vec::new(),
    }
);

line!(
    /// A list of points.
    EnumerationLine,
    Kind::Enumeration,
    [upto("speaker", 12), upto("list", 24), upto("points", 6), rest("items")],
    |row| match &row.detail {
        Detail::Enumeration { declared, speaker, announced, items } => vec![
            Cell::styled(or_empty(speaker), styles::SPEAKER),
            Cell::styled(if *announced { row.text.as_str() } else { "" }, styles::HEADING),
            Cell::new(points(*declared, items.len())),
            Cell::new(items.iter().map(|i| i.text.as_str()).collect::<Vec<_>>().join(" | ")),
        ],
        _ => Vec::new(),
    }
);

/// Items found, of how many announced where that differs.
fn points(declared: Option<u32>, items: usize) -> String {
    match declared {
        Some(n) if n as usize != items => format!("{items} of {n}"),
        _ => items.to_string(),
    }
}

line!(
    /// An occasion as one document reports it.
    OccasionLine,
    Kind::Occasion,
    [upto("held", 21), upto("kind", 16), rest("occasion"), rest("participants")],
    |row| match &row.detail {
        Detail::Occasion { date, to, participants, .. } => vec![
            Cell::new(span(*date, to.or(*date))),
            Cell::styled(sort_of(&row.detail), styles::FOUND),
            Cell::styled(&row.text, styles::HEADING),
            Cell::new(participants.join("、")),
        ],
        _ => Vec::new(),
    }
);

line!(
    /// A calendar expression.
    DateLine,
    Kind::Date,
    [rest("printed"), upto("means", 21), rest("open because")],
    |row| match &row.detail {
        Detail::Date { from, to, open } => vec![
            Cell::styled(&row.text, styles::FOUND),
            Cell::new(span(*from, *to)),
            Cell::styled(open.unwrap_or_default(), styles::FAINT),
        ],
        _ => Vec::new(),
    }
);

line!(
    /// A mention of earlier words.
    ReferenceLine,
    Kind::Reference,
    [upto("kind", 9), upto("speaker", 12), rest("printed"), upto("means", 21), upto("leads to", 19)],
    |row| match &row.detail {
        Detail::Reference { speaker, from, to, target, .. } => vec![
            Cell::new(sort_of(&row.detail)),
            Cell::styled(or_empty(speaker), styles::SPEAKER),
            Cell::styled(&row.text, styles::FOUND),
            Cell::new(span(*from, *to)),
            Cell::styled(target.as_ref().map(|t| place(&t.document, t.start)).unwrap_or_default(), styles::FAINT),
        ],
        _ => Vec::new(),
    }
);

impl Record for ClaimOrigins {
    const TABLE: &'static [Column] = &[
        DAY,
        upto("claimed by", 14),
        rest("claim"),
        upto("said on", 10),
        upto("by", 5),
        rest("statement"),
        upto("place", 19),
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let claimant = match &self.claim.detail {
            Detail::Claim { claimed_by, .. } => or_empty(claimed_by).to_owned(),
            _ => String::new(),
        };
        let first = self.origins.first();
        let of = |f: fn(&OriginRow) -> String| first.map(f).unwrap_or_default();
        vec![
            Cell::styled(day(self.claim.published), styles::FAINT),
            Cell::styled(claimant, styles::SPEAKER),
            Cell::new(&self.claim.text),
            Cell::new(of(|o| day(o.day))),
            Cell::styled(of(|o| o.by.to_owned()), styles::FAINT),
            Cell::new(of(|o| o.text.clone())),
            Cell::styled(of(|o| place(&o.document, o.start)), styles::FAINT),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("source", |l| l.claim.source.to_string()),
            ("document", |l| l.claim.document.to_string()),
            ("start", |l| l.claim.start.to_string()),
            ("end", |l| l.claim.end.to_string()),
            ("text", |l| l.claim.text.clone()),
            ("origins", |l| {
                let told =
                    |o: &OriginRow| format!("{} {} {}:{}-{}", day(o.day), o.by, o.source, o.start, o.end);
                l.origins.iter().map(told).collect::<Vec<_>>().join(" | ")
            }),
        ]
    }
}
