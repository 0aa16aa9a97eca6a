//! `cargo xtask verdicts`: the verdicts of `verify` on true quotations, each spoiled in a known way.
//!
//! Quotations are drawn from the texts of the gold set for learning, where the record and the people who labelled it
//! agree on who speaks and how; then each is spoiled, and what verdict it must have follows from how. Whether that is
//! true in the texts is decided by plain search for the words, not by what is tested.

mod pool;
pub mod report;
mod spoil;

use crate::eval::floors;
use crate::random::Random;
use crate::{Result, place};
use pool::Pool;
use spoil::{Case, KINDS};
use std::collections::BTreeMap;
use std::path::PathBuf;
use tifa_wording::verify::{Question, Verdict, verify};

/// What to draw.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// Cases of each kind
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub cases: usize,
    /// Seed of the cases
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Another folder of texts; all that is quoted there is drawn from
    #[arg(long, value_name = "PATH")]
    pub corpus: Option<PathBuf>,
    /// Print the cases with another verdict than they must have
    #[arg(long)]
    pub wrong: bool,
    /// Fail when a share is below its floor in eval/floors.toml
    #[arg(long)]
    pub check: bool,
    /// Write the table to docs/benchmarks.md
    #[arg(long)]
    pub write: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { cases: 200, seed: 1, corpus: None, wrong: false, check: false, write: false }
    }
}

/// Verdicts by kind of case, and how many were right.
#[derive(Debug, Default)]
pub struct Tally {
    /// For each kind the verdicts given.
    pub given: BTreeMap<&'static str, BTreeMap<Verdict, usize>>,
    /// For each kind cases and right ones.
    pub right: BTreeMap<&'static str, (usize, usize)>,
}

impl Tally {
    /// Share of right verdicts of one kind, or of all.
    pub fn share(&self, kind: Option<&str>) -> f64 {
        let counts = self.right.iter().filter(|(k, _)| kind.is_none_or(|kind| kind == **k));
        let (cases, right) = counts.fold((0, 0), |sum, (_, c)| (sum.0 + c.0, sum.1 + c.1));
        right as f64 / cases.max(1) as f64
    }

    /// Cases of all kinds.
    pub fn cases(&self) -> usize {
        self.right.values().map(|c| c.0).sum()
    }
}

/// Runs the task.
///
/// # Errors
/// When there are no texts, or a share is below its floor and that was asked.
pub fn run(options: &Options) -> Result<()> {
    let pool = match &options.corpus {
        Some(folder) => Pool::of_folder(folder)?,
        None => Pool::of_gold(&place::shared().ok_or(place::NO_SHARED)?)?,
    };
    eprintln!(
        "{} texts, {} direct and {} indirect quotations to draw from",
        pool.texts.len(),
        pool.direct.len(),
        pool.indirect.len()
    );
    let mut tally = Tally::default();
    for kind in KINDS {
        let mut random = Random::new(
            options.seed ^ kind.name.bytes().fold(0u64, |a, b| a.wrapping_mul(31).wrapping_add(u64::from(b))),
        );
        for case in kind.draw(&pool, options.cases, &mut random) {
            let given = judge(&pool, &case)?;
            *tally.given.entry(kind.name).or_default().entry(given).or_default() += 1;
            let counts = tally.right.entry(kind.name).or_default();
            counts.0 += 1;
            counts.1 += usize::from(given == kind.must);
            if options.wrong && given != kind.must {
                println!(
                    "{}: {} given, {} by {}",
                    kind.name,
                    given.name(),
                    case.quote.replace('\n', "⏎"),
                    case.speaker
                );
            }
        }
    }
    let table = report::table(&tally);
    println!("{table}");
    if options.write {
        report::write(options, &pool, &table)?;
    }
    let below = floors::load()?.below_verdicts(&tally);
    if options.check && !below.is_empty() {
        return Err(below.join("; ").into());
    }
    Ok(())
}

fn judge(pool: &Pool, case: &Case) -> Result<Verdict> {
    let question =
        Question { quote: &case.quote, speaker: Some(&case.speaker), shown: 3, ..Question::default() };
    let found = verify(&pool.corpus, &question).map_err(|e| format!("{}: {e}", case.quote))?;
    Ok(found.verdict)
}
