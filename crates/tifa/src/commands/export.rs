//! `tifa export`: interchange records.

use crate::commands::docket::out::DocketOut;
use crate::commands::{Context, statements};
use crate::flags::{Filters, Form, Format};
use crate::output::{Pending, stdout, tell};
use crate::progress::plural;
use crate::report::{End, Failure, from_archive, writing};
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Write interchange records
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Export {
    /// What to write
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Examples:
  tifa export statements > statements.jsonl
  tifa export statements --format csv -o statements.csv --from 2020";

/// What can be exported.
#[derive(Debug, Subcommand)]
enum What {
    Statements(StatementsOut),
    Docket(DocketOut),
    Decisions(DecisionsOut),
}

/// Write the log of decisions, in the order of time, for `tifa import decisions`
///
/// JSON Lines: one object a line with id, at, by, entry (kind, document, source, body, start, end, text, nth), action and
/// what belongs to it, extractor and version.
#[derive(Debug, Args)]
struct DecisionsOut {
    /// Write to FILE, which appears when it is complete; - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl DecisionsOut {
    fn run(&self, context: &Context) -> Result<End, Failure> {
        let log = context.open()?.decisions().map_err(from_archive(&context.archive))?;
        if log.is_empty() {
            tell("decisions: none in this archive; tifa review makes them");
            return Ok(End::Nothing);
        }
        json_lines(self.output.as_deref(), &log)?;
        context.note(&plural(log.len() as u64, "decision", "decisions"));
        Ok(End::Done)
    }
}

/// Writes one object a line, to a file that appears when it is complete or to standard output.
///
/// # Errors
/// When they cannot be written.
pub fn json_lines<T: Serialize>(file: Option<&Path>, records: &[T]) -> Result<(), Failure> {
    let lines = |out: &mut dyn Write| -> io::Result<()> {
        for record in records {
            serde_json::to_writer(&mut *out, record)?;
            out.write_all(b"\n")?;
        }
        out.flush()
    };
    match file.filter(|path| path.as_os_str() != "-") {
        None => lines(&mut *stdout())?,
        Some(path) => {
            let mut pending = Pending::create(path).map_err(writing(path))?;
            lines(&mut pending).map_err(writing(path))?;
            pending.finish().map_err(writing(path))?;
        }
    }
    Ok(())
}

/// Write the statements, ordered by source and start
///
/// JSON Lines: one object a line with source, document, start, end, text, speaker, mode, cue, quotes, date, occasion,
/// chain, extractor and version, and with named_as, content, addressee, force and nested. start and end are bytes of the original file (of its decoded text, when the original
/// is not UTF-8).
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
struct StatementsOut {
    /// Form
    #[arg(long, value_name = "FORM", value_enum, default_value_t = DataFormat::Jsonl)]
    format: DataFormat,
    /// Write to FILE, which appears when it is complete; - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

/// Forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DataFormat {
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header (RFC 4180)
    Csv,
}

impl Export {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        match &self.what {
            What::Statements(export) => export.run(context),
            What::Docket(export) => export.run(context),
            What::Decisions(export) => export.run(context),
        }
    }
}

impl StatementsOut {
    fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let format = match self.format {
            DataFormat::Jsonl => Format::Jsonl,
            DataFormat::Csv => Format::Csv,
        };
        let form = Form { format, wide: true };
        let filter = self.filters.filter();
        let file = self.output.as_deref().filter(|path| path.as_os_str() != "-");
        let (count, _) = match file {
            None => statements::list(&mut *stdout(), &archive, &filter, form, None, context)?,
            Some(path) => {
                let mut pending = Pending::create(path).map_err(writing(path))?;
                let count = statements::list(&mut pending, &archive, &filter, form, None, context)?;
                pending.finish().map_err(writing(path))?;
                count
            }
        };
        if count == 0 {
            return context.nothing(&archive, "statements", &self.filters, &[]);
        }
        context.note(&plural(count as u64, "statement", "statements"));
        Ok(End::Done)
    }
}
