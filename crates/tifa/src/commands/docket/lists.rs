//! The three lists of a relationship.

use super::through::{PLACE, list};
use crate::commands::Context;
use crate::flags::{Filters, Form, Format};
use crate::listing::{Field, Record, day, place, spans};
use crate::output::styles;
use crate::report::{End, Failure, from_archive};
use crate::table::{Cell, Column, Fit};
use clap::Args;
use tifa_archive::docket::{ListHead, ListRow};
use tifa_export::jsonl::word as written;

/// The three lists: cooperation, dialogue, managed differences
///
/// One line a topic: on which list the speakers place it, who, in which words, in how many documents. Topics of mechanisms
/// and commitments that nobody places stand last, as unplaced. Topics of your own belong into lexicon/topics.tsv.
#[derive(Debug, Args)]
pub struct Lists {
    /// Only what is between these parties, with a comma between them, in either script
    #[arg(long, value_name = "PARTIES", value_delimiter = ',')]
    between: Vec<String>,
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

impl Lists {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let between: Vec<String> = self.between.iter().map(|p| tifa_text::fold(p).text).collect();
        let (filter, names) = (self.filters.filter(), ("topic", "topics"));
        let failed = from_archive(&context.archive);
        // A table has no room for the entries.
        if self.form.format == Format::Table {
            let heads = archive.list_heads(&filter, &between).map_err(failed)?;
            return match heads.is_empty() {
                true => context.nothing(&archive, "lists", &self.filters, &[]),
                false => list(heads, self.limit, self.form, context, names),
            };
        }
        let found = archive.lists(&filter, &between).map_err(failed)?;
        if found.is_empty() {
            return context.nothing(&archive, "lists", &self.filters, &[]);
        }
        list(found, self.limit, self.form, context, names)
    }
}

impl Record for ListHead {
    const TABLE: &'static [Column] = &[
        Column { name: "list", fit: Fit::UpTo(11) },
        Column { name: "topic", fit: Fit::UpTo(16) },
        Column { name: "documents", fit: Fit::Number },
        Column { name: "placed by", fit: Fit::UpTo(24) },
        Column { name: "in these words", fit: Fit::Rest },
        Column { name: "last", fit: Fit::UpTo(10) },
        PLACE,
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let at = self.at.as_ref().map(|(document, start)| place(document, *start)).unwrap_or_default();
        vec![
            Cell::styled(self.list.as_ref().map_or("unplaced".to_owned(), written), styles::FOUND),
            Cell::styled(&self.topic, styles::HEADING),
            Cell::new(self.documents.to_string()),
            Cell::styled(self.speakers.join("、"), styles::SPEAKER),
            Cell::new(self.matters.join(" | ")),
            Cell::styled(day(self.last), styles::FAINT),
            Cell::styled(at, styles::FAINT),
        ]
    }
}

impl Record for ListRow {
    const TABLE: &'static [Column] = ListHead::TABLE;

    fn cells(&self, colour: bool) -> Vec<Cell> {
        ListHead::from(self.clone()).cells(colour)
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("list", |r| r.list.as_ref().map(written).unwrap_or_default()),
            ("topic", |r| r.topic.clone()),
            ("documents", |r| r.documents.to_string()),
            ("speakers", |r| r.speakers.join("、")),
            ("matters", |r| r.matters.join(" | ")),
            ("first", |r| day(r.first)),
            ("last", |r| day(r.last)),
            ("entries", |r| spans(r.entries.iter().map(|e| (&*e.source, e.start, e.end)))),
        ]
    }
}
