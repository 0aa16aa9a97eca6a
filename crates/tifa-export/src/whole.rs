//! What goes out of an archive, whole or narrowed by a filter, in each of its forms: the one place where rows are fetched for
//! writing, so that a command and a server write the same bytes.

mod chosen;
mod rows;

pub use chosen::{Choice, MOST, pack};
pub use rows::{EachDocument, Push, by_document, entries, statements};

use crate::annotation::{self, Finding};
use crate::columns::{Column, Csv};
use crate::{bibtex, csl, jsonl, parquet, tables, tei};
use rows::has;
use std::io::{self, Write};
use tifa_archive::docket::{DocketRow, Kind};
use tifa_archive::{Archive, DocumentRow, Filter};
use tifa_text::fold;

/// Why an export did not come to its end. What was written until then is no whole file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It cannot be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// What the archive says.
    #[error(transparent)]
    Archive(#[from] tifa_archive::Error),
}

/// Forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a header (RFC 4180).
    Csv,
    /// Apache Parquet, typed.
    Parquet,
    /// TEI P5.
    Tei,
    /// W3C Web Annotation, one page a document and line.
    W3c,
    /// CSL-JSON.
    Csl,
    /// BibTeX.
    Bibtex,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Jsonl, Self::Csv, Self::Parquet, Self::Tei, Self::W3c, Self::Csl, Self::Bibtex];

    /// As written on a command line and in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Tei => "tei",
            Self::W3c => "w3c",
            Self::Csl => "csl",
            Self::Bibtex => "bibtex",
        }
    }

    /// The form of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
    }

    /// How a file's name ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Tei => "xml",
            Self::W3c => "w3c.jsonl",
            Self::Csl => "csl.json",
            Self::Bibtex => "bib",
            other => other.name(),
        }
    }

    /// Media type, as registered where it is.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jsonl | Self::W3c => "application/x-ndjson",
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Parquet => "application/vnd.apache.parquet",
            Self::Tei => "application/tei+xml",
            Self::Csl => "application/vnd.citationstyles.csl+json",
            Self::Bibtex => "text/x-bibtex; charset=utf-8",
        }
    }
}

/// What is exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Who said what, by source and start.
    Statements {
        /// Only statements in whose words this stands, in either script.
        about: Option<String>,
    },
    /// Entries of the docket: of several kinds by source and start, of one kind as a table by day of publication.
    Docket {
        /// Of these kinds; of all when there is none.
        kinds: Vec<Kind>,
        /// Only entries in whose words this stands, in either script.
        about: Option<String>,
        /// Whether those that people rejected are written too.
        rejected: bool,
    },
    /// The documents, by day.
    Documents,
    /// The documents as sources to cite, by day.
    Sources,
    /// What people decided, in the order of time; no filter narrows it.
    Decisions,
}

impl What {
    /// The forms it is written in; the first one when nothing else is asked.
    pub fn forms(&self) -> &'static [Form] {
        use Form::*;
        match self {
            Self::Statements { .. } => &[Jsonl, Csv, Parquet, W3c],
            Self::Docket { kinds, .. } if kinds.len() == 1 => &[Jsonl, Csv, Parquet, W3c],
            // Each kind has columns of its own.
            Self::Docket { .. } => &[Jsonl, W3c],
            Self::Documents => &[Jsonl, Csv, Parquet, Tei],
            Self::Sources => &[Csl, Bibtex],
            Self::Decisions => &[Jsonl],
        }
    }
}

/// Where an export goes: it may be written on another thread than the one that asked.
pub type Out<'a> = &'a mut (dyn Write + Send);

