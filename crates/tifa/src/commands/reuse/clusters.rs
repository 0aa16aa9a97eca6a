//! A passage and all that carry it, as it is written.

use super::row::shown_day;
use crate::csv;
use crate::flags::{Form, Format};
use crate::layout::{cut_end, plain, width, wrap};
use crate::listing::{day, or_empty, place};
use crate::output::{Look, styles};
use crate::progress::plural;
use crate::report::Failure;
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, Write};
use tifa_wording::reuse::{Cluster, Run, Side};

/// Lines of the passage that are shown, and of its carriers, when not all are asked for.
const LINES: usize = 3;
const CARRIERS: usize = 12;

/// Columns of what stands before a carrier's day.
const LEAD: usize = 9;

/// Fields of the CSV: one record a carrier.
const FIELDS: [&str; 13] = [
    "passage",
    "characters",
    "documents",
    "source",
    "document",
    "start",
    "end",
    "text",
    "date",
    "outlet",
    "title",
    "speaker",
    "similarity",
];

/// A carrier, cited.
#[derive(Debug, Serialize)]
struct Cited {
    #[serde(flatten)]
    side: Side,
    /// The least with another carrier.
    similarity: f64,
}

/// A cluster as a record.
#[derive(Debug, Serialize)]
struct Record<'a> {
    text: &'a str,
    characters: u32,
    documents: usize,
    /// The document where it stands first, when the days tell.
    first: Option<&'a str>,
    from: Option<Date>,
    to: Option<Date>,
    carriers: &'a [Cited],
}

/// Writes clusters.
pub(super) struct Writing<'a> {
    out: &'a mut dyn Write,
    form: Form,
    look: Look,
    written: usize,
}

impl<'a> Writing<'a> {
    /// Onto `out`, in `form`.
    pub fn new(out: &'a mut dyn Write, form: Form, look: Look) -> Self {
        Self { out, form, look, written: 0 }
    }

    /// Writes one, and says whether it could be cited.
    ///
    /// # Errors
    /// What `cite` says, or `out`.
    pub fn write(
        &mut self,
        cluster: &Cluster,
        cite: &dyn Fn(Run) -> Result<Option<Side>, Failure>,
    ) -> Result<bool, Failure> {
        let mut carriers = Vec::new();
        for carrier in &cluster.carriers {
            let similarity = f64::from(carrier.similarity) / 1000.0;
            carriers.extend(cite(carrier.run)?.map(|side| Cited { side, similarity }));
        }
        let Some(text) = carriers.first().map(|c| c.side.passage.text.as_str()) else { return Ok(false) };
        let dates = || carriers.iter().filter_map(|c| c.side.date);
        let record = Record {
            text,
            characters: cluster.characters,
            documents: carriers.len(),
            first: first(&carriers).map(|c| c.side.passage.document.as_str()),
            from: dates().next(),
            to: dates().next_back(),
            carriers: &carriers,
        };
        match self.form.format {
            Format::Table => self.text(&record)?,
            Format::Jsonl => {
                serde_json::to_writer(&mut *self.out, &record).map_err(io::Error::from)?;
                self.out.write_all(b"\n")?;
            }
            Format::Csv => self.csv(&record)?,
        }
        self.written += 1;
        Ok(true)
    }

