//! Entries of each kind as lines of a listing.

use crate::listing::{Field, Record, day, days, limits, or_empty, place, span, written};
use crate::output::styles;
use crate::table::{Cell, Column, Fit};
use serde::Serialize;
use tifa_archive::docket::{Detail, DocketRow, OriginRow};

/// State, kind or bound of an entry, as the export writes it; empty for kinds without.
pub(super) fn sort_of(detail: &Detail) -> String {
    match detail {
        Detail::Mechanism { state, .. } => written(state),
        Detail::Commitment { r#type, .. } => written(r#type),
        Detail::Figure { bound, .. } => written(bound),
        Detail::Occasion { r#type, .. } | Detail::Reference { r#type, .. } => (*r#type).to_owned(),
        Detail::Placement { list, .. } => written(list),
        Detail::Date { .. } | Detail::Enumeration { .. } | Detail::Claim { .. } => String::new(),
    }
}

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
    ($(#[$doc:meta])* $name:ident, [$($column:expr),*], $cells:expr, [$(($field:literal, $value:expr)),*]) => {
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

            fn fields() -> Vec<Field<Self>> {
                let mut fields: Vec<Field<Self>> = vec![
                    ("source", |l| l.0.source.to_string()),
                    ("document", |l| l.0.document.to_string()),
                    ("start", |l| l.0.start.to_string()),
                    ("end", |l| l.0.end.to_string()),
                    ("text", |l| l.0.text.clone()),
                ];
                $(fields.push(($field, |l| {
                    let value: fn(&Detail) -> String = $value;
                    value(&l.0.detail)
                }));)*
                fields.push(("published", |l| day(l.0.published)));
                fields.push(("confidence", |l| l.0.confidence.name().to_owned()));
                fields.push(("verdict", |l| verdict(&l.0)));
                fields.push(("extractor", |l| l.0.extractor.to_owned()));
                fields.push(("version", |l| l.0.version.to_string()));
                fields
            }
        }
    };
}

fn verdict(row: &DocketRow) -> String {
    row.decision.as_ref().and_then(|d| d.verdict.as_ref()).map(|v| v.value.clone()).unwrap_or_default()
}

/// The value that `$pattern` binds in a detail of that kind; empty for another kind, which no line is given.
macro_rules! get {
    ($pattern:pat => $value:expr) => {
        |detail: &Detail| match detail {
            $pattern => $value,
            _ => String::new(),
        }
    };
}

line!(
    /// A mechanism.
    MechanismLine,
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
    },
    [
        ("parties", get!(Detail::Mechanism { parties, .. } => parties.join("、"))),
        ("state", sort_of),
        ("level", get!(Detail::Mechanism { level: Some(l), .. } => l.text.clone())),
        ("cue", get!(Detail::Mechanism { cue: Some(c), .. } => c.text.clone())),
        ("speaker", get!(Detail::Mechanism { speaker: Some(s), .. } => s.clone())),
        ("days", get!(Detail::Mechanism { days: d, .. } => days(*d)))
    ]
);

line!(
    /// A commitment.
    CommitmentLine,
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
    },
    [
        ("who", get!(Detail::Commitment { who, .. } => who.clone())),
        ("type", sort_of),
        ("to", get!(Detail::Commitment { to: Some(to), .. } => to.clone())),
        ("cue", get!(Detail::Commitment { cue, .. } => cue.text.clone())),
        ("condition", get!(Detail::Commitment { condition: Some(c), .. } => c.text.clone())),
        ("due", get!(Detail::Commitment { due, .. } => days(*due))),
        ("speaker", get!(Detail::Commitment { speaker: Some(s), .. } => s.clone()))
    ]
);

line!(
    /// A figure.
    FigureLine,
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
    },
    [
        ("value", get!(Detail::Figure { value, .. } => value.to_string())),
        ("upper", get!(Detail::Figure { upper: Some(u), .. } => u.to_string())),
        ("bound", sort_of),
        ("measure", get!(Detail::Figure { measure, .. } => measure.clone())),
        ("what", get!(Detail::Figure { what: Some(w), .. } => w.clone())),
        ("speaker", get!(Detail::Figure { speaker: Some(s), .. } => s.clone())),
        ("days", get!(Detail::Figure { days: d, .. } => days(*d))),
        ("doubt", get!(Detail::Figure { doubt: Some(d), .. } => written(d)))
    ]
);