/// Writes what of `archive` the filter lets through, and counts its records. A form that `what` has not is written as the
/// first one that it has. Nothing is held but what one file or one table's group of rows takes, and of documents their rows.
///
/// # Errors
/// See [`Error`].
pub fn write(
    archive: &Archive,
    filter: &Filter,
    what: &What,
    form: Form,
    out: Out<'_>,
) -> Result<u64, Error> {
    let about = |words: &Option<String>| words.as_ref().map(|text| fold(text).text);
    match what {
        What::Statements { about: words } => {
            let about = about(words);
            let each = |push: &mut Push<'_, _>| statements(archive, filter, about.as_deref(), push);
            match form {
                Form::W3c => by_document(archive, filter, about.as_deref(), &mut |document, rows| {
                    let findings: Vec<Finding<'_>> = rows.iter().map(Finding::Statement).collect();
                    Ok(annotation::page(out, &archive.document(document)?, &findings)?)
                }),
                form => table(form, "statements", tables::statements(), out, each),
            }
        }
        What::Docket { kinds, about: words, rejected } => {
            let about = about(words);
            let wanted =
                |row: &DocketRow| (*rejected || !row.is_rejected()) && has(&row.text, about.as_deref());
            match (kinds.as_slice(), form) {
                ([kind], Form::Csv | Form::Parquet) => {
                    let each = |push: &mut Push<'_, _>| entries(archive, filter, *kind, &wanted, push);
                    table(form, kind.name(), tables::docket(*kind), out, each)
                }
                _ => {
                    let kinds = if kinds.is_empty() { &Kind::ALL[..] } else { kinds };
                    let mut rows = archive.docket(filter, kinds)?;
                    rows.retain(wanted);
                    match form {
                        Form::W3c => annotated(archive, &rows, out)?,
                        _ => rows.iter().try_for_each(|row| jsonl::record(out, row))?,
                    }
                    Ok(rows.len() as u64)
                }
            }
        }
        What::Documents => {
            let rows = archive.documents(filter)?;
            match form {
                Form::Tei => texts(archive, &rows, out)?,
                form => {
                    table(form, "documents", tables::documents(), out, |push| {
                        rows.iter().try_for_each(push)?;
                        Ok(rows.len() as u64)
                    })?;
                }
            }
            Ok(rows.len() as u64)
        }
        What::Sources => {
            let rows = archive.documents(filter)?;
            if form == Form::Bibtex {
                rows.iter().try_for_each(|row| bibtex::entry(out, row))?;
            } else {
                let mut items = csl::Items::new(out)?;
                rows.iter().try_for_each(|row| items.push(row))?;
                items.finish()?;
            }
            Ok(rows.len() as u64)
        }
        What::Decisions => {
            let log = archive.decisions()?;
            log.iter().try_for_each(|decision| jsonl::record(out, decision))?;
            Ok(log.len() as u64)
        }
    }
}

/// Writes a table: `rows` hands every row to what it is given, and counts. Any form but CSV and Parquet is JSON Lines.
///
/// # Errors
/// Those of `rows`, and that it cannot be written.
pub fn table<R: serde::Serialize>(
    form: Form,
    name: &str,
    columns: Vec<Column<R>>,
    out: Out<'_>,
    rows: impl FnOnce(&mut Push<'_, R>) -> Result<u64, Error>,
) -> Result<u64, Error> {
    match form {
        Form::Parquet => {
            let mut table = parquet::Table::new(out, name, columns)?;
            let count = rows(&mut |row| table.push(row))?;
            table.finish()?.flush()?;
            Ok(count)
        }
        Form::Csv => {
            let mut csv = Csv::new(out, columns)?;
            rows(&mut |row| csv.push(row))
        }
        _ => rows(&mut |row| jsonl::record(out, row)),
    }
}

/// One page of annotations a document; `rows` stand together by document.
fn annotated(archive: &Archive, rows: &[DocketRow], out: Out<'_>) -> Result<(), Error> {
    for rows in rows.chunk_by(|a, b| a.document == b.document) {
        let document = archive.document(&rows[0].document)?;
        let findings: Vec<Finding<'_>> = rows.iter().map(Finding::Entry).collect();
        annotation::page(out, &document, &findings)?;
    }
    Ok(())
}

/// A TEI of one document, a corpus of several; nothing of none, for an empty corpus is no TEI.
fn texts(archive: &Archive, rows: &[DocumentRow], out: Out<'_>) -> Result<(), Error> {
    match rows {
        [] => Ok(()),
        [only] => Ok(tei::document(out, &archive.document(&only.document)?)?),
        several => {
            let mut corpus = tei::Corpus::new(out, "Clippings with their statements")?;
            for row in several {
                corpus.push(&archive.document(&row.document)?)?;
            }
            Ok(corpus.finish()?)
        }
    }
}
