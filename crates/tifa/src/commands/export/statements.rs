//! `tifa export statements`: who said what.

use super::target::{Target, failed};
use crate::commands::Context;
use crate::flags::Filters;
use crate::progress::plural;
use crate::report::{End, Failure};
use clap::Args;
use tifa_export::whole::{What, write};

/// Write the statements, ordered by source and start
///
/// JSON Lines: one object a line with source, document, start, end, text, speaker, mode, cue, quotes, date, occasion,
/// chain, extractor and version, and with named_as, content, addressee, force and nested. start and end are bytes of the
/// original file (of its decoded text, when the original is not UTF-8).
///
/// CSV and Parquet have the same columns; in Parquet quotations and nested speech are lists of structs. W3C Web
/// Annotation: one AnnotationPage a document and line, positions in characters of the text that the page holds.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct StatementsOut {
    /// Where to
    #[command(flatten)]
    target: Target,
    /// Only statements in whose words this stands, in either script
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const EXAMPLES: &str = "\
Examples:
  tifa export statements > statements.jsonl
  tifa export statements --format parquet -o statements.parquet
  tifa export statements --format w3c --document 3f2a90b1 | jq .items[0]
  tifa export statements --about 脱钩 --from 2020 --format csv -o 脱钩.csv";

impl StatementsOut {
    pub(super) fn run(&self, context: &Context) -> Result<End, Failure> {
        let what = What::Statements { about: self.about.clone() };
        let form = self.target.must_be("statements", what.forms())?;
        let archive = context.open_with_names()?;
        let filter = self.filters.filter();
        let count = self
            .target
            .write(form, |out| write(&archive, &filter, &what, form, out).map_err(failed(context)))?;
        if count == 0 {
            return context.nothing(&archive, "statements", &self.filters, &[]);
        }
        context.note(&plural(count, "statement", "statements"));
        Ok(End::Done)
    }
}
