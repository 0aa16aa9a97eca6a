//! A listing: the same records as a table, as JSON Lines or as CSV.

use crate::flags::{Form, Format};
use crate::output::{Look, styles};
use crate::table::{Cell, Column, Fit, Table};
use serde::Serialize;
use std::io::{self, Write};
use tifa_archive::docket::Period;
use tifa_archive::{Damage, Hit, StatementRow};
use tifa_docket::Bound;
use tifa_export::{columns, csv, jsonl, tables};
use tifa_record::register::By;

/// A record that can be listed. JSON Lines has its fields as [`Serialize`] gives them.
pub trait Record: Serialize + Sized {
    /// Columns of the table.
    const TABLE: &'static [Column];

    /// The cells of its row in the table; `colour` tells whether styles will be seen.
    fn cells(&self, colour: bool) -> Vec<Cell>;
    /// The fields of the CSV, of a record that names them here; others give [`Record::header`] and [`Record::row`].
    fn fields() -> Vec<Field<Self>> {
        Vec::new()
    }

    /// The names of the fields of the CSV.
    fn header() -> Vec<String> {
        Self::fields().into_iter().map(|(name, _)| name.to_owned()).collect()
    }

    /// The fields of its record in the CSV.
    fn row(&self) -> Vec<String> {
        Self::fields().into_iter().map(|(_, value)| value(self)).collect()
    }
}

/// A field of the CSV: its name in the header, and its value in a record.
pub type Field<R> = (&'static str, fn(&R) -> String);

/// A record that cites a place.
pub trait Citing {
    /// File, document, first byte, one past the last, the characters there.
    fn cited(&self) -> (&str, &str, u32, u32, &str);
}

impl Citing for Hit {
    fn cited(&self) -> (&str, &str, u32, u32, &str) {
        (&self.source, &self.document, self.start, self.end, &self.text)
    }
}

impl Citing for StatementRow {
    fn cited(&self) -> (&str, &str, u32, u32, &str) {
        (&self.source, &self.document, self.start, self.end, &self.text)
    }
}

/// The fields every record that cites begins with.
pub fn citation<R: Citing>() -> Vec<Field<R>> {
    vec![
        ("source", |r| r.cited().0.to_owned()),
        ("document", |r| r.cited().1.to_owned()),
        ("start", |r| r.cited().2.to_string()),
        ("end", |r| r.cited().3.to_string()),
        ("text", |r| r.cited().4.to_owned()),
    ]
}

/// A listing being written.
pub struct Listing<'a> {
    out: &'a mut dyn Write,
    format: Format,
    look: Look,
    table: Table,
    header: bool,
    count: usize,
}

impl<'a> Listing<'a> {
    /// A listing of `R` in `form` on `out`.
    pub fn of<R: Record>(out: &'a mut dyn Write, form: Form, look: Look) -> Self {
        let table = Table::new(R::TABLE, look, form.wide);
        Self { out, format: form.format, look, table, header: false, count: 0 }
    }

    /// Adds a record.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push<R: Record>(&mut self, record: &R) -> io::Result<()> {
        self.count += 1;
        match self.format {
            Format::Table => self.table.push(self.out, record.cells(self.look.colour)),
            Format::Jsonl => jsonl::record(self.out, record),
            Format::Csv => {
                self.csv_header::<R>()?;
                csv::record(self.out, &record.row())
            }
        }
    }

    /// Ends the listing and says how many records it had. A CSV without records still has its header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish<R: Record>(mut self) -> io::Result<usize> {
        match self.format {
            Format::Table => self.table.finish(self.out)?,
            Format::Jsonl => {}
            Format::Csv => self.csv_header::<R>()?,
        }
        self.out.flush()?;
        Ok(self.count)
    }

    fn csv_header<R: Record>(&mut self) -> io::Result<()> {
        if self.header {
            return Ok(());
        }
        self.header = true;
        csv::record(self.out, &R::header())
    }
}

/// What a person needs to open the place: the start of the document's id, and the first byte.
pub fn place(document: &str, start: u32) -> String {
    format!("{}:{start}", document.get(..8).unwrap_or(document))
}

/// Places, of which file, from which byte to which, as `a.md:10-24 b.md:3-9`.
pub fn spans<'a>(places: impl Iterator<Item = (&'a str, u32, u32)>) -> String {
    let each: Vec<String> = places.map(|(source, start, end)| format!("{source}:{start}-{end}")).collect();
    each.join(" ")
}

/// `text` between marks where there is no colour to tell it. No Chinese publication prints them, so they cannot be taken
/// for the text's own; JSON Lines and CSV have the text bare.
pub fn marked(text: &str, colour: bool) -> String {
    if colour { text.to_owned() } else { format!("»{text}«") }
}

