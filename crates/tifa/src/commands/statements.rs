//! `tifa statements`: who said what.

use crate::commands::Context;
use crate::flags::{Filters, Form};
use crate::listing::Listing;
use crate::output::stdout;
use crate::progress::plural;
use crate::report::{End, Failure, from_archive};
use clap::Args;
use std::io::{self, Write};
use std::ops::ControlFlow;
use tifa_archive::{Archive, Filter, StatementRow};

/// List who said what
///
/// One line a statement: day of the saying (of publication, where the text tells none), outlet of the document, speaker
/// as printed, mode (direct, indirect, mixed), cue, what was said, and the document's id with the first byte. Where an
/// office speaks, the register of people says in brackets who held it on that day. Ordered by file and place in it.
///
/// People go by all their names; names of your own belong into lexicon/people.tsv in the archive.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Statements {
    /// List at most N; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const EXAMPLES: &str = "\
Examples:
  tifa statements --speaker 外交部
  tifa statements --speaker 川普 --occasion 記者會    finds 特朗普, and 记者会
  tifa statements --under clippings --mode direct --from 2020-07
  tifa statements --outlet 日報 --format csv > statements.csv";

impl Statements {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let mut out = stdout();
        let limit = (self.limit > 0).then_some(self.limit);
        let (shown, more) = list(&mut *out, &archive, &self.filters.filter(), self.form, limit, context)?;
        if shown == 0 {
            return context.nothing(&archive, "statements", &self.filters, &[]);
        }
        let more = if more { "; there are more, --limit 0 lists all" } else { "" };
        context.note(&format!("{}{more}", plural(shown as u64, "statement", "statements")));
        Ok(End::Done)
    }
}

/// Writes the statements that `filter` lets through as they come; tells how many, and whether the limit cut some.
///
/// # Errors
/// When they cannot be read or written.
pub fn list(
    out: &mut dyn Write,
    archive: &Archive,
    filter: &Filter,
    form: Form,
    limit: Option<usize>,
    context: &Context,
) -> Result<(usize, bool), Failure> {
    let mut listing = Listing::of::<StatementRow>(out, form, context.out);
    let (mut shown, mut more) = (0, false);
    let mut failed: Option<io::Error> = None;
    archive
        .statements(filter, &mut |row| {
            if limit.is_some_and(|limit| shown >= limit) {
                more = true;
                return ControlFlow::Break(());
            }
            shown += 1;
            match listing.push(&row) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        })
        .map_err(from_archive(&context.archive))?;
    if let Some(error) = failed {
        return Err(error.into());
    }
    listing.finish::<StatementRow>()?;
    Ok((shown, more))
}
