//! `tifa export docket`: entries as interchange records.

use super::target::{DataFormat, Target};
use crate::commands::Context;
use crate::flags::Filters;
use crate::progress::plural;
use crate::report::{End, Failure, Message, from_archive};
use clap::Args;
use std::io::{self, Write};
use std::ops::ControlFlow;
use tifa_archive::docket::{DocketRow, Kind};
use tifa_archive::{Archive, Filter};
use tifa_export::annotation::{self, Finding};
use tifa_export::columns::Csv;
use tifa_export::{jsonl, parquet, tables};
use tifa_text::fold;

/// Write the entries of the docket, ordered by source and start
///
/// JSON Lines: one object a line with kind, source, document, start, end, text, extractor, version and confidence, and by
/// kind: date (from, to, or open with the reason), occasion (type, date, participants, place), reference (type, from, to,
/// speaker, clause, target), enumeration (declared, speaker, items), mechanism (parties, state, level, cue), commitment
/// (who, type, to, cue, condition, due), figure (value, upper, bound, measure, what, speaker), claim (claimed_by,
/// rebuttal, rebutted_by), placement (list, topics, parties, cue, speaker). decision has what people said of it; what they
/// rejected is left out unless --rejected.
///
/// CSV and Parquet are tables of one kind, ordered by day of publication: each kind has columns of its own.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct DocketOut {
    /// Where to
    #[command(flatten)]
    target: Target,
    /// Only entries of this kind (may be given again)
    #[arg(long, value_name = "KIND", value_parser = kind)]
    kind: Vec<Kind>,
    /// Only entries in whose words this stands, in either script
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    /// Write what was rejected too
    #[arg(long)]
    rejected: bool,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const EXAMPLES: &str = "\
Examples:
  tifa export docket -o docket.jsonl
  tifa export docket --kind figure --format parquet -o figures.parquet
  tifa export docket --kind mechanism --format csv --about 磋商
  tifa export tables dataset                 every kind, a file each";

/// Reads a kind of entry.
///
/// # Errors
/// A sentence for a person.
pub(super) fn kind(name: &str) -> Result<Kind, String> {
    let kinds = || Kind::ALL.map(Kind::name).join(", ");
    Kind::named(name.strip_suffix('s').unwrap_or(name)).ok_or_else(|| format!("there are {}", kinds()))
}

impl DocketOut {
    pub(super) fn run(&self, context: &Context) -> Result<End, Failure> {
        use DataFormat::{Csv as CsvForm, Jsonl, Parquet, W3c};
        let format = self.target.must_be("docket entries", &[Jsonl, CsvForm, Parquet, W3c])?;
        let about = self.about.as_ref().map(|text| fold(text).text);
        let wanted = |row: &DocketRow| {
            (self.rejected || !row.is_rejected())
                && about.as_ref().is_none_or(|text| fold(&row.text).text.contains(text))
        };
        let one = match self.kind.as_slice() {
            [kind] => Some(*kind),
            _ if matches!(format, CsvForm | Parquet) => return Err(one_kind(format)),
            _ => None,
        };
        let archive = context.open_with_names()?;
        let filter = self.filters.filter();
        let failed = from_archive(&context.archive);
        let count = match (format, one) {
            (Parquet, Some(kind)) => self.target.write_binary("Parquet", |out| {
                let mut table = parquet::Table::new(out, kind.name(), tables::docket(kind))?;
                let count = each(&archive, &filter, kind, context, &wanted, &mut |row| table.push(row))?;
                table.finish()?.flush()?;
                Ok(count)
            })?,
            (CsvForm, Some(kind)) => self.target.write(|out| {
                let mut csv = Csv::new(out, tables::docket(kind))?;
                each(&archive, &filter, kind, context, &wanted, &mut |row| csv.push(row))
            })?,
            _ => {
                let kinds = if self.kind.is_empty() { &Kind::ALL[..] } else { &self.kind };
                let mut rows = archive.docket(&filter, kinds).map_err(failed)?;
                rows.retain(wanted);
                self.target.write(|out| match format {
                    W3c => pages(out, &archive, &rows, context),
                    _ => Ok(rows.iter().try_for_each(|row| jsonl::record(out, row))?),
                })?;
                rows.len() as u64
            }
        };
        if count == 0 {
            return context.nothing(&archive, "docket", &self.filters, &[]);
        }
        context.note(&plural(count, "entry", "entries"));
        Ok(End::Done)
    }
}

fn one_kind(format: DataFormat) -> Failure {
    let kinds = Kind::ALL.map(Kind::name).join(", ");
    Message::new(format!("a table as {} has entries of one kind", format.name()))
        .because("each kind has columns of its own")
        .hint(format!("name it with --kind: {kinds}"))
        .hint(format!("tifa export tables DIR --format {} writes a file for each kind", format.name()))
        .into()
}

/// Calls `push` with the entries of one kind that are wanted, by day of publication, and counts.
///
/// # Errors
/// What the archive says, or `push`.
pub(super) fn each(
    archive: &Archive,
    filter: &Filter,
    kind: Kind,
    context: &Context,
    wanted: &dyn Fn(&DocketRow) -> bool,
    push: &mut dyn FnMut(&DocketRow) -> io::Result<()>,
) -> Result<u64, Failure> {
    let failed = from_archive(&context.archive);
    let (mut count, mut told) = (0, Ok(()));
    let mut take = |row: &DocketRow| {
        if wanted(row) {
            count += 1;
            told = push(row);
        }
        if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    if kind == Kind::Reference {
        // These are led to what they mean, which asks for all of them.
        let rows = archive.docket(filter, &[kind]).map_err(failed)?;
        let _ = rows.iter().try_for_each(&mut take);
    } else {
        archive.each_entry(filter, kind, &mut |row| take(&row)).map_err(failed)?;
    }
    told?;
    Ok(count)
}

/// One page of annotations a document; `rows` stand together by document.
fn pages(
    out: &mut dyn Write,
    archive: &Archive,
    rows: &[DocketRow],
    context: &Context,
) -> Result<(), Failure> {
    for rows in rows.chunk_by(|a, b| a.document == b.document) {
        let document = archive.document(&rows[0].document).map_err(from_archive(&context.archive))?;
        let findings: Vec<Finding<'_>> = rows.iter().map(Finding::Entry).collect();
        annotation::page(out, &document, &findings)?;
    }
    Ok(())
}
