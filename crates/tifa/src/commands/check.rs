//! `tifa check`: is everything still what was put there?

use crate::commands::Context;
use crate::flags::Form;
use crate::listing::Listing;
use crate::output::stdout;
use crate::progress::{Progress, plural};
use crate::report::{End, Failure, from_archive};
use clap::Args;
use tifa_archive::Damage;

/// Look for damage in the archive
///
/// Compares every original with its SHA-256, every document with the bytes it was read from, and the index with the
/// catalogue. Changes nothing. Ends with status 1 when damage was found.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Check {
    /// Form
    #[command(flatten)]
    form: Form,
}

const EXAMPLES: &str = "\
Examples:
  tifa check
  tifa check --format jsonl";

impl Check {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open()?;
        let progress = Progress::new(false);
        let found = archive.check(&progress);
        progress.finish();
        let found = found.map_err(from_archive(&context.archive))?;
        let mut out = stdout();
        let mut listing = Listing::of::<Damage>(&mut *out, self.form, context.out);
        for damage in &found {
            listing.push(damage)?;
        }
        listing.finish::<Damage>()?;
        if found.is_empty() {
            context.note("no damage found");
            return Ok(End::Done);
        }
        context.note(&plural(found.len() as u64, "damaged thing", "damaged things"));
        Ok(End::Nothing)
    }
}
