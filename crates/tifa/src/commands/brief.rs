//! `tifa brief`: a folder becomes a record, on the terminal and as a page.

use crate::briefing::{Briefing, Occasion, Tally, choose, page};
use crate::commands::Context;
use crate::commands::add::{ReadingFlags, exists};
use crate::layout::{cut_end, plain, width};
use crate::listing::{day, or_empty};
use crate::output::{Look, Pending, stdout, styles};
use crate::progress::{grouped, plural};
use crate::report::{End, Failure, Message, from_archive, writing};
use crate::table::{Cell, Column, Fit, Table};
use clap::Args;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tifa_archive::docket::Kind;
use tifa_archive::{Archive, DocumentRow, Filter, Summary};

/// Add folders, print their record, and write an HTML briefing
///
/// The folders are added to the archive (nothing is added twice); the record is of what stands in these folders only.
/// The page stands alone: it fetches nothing and runs nothing, holds the clippings with every statement marked, and
/// reads in light and dark, on a phone and on paper.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Brief {
    /// Folders, or single files
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
    /// The page; FOLDER-briefing.html in the current directory when not given, - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Clippings in the page at most; of a larger folder, those with the most statements
    #[arg(long, value_name = "N", default_value_t = 200)]
    clippings: usize,
    /// How they are read
    #[command(flatten)]
    reading: ReadingFlags,
}

const EXAMPLES: &str = "\
Examples:
  tifa brief demo/clippings
  tifa brief clippings -o briefing.html
  tifa brief 2020 2021 --clippings 500 -o two-years.html";

/// Documents listed on the terminal.
const DOCUMENTS: usize = 40;
/// Occasions printed on the terminal.
const OCCASIONS: usize = 25;
/// Speakers printed at an occasion.
const SPEAKERS: usize = 8;
/// Statements of a speaker printed at an occasion.
const STATEMENTS: usize = 3;

impl Brief {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        for folder in &self.folders {
            exists(folder)?; // Before an archive is made for a mistyped path.
        }
        let names: Vec<String> = self.folders.iter().map(|f| name(f)).collect::<Result<_, _>>()?;
        let archive = context.open_or_create()?;
        let summary = self.reading.add(&self.folders, &archive, context)?;
        let Some(briefing) = self.gather(&archive, &names, context)? else {
            return Err(nothing(&names, &summary).into());
        };
        let html = page(&briefing);
        let path = self.output.clone().unwrap_or_else(|| page_name(&self.folders[0], &names[0]));
        let mut out = stdout();
        if path.as_os_str() == "-" {
            out.write_all(html.as_bytes())?;
            out.flush()?;
            return Ok(End::Done);
        }
        let mut pending = Pending::create(&path).map_err(writing(&path))?;
        pending.write_all(html.as_bytes()).map_err(writing(&path))?;
        pending.finish().map_err(writing(&path))?;
        print(&mut *out, &briefing, context.out)?;
        out.flush()?;
        context.note(&format!("briefing written to {}", path.display()));
        Ok(End::Done)
    }

    /// What the archive holds of the folders; `None` when it is nothing.
    fn gather(
        &self,
        archive: &Archive,
        names: &[String],
        context: &Context,
    ) -> Result<Option<Briefing>, Failure> {
        let failed = from_archive(&context.archive);
        let filter = Filter { under: names.to_vec(), ..Filter::default() };
        let documents = archive.documents(&filter).map_err(&failed)?;
        if documents.is_empty() {
            return Ok(None);
        }
        context.tell_faults(archive);
        let mut tally = Tally::new(archive.register());
        archive
            .statements(&filter, &mut |row| {
                tally.count(&row);
                ControlFlow::Continue(())
            })
            .map_err(&failed)?;
        let mut clippings = Vec::new();
        for row in choose(&documents, self.clippings) {
            clippings.push(archive.document(&row.document).map_err(&failed)?);
        }
        let docket = archive.docket(&filter, &ENTRIES).map_err(&failed)?;
        Ok(Some(Briefing::new(names.join(", "), documents, clippings, tally, docket)))
    }
}

/// The entries a briefing shows.
const ENTRIES: [Kind; 5] = [Kind::Mechanism, Kind::Commitment, Kind::Enumeration, Kind::Figure, Kind::Claim];

/// Why there is nothing to brief on.
fn nothing(names: &[String], summary: &Summary) -> Message {
    let names = names.join(", ");
    if summary.files == 0 {
        return Message::new(format!("there are no files in {names}"));
    }
    if summary.duplicates > 0 {
        return Message::new(format!("the files in {names} are in the archive under other names"))
            .hint("brief the folder they were added from, or name another archive with --archive DIR");
    }
    Message::new(format!("nothing in {names} could be read")).hint("the reasons stand above, file by file")
}

/// The page's name when none is given, in the current directory.
fn page_name(folder: &Path, name: &str) -> PathBuf {
    let stem = Path::new(name).file_stem().filter(|_| folder.is_file());
    let stem = stem.map_or(name.to_owned(), |s| s.to_string_lossy().into_owned());
    PathBuf::from(format!("{stem}-briefing.html"))
}

