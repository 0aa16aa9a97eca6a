//! `tifa docket`: where each issue stands.

mod lines;
mod lists;
mod series;
mod through;

pub(crate) use through::written_out;

use crate::commands::Context;
use crate::flags::{Filters, Form, Period, parse_period};
use crate::listing::{Listing, Record};
use crate::output::stdout;
use crate::progress::plural;
use crate::report::{End, Failure, from_archive};
use clap::{Args, Subcommand, ValueEnum};
use lines::*;
use std::ops::ControlFlow;
use tifa_archive::Archive;
use tifa_archive::docket::{ClaimOrigins, Detail, DocketRow, Kind};
use tifa_docket::Confidence;
use tifa_export::tables::sort_of;
use tifa_text::fold;

/// Where each issue stands: mechanisms, commitments, figures, claims, lists of points, dates, occasions
///
/// One line an entry, with the words it rests on; `tifa show` opens the place. What a person has corrected reads as
/// corrected, with a mark before the place: + confirmed, ! people differ. What was rejected is left out.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Docket {
    /// What to list
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Examples:
  tifa docket mechanisms --type scheduled            channels that are to be used
  tifa docket commitments --speaker 王毅 --from 2020
  tifa docket figures --about 防護服
  tifa docket lists --between 中国,美国                cooperation, dialogue, managed differences
  tifa docket history 磋商                           every state, with its sentence
  tifa docket history --overdue                      announced, past, nothing since
  tifa docket series 醫療專家組 --points
  tifa docket changes --from 2020-07 --to 2020-08
  tifa docket commitments --follow                   repetitions, and later passages
  tifa docket claims --as-of 2020-08-31 --format jsonl
  tifa export docket -o docket.jsonl                 every entry, as interchange records";

/// What is listed.
#[derive(Debug, Subcommand)]
enum What {
    /// Channels between parties: dialogues, consultations, summits, agreements, and the state each text gives them
    Mechanisms(Entries),
    /// Who undertakes, demands, offers or agrees what
    Commitments(Commitments),
    /// Counted and measured quantities, with bounds and units
    Figures(Entries),
    /// What one party says and another answers or denies
    Claims(Claims),
    /// Declared or marked lists of points, with their items
    Enumerations(Entries),
    /// Events at which something was said or done
    Occasions(Entries),
    /// Calendar expressions, and the days they mean
    Dates(Entries),
    /// Mentions of earlier words, and the statements they mean
    References(Entries),
    Lists(lists::Lists),
    History(through::History),
    Series(series::SeriesOf),
    Changes(through::Changes),
}

/// A listing of entries.
#[derive(Debug, Args)]
struct Entries {
    /// List at most N; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0)]
    limit: usize,
    /// Only entries in whose words this stands, in either script
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    /// Only this state of a mechanism, kind of commitment or occasion, or bound of a figure
    #[arg(long = "type", value_name = "WORD")]
    sort: Option<String>,
    /// Only entries supported this well, or better
    #[arg(long, value_name = "STEP", value_enum, default_value_t = Step::Low)]
    confidence: Step,
    /// The docket as the archive knew it on this day: from what was published by then
    #[arg(long, value_name = "DAY", value_parser = parse_period)]
    as_of: Option<Period>,
    /// List what was rejected too
    #[arg(long)]
    rejected: bool,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

/// A listing of commitments.
#[derive(Debug, Args)]
struct Commitments {
    /// Join repetitions, and show later passages that tell a commitment as kept, broken, repeated or denied: evidence, no
    /// verdict
    #[arg(long)]
    follow: bool,
    /// The rest
    #[command(flatten)]
    list: Entries,
}

/// A listing of claims.
#[derive(Debug, Args)]
struct Claims {
    /// Show where each claim was made: the claimant's statements on the day the text tells, or with the same words
    #[arg(long)]
    origins: bool,
    /// The rest
    #[command(flatten)]
    list: Entries,
}

/// [`Confidence`] on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// By its form alone
    Low,
    /// By some of the signs of its kind
    Middle,
    /// By all of them
    High,
}

impl Step {
    fn confidence(self) -> Confidence {
        match self {
            Self::Low => Confidence::Low,
            Self::Middle => Confidence::Middle,
            Self::High => Confidence::High,
        }
    }
}

