//! `tifa rebuild`: everything derived, made again.

use crate::commands::Context;
use crate::progress::{Progress, added, counts};
use crate::report::{End, Failure, from_archive};
use clap::Args;
use tifa_archive::AddOptions;

/// Make documents, statements and index again from the originals
///
/// Originals, the days and outlets given when they were added, and what people decided stay as they are. Needed after
/// damage to the index, and to bring an archive to a newer version of the rules.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Rebuild {
    /// Threads; all cores when not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Show every problem, not the first twenty
    #[arg(long, short)]
    verbose: bool,
}

const EXAMPLES: &str = "\
Examples:
  tifa rebuild
  tifa rebuild --threads 1";

impl Rebuild {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open()?;
        let options = AddOptions { threads: self.threads.map(usize::from), ..AddOptions::default() };
        let progress = Progress::new(self.verbose);
        let summary = archive.rebuild(&options, &progress);
        progress.finish();
        let summary = summary.map_err(from_archive(&context.archive))?;
        context.note(&counts(&summary));
        context.note(&added(&summary));
        Ok(End::Done)
    }
}
