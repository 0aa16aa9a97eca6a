//! `tifa export statements`: who said what.

use super::target::{DataFormat, Target};
use crate::commands::Context;
use crate::flags::Filters;
use crate::progress::plural;
use crate::report::{End, Failure, from_archive};
use clap::Args;
use std::io::{self, Write};
use std::ops::ControlFlow;
use tifa_archive::{Archive, Error, Filter, StatementRow};
use tifa_export::annotation::{self, Finding};
use tifa_export::columns::Csv;
use tifa_export::{jsonl, parquet, tables};
use tifa_text::fold;

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
        use DataFormat::{Csv, Jsonl, Parquet, W3c};
        let format = self.target.must_be("statements", &[Jsonl, Csv, Parquet, W3c])?;
        let archive = context.open_with_names()?;
        let rows = Rows::new(&archive, self.filters.filter(), self.about.as_deref(), context);
        let count = match format {
            Parquet => self.target.write_binary("Parquet", |out| {
                let mut table = parquet::Table::new(out, "statements", tables::statements())?;
                let count = rows.each(&mut |row| table.push(row))?;
                table.finish()?.flush()?;
                Ok(count)
            })?,
            other => self.target.write(|out| rows.write(out, other))?,
        };
        if count == 0 {
            return context.nothing(&archive, "statements", &self.filters, &[]);
        }
        context.note(&plural(count, "statement", "statements"));
        Ok(End::Done)
    }
}

/// Takes the statements of a document, and its id.
type EachDocument<'a> = dyn FnMut(&str, &[StatementRow]) -> Result<(), Failure> + 'a;

/// The statements to write.
pub(super) struct Rows<'a> {
    archive: &'a Archive,
    filter: Filter,
    about: Option<String>,
    context: &'a Context,
}

impl<'a> Rows<'a> {
    /// Those that `filter` lets through and in whose words `about` stands.
    pub fn new(archive: &'a Archive, filter: Filter, about: Option<&str>, context: &'a Context) -> Self {
        Self { archive, filter, about: about.map(|text| fold(text).text), context }
    }

    /// Calls `each` with every one, and counts.
    pub fn each(&self, each: &mut dyn FnMut(&StatementRow) -> io::Result<()>) -> Result<u64, Failure> {
        let (mut count, mut failed) = (0, None);
        let wanted =
            |row: &StatementRow| self.about.as_ref().is_none_or(|text| fold(&row.text).text.contains(text));
        self.archive
            .statements(&self.filter, &mut |row| {
                if !wanted(&row) {
                    return ControlFlow::Continue(());
                }
                count += 1;
                match each(&row) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        failed = Some(error);
                        ControlFlow::Break(())
                    }
                }
            })
            .map_err(from_archive(&self.context.archive))?;
        failed.map_or(Ok(count), |error| Err(error.into()))
    }

    /// Calls `each` with the statements of one document after the other.
    pub fn by_document(&self, each: &mut EachDocument<'_>) -> Result<u64, Failure> {
        // Statements come by file, and documents of one file may lie inside one another.
        let mut file: Vec<StatementRow> = Vec::new();
        let mut told: Result<(), Failure> = Ok(());
        let mut give = |file: &mut Vec<StatementRow>| -> Result<(), Failure> {
            file.sort_by(|a, b| (&a.document, a.start, a.end).cmp(&(&b.document, b.start, b.end)));
            for rows in file.chunk_by(|a, b| a.document == b.document) {
                each(&rows[0].document, rows)?;
            }
            file.clear();
            Ok(())
        };
        let count = self.each(&mut |row| {
            if told.is_ok() && file.last().is_some_and(|last| last.source != row.source) {
                told = give(&mut file);
            }
            file.push(row.clone());
            Ok(())
        })?;
        told?;
        give(&mut file)?;
        Ok(count)
    }

    fn write(&self, out: &mut dyn Write, format: DataFormat) -> Result<u64, Failure> {
        match format {
            DataFormat::Csv => {
                let mut csv = Csv::new(out, tables::statements())?;
                self.each(&mut |row| csv.push(row))
            }
            DataFormat::W3c => self.by_document(&mut |document, rows| {
                let document = self.archive.document(document).map_err(|e| self.failed(e))?;
                let findings: Vec<Finding<'_>> = rows.iter().map(Finding::Statement).collect();
                Ok(annotation::page(out, &document, &findings)?)
            }),
            _ => self.each(&mut |row| jsonl::record(out, row)),
        }
    }

    fn failed(&self, error: Error) -> Failure {
        from_archive(&self.context.archive)(error)
    }
}
