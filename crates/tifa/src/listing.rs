//! A listing: the same records as a table, as JSON Lines or as CSV.

use crate::csv;
use crate::flags::{Form, Format};
use crate::output::{Look, styles};
use crate::table::{Cell, Column, Fit, Table};
use serde::Serialize;
use std::io::{self, Write};
use tifa_archive::{Cited, Damage, Hit, StatementRow};

/// A record that can be listed. JSON Lines has its fields as [`Serialize`] gives them.
pub trait Record: Serialize {
    /// Columns of the table.
    const TABLE: &'static [Column];
    /// Header of the CSV.
    const CSV: &'static [&'static str];

    /// The cells of its row in the table; `colour` tells whether styles will be seen.
    fn cells(&self, colour: bool) -> Vec<Cell>;
    /// Its fields in the CSV.
    fn fields(&self) -> Vec<String>;
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
            Format::Jsonl => {
                serde_json::to_writer(&mut *self.out, record).map_err(io::Error::from)?;
                self.out.write_all(b"\n")
            }
            Format::Csv => {
                self.csv_header::<R>()?;
                csv::record(self.out, &record.fields())
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
        csv::record(self.out, R::CSV)
    }
}

/// What a person needs to open the place: the start of the document's id, and the first byte.
pub fn place(document: &str, start: u32) -> String {
    format!("{}:{start}", document.get(..8).unwrap_or(document))
}

/// Marks round what was found where there is no colour. No Chinese publication prints them, so they cannot be taken
/// for the text's own; JSON Lines and CSV have the text bare.
pub const MARKS: (&str, &str) = ("»", "«");

impl Record for Hit {
    const TABLE: &'static [Column] = &[
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "outlet", fit: Fit::UpTo(14) },
        Column { name: "speaker", fit: Fit::UpTo(12) },
        Column { name: "", fit: Fit::RestFromRight },
        Column { name: "found", fit: Fit::Rest },
        Column { name: "place", fit: Fit::UpTo(19) },
    ];
    const CSV: &'static [&'static str] = &[
        "source", "document", "start", "end", "text", "before", "after", "speaker", "date", "outlet", "title",
    ];

    fn cells(&self, colour: bool) -> Vec<Cell> {
        let (open, close) = if colour { ("", "") } else { MARKS };
        vec![
            Cell::styled(day(self.date), styles::FAINT),
            Cell::new(or_empty(&self.outlet)),
            Cell::styled(or_empty(&self.speaker), styles::SPEAKER),
            Cell::new(&self.before),
            Cell::styled(format!("{open}{}{close}", self.text), styles::FOUND).and(&self.after, styles::NONE),
            Cell::styled(place(&self.document, self.start), styles::FAINT),
        ]
    }

    fn fields(&self) -> Vec<String> {
        vec![
            self.source.clone(),
            self.document.clone(),
            self.start.to_string(),
            self.end.to_string(),
            self.text.clone(),
            self.before.clone(),
            self.after.clone(),
            or_empty(&self.speaker).to_owned(),
            day(self.date),
            or_empty(&self.outlet).to_owned(),
            or_empty(&self.title).to_owned(),
        ]
    }
}

impl Record for StatementRow {
    const TABLE: &'static [Column] = &[
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "outlet", fit: Fit::UpTo(14) },
        Column { name: "speaker", fit: Fit::UpTo(14) },
        Column { name: "mode", fit: Fit::UpTo(8) },
        Column { name: "cue", fit: Fit::UpTo(8) },
        Column { name: "said", fit: Fit::Rest },
        Column { name: "place", fit: Fit::UpTo(19) },
    ];
    const CSV: &'static [&'static str] = &[
        "source",
        "document",
        "start",
        "end",
        "text",
        "speaker",
        "mode",
        "cue",
        "cue_start",
        "cue_end",
        "quotes",
        "quote_spans",
        "date",
        "occasion",
        "chain",
        "extractor",
        "version",
        "named_as",
        "addressee",
        "force",
        "content_start",
        "content_end",
        "nested",
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        vec![
            Cell::styled(day(self.date), styles::FAINT),
            Cell::new(or_empty(&self.outlet)),
            Cell::styled(&self.speaker, styles::SPEAKER),
            Cell::new(self.mode.name()),
            Cell::styled(self.cue.as_ref().map_or("", |c| c.text.as_str()), styles::FAINT),
            Cell::new(&self.text),
            Cell::styled(place(&self.document, self.start), styles::FAINT),
        ]
    }

    fn fields(&self) -> Vec<String> {
        let cue = |f: fn(&Cited) -> String| self.cue.as_ref().map(f).unwrap_or_default();
        let quotes: Vec<&str> = self.quotes.iter().map(|q| q.text.as_str()).collect();
        let spans: Vec<String> = self.quotes.iter().map(|q| format!("{}-{}", q.start, q.end)).collect();
        vec![
            self.source.clone(),
            self.document.clone(),
            self.start.to_string(),
            self.end.to_string(),
            self.text.clone(),
            self.speaker.clone(),
            self.mode.name().to_owned(),
            cue(|c| c.text.clone()),
            cue(|c| c.start.to_string()),
            cue(|c| c.end.to_string()),
            quotes.join(" | "),
            spans.join(" "),
            day(self.date),
            or_empty(&self.occasion).to_owned(),
            self.chain.join(" > "),
            self.extractor.clone(),
            self.version.to_string(),
            self.named_as.as_ref().map(|c| c.text.clone()).unwrap_or_default(),
            or_empty(&self.addressee).to_owned(),
            self.force.name().to_owned(),
            self.content.as_ref().map(|c| c.start.to_string()).unwrap_or_default(),
            self.content.as_ref().map(|c| c.end.to_string()).unwrap_or_default(),
            self.nested.iter().map(|n| format!("{}: {}", n.speaker, n.text)).collect::<Vec<_>>().join(" | "),
        ]
    }
}

impl Record for Damage {
    const TABLE: &'static [Column] = &[
        Column { name: "thing", fit: Fit::UpTo(40) },
        Column { name: "damage", fit: Fit::Rest },
        Column { name: "remedy", fit: Fit::Rest },
    ];
    const CSV: &'static [&'static str] = &["thing", "message", "remedy"];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        vec![Cell::styled(&self.thing, styles::HEADING), Cell::new(&self.message), Cell::new(&self.remedy)]
    }

    fn fields(&self) -> Vec<String> {
        vec![self.thing.clone(), self.message.clone(), self.remedy.clone()]
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
