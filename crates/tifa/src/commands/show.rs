//! `tifa show`: a document with its statements in the margin.

use crate::commands::{Context, EMPTY};
use crate::layout::{cut_end, plain, width, wrap};
use crate::listing::{day, who};
use crate::output::{Look, stdout, styles};
use crate::progress::plural;
use crate::report::{End, Failure, Message, from_archive, nearest};
use anstyle::Style;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::collections::VecDeque;
use std::io::{self, Write};
use tifa_archive::{Archive, Error, Filter, FullDocument, StatementRow};
use tifa_record::Force;
use tifa_source::{Block, BlockKind};
use tifa_text::ByteRange;

/// Show a document with its statements in the margin
///
/// Beside each paragraph stand the speaker of a statement, how it is reported, its cue, and its bytes in the original.
/// A bar runs along the lines that belong to a statement.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Show {
    /// Id of the document or the start of it, or the name of its file (with #1 for the second document in it), or a
    /// part of its file's name or of its title that no other document has
    #[arg(value_name = "DOC")]
    document: String,
    /// Form
    #[arg(long, value_name = "FORM", value_enum, default_value_t = ShowFormat::Text)]
    format: ShowFormat,
}

const EXAMPLES: &str = "\
Examples:
  tifa show 1f3a9c0e                the id that listings show
  tifa show clippings/ferry.md
  tifa show spread.txt#2            the third article of a file
  tifa show ferry.md --format jsonl";

/// Forms of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ShowFormat {
    /// For reading
    #[value(alias = "table")]
    Text,
    /// One JSON object: the document, its blocks, its statements
    Jsonl,
}

/// Columns of the margin, where there is room for one.
const MARGIN: usize = 24;

/// Longest line of text.
const MEASURE: usize = 84;

impl Show {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open()?;
        let document = find(&archive, &self.document, context)?;
        let mut out = stdout();
        match self.format {
            ShowFormat::Jsonl => json(&mut *out, &document)?,
            ShowFormat::Text => text(&mut *out, &document, context.out)?,
        }
        out.flush()?;
        Ok(End::Done)
    }
}

/// The document that goes by `key`, or the only one whose file or title holds it; when there is none, the failure names
/// those that nearly do.
pub(super) fn find(archive: &Archive, key: &str, context: &Context) -> Result<FullDocument, Failure> {
    let error = match archive.document(key) {
        Ok(document) => return Ok(document),
        Err(error) => error,
    };
    let Error::NoSuchDocument { key } = &error else {
        return Err(from_archive(&context.archive)(error));
    };
    let rows = archive.documents(&Filter::default()).map_err(from_archive(&context.archive))?;
    let names =
        rows.iter().flat_map(|row| [Some(row.source.as_str()), row.metadata.title.as_deref()]).flatten();
    let key_folded = tifa_text::fold(key).text;
    let holds = |text: &str| !key_folded.is_empty() && tifa_text::fold(text).text.contains(&key_folded);
    let mut holding =
        rows.iter().filter(|row| holds(&row.source) || row.metadata.title.as_deref().is_some_and(holds));
    if let (Some(only), None) = (holding.next(), holding.next()) {
        context.note(&format!("{key}: {}", plain(&only.source)));
        return archive.document(&only.document).map_err(from_archive(&context.archive));
    }
    let mut message = Message::new(format!("no document {key:?} in this archive"));
    for name in nearest(key, names, 5) {
        let row = rows.iter().find(|r| r.source == name || r.metadata.title.as_deref() == Some(name));
        let id = row.map(|r| r.document.get(..8).unwrap_or(&r.document)).unwrap_or_default();
        message = message.hint(format!("did you mean {id}  {}", plain(name)));
    }
    if rows.is_empty() {
        message = message.hint(EMPTY);
    } else if message.hints.is_empty() {
        message = message.hint("a document goes by its id, by the start of it, or by the name of its file");
    }
    Err(message.into())
}

