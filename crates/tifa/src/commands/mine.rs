//! `tifa mine`: formulations nobody listed.

use crate::commands::Context;
use crate::flags::{Filters, Form, Format, Period, parse_period};
use crate::listing::{Listing, Record};
use crate::output::stdout;
use crate::progress::{Steps, grouped, plural};
use crate::report::{End, Failure, Message, from_archive};
use clap::Args;
use tifa_archive::{Archive, Filter, Texts};
use tifa_wording::mine::{Error, Formulation, Mined, Options, Side, Stage, Want, contrast, mine};

mod rows;

use rows::{Change, Key, Plain};

/// Find formulations nobody listed
///
/// What recurs in the texts and holds together like a phrase, ranked by how widely it is spread over texts and days, how
/// firmly its parts belong together and how freely it is used; variants stand with their formulation. No list of words
/// decides. Names, days, figures and boilerplate are left out; script, width and light punctuation do not matter. With
/// a speaker (or addressee, occasion, mode) the words of his statements are mined, else the documents' own prose.
///
/// With --against… the listing is of what is said more on one side than on the other, by log-likelihood (G²); the log
/// ratio tells how much, one step being twice as often. What is not said anew of the other side is as on this one. With
/// --before and --after it is of what stands in one of two periods alone, in this archive. A sentence that is printed
/// again counts once there.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Mine {
    /// Characters of the shortest formulation
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(2..=40))]
    shortest: u32,
    /// Texts in which it must stand
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(2..))]
    texts: u32,
    /// Show at most N formulations (100 in a table, 1000 in the other forms when not given)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// The other side
    #[command(flatten)]
    against: Against,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

/// Flags that name the other side.
#[derive(Debug, Args)]
#[command(next_help_heading = "Against")]
struct Against {
    /// Against this speaker
    #[arg(long, value_name = "NAME")]
    against_speaker: Option<String>,
    /// Against this outlet
    #[arg(long, value_name = "NAME")]
    against_outlet: Option<String>,
    /// Against what is from this day on
    #[arg(long, value_name = "DAY", value_parser = parse_period)]
    against_from: Option<Period>,
    /// Against what is up to and with this day
    #[arg(long, value_name = "DAY", value_parser = parse_period)]
    against_to: Option<Period>,
    /// Against everything else in the archive: other documents, or everybody else's statements
    #[arg(long, conflicts_with_all = ["against_speaker", "against_outlet", "against_from", "against_to"])]
    against_rest: bool,
    /// What stands before this day alone, and what stands from it on alone (or from that of --after)
    #[arg(long, value_name = "DAY", value_parser = parse_period)]
    #[arg(conflicts_with_all = ["against_speaker", "against_outlet", "against_from", "against_to", "against_rest"])]
    before: Option<Period>,
    /// The first day of the later period
    #[arg(long, value_name = "DAY", value_parser = parse_period)]
    #[arg(conflicts_with_all = ["against_speaker", "against_outlet", "against_from", "against_to", "against_rest"])]
    after: Option<Period>,
}

const EXAMPLES: &str = "\
Examples:
  tifa mine                                          the archive's set phrases
  tifa mine --speaker 王毅 --from 2020
  tifa mine --speaker 王毅 --against-speaker 布林肯
  tifa mine --outlet 聯合早報 --against-rest --format csv > key.csv
  tifa mine --from 2020-07 --to 2020-12 --against-from 2020-01 --against-to 2020-06
  tifa mine --speaker 外交部 --before 2020-07-01     what appeared and disappeared with that day";

/// Formulations when no limit is given.
const TABLE_LIMIT: usize = 100;
const LIMIT: usize = 1000;

/// What the other side is.
enum Other {
    None,
    Rest,
    Key(Filter),
    Change { earlier: Filter },
}