/// The cell of a concordance that begins with what was found.
pub fn keyword(found: &str, after: &str, colour: bool) -> Cell {
    Cell::styled(marked(found, colour), styles::FOUND).and(after, styles::NONE)
}

impl Record for Hit {
    const TABLE: &'static [Column] = &[
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "outlet", fit: Fit::UpTo(14) },
        Column { name: "speaker", fit: Fit::UpTo(12) },
        Column { name: "", fit: Fit::RestFromRight },
        Column { name: "found", fit: Fit::Rest },
        Column { name: "place", fit: Fit::UpTo(19) },
    ];

    fn cells(&self, colour: bool) -> Vec<Cell> {
        vec![
            Cell::styled(day(self.date), styles::FAINT),
            Cell::new(or_empty(&self.outlet)),
            Cell::styled(or_empty(&self.speaker), styles::SPEAKER),
            Cell::new(&self.before),
            keyword(&self.text, &self.after, colour),
            Cell::styled(place(&self.document, self.start), styles::FAINT),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        let mut fields = citation();
        fields.extend::<[Field<Self>; 6]>([
            ("before", |h| h.before.clone()),
            ("after", |h| h.after.clone()),
            ("speaker", |h| or_empty(&h.speaker).to_owned()),
            ("date", |h| day(h.date)),
            ("outlet", |h| or_empty(&h.outlet).to_owned()),
            ("title", |h| or_empty(&h.title).to_owned()),
        ]);
        fields
    }
}

impl Record for StatementRow {
    const TABLE: &'static [Column] = &[
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "outlet", fit: Fit::UpTo(14) },
        Column { name: "speaker", fit: Fit::UpTo(32) },
        Column { name: "mode", fit: Fit::UpTo(8) },
        Column { name: "cue", fit: Fit::UpTo(8) },
        Column { name: "said", fit: Fit::Rest },
        Column { name: "place", fit: Fit::UpTo(19) },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let (speaker, holder) = who(self);
        vec![
            Cell::styled(day(said(self)), styles::FAINT),
            Cell::new(or_empty(&self.outlet)),
            Cell::styled(speaker, styles::SPEAKER).and(&holder, styles::FAINT),
            Cell::new(self.mode.name()),
            Cell::styled(self.cue.as_ref().map_or("", |c| c.text.as_str()), styles::FAINT),
            Cell::new(&self.text),
            Cell::styled(place(&self.document, self.start), styles::FAINT),
        ]
    }

    fn header() -> Vec<String> {
        columns::names(&tables::statements())
    }

    fn row(&self) -> Vec<String> {
        columns::fields(&tables::statements(), self)
    }
}

/// Who speaks, as printed; where that is an office, with the person who held it, per register.
pub fn who(statement: &StatementRow) -> (&str, String) {
    let holder = statement.person.as_ref().filter(|p| p.by == By::Office);
    (&statement.speaker, holder.map(|p| format!(" (per register {})", p.name)).unwrap_or_default())
}

/// The day of the saying, else of publication.
pub fn said(statement: &StatementRow) -> Option<jiff::civil::Date> {
    statement.said.map(|said| said.from).or(statement.date)
}

impl Record for Damage {
    const TABLE: &'static [Column] = &[
        Column { name: "thing", fit: Fit::UpTo(40) },
        Column { name: "damage", fit: Fit::Rest },
        Column { name: "remedy", fit: Fit::Rest },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        vec![Cell::styled(&self.thing, styles::HEADING), Cell::new(&self.message), Cell::new(&self.remedy)]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("thing", |d| d.thing.clone()),
            ("message", |d| d.message.clone()),
            ("remedy", |d| d.remedy.clone()),
        ]
    }
}

/// A day as `2020-07-09`, or nothing.
pub fn day(date: Option<jiff::civil::Date>) -> String {
    date.map(|d| d.to_string()).unwrap_or_default()
}

/// The text, or nothing.
pub fn or_empty(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

/// Days as `2020-07-09` or `2020-07-01/2020-07-31`.
pub fn days(period: Option<Period>) -> String {
    span(period.map(|p| p.from), period.map(|p| p.to))
}

/// From a day to a day, or the one that is known.
pub fn span(from: Option<jiff::civil::Date>, to: Option<jiff::civil::Date>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from != to => format!("{from}/{to}"),
        (from, to) => day(from.or(to)),
    }
}

/// A value with its bound: >, <, ≈, or both ends of a range.
pub fn limits(value: &str, upper: Option<String>, bound: Bound) -> String {
    match (bound, upper) {
        (Bound::Range, Some(upper)) => format!("{value}–{upper}"),
        (Bound::MoreThan, _) => format!("> {value}"),
        (Bound::LessThan, _) => format!("< {value}"),
        (Bound::About, _) => format!("≈ {value}"),
        (Bound::Exact | Bound::Range, _) => value.to_owned(),
    }
}
