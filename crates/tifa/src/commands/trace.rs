//! `tifa trace`: a formulation through time.

use crate::commands::Context;
use crate::flags::{Filters, Form, Format};
use crate::listing::{Citing, Field, Listing, Record, citation, day, keyword, marked, or_empty, place};
use crate::output::{Look, stdout, styles};
use crate::progress::{grouped, plural};
use crate::report::{End, Failure, Message, from_archive};
use crate::sheet;
use crate::table::{Cell, Column, Fit, Table};
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;
use tifa_wording::Passage;
use tifa_wording::diff::{Edit, Piece};
use tifa_wording::trace::{
    Attestation, Month, Options, Phrase, Standing, Tally, Trace as Traced, Untraceable, VariantGroup,
};

mod ledger;
mod page;

/// Follow a formulation through time
///
/// Where it first and last stands in this archive, who says it and which outlets carry it, how many documents of each month
/// have it, in which variants it stands (members in another order; words replaced, added, dropped), and every attestation
/// in order of publication: as own words (direct), reported, or only mentioned by the narrator. Script, width, line
/// breaks and light punctuation do not matter. --all follows every formulation of the watch-list.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Trace {
    /// The formulation, in either script; members with 、 between them are also looked for in another order
    #[arg(required_unless_present = "all")]
    phrase: Option<String>,
    /// The ledger: every formulation of the watch-list (lexicon/formulations.tsv and those that come with tifa)
    #[arg(long, conflicts_with_all = ["phrase", "html", "edits"])]
    all: bool,
    /// Characters that a variant may have changed, added or dropped; a fifth of the phrase when not given, 0 for none
    #[arg(long, value_name = "N")]
    edits: Option<usize>,
    /// Characters shown on each side
    #[arg(long, value_name = "N", default_value_t = 40)]
    context: u16,
    /// Show at most N attestations; 0 for all (a table shows 40 when not given, the other forms all)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Write a page of HTML to FILE
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const EXAMPLES: &str = "\
Examples:
  tifa trace 合作共赢
  tifa trace 相互尊重、和平共处、合作共赢 --from 2020 --speaker 王毅
  tifa trace 脱钩 --html decoupling.html
  tifa trace --all                              the watch-list";

/// Attestations a table shows when no limit is given.
const TABLE_LIMIT: usize = 40;
/// Speakers, outlets and variants a table shows.
const TALLIES: usize = 8;

impl Trace {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let failed = from_archive(&context.archive);
        let filter = self.filters.filter();
        let Some(asked) = self.phrase.as_deref().filter(|_| !self.all) else {
            return ledger::run(&archive, &filter, self.form, context);
        };
        let phrase = Phrase::new(asked).map_err(|why| untraceable(asked, why))?;
        let options = Options {
            context: usize::from(self.context),
            edits: self.edits,
            variants: self.edits != Some(0),
            ..Options::default()
        };
        let (found, months) = archive.trace(&phrase, &filter, &options).map_err(failed)?;
        if found.attestations.is_empty() && found.variants.is_empty() {
            return context.nothing(&archive, asked, &self.filters, &[]);
        }
        if let Some(path) = &self.html {
            sheet::write(path, &page::page(&phrase, &found, &months))?;
            context.note(&format!("trace written to {}", path.display()));
        }
        let table = self.form.format == Format::Table;
        if table && self.html.is_some() {
            return Ok(End::Done); // The page says it all.
        }
        let mut out = stdout();
        if table {
            overview(&mut *out, &phrase, &found, &months, context.out)?;
        }
        let mut listing = Listing::of::<Attestation>(&mut *out, self.form, context.out);
        // A table has told the variants above.
        let variants = found.variants.iter().filter(|_| !table);
        let mut all: Vec<&Attestation> = found.attestations.iter().chain(variants).collect();
        all.sort_by_key(|a| (a.number, a.passage.start, a.passage.end));
        let limit = self.form.limit(self.limit, TABLE_LIMIT);
        for attestation in all.iter().take(limit.unwrap_or(usize::MAX)) {
            listing.push(*attestation)?;
        }
        let shown = listing.finish::<Attestation>()?;
        out.flush()?;
        if shown < all.len() {
            let (shown, all) = (grouped(shown as u64), grouped(all.len() as u64));
            context.note(&format!("{shown} of {all} attestations shown, --limit 0 shows all"));
        }
        Ok(End::Done)
    }
}

