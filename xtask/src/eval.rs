//! `cargo xtask eval`: attribution against the gold units.

pub mod cross;
pub mod docket;
pub mod floors;
pub mod found;
pub mod gold;
pub mod score;
pub mod show;

use crate::{Result, place};
use found::{Found, ORIGINS, Row};
use gold::GoldDocument;
use score::Score;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The gold sets, the one for learning first.
pub const SETS: [&str; 2] = ["train", "dev"];

/// What to do beside printing figures.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Print gold and found side by side for one document (its file name without extension)
    #[arg(long, value_name = "DOC")]
    pub show: Option<String>,
    /// With --show, print only the units that are wrong
    #[arg(long, requires = "show")]
    pub wrong: bool,
    /// Fail when a figure is below its floor in eval/floors.toml
    #[arg(long)]
    pub check: bool,
    /// Run the gold's own scorer (python3) on the same statements and fail when a figure differs
    #[arg(long)]
    pub cross_check: bool,
    /// Only this set: train or dev
    #[arg(long, value_name = "SET", value_parser = SETS)]
    pub set: Option<String>,
    /// Score statements exported elsewhere (JSON Lines) instead of reading the files here
    #[arg(long, value_name = "FILE", conflicts_with = "show")]
    pub statements: Option<PathBuf>,
    /// Only the docket
    #[arg(long, conflicts_with_all = ["show", "statements", "set"])]
    pub docket: bool,
    /// How many of the worst documents to name
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub worst: usize,
}

/// A gold document and what was found in it.
#[derive(Debug, Clone)]
pub struct Scored {
    /// Gold.
    pub gold: GoldDocument,
    /// Found.
    pub found: Found,
    /// The counts.
    pub score: Score,
}

/// Runs the task.
///
/// # Errors
/// When there is no gold, or a check fails.
pub fn run(options: &Options) -> Result<()> {
    let shared = place::shared().ok_or(place::NO_SHARED)?;
    if let Some(name) = &options.show {
        return show::run(&shared, name, options.wrong);
    }
    if options.docket {
        docket::run(&shared, options.cross_check)?;
        return Ok(());
    }
    let exported = options.statements.as_deref().map(found::exported).transpose()?;
    let floors = floors::load()?;
    let mut below = Vec::new();
    for set in SETS.into_iter().filter(|s| options.set.as_deref().is_none_or(|only| only == *s)) {
        let scored = score_set(&shared, set, exported.as_ref())?;
        print(set, &scored, options.worst);
        if options.cross_check {
            println!("  {}", cross::run(&shared, set, &scored)?);
        }
        below.extend(floors.below(set, &total(&scored)));
    }
    if options.set.is_none() && options.statements.is_none() {
        below.extend(floors.below_docket(&docket::run(&shared, options.cross_check)?));
    }
    if options.check && !below.is_empty() {
        return Err(below.join("; ").into());
    }
    Ok(())
}

/// Reads, records and scores every document of a set, or scores what was `exported`.
pub fn score_set(
    shared: &Path,
    set: &str,
    exported: Option<&BTreeMap<String, Vec<Row>>>,
) -> Result<Vec<Scored>> {
    gold::load(shared, set)?
        .into_iter()
        .map(|gold| {
            let found = match exported {
                Some(rows) => found::pick(shared, &gold.name, rows)?,
                None => found::find(shared, &gold.name)?,
            };
            let mut score = Score::default();
            for unit in &gold.units {
                score.count(unit, &found.rows);
            }
            Ok(Scored { gold, found, score })
        })
        .collect()
}

/// The counts of all documents together.
pub fn total(scored: &[Scored]) -> Score {
    sum(scored.iter())
}

fn sum<'a>(scored: impl Iterator<Item = &'a Scored>) -> Score {
    let mut all = Score::default();
    for s in scored {
        all.add(&s.score);
    }
    all
}

fn print(set: &str, scored: &[Scored], worst: usize) {
    println!("{set}: {} documents", scored.len());
    println!(
        "  {:<8} {:>6} {:>8} {:>6} {:>9} {:>6} {:>6} {:>6} {:>9} | {:>6} {:>8} {:>5}",
        "",
        "units",
        "accuracy",
        "voice",
        "precision",
        "recall",
        "F1",
        "mode",
        "quotes F1",
        "missed",
        "invented",
        "wrong"
    );
    for (origin, _) in ORIGINS {
        line(origin, &sum(scored.iter().filter(|s| s.found.origin == origin)));
    }
    let all = total(scored);
    line("all", &all);
    println!(
        "  quotes of speech: precision {:.4} recall {:.4} ({} in gold)",
        all.quote_precision(),
        all.quote_recall(),
        all.quotes_gold
    );
    for s in scored {
        if let Some(why) = &s.found.refused {
            println!("  not read: {}: {why}", s.gold.name);
        }
    }
    if worst == 0 {
        return;
    }
    let mut order: Vec<&Scored> = scored.iter().collect();
    order.sort_by(|a, b| {
        a.score.accuracy().total_cmp(&b.score.accuracy()).then(a.gold.name.cmp(&b.gold.name))
    });
    println!("  worst:");
    for s in order.into_iter().take(worst) {
        let Score { units, missed, invented, wrong, .. } = s.score;
        println!(
            "    {:<24} {:.2} of {units} units: {missed} missed, {invented} invented, {wrong} wrong",
            s.gold.name,
            s.score.accuracy()
        );
    }
}

fn line(name: &str, s: &Score) {
    if s.units == 0 {
        return;
    }
    println!(
        "  {name:<8} {:>6} {:>8.4} {:>6.4} {:>9.4} {:>6.4} {:>6.4} {:>6.4} {:>9.4} | {:>6} {:>8} {:>5}",
        s.units,
        s.accuracy(),
        s.voice(),
        s.precision(),
        s.recall(),
        s.f1(),
        s.mode_accuracy(),
        s.quote_f1(),
        s.missed,
        s.invented,
        s.wrong
    );
}