impl Docket {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        match &self.what {
            What::Mechanisms(list) => list.run::<MechanismLine>(context, Kind::Mechanism),
            What::Commitments(Commitments { follow: true, list }) => {
                let Entries { filters, form, limit, about, .. } = list;
                through::threads(context, filters, *form, *limit, about.as_deref())
            }
            What::Commitments(c) => c.list.run::<CommitmentLine>(context, Kind::Commitment),
            What::Figures(list) => list.run::<FigureLine>(context, Kind::Figure),
            What::Claims(Claims { origins: true, list }) => list.origins(context),
            What::Claims(c) => c.list.run::<ClaimLine>(context, Kind::Claim),
            What::Enumerations(list) => list.run::<EnumerationLine>(context, Kind::Enumeration),
            What::Occasions(list) => list.run::<OccasionLine>(context, Kind::Occasion),
            What::Dates(list) => list.run::<DateLine>(context, Kind::Date),
            What::References(list) => list.run::<ReferenceLine>(context, Kind::Reference),
            What::Lists(lists) => lists.run(context),
            What::History(history) => history.run(context),
            What::Series(series) => series.run(context),
            What::Changes(changes) => changes.run(context),
        }
    }
}

impl Entries {
    fn run<L: Record + From<DocketRow>>(&self, context: &Context, kind: Kind) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let mut rows = self.rows(&archive, kind).map_err(from_archive(&context.archive))?;
        if rows.is_empty() {
            return context.nothing(&archive, &format!("{} entries", kind.name()), &self.filters, &[]);
        }
        let all = rows.len();
        if self.limit > 0 {
            rows.truncate(self.limit);
        }
        let shown = rows.len();
        let mut out = stdout();
        let mut listing = Listing::of::<L>(&mut *out, self.form, context.out);
        for row in rows {
            listing.push(&L::from(row))?;
        }
        listing.finish::<L>()?;
        let more = if shown < all { "; there are more, --limit 0 lists all" } else { "" };
        context.note(&format!("{}{more}", plural(shown as u64, "entry", "entries")));
        Ok(End::Done)
    }

    /// Claims with the statements in which they were made.
    fn origins(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let failed = from_archive(&context.archive);
        let mut rows = self.rows(&archive, Kind::Claim).map_err(&failed)?;
        if self.limit > 0 {
            rows.truncate(self.limit);
        }
        let led = archive.claim_origins(rows).map_err(&failed)?;
        if led.is_empty() {
            return context.nothing(
                &archive,
                "statements in which these claims were made",
                &self.filters,
                &[],
            );
        }
        let mut out = stdout();
        let mut listing = Listing::of::<ClaimOrigins>(&mut *out, self.form, context.out);
        for line in &led {
            listing.push(line)?;
        }
        listing.finish::<ClaimOrigins>()?;
        context.note(&plural(
            led.len() as u64,
            "claim led to its statement",
            "claims led to their statements",
        ));
        Ok(End::Done)
    }

    /// The entries asked for, by day of publication, source and place; undated documents last.
    fn rows(&self, archive: &Archive, kind: Kind) -> Result<Vec<DocketRow>, tifa_archive::Error> {
        let mut filter = self.filters.filter();
        if let Some(day) = self.as_of {
            filter.to = Some(filter.to.map_or(day.last, |to| to.min(day.last)));
        }
        let about = self.about.as_ref().map(|text| fold(text).text);
        let wanted = |row: &DocketRow| {
            (self.rejected || !row.is_rejected())
                && row.confidence >= self.confidence.confidence()
                && about.as_ref().is_none_or(|text| words(row).any(|w| fold(w).text.contains(text)))
                && self.sort.as_ref().is_none_or(|sort| sort_of(&row.detail) == *sort)
        };
        if kind == Kind::Reference {
            // These are led to what they mean, which asks for all of them.
            let mut rows = archive.docket(&filter, &[kind])?;
            rows.retain(wanted);
            return Ok(rows);
        }
        // One more than is shown tells that there are more.
        let most = if self.limit > 0 { self.limit + 1 } else { usize::MAX };
        let mut rows = Vec::new();
        archive.each_entry(&filter, kind, &mut |row| {
            if wanted(&row) {
                rows.push(row);
            }
            if rows.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(rows)
    }
}

/// The printed words of an entry.
fn words(row: &DocketRow) -> impl Iterator<Item = &str> {
    let more: Vec<&str> = match &row.detail {
        Detail::Enumeration { items, .. } => items.iter().map(|i| i.text.as_str()).collect(),
        Detail::Figure { what, measure, .. } => {
            what.as_deref().into_iter().chain([measure.as_str()]).collect()
        }
        Detail::Claim { rebuttal, .. } => vec![&rebuttal.text],
        Detail::Mechanism { parties, .. } => parties.iter().map(String::as_str).collect(),
        Detail::Commitment { who, to, .. } => [who.as_str()].into_iter().chain(to.as_deref()).collect(),
        Detail::Occasion { participants, place, .. } => {
            participants.iter().map(String::as_str).chain(place.as_deref()).collect()
        }
        _ => Vec::new(),
    };
    std::iter::once(row.text.as_str()).chain(more)
}