fn untraceable(asked: &str, why: Untraceable) -> Message {
    let message = Message::new(format!("cannot trace {asked:?}"));
    match why {
        Untraceable::Empty => message
            .because("nothing is left of it without punctuation")
            .hint("a formulation has two characters or more"),
        Untraceable::Single => message
            .because("one character is no formulation")
            .hint(format!("tifa search {asked} lists every place where it stands")),
    }
}

/// First and last, a line of months, and the tallies.
fn overview(
    out: &mut dyn Write,
    phrase: &Phrase,
    found: &Traced,
    months: &[Month],
    look: Look,
) -> io::Result<()> {
    let places = plural(found.attestations.len() as u64, "attestation", "attestations");
    let documents = plural(found.documents() as u64, "document", "documents");
    let texts = match found.texts() {
        all if all == found.documents() => String::new(),
        fewer => format!(" ({})", plural(fewer as u64, "text", "texts")),
    };
    writeln!(out, "{}  {places} in {documents}{texts}", look.paint(styles::HEADING, &phrase.printed))?;
    let standing = |s: Standing| found.attestations.iter().filter(|a| a.standing == s).count();
    if found.attestations.is_empty() {
        writeln!(out, "in these words absent from this archive; variants of it stand")?;
    } else {
        let (direct, reported) = (standing(Standing::Direct), standing(Standing::Reported));
        let mentioned = standing(Standing::Mentioned);
        writeln!(out, "{direct} as own words, {reported} reported, {mentioned} only mentioned")?;
    }
    for (name, a) in [("first", found.attestations.first()), ("last", dated_last(found))] {
        if let Some(a) = a {
            let who = a.speaker.as_deref().unwrap_or("narrator");
            let outlet = or_empty(&a.outlet);
            let line = format!(
                "{name:<5} {}  {who}  {outlet}  {}",
                if a.date.is_some() { day(a.date) } else { "undated".into() },
                place(&a.passage.document, a.passage.start)
            );
            writeln!(out, "{line}")?;
        }
    }
    if let (Some(first), Some(last)) = (months.first(), months.last()) {
        writeln!(out, "\n{first} {} {last}", sparkline(months, look.columns.saturating_sub(18)))?;
        let most = months.iter().max_by(|a, b| a.share().total_cmp(&b.share()));
        if let Some(m) = most {
            let line = format!(
                "documents with it as a share of the month's; most in {m}: {} of {}",
                m.with, m.documents
            );
            writeln!(out, "{}", look.paint(styles::FAINT, &line))?;
        }
    }
    tallies(out, BY_SPEAKER, &found.speakers(), look)?;
    tallies(out, BY_OUTLET, &found.outlets(), look)?;
    variants(out, &found.variant_groups(), look)?;
    writeln!(out)
}

/// The last attestation that has a day.
fn dated_last(found: &Traced) -> Option<&Attestation> {
    found.attestations.iter().rev().find(|a| a.date.is_some()).or(found.attestations.last())
}

/// Bars of the months' shares, months put together when there are more than `columns`.
fn sparkline(months: &[Month], columns: usize) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let together = months.len().div_ceil(columns.max(1)).max(1);
    let shares: Vec<f64> = months
        .chunks(together)
        .map(|c| {
            let (with, all): (u32, u32) =
                c.iter().fold((0, 0), |sum, m| (sum.0 + m.with, sum.1 + m.documents));
            if all == 0 { 0.0 } else { f64::from(with) / f64::from(all) }
        })
        .collect();
    let most = shares.iter().copied().fold(0.0, f64::max);
    let bar = |&share: &f64| {
        if share == 0.0 {
            return '·';
        }
        BARS[((share / most * 8.0).ceil() as usize).clamp(1, 8) - 1]
    };
    shares.iter().map(bar).collect()
}

/// Columns of a tally by `name`.
const fn tally(name: &'static str) -> [Column; 6] {
    [
        Column { name, fit: Fit::UpTo(32) },
        Column { name: "places", fit: Fit::Number },
        Column { name: "direct", fit: Fit::Number },
        Column { name: "documents", fit: Fit::Number },
        Column { name: "first", fit: Fit::UpTo(10) },
        Column { name: "last", fit: Fit::UpTo(10) },
    ]
}
const BY_SPEAKER: &[Column] = &tally("speaker");
const BY_OUTLET: &[Column] = &tally("outlet");

fn tallies(out: &mut dyn Write, columns: &'static [Column], all: &[Tally], look: Look) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let mut table = Table::new(columns, look, false);
    for t in all.iter().take(TALLIES) {
        let row = vec![
            Cell::styled(&t.name, styles::SPEAKER),
            Cell::new(grouped(t.count as u64)),
            Cell::new(grouped(t.direct as u64)),
            Cell::new(grouped(t.documents as u64)),
            Cell::new(day(t.first)),
            Cell::new(day(t.last)),
        ];
        table.push(out, row)?;
    }
    table.finish(out)?;
    more(out, all.len(), columns[0].name, look)
}

