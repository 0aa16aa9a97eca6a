//! `tifa mine`: formulations nobody listed.

use crate::commands::Context;
use crate::flags::{Filters, Form, Period, parse_period};
use crate::listing::{Listing, Record};
use crate::output::stdout;
use crate::progress::{Steps, grouped, plural};
use crate::report::{End, Failure, Message, from_archive};
use clap::Args;
use tifa_archive::{Archive, Filter, Texts};
use tifa_wording::mine::{Error, Formulation, Mined, Options, Side, Size, Stage, Want, contrast, mine};

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
    /// Show at most N formulations; 0 for all (a table shows 100 when not given, the other forms all)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
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

impl Against {
    /// The flags that were given, as they could be typed.
    fn given(&self) -> Vec<&'static str> {
        let flags = [
            (self.against_speaker.is_some(), "--against-speaker"),
            (self.against_outlet.is_some(), "--against-outlet"),
            (self.against_from.is_some(), "--against-from"),
            (self.against_to.is_some(), "--against-to"),
            (self.before.is_some(), "--before"),
            (self.after.is_some(), "--after"),
        ];
        flags.into_iter().filter(|f| f.0).map(|f| f.1).collect()
    }
}

const EXAMPLES: &str = "\
Examples:
  tifa mine                                          the archive's set phrases
  tifa mine --speaker 王毅 --from 2020
  tifa mine --speaker 王毅 --against-speaker 布林肯
  tifa mine --outlet 聯合早報 --against-rest --format csv > key.csv
  tifa mine --from 2020-07 --to 2020-12 --against-from 2020-01 --against-to 2020-06
  tifa mine --speaker 外交部 --before 2020-07-01     what appeared and disappeared with that day";

/// Formulations a table shows when no limit is given.
const TABLE_LIMIT: usize = 100;

/// What the other side is.
enum Other {
    /// There is none.
    None,
    /// Everything else in the archive.
    Rest,
    /// What this filter lets through.
    Key(Filter),
    /// The same in an earlier period.
    Earlier(Filter),
}

impl Other {
    /// How much was mined, and set against how much.
    fn between(&self, [here, there]: [Size; 2]) -> String {
        match self {
            Self::None => size(here),
            _ => format!("{} against {}", size(here), size(there)),
        }
    }
}

impl Mine {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let (filter, other) = self.sides()?;
        let wrong = from_archive(&context.archive);
        let texts = archive.texts(&filter).map_err(&wrong)?;
        let here = side(&texts, &filter);
        let steps = Steps::new();
        let tell = |stage: Stage, done: usize, of: usize| steps.at(name(stage), done, of);
        let options = self.options();
        let texts_of = |filter: &Filter| archive.texts(filter).map_err(Error::Corpus);
        let found = match &other {
            Other::None => mine(here, &options, &tell),
            Other::Rest => {
                let all = Filter { boilerplate: filter.boilerplate, ..Filter::default() };
                texts_of(&all).and_then(|all| contrast(here, here.rest(&all), Want::Key, &options, &tell))
            }
            Other::Key(there) => texts_of(there)
                .and_then(|texts| contrast(here, side(&texts, there), Want::Key, &options, &tell)),
            Other::Earlier(there) => texts_of(there)
                .and_then(|texts| contrast(here, side(&texts, there), Want::Change, &options, &tell)),
        };
        steps.finish();
        let mined = found.map_err(|error| match error {
            Error::Corpus(error) => wrong(error),
            error => {
                Message::new(error.to_string()).hint("--from, --to and --outlet narrow what is mined").into()
            }
        })?;
        let sizes = mined.sizes;
        let shown = match other {
            Other::None => self.list(context, mined, Plain),
            Other::Rest | Other::Key(_) => self.list(context, mined, Key),
            Other::Earlier(_) => self.list(context, mined, Change::new),
        }?;
        if shown == 0 {
            return self.nothing(context, &archive, sizes, &other);
        }
        let shown = plural(shown as u64, "formulation", "formulations");
        context.note(&format!("{shown} in {}", other.between(sizes)));
        Ok(End::Done)
    }

    /// Says that no formulation was found, or that a side has no texts.
    fn nothing(
        &self,
        context: &Context,
        archive: &Archive,
        sizes: [Size; 2],
        other: &Other,
    ) -> Result<End, Failure> {
        let given = self.against.given();
        let without = format!("try without {}", given.join(", "));
        let shorter = "--shortest 2 takes shorter ones too";
        let [empty, other_empty] = sizes.map(|size| size.texts == 0);
        let what = match other {
            Other::None if empty => "texts to mine",
            Other::Earlier(_) if empty => "texts of the later period",
            Other::Earlier(_) if other_empty => "texts of the earlier period",
            Other::Rest | Other::Key(_) if empty => "texts of the side asked for",
            Other::Rest | Other::Key(_) if other_empty => "texts of the other side",
            _ => &format!("formulations in {}", other.between(sizes)),
        };
        let mut hints = Vec::new();
        if !given.is_empty() && (empty || other_empty) {
            hints.push(without.as_str());
        } else if self.shortest > 2 && !empty {
            hints.push(shorter);
        }
        context.nothing(archive, what, &self.filters, &hints)
    }

    fn options(&self) -> Options {
        let limit = self.form.limit(self.limit, TABLE_LIMIT).unwrap_or(usize::MAX);
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
            let before = against.before.unwrap_or(after);
            if after.first < before.first {
                return Err(Message::new("the two periods overlap")
                    .because(format!("one ends before {}, the other begins on {}", before.first, after.first))
                    .hint("--after is the day of --before or a later one")
                    .into());
            }
            let mut earlier = here.clone();
            let eve = before.first.yesterday().unwrap_or(before.first);
            here.from = here.from.max(Some(after.first));
            earlier.to = Some(earlier.to.map_or(eve, |to| to.min(eve)));
            return Ok((here, Other::Earlier(earlier)));
        }
        let mut there = here.clone();
        if against.against_from.is_some() || against.against_to.is_some() {
            there.from = against.against_from.map(|p| p.first);
            there.to = against.against_to.map(|p| p.last);
        }
        there.speaker = against.against_speaker.clone().or(there.speaker);
        there.outlet = against.against_outlet.clone().or(there.outlet);
        Ok((here, if against.given().is_empty() { Other::None } else { Other::Key(there) }))
    }

    /// Writes the rows; how many there were.
    fn list<R: Record>(
        &self,
        context: &Context,
        mined: Mined,
        row: impl Fn(Formulation) -> R,
    ) -> Result<usize, Failure> {
        let mut out = stdout();
        let mut listing = Listing::of::<R>(&mut *out, self.form, context.out);
        for formulation in mined.formulations {
            listing.push(&row(formulation))?;
        }
        Ok(listing.finish::<R>()?)
    }
}

/// Texts and characters of a side.
fn size(size: Size) -> String {
    format!("{} ({} characters)", plural(size.texts as u64, "text", "texts"), grouped(size.characters))
}

/// The side that `filter` describes: statements when it says something of statements, else prose.
fn side<'t, 'a>(texts: &'t Texts<'a>, filter: &Filter) -> Side<'t, Texts<'a>> {
    if filter.asks_of_statements() { Side::voices(texts) } else { Side::prose(texts) }
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
