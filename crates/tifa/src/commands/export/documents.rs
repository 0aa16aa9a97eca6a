//! `tifa export documents` and `tifa export sources`: the texts, and how to cite them.

use super::target::{DataFormat, Target};
use crate::commands::Context;
use crate::flags::Filters;
use crate::progress::plural;
use crate::report::{End, Failure, from_archive};
use clap::Args;
use std::io::Write;
use tifa_archive::{Archive, DocumentRow};
use tifa_export::columns::Csv;
use tifa_export::{bibtex, csl, jsonl, parquet, tables, tei};

/// Write documents: their metadata, or as TEI the texts with every statement marked
///
/// JSON Lines, CSV and Parquet have a row a document, with the SHA-256 of its original. TEI P5 has the texts as printed, in
/// a teiCorpus, or in a TEI when it is one document: statements as said with who, direct and resp, quotations as quote,
/// cues as seg. Ordered by day. A speaker or a mode leaves the documents that have such a statement.
#[derive(Debug, Args)]
#[command(after_long_help = DOCUMENTS)]
pub(super) struct DocumentsOut {
    /// Where to
    #[command(flatten)]
    target: Target,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const DOCUMENTS: &str = "\
Examples:
  tifa export documents --format tei -o clippings.xml
  tifa export documents --format tei --document 3f2a90b1
  tifa export documents --format parquet -o documents.parquet";

/// Write documents as sources for a reference manager: CSL-JSON or BibTeX
///
/// Each has title, outlet, author, day, address, the address in a web archive where it was found in one, and the SHA-256 of
/// the original. The key is made of the document's id and stays the same in every export. Zotero, JabRef, Pandoc, LaTeX and
/// Typst read them.
#[derive(Debug, Args)]
#[command(after_long_help = SOURCES)]
pub(super) struct SourcesOut {
    /// Where to
    #[command(flatten)]
    target: Target,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const SOURCES: &str = "\
Examples:
  tifa export sources -o sources.json
  tifa export sources --format bibtex --from 2020 -o sources.bib";

impl DocumentsOut {
    pub(super) fn run(&self, context: &Context) -> Result<End, Failure> {
        use DataFormat::{Csv as CsvForm, Jsonl, Parquet, Tei};
        let format = self.target.must_be("documents", &[Jsonl, CsvForm, Parquet, Tei])?;
        let archive = context.open_with_names()?;
        let rows = archive.documents(&self.filters.filter()).map_err(from_archive(&context.archive))?;
        if rows.is_empty() {
            return context.nothing(&archive, "documents", &self.filters, &[]);
        }
        if format == Parquet {
            self.target.write_binary("Parquet", |out| {
                let mut table = parquet::Table::new(out, "documents", tables::documents())?;
                rows.iter().try_for_each(|row| table.push(row))?;
                Ok(table.finish()?.flush()?)
            })?;
        } else {
            self.target.write(|out| match format {
                Tei => texts(out, &archive, &rows, context),
                CsvForm => {
                    let mut csv = Csv::new(out, tables::documents())?;
                    Ok(rows.iter().try_for_each(|row| csv.push(row))?)
                }
                _ => Ok(rows.iter().try_for_each(|row| jsonl::record(out, row))?),
            })?;
        }
        context.note(&plural(rows.len() as u64, "document", "documents"));
        Ok(End::Done)
    }
}

/// A TEI of one document, a corpus of several.
fn texts(
    out: &mut dyn Write,
    archive: &Archive,
    rows: &[DocumentRow],
    context: &Context,
) -> Result<(), Failure> {
    let document =
        |row: &DocumentRow| archive.document(&row.document).map_err(from_archive(&context.archive));
    if let [only] = rows {
        return Ok(tei::document(out, &document(only)?)?);
    }
    let mut corpus = tei::Corpus::new(out, "Clippings with their statements")?;
    for row in rows {
        corpus.push(&document(row)?)?;
    }
    Ok(corpus.finish()?)
}

impl SourcesOut {
    pub(super) fn run(&self, context: &Context) -> Result<End, Failure> {
        let format = self.target.must_be("sources", &[DataFormat::Csl, DataFormat::Bibtex])?;
        let archive = context.open_with_names()?;
        let rows = archive.documents(&self.filters.filter()).map_err(from_archive(&context.archive))?;
        if rows.is_empty() {
            return context.nothing(&archive, "sources", &self.filters, &[]);
        }
        self.target.write(|out| {
            if format == DataFormat::Bibtex {
                return Ok(rows.iter().try_for_each(|row| bibtex::entry(out, row))?);
            }
            let mut items = csl::Items::new(out)?;
            rows.iter().try_for_each(|row| items.push(row))?;
            Ok(items.finish()?)
        })?;
        context.note(&plural(rows.len() as u64, "source", "sources"));
        Ok(End::Done)
    }
}
