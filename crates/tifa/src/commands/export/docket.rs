//! `tifa export docket`: entries as interchange records.

use super::target::{Target, failed};
use crate::commands::Context;
use crate::flags::Filters;
use crate::progress::plural;
use crate::report::{End, Failure, Message};
use clap::Args;
use tifa_archive::docket::Kind;
use tifa_export::whole::{Form, What, write};

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
    Kind::named(name).ok_or_else(|| format!("there are {}", kinds()))
}

impl DocketOut {
    pub(super) fn run(&self, context: &Context) -> Result<End, Failure> {
        let (kinds, about, rejected) = (self.kind.clone(), self.about.clone(), self.rejected);
        let what = What::Docket { kinds, about, rejected };
        let one = What::Docket { kinds: vec![Kind::Date], about: None, rejected };
        let form = self.target.must_be("docket entries", one.forms())?;
        if !what.forms().contains(&form) {
            return Err(one_kind(form));
        }
        let archive = context.open_with_names()?;
        let filter = self.filters.filter();
        let count = self
            .target
            .write(form, |out| write(&archive, &filter, &what, form, out).map_err(failed(context)))?;
        if count == 0 {
            return context.nothing(&archive, "docket", &self.filters, &[]);
        }
        context.note(&plural(count, "entry", "entries"));
        Ok(End::Done)
    }
}

fn one_kind(form: Form) -> Failure {
    let kinds = Kind::ALL.map(Kind::name).join(", ");
    Message::new(format!("a table as {} has entries of one kind", form.name()))
        .because("each kind has columns of its own")
        .hint(format!("name it with --kind: {kinds}"))
        .hint(format!("tifa export tables DIR --format {} writes a file for each kind", form.name()))
        .into()
}
