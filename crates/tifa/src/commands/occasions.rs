//! `tifa occasions`: events at which something was said or done.

use crate::commands::Context;
use crate::commands::docket::written_out;
use crate::flags::{Filters, Form};
use crate::listing::{Field, Record, day, spans};
use crate::output::styles;
use crate::report::{End, Failure, from_archive};
use crate::table::{Cell, Column, Fit};
use clap::Args;
use tifa_archive::docket::JoinedOccasion;

/// List press conferences, interviews, meetings, calls, speeches and other occasions
///
/// One line an occasion: day, kind, its first naming, who took part, number of documents that report it, and the first of
/// them. Reports of one kind and day with a participant in common are one occasion; --format jsonl shows them all, with
/// the names they share.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Occasions {
    /// List at most N; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,
    /// Only those that this many documents report, or more
    #[arg(long, value_name = "N", default_value_t = 1)]
    documents: usize,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const EXAMPLES: &str = "\
Examples:
  tifa occasions --from 2020-07
  tifa occasions --documents 2 --format jsonl";

impl Occasions {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let most = if self.limit > 0 { self.limit } else { usize::MAX };
        // How many reports an occasion has is known when it is read.
        let read = if self.documents > 1 { usize::MAX } else { most };
        let (mut found, mut all) = archive
            .occasions_from(&self.filters.filter(), 0..read)
            .map_err(from_archive(&context.archive))?;
        if self.documents > 1 {
            found.retain(|o| o.documents >= self.documents);
            all = found.len();
            found.truncate(most);
        }
        if found.is_empty() {
            return context.nothing(&archive, "occasions", &self.filters, &[]);
        }
        written_out(&found, all, self.form, context, ("occasion", "occasions"))
    }
}

impl Record for JoinedOccasion {
    const TABLE: &'static [Column] = &[
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "kind", fit: Fit::UpTo(16) },
        Column { name: "occasion", fit: Fit::Rest },
        Column { name: "participants", fit: Fit::Rest },
        Column { name: "documents", fit: Fit::Number },
        Column { name: "first report", fit: Fit::UpTo(30) },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let first = self.reports.first().map(|r| format!("{}:{}", r.document, r.start)).unwrap_or_default();
        vec![
            Cell::new(day(self.date)),
            Cell::new(self.r#type),
            Cell::styled(&self.text, styles::HEADING),
            Cell::new(self.participants.join("、")),
            Cell::new(self.documents.to_string()),
            Cell::new(first),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("date", |o| day(o.date)),
            ("type", |o| o.r#type.to_owned()),
            ("text", |o| o.text.clone()),
            ("participants", |o| o.participants.join("、")),
            ("documents", |o| o.documents.to_string()),
            ("reports", |o| spans(o.reports.iter().map(|r| (&*r.source, r.start, r.end)))),
        ]
    }
}