fn variants(out: &mut dyn Write, all: &[VariantGroup], look: Look) -> io::Result<()> {
    const COLUMNS: &[Column] = &[
        Column { name: "variant", fit: Fit::Rest },
        Column { name: "how", fit: Fit::UpTo(9) },
        Column { name: "places", fit: Fit::Number },
        Column { name: "documents", fit: Fit::Number },
        Column { name: "first", fit: Fit::UpTo(10) },
        Column { name: "last", fit: Fit::UpTo(10) },
    ];
    if all.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let mut table = Table::new(COLUMNS, look, false);
    for v in all.iter().take(TALLIES) {
        let row = vec![
            difference(&v.diff, look.colour),
            Cell::new(v.kind.name()),
            Cell::new(grouped(v.count as u64)),
            Cell::new(grouped(v.documents as u64)),
            Cell::new(day(v.first)),
            Cell::new(day(v.last)),
        ];
        table.push(out, row)?;
    }
    table.finish(out)?;
    more(out, all.len(), "variant", look)
}

fn more(out: &mut dyn Write, all: usize, name: &str, look: Look) -> io::Result<()> {
    if all > TALLIES {
        let rest = all - TALLIES;
        let name = if rest == 1 { name.to_owned() } else { format!("{name}s") };
        writeln!(out, "{}", look.paint(styles::FAINT, &format!("and {} more {name}", grouped(rest as u64))))?;
    }
    Ok(())
}

/// What stands there, with what differs marked; what was dropped as a gap.
fn difference(pieces: &[Piece], colour: bool) -> Cell {
    pieces.iter().fold(Cell::default(), |cell, piece| match piece.edit {
        Edit::Same => cell.and(&piece.b, styles::NONE),
        Edit::Dropped => cell.and("‸", styles::FOUND),
        Edit::Added | Edit::Replaced => cell.and(marked(&piece.b, colour), styles::FOUND),
    })
}

impl Citing for Attestation {
    fn cited(&self) -> (&str, &str, u32, u32, &str) {
        let Passage { source, document, start, end, text } = &self.passage;
        (source, document, *start, *end, text)
    }
}

impl Record for Attestation {
    const TABLE: &'static [Column] = &[
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "outlet", fit: Fit::UpTo(14) },
        Column { name: "speaker", fit: Fit::UpTo(12) },
        Column { name: "stands", fit: Fit::UpTo(9) },
        Column { name: "", fit: Fit::RestFromRight },
        Column { name: "found", fit: Fit::Rest },
        Column { name: "place", fit: Fit::UpTo(19) },
    ];

    fn cells(&self, colour: bool) -> Vec<Cell> {
        vec![
            Cell::styled(day(self.date), styles::FAINT),
            Cell::new(or_empty(&self.outlet)),
            Cell::styled(or_empty(&self.speaker), styles::SPEAKER),
            Cell::new(self.standing.name()),
            Cell::new(&self.before),
            keyword(&self.passage.text, &self.after, colour),
            Cell::styled(place(&self.passage.document, self.passage.start), styles::FAINT),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        let mut fields = citation();
        fields.extend::<[Field<Self>; 10]>([
            ("before", |a| a.before.clone()),
            ("after", |a| a.after.clone()),
            ("speaker", |a| or_empty(&a.speaker).to_owned()),
            ("standing", |a| a.standing.name().to_owned()),
            ("occasion", |a| or_empty(&a.occasion).to_owned()),
            ("date", |a| day(a.date)),
            ("said", |a| day(a.said)),
            ("outlet", |a| or_empty(&a.outlet).to_owned()),
            ("title", |a| or_empty(&a.title).to_owned()),
            ("variant", |a| a.variant.as_ref().map_or("", |v| v.kind.name()).to_owned()),
        ]);
        fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_months() {
        let month =
            |month: i8, documents: u32, with: u32| Month { year: 2031, month, documents, with, places: with };
        let check = |months: &[Month], columns: usize, expect: &str| {
            assert_eq!(sparkline(months, columns), expect);
        };
        check(&[], 10, "");
        check(&[month(1, 10, 1), month(2, 0, 0), month(3, 10, 10)], 10, "▁·█");
        check(&[month(1, 10, 4), month(2, 10, 4), month(3, 10, 8), month(4, 10, 8)], 2, "▄█");
    }
}
