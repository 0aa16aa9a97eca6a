//! A passage and the documents that carry it, for reading.

use crate::layout::{cut_end, plain, width, wrap};
use crate::listing::{day, or_empty, place};
use crate::output::{Look, styles};
use crate::progress::plural;
use std::io::{self, Write};
use tifa_wording::reuse::Side;

/// Lines of the passage that are shown, and documents, when not all are asked for.
const LINES: usize = 3;
const CARRIERS: usize = 12;

/// Columns of what stands before a day, of a day, and between columns.
const LEAD: usize = 7;
const DAY: usize = 10;
const GAP: usize = 2;

/// Columns of an outlet at most, and of a title at least.
const OUTLET: usize = 14;
const TITLE: usize = 16;

/// What stands before a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing: the days do not tell.
    None,
    /// It was first.
    First,
    /// So many days later.
    Later(i32),
}

impl Lead {
    /// Of a document when `first` was first.
    pub fn since(first: &Side, side: &Side) -> Self {
        let days = first.date.zip(side.date).and_then(|(one, other)| one.until(other).ok());
        days.map_or(Self::None, |span| Self::Later(span.get_days()))
    }
}

/// Writes one passage with its documents.
pub(super) struct Carriers<'a> {
    out: &'a mut dyn Write,
    look: Look,
    wide: bool,
    apart: bool,
    outlets: usize,
}

impl<'a> Carriers<'a> {
    /// Onto `out`, with an empty line before it when it stands `apart`.
    pub fn new(out: &'a mut dyn Write, look: Look, wide: bool, apart: bool) -> Self {
        Self { out, look, wide, apart, outlets: 0 }
    }

    /// How many documents are shown.
    pub fn most(&self) -> usize {
        if self.wide { usize::MAX } else { CARRIERS }
    }

    /// What is said of it, and the passage.
    pub fn head(&mut self, about: &[String], text: Option<&str>) -> io::Result<()> {
        if self.apart {
            writeln!(self.out)?;
        }
        writeln!(self.out, "{}", self.look.paint(styles::HEADING, &about.join(" · ")))?;
        let Some(text) = text else { return Ok(()) };
        // What is shared may begin with the end of a sentence before it.
        let text = plain(text);
        let text = text.trim_start_matches(|c: char| c.is_whitespace() || "。！？」』”’）".contains(c));
        let columns = self.look.columns.saturating_sub(GAP);
        let lines = wrap(text, columns);
        let shown = if self.wide { lines.len() } else { LINES.min(lines.len()) };
        for (n, line) in lines[..shown].iter().enumerate() {
            let cut = n + 1 == shown && shown < lines.len();
            let line =
                if cut { cut_end(&text[line.start..], columns) } else { text[line.clone()].to_owned() };
            writeln!(self.out, "  {}", self.look.paint(styles::FOUND, line.trim_end()))?;
        }
        Ok(())
    }

    /// Makes room for the outlets of those that are shown.
    pub fn outlets<'s>(&mut self, sides: impl Iterator<Item = &'s Side>) {
        let widths = sides.take(self.most()).map(|s| width(&plain(or_empty(&s.outlet))));
        self.outlets = widths.max().unwrap_or(0).min(OUTLET);
    }

    /// A document: day, outlet, title, who speaks, and where it stands.
    pub fn carrier(&mut self, lead: Lead, side: &Side, same: &str) -> io::Result<()> {
        let lead = match lead {
            Lead::None => String::new(),
            Lead::First => "first".to_owned(),
            Lead::Later(days) => format!("+{days} d"),
        };
        let date = if side.date.is_some() { day(side.date) } else { "undated".to_owned() };
        let outlet = cut_end(&plain(or_empty(&side.outlet)), self.outlets);
        let place = place(&side.passage.document, side.passage.start);
        let speaker = cut_end(&side.speaker.as_deref().map(plain).unwrap_or_default(), OUTLET);
        let files = match side.witnesses.len() as u64 {
            0 => String::new(),
            n => format!("(and {})", plural(n, "file", "files")),
        };
        let after: Vec<String> = [
            self.look.paint(styles::FAINT, &files),
            self.look.paint(styles::SPEAKER, &speaker),
            same.to_owned(),
            self.look.paint(styles::FAINT, &place),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
        let widths = [width(&files), width(&speaker), width(same), width(&place)];
        let behind: usize = widths.iter().filter(|&&w| w > 0).map(|w| w + GAP).sum();
        let outlets = if self.outlets > 0 { self.outlets + GAP } else { 0 };
        let before = LEAD + GAP + DAY + GAP + outlets;
        let room = self.look.columns.saturating_sub(before + behind).max(TITLE);
        let title = plain(side.title.as_deref().unwrap_or(&side.passage.source));
        let title = if self.wide { title } else { cut_end(&title, room) };
        let pad = |text: &str, columns: usize| " ".repeat(columns.saturating_sub(width(text)));
        writeln!(
            self.out,
            "{lead:>LEAD$}  {date:<DAY$}  {outlet}{}{title}{}  {}",
            pad(&outlet, outlets),
            pad(&title, room),
            after.join("  "),
        )
    }

    /// From where a text of a chain has its longest passage.
    pub fn link(&mut self, characters: u32, with: &Side) -> io::Result<()> {
        let place = place(&with.passage.document, with.passage.start);
        let from = format!("{} with {place}: ", plural(characters.into(), "character", "characters"));
        let indent = LEAD + GAP + DAY + GAP;
        let text = plain(&with.passage.text);
        let room = self.look.columns.saturating_sub(indent + width(&from)).max(TITLE);
        let text = if self.wide { text } else { cut_end(&text, room) };
        let (indent, from) = (" ".repeat(indent), self.look.paint(styles::FAINT, &from));
        writeln!(self.out, "{indent}{from}{}", self.look.paint(styles::FOUND, &text))
    }

    /// Says how many of `all` documents are not shown.
    pub fn more(&mut self, all: usize) -> io::Result<()> {
        let more = all.saturating_sub(self.most());
        if more == 0 {
            return Ok(());
        }
        let more = format!("{}… and {more} more; --wide shows all", " ".repeat(LEAD + GAP));
        writeln!(self.out, "{}", self.look.paint(styles::FAINT, &more))
    }
}
