//! `tifa export`: findings and sources as files that other programs open.

mod docket;
mod documents;
mod pack;
mod places;
mod statements;
mod tables;
mod target;

use crate::commands::Context;
use crate::progress::plural;
use crate::report::{End, Failure, from_archive};
use clap::{Args, Subcommand};
use target::{Target, failed};
use tifa_archive::Filter;
use tifa_export::whole::{What, write};

/// Write findings and sources as files that other programs open
///
/// What goes in which form:
///
///   statements   jsonl, csv, parquet, w3c
///   docket       jsonl, w3c; csv and parquet of one --kind
///   documents    jsonl, csv, parquet, tei
///   sources      csl, bibtex
///   decisions    jsonl
///   tables       a folder with every table, as parquet, csv or jsonl
///   pack         a zip of chosen findings with their originals, for others to verify
///
/// The same archive gives the same bytes.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_long_help = EXAMPLES)]
pub struct Export {
    /// What to write
    #[command(subcommand)]
    what: Subject,
}

const EXAMPLES: &str = "\
Examples:
  tifa export statements > statements.jsonl
  tifa export statements --format csv -o statements.csv --from 2020
  tifa export tables dataset                            one Parquet file a table
  tifa export documents --format tei -o clippings.xml
  tifa export sources --format bibtex --outlet 日報 -o sources.bib
  tifa export pack --query 脱钩 --speaker 外长 -o 脱钩.zip";

/// What can be exported.
#[derive(Debug, Subcommand)]
enum Subject {
    Statements(statements::StatementsOut),
    Docket(docket::DocketOut),
    Documents(documents::DocumentsOut),
    Sources(documents::SourcesOut),
    Decisions(DecisionsOut),
    Tables(tables::TablesOut),
    Pack(pack::PackOut),
}

impl Export {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        match &self.what {
            Subject::Statements(export) => export.run(context),
            Subject::Docket(export) => export.run(context),
            Subject::Documents(export) => export.run(context),
            Subject::Sources(export) => export.run(context),
            Subject::Decisions(export) => export.run(context),
            Subject::Tables(export) => export.run(context),
            Subject::Pack(export) => export.run(context),
        }
    }
}

/// Write the log of decisions, in the order of time, for `tifa import decisions`
///
/// JSON Lines: one object a line with id, at, by, entry (kind, document, source, body, start, end, text, nth), action and
/// what belongs to it, extractor and version.
#[derive(Debug, Args)]
struct DecisionsOut {
    /// Where to
    #[command(flatten)]
    target: Target,
}

impl DecisionsOut {
    fn run(&self, context: &Context) -> Result<End, Failure> {
        let form = self.target.must_be("decisions", What::Decisions.forms())?;
        let archive = context.open()?;
        if archive.decisions().map_err(from_archive(&context.archive))?.is_empty() {
            crate::output::tell("decisions: none in this archive; tifa review makes them");
            return Ok(End::Nothing);
        }
        let everything = Filter::default();
        let count = self.target.write(form, |out| {
            write(&archive, &everything, &What::Decisions, form, out).map_err(failed(context))
        })?;
        context.note(&plural(count, "decision", "decisions"));
        Ok(End::Done)
    }
}