    /// Ends the writing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        if self.form.format == Format::Csv && self.written == 0 {
            csv::record(self.out, &FIELDS)?;
        }
        self.out.flush()
    }

    fn csv(&mut self, record: &Record<'_>) -> io::Result<()> {
        if self.written == 0 {
            csv::record(self.out, &FIELDS)?;
        }
        for Cited { side, similarity } in record.carriers {
            csv::record(
                self.out,
                &[
                    (self.written + 1).to_string(),
                    record.characters.to_string(),
                    record.documents.to_string(),
                    side.passage.source.clone(),
                    side.passage.document.clone(),
                    side.passage.start.to_string(),
                    side.passage.end.to_string(),
                    side.passage.text.clone(),
                    day(side.date),
                    or_empty(&side.outlet).to_owned(),
                    or_empty(&side.title).to_owned(),
                    or_empty(&side.speaker).to_owned(),
                    similarity.to_string(),
                ],
            )?;
        }
        Ok(())
    }

    fn text(&mut self, record: &Record<'_>) -> io::Result<()> {
        let look = self.look;
        if self.written > 0 {
            writeln!(self.out)?;
        }
        let mut about = vec![
            plural(record.documents as u64, "text", "texts"),
            plural(record.characters.into(), "character", "characters"),
        ];
        match (record.from, record.to) {
            (Some(from), Some(to)) if from != to => about.push(format!("{from} to {to}")),
            (Some(from), _) => about.push(from.to_string()),
            _ => {}
        }
        writeln!(self.out, "{}", look.paint(styles::HEADING, &about.join(" · ")))?;
        let text = plain(record.text);
        let columns = look.columns.saturating_sub(2);
        let lines = wrap(&text, columns);
        let shown = if self.form.wide { lines.len() } else { LINES.min(lines.len()) };
        for (n, line) in lines[..shown].iter().enumerate() {
            let cut = n + 1 == shown && shown < lines.len();
            let line =
                if cut { cut_end(&text[line.start..], columns) } else { text[line.clone()].to_owned() };
            writeln!(self.out, "  {}", look.paint(styles::FOUND, line.trim_end()))?;
        }
        let shown = if self.form.wide { usize::MAX } else { CARRIERS };
        let start = first(record.carriers);
        let outlets = record.carriers.iter().take(shown).map(|c| width(or_empty(&c.side.outlet)));
        let outlets = outlets.max().unwrap_or(0).min(14);
        for (n, carrier) in record.carriers.iter().take(shown).enumerate() {
            let lead = match (start, carrier.side.date) {
                (Some(_), _) if n == 0 => "first".to_owned(),
                (Some(first), Some(date)) => {
                    let days = first.side.date.and_then(|f| f.until(date).ok()).map_or(0, |s| s.get_days());
                    format!("+{days} d")
                }
                _ => String::new(),
            };
            self.carrier(&lead, carrier, outlets)?;
        }
        let more = record.carriers.len().saturating_sub(shown);
        if more > 0 {
            let more = format!("  … and {more} more; --wide shows all");
            writeln!(self.out, "{}", look.paint(styles::FAINT, &more))?;
        }
        Ok(())
    }

    fn carrier(&mut self, lead: &str, Cited { side, similarity }: &Cited, outlets: usize) -> io::Result<()> {
        let look = self.look;
        let outlet = cut_end(&plain(or_empty(&side.outlet)), outlets);
        let gap = " ".repeat(outlets - width(&outlet));
        let place = place(&side.passage.document, side.passage.start);
        let mut title = plain(side.title.as_deref().unwrap_or(&side.passage.source));
        if !side.witnesses.is_empty() {
            title = format!("{title} (and {})", plural(side.witnesses.len() as u64, "file", "files"));
        }
        let same = if *similarity < 1.0 { format!("{:.0} %", similarity * 100.0) } else { String::new() };
        let speaker = side.speaker.as_deref().map(plain).unwrap_or_default();
        let date = shown_day(side.date);
        let used = LEAD + 10 + 2 + outlets + 2 + 2 + width(&place) + 1 + 6 + width(&speaker) + 2;
        let title = cut_end(&title, look.columns.saturating_sub(used).max(16));
        let pad = " ".repeat(look.columns.saturating_sub(used).max(16).saturating_sub(width(&title)));
        writeln!(
            self.out,
            "{lead:>7}  {date:<10}  {outlet}{gap}  {title}{pad}  {}{} {same:>5}  {}",
            look.paint(styles::SPEAKER, &speaker),
            if speaker.is_empty() { "" } else { " " },
            look.paint(styles::FAINT, &place),
        )
    }
}

/// Where it stands first, when one day is before all others.
fn first(carriers: &[Cited]) -> Option<&Cited> {
    let (first, rest) = carriers.split_first()?;
    let date = first.side.date?;
    let later = |c: &Cited| c.side.date.is_some_and(|d| d > date);
    rest.iter().all(later).then_some(first)
}
