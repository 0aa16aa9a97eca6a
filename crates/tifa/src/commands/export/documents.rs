//! `tifa export documents` and `tifa export sources`: the texts, and how to cite them.

use super::target::{Target, failed};
use crate::commands::Context;
use crate::flags::Filters;
use crate::progress::plural;
use crate::report::{End, Failure, from_archive};
use clap::Args;
use tifa_export::whole::{Form, What, write};

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
        let form = self.target.must_be("documents", What::Documents.forms())?;
        run(&What::Documents, form, ["document", "documents"], &self.target, &self.filters, context)
    }
}

impl SourcesOut {
    pub(super) fn run(&self, context: &Context) -> Result<End, Failure> {
        let form = self.target.must_be("sources", What::Sources.forms())?;
        run(&What::Sources, form, ["source", "sources"], &self.target, &self.filters, context)
    }
}

fn run(
    what: &What,
    form: Form,
    [one, several]: [&str; 2],
    target: &Target,
    filters: &Filters,
    context: &Context,
) -> Result<End, Failure> {
    let archive = context.open_with_names()?;
    let filter = filters.filter();
    if archive.documents(&filter).map_err(from_archive(&context.archive))?.is_empty() {
        return context.nothing(&archive, several, filters, &[]);
    }
    let count =
        target.write(form, |out| write(&archive, &filter, what, form, out).map_err(failed(context)))?;
    context.note(&plural(count, one, several));
    Ok(End::Done)
}