/// A document as one JSON object.
#[derive(Serialize)]
struct Shown<'a> {
    #[serde(flatten)]
    row: &'a tifa_archive::DocumentRow,
    blocks: Vec<ShownBlock<'a>>,
    said: &'a [StatementRow],
    witnesses: Vec<&'a str>,
}

#[derive(Serialize)]
struct ShownBlock<'a> {
    kind: &'static str,
    speaker: Option<&'a str>,
    start: Option<u32>,
    end: Option<u32>,
    text: &'a str,
}

fn json(out: &mut dyn Write, document: &FullDocument) -> io::Result<()> {
    let block = |block: &'_ Block| {
        let span = block.map.source(ByteRange::new(0, block.text.len()));
        (span.map(|s| s.start), span.map(|s| s.end))
    };
    let blocks = document.document.blocks.iter().map(|b| {
        let (start, end) = block(b);
        let speaker = match &b.kind {
            BlockKind::Turn { speaker, .. } => Some(speaker.as_str()),
            _ => None,
        };
        ShownBlock { kind: kind(&b.kind), speaker, start, end, text: &b.text }
    });
    let witnesses = document.witnesses.iter().map(|w| w.source.as_str()).collect();
    let shown = Shown { row: &document.row, blocks: blocks.collect(), said: &document.statements, witnesses };
    serde_json::to_writer(&mut *out, &shown).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

fn kind(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Turn { .. } => "turn",
        BlockKind::Caption => "caption",
        BlockKind::ListItem => "list item",
        BlockKind::Quote => "quote",
        BlockKind::TableRow => "table row",
        BlockKind::Boilerplate => "boilerplate",
    }
}

fn text(out: &mut dyn Write, document: &FullDocument, look: Look) -> io::Result<()> {
    head(out, document, look)?;
    for (i, block) in document.document.blocks.iter().enumerate() {
        let statements: Vec<&StatementRow> =
            document.statements.iter().filter(|s| s.place.0 as usize == i).collect();
        writeln!(out)?;
        self::block(out, block, &statements, look)?;
    }
    Ok(())
}

fn head(out: &mut dyn Write, document: &FullDocument, look: Look) -> io::Result<()> {
    let row = &document.row;
    let metadata = &row.metadata;
    let title = plain(metadata.title.as_deref().unwrap_or(&row.source));
    writeln!(out, "{}", look.paint(styles::HEADING, &title))?;
    let date = metadata.date.map(|d| d.day);
    let about = [
        if date.is_some() { day(date) } else { "undated".to_owned() },
        metadata.outlet.clone().unwrap_or_default(),
        metadata.author.clone().unwrap_or_default(),
        plural(row.statements.into(), "statement", "statements"),
    ];
    let about: Vec<String> = about.into_iter().filter(|a| !a.is_empty()).map(|a| plain(&a)).collect();
    writeln!(out, "{}", about.join(" · "))?;
    let mut lines =
        vec![("document", row.document.clone()), ("file", file(row.source.as_str(), row.ordinal))];
    lines.push(("sha-256", row.original.clone()));
    if !row.encoding.eq_ignore_ascii_case("utf-8") {
        lines.push(("encoding", format!("{} (bytes below count its decoded text)", row.encoding)));
    }
    if let Some(named) = &metadata.event_day {
        lines.push(("day named", named.clone()));
    }
    if let Some(url) = &metadata.url {
        lines.push(("address", url.unwrapped.clone()));
    }
    for witness in &document.witnesses {
        lines.push(("same text", format!("{}  {}", witness.document, witness.source)));
    }
    for (name, value) in lines {
        writeln!(out, "{}", look.paint(styles::FAINT, &format!("{name:<9} {}", plain(&value))))?;
    }
    Ok(())
}

fn file(source: &str, ordinal: u32) -> String {
    if ordinal == 0 { source.to_owned() } else { format!("{source}#{ordinal}") }
}

