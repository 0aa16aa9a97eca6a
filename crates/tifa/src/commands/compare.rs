//! `tifa compare`: two reports side by side.

use crate::columns::{Styled, beside};
use crate::commands::Context;
use crate::commands::show::find;
use crate::flags::Format;
use crate::listing::{day, marked};
use crate::output::{Look, stdout, styles};
use crate::report::{End, Failure, Message, from_archive};
use crate::sheet;
use clap::Args;
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;
use tifa_archive::{Archive, Filter};
use tifa_export::csv;
use tifa_wording::compare::{Kind, Pair, Scope, Shares, Unit};
use tifa_wording::diff::{Edit, Piece};
use tifa_wording::{Comparison, Passage};

mod page;

/// Lay two reports side by side
///
/// Sentence by sentence: what both have in the same words (=), in other words (≠) or elsewhere (↷), and what only the
/// first (<) or only the second (>) has. Script, width, line breaks and light punctuation are no difference. Changed words
/// are coloured on a terminal and stand between » and « elsewhere. What is compared are the statements in the two
/// documents; --whole compares the narrator's sentences too. In place of a document @NAME is everything said at an
/// occasion with that name, in any document.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Compare {
    /// The first document, as `tifa show` takes it, or @OCCASION
    #[arg(value_name = "DOC")]
    a: String,
    /// The second
    #[arg(value_name = "DOC")]
    b: String,
    /// Compare the narrator's sentences and headings too
    #[arg(long)]
    whole: bool,
    /// Show where the same words are printed differently: in the other script, with other punctuation
    #[arg(long)]
    script: bool,
    /// Leave out what both have in the same words
    #[arg(long)]
    changes: bool,
    /// Form
    #[arg(long, value_name = "FORM", value_enum, default_value_t = Format::Table)]
    format: Format,
    /// Write a page of HTML to FILE
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  tifa compare readout.md transcript.txt
  tifa compare 1f3a9c0e spread.txt#2 --changes
  tifa compare @河谷對話會 @港口論壇
  tifa compare a.md b.md --html side-by-side.html";

/// A report as it is named above its column.
struct Side {
    title: String,
    about: String,
}

