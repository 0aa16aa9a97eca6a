//! `tifa export tables`: everything, as a folder of tables.

use super::target::{failed, form, to_file};
use crate::commands::Context;
use crate::flags::Filters;
use crate::output::Pending;
use crate::progress::plural;
use crate::report::{End, Failure, Message, from_archive, writing};
use clap::Args;
use std::path::{Path, PathBuf};
use tifa_archive::docket::{DocketRow, Kind};
use tifa_export::columns::Column;
use tifa_export::tables;
use tifa_export::whole::{Error, Form, Push, entries, statements, table};

/// Write every table into a folder: documents, statements, and one for each kind of docket entry
///
/// The tables join by `document`. DuckDB, pandas, R and Spark open them; a table without rows is written too.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct TablesOut {
    /// The folder; made when it is not there
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Form: parquet, csv or jsonl
    #[arg(long, value_name = "FORM", value_parser = form(), default_value = "parquet")]
    format: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const EXAMPLES: &str = "\
Examples:
  tifa export tables dataset
  duckdb -c \"SELECT speaker, count(*) FROM 'dataset/statements.parquet' GROUP BY 1 ORDER BY 2 DESC\"
  tifa export tables 2020 --from 2020 --to 2020 --format csv";

impl TablesOut {
    pub(super) fn run(&self, context: &Context) -> Result<End, Failure> {
        use Form::{Csv, Jsonl, Parquet};
        if ![Parquet, Csv, Jsonl].contains(&self.format) {
            return Err(Message::new(format!("tables are not written as {}", self.format.name()))
                .hint("tables are written as parquet, csv, jsonl")
                .into());
        }
        let archive = context.open_with_names()?;
        let filter = self.filters.filter();
        std::fs::create_dir_all(&self.folder).map_err(writing(&self.folder))?;
        let documents = archive.documents(&filter).map_err(from_archive(&context.archive))?;
        let mut done = Vec::new();
        let count = self.table("documents", tables::documents(), context, |push| {
            documents.iter().try_for_each(push)?;
            Ok(documents.len() as u64)
        })?;
        done.push(plural(count, "document", "documents"));
        let count = self.table("statements", tables::statements(), context, |push| {
            statements(&archive, &filter, None, push)
        })?;
        done.push(plural(count, "statement", "statements"));
        let kept = |row: &DocketRow| !row.is_rejected();
        let mut all = 0;
        for kind in Kind::ALL {
            all += self.table(&format!("{}s", kind.name()), tables::docket(kind), context, |push| {
                entries(&archive, &filter, kind, &kept, push)
            })?;
        }
        done.push(plural(all, "entry", "entries"));
        context.note(&format!("{} in {}", done.join(", "), self.folder.display()));
        Ok(End::Done)
    }

    /// Writes one table: `rows` hands every row to what it is given, and counts.
    fn table<R: serde::Serialize>(
        &self,
        name: &str,
        columns: Vec<Column<R>>,
        context: &Context,
        rows: impl FnOnce(&mut Push<'_, R>) -> Result<u64, Error>,
    ) -> Result<u64, Failure> {
        let path: &Path = &self.folder.join(format!("{name}.{}", self.format.name()));
        to_file(path, |out: &mut Pending| {
            table(self.format, name, columns, out, rows).map_err(failed(context))
        })
    }
}
