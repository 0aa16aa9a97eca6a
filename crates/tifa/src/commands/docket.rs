//! `tifa export docket`: dates, occasions and references as interchange records.

use crate::commands::Context;
use crate::flags::Filters;
use crate::output::{Pending, stdout};
use crate::progress::plural;
use crate::report::{End, Failure, from_archive, writing};
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;
use tifa_archive::docket::{DocketRow, Kind};

/// Write dates, occasions and references to earlier words, ordered by source and start
///
/// JSON Lines: one object a line with kind, source, document, start, end, text, extractor and version; a date has from and
/// to, or open with the reason; an occasion has type, date, participants and place; a reference has type, from, to,
/// speaker, clause, and as target the statement it means, when the archive has it.
#[derive(Debug, Args)]
pub struct DocketOut {
    /// Write to FILE, which appears when it is complete; - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

impl DocketOut {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let rows =
            archive.docket(&self.filters.filter(), &Kind::ALL).map_err(from_archive(&context.archive))?;
        if rows.is_empty() {
            return Ok(context.nothing("docket", &self.filters));
        }
        match self.output.as_deref().filter(|path| path.as_os_str() != "-") {
            None => lines(&mut *stdout(), &rows)?,
            Some(path) => {
                let mut pending = Pending::create(path).map_err(writing(path))?;
                lines(&mut pending, &rows)?;
                pending.finish().map_err(writing(path))?;
            }
        }
        context.note(&plural(rows.len() as u64, "entry", "entries"));
        Ok(End::Done)
    }
}

/// One object a line.
fn lines(out: &mut dyn Write, rows: &[DocketRow]) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut *out, row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