line!(
    /// A claim and its answer.
    ClaimLine,
    [upto("claimed by", 14), rest("claim"), upto("answered by", 14), rest("answer")],
    |row| match &row.detail {
        Detail::Claim { claimed_by, rebuttal, rebutted_by, .. } => vec![
            Cell::styled(or_empty(claimed_by), styles::SPEAKER),
            Cell::new(&row.text),
            Cell::styled(or_empty(rebutted_by), styles::SPEAKER),
            Cell::new(&rebuttal.text),
        ],
        _ => Vec::new(),
    },
    [
        ("claimed_by", get!(Detail::Claim { claimed_by: Some(c), .. } => c.clone())),
        ("rebuttal", get!(Detail::Claim { rebuttal, .. } => rebuttal.text.clone())),
        ("rebuttal_start", get!(Detail::Claim { rebuttal, .. } => rebuttal.start.to_string())),
        ("rebuttal_end", get!(Detail::Claim { rebuttal, .. } => rebuttal.end.to_string())),
        ("rebutted_by", get!(Detail::Claim { rebutted_by: Some(r), .. } => r.clone())),
        ("cue", get!(Detail::Claim { cue: Some(c), .. } => c.text.clone()))
    ]
);

line!(
    /// A list of points.
    EnumerationLine,
    [upto("speaker", 12), upto("list", 24), upto("points", 6), rest("items")],
    |row| match &row.detail {
        Detail::Enumeration { declared, speaker, announced, items } => vec![
            Cell::styled(or_empty(speaker), styles::SPEAKER),
            Cell::styled(if *announced { row.text.as_str() } else { "" }, styles::HEADING),
            Cell::new(points(*declared, items.len())),
            Cell::new(items.iter().map(|i| i.text.as_str()).collect::<Vec<_>>().join(" | ")),
        ],
        _ => Vec::new(),
    },
    [
        ("declared", get!(Detail::Enumeration { declared: Some(n), .. } => n.to_string())),
        ("speaker", get!(Detail::Enumeration { speaker: Some(s), .. } => s.clone())),
        ("items", get!(Detail::Enumeration { items, .. } => {
            items.iter().map(|i| i.text.clone()).collect::<Vec<_>>().join(" | ")
        })),
        ("item_spans", get!(Detail::Enumeration { items, .. } => {
            items.iter().map(|i| format!("{}-{}", i.start, i.end)).collect::<Vec<_>>().join(" ")
        }))
    ]
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
    [upto("held", 21), upto("kind", 16), rest("occasion"), rest("participants")],
    |row| match &row.detail {
        Detail::Occasion { date, to, participants, .. } => vec![
            Cell::new(span(*date, to.or(*date))),
            Cell::styled(sort_of(&row.detail), styles::FOUND),
            Cell::styled(&row.text, styles::HEADING),
            Cell::new(participants.join("、")),
        ],
        _ => Vec::new(),
    },
    [
        ("type", sort_of),
        ("date", get!(Detail::Occasion { date, .. } => day(*date))),
        ("to", get!(Detail::Occasion { to, .. } => day(*to))),
        ("participants", get!(Detail::Occasion { participants, .. } => participants.join("、"))),
        ("place", get!(Detail::Occasion { place: Some(p), .. } => p.clone()))
    ]
);

line!(
    /// A calendar expression.
    DateLine,
    [rest("printed"), upto("means", 21), rest("open because")],
    |row| match &row.detail {
        Detail::Date { from, to, open } => vec![
            Cell::styled(&row.text, styles::FOUND),
            Cell::new(span(*from, *to)),
            Cell::styled(open.unwrap_or_default(), styles::FAINT),
        ],
        _ => Vec::new(),
    },
    [
        ("from", get!(Detail::Date { from, .. } => day(*from))),
        ("to", get!(Detail::Date { to, .. } => day(*to))),
        ("open", get!(Detail::Date { open: Some(why), .. } => (*why).to_owned()))
    ]
);

line!(
    /// A mention of earlier words.
    ReferenceLine,
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
    },
    [
        ("type", sort_of),
        ("speaker", get!(Detail::Reference { speaker: Some(s), .. } => s.clone())),
        ("from", get!(Detail::Reference { from, .. } => day(*from))),
        ("to", get!(Detail::Reference { to, .. } => day(*to))),
        ("target", get!(Detail::Reference { target: Some(t), .. } => {
            format!("{}:{}-{}", t.source, t.start, t.end)
        }))
    ]
);

/// A claim with the statements in which it was made.
#[derive(Debug, Serialize)]
pub(super) struct OriginLine {
    pub(super) claim: DocketRow,
    pub(super) origins: Vec<OriginRow>,
}

impl Record for OriginLine {
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