/// The name under which the archive keeps what stands in `folder`: the last part of its path.
fn name(folder: &Path) -> Result<String, Failure> {
    let last = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned());
    if let Some(name) = last(folder) {
        return Ok(name);
    }
    // `.` and `..` have their name only once they are resolved.
    let whole = folder.canonicalize().map_err(|error| {
        Failure::from(Message::new(format!("{}: cannot be read", folder.display())).because(error))
    })?;
    last(&whole).ok_or_else(|| Message::new(format!("{}: has no name", folder.display())).into())
}

const TABLE: &[Column] = &[
    Column { name: "day", fit: Fit::UpTo(10) },
    Column { name: "outlet", fit: Fit::UpTo(16) },
    Column { name: "title", fit: Fit::Rest },
    Column { name: "said", fit: Fit::Number },
    Column { name: "document", fit: Fit::UpTo(8) },
];

fn print(out: &mut dyn Write, briefing: &Briefing, look: Look) -> io::Result<()> {
    let mut table = Table::new(TABLE, look, false);
    for row in briefing.documents.iter().take(DOCUMENTS) {
        table.push(out, cells(row))?;
    }
    table.finish(out)?;
    if briefing.documents.len() > DOCUMENTS {
        let more = grouped((briefing.documents.len() - DOCUMENTS) as u64);
        writeln!(
            out,
            "{}",
            look.paint(styles::FAINT, &format!("… and {more} more documents, all in the page"))
        )?;
    }
    for occasion in briefing.occasions.iter().take(OCCASIONS) {
        writeln!(out)?;
        print_occasion(out, briefing, occasion, look)?;
    }
    writeln!(out)?;
    if briefing.occasions.len() > OCCASIONS {
        let more = grouped((briefing.occasions.len() - OCCASIONS) as u64);
        writeln!(
            out,
            "{}",
            look.paint(styles::FAINT, &format!("… and {more} more occasions, all in the page"))
        )?;
    }
    let speakers: Vec<String> = briefing
        .speakers
        .iter()
        .take(12)
        .map(|s| format!("{} {}", plain(&s.name), grouped(s.count)))
        .collect();
    let more = briefing.speakers.len().saturating_sub(speakers.len());
    let more = if more > 0 { format!(", {more} more") } else { String::new() };
    if !speakers.is_empty() {
        writeln!(out, "{} {}{more}", look.paint(styles::HEADING, "speakers:"), speakers.join(", "))?;
    }
    writeln!(
        out,
        "{}, {}, {}",
        plural(briefing.documents.len() as u64, "document", "documents"),
        plural(briefing.statements, "statement", "statements"),
        plural(briefing.speakers.len() as u64, "speaker", "speakers"),
    )?;
    let counts = ENTRIES.iter().filter_map(|&kind| {
        let n = briefing.docket.iter().filter(|r| r.kind == kind).count() as u64;
        (n > 0).then(|| plural(n, kind.name(), &format!("{}s", kind.name())))
    });
    let counts: Vec<String> = counts.collect();
    if !counts.is_empty() {
        writeln!(out, "{} {}", look.paint(styles::HEADING, "docket:"), counts.join(", "))?;
    }
    Ok(())
}

fn cells(row: &DocumentRow) -> Vec<Cell> {
    vec![
        Cell::styled(day(row.metadata.date.map(|d| d.day)), styles::FAINT),
        Cell::new(or_empty(&row.metadata.outlet)),
        Cell::new(row.metadata.title.as_deref().unwrap_or(&row.source)),
        Cell::new(row.statements.to_string()),
        Cell::styled(row.document.get(..8).unwrap_or(&row.document), styles::FAINT),
    ]
}

fn print_occasion(
    out: &mut dyn Write,
    briefing: &Briefing,
    occasion: &Occasion,
    look: Look,
) -> io::Result<()> {
    let first = occasion.clippings.first().map(|&c| &briefing.clippings[c].row);
    let title = first.map(|row| row.metadata.title.as_deref().unwrap_or(&row.source));
    let name = occasion.named.as_deref().or(title).unwrap_or_default();
    let outlet = first.and_then(|row| row.metadata.outlet.as_deref()).unwrap_or_default();
    let when = occasion.day.map_or("undated".to_owned(), |d| d.to_string());
    let name = cut_end(&plain(name), look.columns.saturating_sub(width(&when) + width(outlet) + 4));
    let outlet = if outlet.is_empty() { String::new() } else { format!("  {}", plain(outlet)) };
    writeln!(out, "{when}  {}{}", look.paint(styles::HEADING, &name), look.paint(styles::FAINT, &outlet))?;
    for (speaker, said) in occasion.speakers.iter().take(SPEAKERS) {
        writeln!(out, "  {} {}", look.paint(styles::SPEAKER, &plain(speaker)), said.len())?;
        for &(c, s) in said.iter().take(STATEMENTS) {
            let statement = &briefing.clippings[c].statements[s];
            let room = look.columns.saturating_sub(16);
            let text = cut_end(&plain(&statement.text), room);
            writeln!(
                out,
                "    {} {text}",
                look.paint(styles::FAINT, &format!("{:<8}", statement.mode.name()))
            )?;
        }
        if said.len() > STATEMENTS {
            let more = format!("    {:<8} … {} more", "", said.len() - STATEMENTS);
            writeln!(out, "{}", look.paint(styles::FAINT, &more))?;
        }
    }
    if occasion.speakers.len() > SPEAKERS {
        let more = format!("  … {} more speakers", occasion.speakers.len() - SPEAKERS);
        writeln!(out, "{}", look.paint(styles::FAINT, &more))?;
    }
    Ok(())
}