impl Compare {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let (a, b) = (self.side(&archive, &self.a, context)?, self.side(&archive, &self.b, context)?);
        let (sides, found) = ((a.0, b.0), Comparison::new(a.1, b.1));
        for (key, units) in [(&self.a, &found.a), (&self.b, &found.b)] {
            if units.is_empty() {
                return Err(self.nothing_to_compare(key).into());
            }
        }
        if let Some(path) = &self.html {
            sheet::write(path, &page::page(&sides, &found, self.script))?;
            context.note(&format!("comparison written to {}", path.display()));
        }
        let mut out = stdout();
        match self.format {
            Format::Table if self.html.is_some() => {}
            Format::Table => self.table(&mut *out, &sides, &found, context.out)?,
            Format::Jsonl => {
                for pair in self.shown(&found) {
                    serde_json::to_writer(&mut *out, &Row::new(&found, pair)).map_err(io::Error::from)?;
                    out.write_all(b"\n")?;
                }
            }
            Format::Csv => self.csv(&mut *out, &found)?,
        }
        out.flush()?;
        context.note(&summary(&found));
        Ok(if found.pairs.iter().any(Pair::is_shared) { End::Done } else { End::Nothing })
    }

    /// Why there is nothing of the side that was asked for as `key`.
    fn nothing_to_compare(&self, key: &str) -> Message {
        match key.strip_prefix('@') {
            Some(name) if name.trim().is_empty() => {
                Message::new("no occasion is named after @").hint("tifa occasions lists those of the archive")
            }
            Some(name) => Message::new(format!("nothing is reported as said at an occasion named {name:?}"))
                .hint("tifa occasions lists those of the archive"),
            None if self.whole => Message::new(format!("{key}: the document has no sentence of its own"))
                .hint("tifa show says what was read of it"),
            None => Message::new(format!("{key}: nothing is reported as said there"))
                .hint("--whole compares the narrator's sentences too"),
        }
    }

    /// One report: how it is named, and its sentences.
    fn side(&self, archive: &Archive, key: &str, context: &Context) -> Result<(Side, Vec<Unit>), Failure> {
        let failed = from_archive(&context.archive);
        if let Some(name) = key.strip_prefix('@') {
            let filter = Filter { occasion: Some(name.to_owned()), ..Filter::default() };
            let texts = archive.texts(&filter).map_err(&failed)?;
            let units = Unit::counting(&texts).map_err(&failed)?;
            let mut days: Vec<String> = units.iter().filter_map(|u| u.date).map(|d| d.to_string()).collect();
            days.sort();
            days.dedup();
            let side = Side { title: name.to_owned(), about: days.join(" ") };
            return Ok((side, units));
        }
        let document = find(archive, key, context)?;
        let texts = archive.texts(&Filter::default()).map_err(&failed)?;
        let number = texts.number_of(&document.row.document).map_err(&failed)?;
        let scope = if self.whole { Scope::Whole } else { Scope::Statements };
        let units = number.map(|n| Unit::of_text(&texts, n, scope)).transpose().map_err(&failed)?;
        let metadata = &document.row.metadata;
        let about = [day(metadata.date.map(|d| d.day)), metadata.outlet.clone().unwrap_or_default()];
        let about: Vec<String> = about
            .into_iter()
            .filter(|a| !a.is_empty())
            .chain([document.row.document.chars().take(8).collect()])
            .collect();
        let title = metadata.title.clone().unwrap_or_else(|| document.row.source.clone());
        Ok((Side { title, about: about.join(" · ") }, units.unwrap_or_default()))
    }

    fn shown<'c>(&self, found: &'c Comparison) -> impl Iterator<Item = &'c Pair> {
        let changes = self.changes;
        found.pairs.iter().filter(move |p| !changes || p.kind != Kind::Same)
    }

    fn table(
        &self,
        out: &mut dyn Write,
        sides: &(Side, Side),
        found: &Comparison,
        look: Look,
    ) -> io::Result<()> {
        for (a, b, style) in [
            (&sides.0.title, &sides.1.title, styles::HEADING),
            (&sides.0.about, &sides.1.about, styles::FAINT),
        ] {
            let (mut left, mut right) = (Styled::default(), Styled::default());
            left.push(a, style);
            right.push(b, style);
            beside(out, look, &left, (" ", styles::NONE), &right)?;
        }
        let mut speakers: (Option<&str>, Option<&str>) = (None, None);
        for pair in self.shown(found) {
            writeln!(out)?;
            let now = (speaker(&found.a, &pair.a), speaker(&found.b, &pair.b));
            let (mut left, mut right) = (Styled::default(), Styled::default());
            for (styled, now, before, units) in
                [(&mut left, now.0, &mut speakers.0, &pair.a), (&mut right, now.1, &mut speakers.1, &pair.b)]
            {
                if !units.is_empty() && now != *before {
                    styled.push(now.unwrap_or("—"), styles::SPEAKER);
                    *before = now;
                }
            }
            if !(left.is_empty() && right.is_empty()) {
                beside(out, look, &left, (" ", styles::NONE), &right)?;
            }
            let (left, right) = (self.words(found, pair, true, look), self.words(found, pair, false, look));
            let style = if pair.kind == Kind::Same { styles::FAINT } else { styles::FOUND };
            beside(out, look, &left, (sign(pair.kind), style), &right)?;
        }
        Ok(())
    }

    /// One side of a pair, with what differs marked.
    fn words(&self, found: &Comparison, pair: &Pair, first: bool, look: Look) -> Styled {
        let mut out = Styled::default();
        if !pair.is_shared() {
            let (units, range) = if first { (&found.a, &pair.a) } else { (&found.b, &pair.b) };
            units[range.clone()].iter().for_each(|u| out.push(&u.passage.text, styles::NONE));
            return out;
        }
        let base = if pair.kind == Kind::Same { styles::FAINT } else { styles::NONE };
        for piece in &pair.diff {
            let own = if first { &piece.a } else { &piece.b };
            if own.is_empty() {
                continue;
            }
            match piece.edit {
                Edit::Same if self.script && piece.a != piece.b => out.push(own, styles::QUOTED),
                Edit::Same => out.push(own, base),
                _ => out.push(&marked(own, look.colour), styles::FOUND),
            }
        }
        out
    }

    fn csv(&self, out: &mut dyn Write, found: &Comparison) -> io::Result<()> {
        let names = ["source", "document", "start", "end", "text", "speaker", "date"];
        let mut header = vec!["kind".to_owned(), "similarity".to_owned()];
        for side in ["a", "b"] {
            header.extend(names.iter().map(|name| format!("{side}_{name}")));
        }
        csv::record(out, &header)?;
        for pair in self.shown(found) {
            let row = Row::new(found, pair);
            let mut fields = vec![row.kind.name().to_owned(), format!("{:.3}", row.similarity)];
            for side in [&row.a, &row.b] {
                fields.extend(match side {
                    None => vec![String::new(); names.len()],
                    Some(r) => vec![
                        r.passage.source.clone(),
                        r.passage.document.clone(),
                        r.passage.start.to_string(),
                        r.passage.end.to_string(),
                        r.passage.text.clone(),
                        r.speaker.unwrap_or_default().to_owned(),
                        day(r.date),
                    ],
                });
            }
            csv::record(out, &fields)?;
        }
        Ok(())
    }
}

fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Same => "=",
        Kind::Changed => "≠",
        Kind::Moved => "↷",
        Kind::OnlyA => "<",
        Kind::OnlyB => ">",
    }
}

fn speaker<'u>(units: &'u [Unit], range: &std::ops::Range<usize>) -> Option<&'u str> {
    units.get(range.start).filter(|_| !range.is_empty()).and_then(|u| u.speaker.as_deref())
}

/// Counts of pairs, and how much of each report the other has.
fn summary(found: &Comparison) -> String {
    let count = |kind: Kind| found.pairs.iter().filter(|p| p.kind == kind).count();
    let Shares { a_shared, a, b_shared, b } = found.shares();
    let percent = |part: usize, whole: usize| (100 * part).checked_div(whole).unwrap_or(0);
    format!(
        "= {} same, ≠ {} changed, ↷ {} moved, < {} only in the first, > {} only in the second; the second has {} % of \
         the first, the first {} % of the second",
        count(Kind::Same),
        count(Kind::Changed),
        count(Kind::Moved),
        count(Kind::OnlyA),
        count(Kind::OnlyB),
        percent(a_shared, a),
        percent(b_shared, b),
    )
}

/// A pair as one JSON object.
#[derive(Serialize)]
struct Row<'c> {
    kind: Kind,
    a: Option<Report<'c>>,
    b: Option<Report<'c>>,
    similarity: f64,
    diff: &'c [Piece],
}

/// One side of it.
#[derive(Serialize)]
struct Report<'c> {
    #[serde(flatten)]
    passage: Passage,
    speaker: Option<&'c str>,
    date: Option<jiff::civil::Date>,
}

impl<'c> Row<'c> {
    fn new(found: &'c Comparison, pair: &'c Pair) -> Self {
        Self {
            kind: pair.kind,
            a: Report::new(&found.a[pair.a.clone()]),
            b: Report::new(&found.b[pair.b.clone()]),
            similarity: (pair.similarity * 1000.0).round() / 1000.0,
            diff: &pair.diff,
        }
    }
}

impl<'c> Report<'c> {
    fn new(units: &'c [Unit]) -> Option<Self> {
        let first = units.first()?;
        let mut passage = first.passage.clone();
        for unit in &units[1..] {
            passage.text.push_str(&unit.passage.text);
            passage.start = passage.start.min(unit.passage.start);
            passage.end = passage.end.max(unit.passage.end);
        }
        Some(Self { passage, speaker: first.speaker.as_deref(), date: first.date })
    }
}
