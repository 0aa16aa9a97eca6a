//! `tifa export docket`: entries as interchange records.

use crate::commands::Context;
use crate::commands::export::json_lines;
use crate::flags::Filters;
use crate::progress::plural;
use crate::report::{End, Failure, from_archive};
use clap::Args;
use std::path::PathBuf;
use tifa_archive::docket::Kind;

/// Write the entries of the docket, ordered by source and start
///
/// JSON Lines: one object a line with kind, source, document, start, end, text, extractor, version and confidence, and by
/// kind: date (from, to, or open with the reason), occasion (type, date, participants, place), reference (type, from, to,
/// speaker, clause, target), enumeration (declared, speaker, items), mechanism (parties, state, level, cue), commitment
/// (who, type, to, cue, condition, due), figure (value, upper, bound, measure, what, speaker), claim (claimed_by,
/// rebuttal, rebutted_by). decision has what people said of it; what they rejected is left out unless --rejected.
#[derive(Debug, Args)]
pub struct DocketOut {
    /// Write to FILE, which appears when it is complete; - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write what was rejected too
    #[arg(long)]
    rejected: bool,
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
        let mut rows =
            archive.docket(&self.filters.filter(), &Kind::ALL).map_err(from_archive(&context.archive))?;
        rows.retain(|r| self.rejected || !r.is_rejected());
        if rows.is_empty() {
            return context.nothing(&archive, "docket", &self.filters, &[]);
        }
        json_lines(self.output.as_deref(), &rows)?;
        context.note(&plural(rows.len() as u64, "entry", "entries"));
        Ok(End::Done)
    }
}
