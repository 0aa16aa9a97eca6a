//! `tifa search`: a concordance.

use crate::commands::Context;
use crate::flags::{Filters, Form};
use crate::listing::Listing;
use crate::output::stdout;
use crate::progress::{grouped, plural};
use crate::report::{End, Failure, from_archive};
use clap::Args;
use tifa_archive::{Hit, SearchOptions};

/// Find every place where words stand
///
/// Script, width, line breaks and light punctuation do not matter: 脱钩 finds 脫鈎, and 脱钩 broken over two lines. What
/// is shown are the exact characters of the file, aligned one below the other; they are coloured on a terminal and
/// stand between » and « elsewhere. The last column is the document's id and the first byte. JSON Lines and CSV carry
/// the text unmarked, with its bytes.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Search {
    /// The words, in either script
    query: String,
    /// Characters shown on each side
    #[arg(long, value_name = "N", default_value_t = 40)]
    context: u16,
    /// Show at most N places; 0 for all (a table shows 100 when not given, the other forms all)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const EXAMPLES: &str = "\
Examples:
  tifa search 合作共赢                           finds 合作共贏 too
  tifa search 三份清單 --from 2020-07 --to 2021
  tifa search 脱钩 --speaker 外长 --context 80 --wide
  tifa search 脱钩 --format jsonl | head -3";

/// Places a table shows when no limit is given.
const TABLE_LIMIT: usize = 100;

impl Search {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let limit = self.form.limit(self.limit, TABLE_LIMIT);
        let options = SearchOptions { context: usize::from(self.context), limit, ..SearchOptions::default() };
        let found = archive
            .search(&self.query, &self.filters.filter(), &options)
            .map_err(from_archive(&context.archive))?;
        let mut out = stdout();
        let mut listing = Listing::of::<Hit>(&mut *out, self.form, context.out);
        for hit in &found.hits {
            listing.push(hit)?;
        }
        let shown = listing.finish::<Hit>()?;
        if shown == 0 {
            return context.nothing(&archive, &self.query, &self.filters, &[]);
        }
        let places = plural(found.total as u64, "place", "places");
        let documents = plural(found.documents as u64, "document", "documents");
        if shown < found.total {
            let shown = grouped(shown as u64);
            context.note(&format!("{places} in {documents}; {shown} shown, --limit 0 shows all"));
        } else {
            context.note(&format!("{places} in {documents}"));
        }
        Ok(End::Done)
    }
}