fn block(out: &mut dyn Write, block: &Block, statements: &[&StatementRow], look: Look) -> io::Result<()> {
    let beside = look.columns >= MARGIN + 40;
    let margin = if beside { MARGIN } else { 0 };
    let columns = (look.columns - margin - 2).min(MEASURE);
    let base = match block.kind {
        BlockKind::Caption | BlockKind::Boilerplate => styles::FAINT,
        BlockKind::Title | BlockKind::Heading(_) => styles::HEADING,
        _ => styles::NONE,
    };
    if !beside {
        for statement in statements {
            writeln!(
                out,
                "{}",
                notes(statement, look.columns, look).into_iter().collect::<Vec<_>>().join(" ")
            )?;
        }
    }
    let shown = same_length(&block.text);
    let shown = shown.as_str();
    let quotes = statements.iter().flat_map(|s| &s.quotes);
    let quotes: Vec<ByteRange> =
        quotes.filter_map(|q| block.map.text(ByteRange { start: q.start, end: q.end })).collect();
    let mut queue: VecDeque<String> = VecDeque::new();
    for line in wrap(shown, columns) {
        let line = ByteRange::new(line.start, line.end);
        if beside {
            let begin = |s: &&&StatementRow| line.start <= s.place.1.start && s.place.1.start < line.end;
            queue.extend(statements.iter().filter(begin).flat_map(|s| notes(s, MARGIN - 1, look)));
        }
        let covered = statements.iter().any(|s| s.place.1.overlaps(line));
        let words = paint(shown, line, &quotes, base, look);
        row(out, margin, queue.pop_front(), covered, &words)?;
    }
    for note in queue {
        row(out, margin, Some(note), false, "")?;
    }
    Ok(())
}

/// The text fit for a terminal as [`plain`] makes it, with as many bytes, so that ranges of the block still hold.
fn same_length(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let shown = plain(c.encode_utf8(&mut [0; 4]));
        out.push_str(&shown);
        out.extend(std::iter::repeat_n(' ', c.len_utf8() - shown.len()));
    }
    out
}

/// What the margin says of a statement: who, then how and where.
fn notes(statement: &StatementRow, columns: usize, look: Look) -> [String; 2] {
    let (speaker, holder) = who(statement);
    let speaker = cut_end(&plain(&format!("{speaker}{holder}")), columns);
    let cue = statement.cue.as_ref().map(|c| format!(" {}", plain(&c.text))).unwrap_or_default();
    let to = statement.addressee.as_ref().map(|a| format!(" → {}", plain(a))).unwrap_or_default();
    let force = match statement.force {
        Force::Asserted => String::new(),
        other => format!(" {}", other.name()),
    };
    let about = format!("{}{force}{cue}{to} {}–{}", statement.mode.name(), statement.start, statement.end);
    [look.paint(styles::SPEAKER, &speaker), look.paint(styles::FAINT, &cut_end(&about, columns))]
}

fn row(
    out: &mut dyn Write,
    margin: usize,
    note: Option<String>,
    covered: bool,
    text: &str,
) -> io::Result<()> {
    let note = note.unwrap_or_default();
    let pad = " ".repeat(margin.saturating_sub(width(&bare(&note))));
    let bar = if covered { "│ " } else { "  " };
    let line = format!("{note}{pad}{bar}{text}");
    writeln!(out, "{}", line.trim_end())
}

/// A painted text without its paint.
fn bare(painted: &str) -> String {
    anstream::adapter::strip_str(painted).to_string()
}

/// One line of a block, with quoted speech in its colour.
fn paint(text: &str, line: ByteRange, quotes: &[ByteRange], base: Style, look: Look) -> String {
    let mut cuts = vec![line.start, line.end];
    for quote in quotes {
        cuts.extend([quote.start, quote.end].into_iter().filter(|&c| line.start < c && c < line.end));
    }
    cuts.retain(|&cut| text.is_char_boundary(cut as usize));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::new();
    for cut in cuts.windows(2) {
        let part = ByteRange { start: cut[0], end: cut[1] };
        let style = if quotes.iter().any(|q| q.contains(part)) { styles::QUOTED } else { base };
        out.push_str(&look.paint(style, part.of(text)));
    }
    out
}