impl Mine {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let (here, other) = self.sides()?;
        let wrong = from_archive(&context.archive);
        let texts = archive.texts(&here).map_err(&wrong)?;
        let side = side(&texts, &here);
        let steps = Steps::new();
        let tell = |stage: Stage, done: usize, of: usize| steps.at(name(stage), done, of);
        let failed = |error| match error {
            Error::Corpus(error) => wrong(error),
            error => Failure::from(
                Message::new(error.to_string()).hint("--from, --to and --outlet narrow what is mined"),
            ),
        };
        let found = match &other {
            Other::None => mine(side, &self.options(), &tell),
            Other::Rest => {
                let filter = Filter { boilerplate: here.boilerplate, ..Filter::default() };
                let all = archive.texts(&filter).map_err(&wrong)?;
                contrast(side, side.rest(&all), Want::Key, &self.options(), &tell)
            }
            Other::Key(there) => self.set_against(&archive, side, there, Want::Key, &tell).map_err(&wrong)?,
            Other::Change { earlier } => {
                self.set_against(&archive, side, earlier, Want::Change, &tell).map_err(&wrong)?
            }
        };
        steps.finish();
        let mined = found.map_err(failed)?;
        match other {
            Other::None => self.list(context, mined, Plain),
            Other::Rest | Other::Key(_) => self.list(context, mined, Key),
            Other::Change { .. } => self.list(context, mined, Change::new),
        }
    }

    /// Mines `here` against what the filter `there` lets through. The outer error is that of asking for those texts.
    fn set_against<'a>(
        &self,
        archive: &'a Archive,
        here: Side<'_, Texts<'a>>,
        there: &Filter,
        want: Want,
        tell: &tifa_wording::mine::Tell<'_>,
    ) -> Result<Result<Mined, Error<tifa_archive::Error>>, tifa_archive::Error> {
        let texts = archive.texts(there)?;
        Ok(contrast(here, side(&texts, there), want, &self.options(), tell))
    }

    fn options(&self) -> Options {
        let limit = match (self.limit, self.form.format) {
            (Some(n), _) => n as usize,
            (None, Format::Table) => TABLE_LIMIT,
            (None, _) => LIMIT,
        };
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Options { shortest: self.shortest, documents: self.texts, limit, threads, ..Options::default() }
    }

    /// What is mined, and against what.
    fn sides(&self) -> Result<(Filter, Other), Failure> {
        let mut here = self.filters.filter();
        let against = &self.against;
        if against.against_rest {
            if self.filters.given().is_empty() {
                return Err(Message::new("--against-rest needs something to set against the rest")
                    .hint("add --speaker, --outlet, --from or --to")
                    .into());
            }
            return Ok((here, Other::Rest));
        }
        if let Some(after) = against.after.or(against.before) {
            let before = against.before.or(against.after).unwrap_or(after);
            let mut earlier = here.clone();
            let eve = before.first.yesterday().unwrap_or(before.first);
            here.from = here.from.max(Some(after.first));
            earlier.to = Some(earlier.to.map_or(eve, |to| to.min(eve)));
            return Ok((here, Other::Change { earlier }));
        }
        let mut there = here.clone();
        if against.against_from.is_some() || against.against_to.is_some() {
            there.from = against.against_from.map(|p| p.first);
            there.to = against.against_to.map(|p| p.last);
        }
        there.speaker = against.against_speaker.clone().or(there.speaker);
        there.outlet = against.against_outlet.clone().or(there.outlet);
        let given = [&against.against_speaker, &against.against_outlet].iter().any(|a| a.is_some())
            || against.against_from.is_some()
            || against.against_to.is_some();
        Ok((here, if given { Other::Key(there) } else { Other::None }))
    }

    fn list<R: Record>(
        &self,
        context: &Context,
        mined: Mined,
        row: impl Fn(Formulation) -> R,
    ) -> Result<End, Failure> {
        let mut out = stdout();
        let mut listing = Listing::of::<R>(&mut *out, self.form, context.out);
        let [here, there] = mined.sizes;
        for formulation in mined.formulations {
            listing.push(&row(formulation))?;
        }
        let shown = listing.finish::<R>()?;
        let size = |(texts, characters): (usize, u64)| {
            format!("{} ({} characters)", plural(texts as u64, "text", "texts"), grouped(characters))
        };
        let other = if there.0 > 0 { format!(" against {}", size(there)) } else { String::new() };
        if shown == 0 {
            let what = if here.0 == 0 {
                "texts to mine".to_owned()
            } else {
                format!("formulations in {}{other}", size(here))
            };
            return Ok(context.nothing(&what, &self.filters));
        }
        let shown = plural(shown as u64, "formulation", "formulations");
        context.note(&format!("{shown} in {}{other}", size(here)));
        Ok(End::Done)
    }
}

/// The side that `filter` describes: statements when it says something of statements, else prose.
fn side<'t, 'a>(texts: &'t Texts<'a>, filter: &Filter) -> Side<'t, Texts<'a>> {
    let voices = filter.speaker.is_some()
        || filter.addressee.is_some()
        || filter.occasion.is_some()
        || filter.mode.is_some();
    if voices { Side::voices(texts) } else { Side::prose(texts) }
}

/// What a person is told of a stage.
fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "reading texts",
        Stage::Repeats => "finding what recurs",
        Stage::Measuring => "measuring",
        Stage::Looking => "looking at the best",
    }
}
