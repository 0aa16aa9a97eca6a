//! `cargo xtask bench`: the table of speeds in ARCHITECTURE.md, measured, as ratios to floors of the same run.
//!
//! Whatever feature and profile this was built with, the task runs in release with the feature `bench`: otherwise it
//! builds itself so and hands over.

#[cfg(feature = "bench")]
mod adding;
#[cfg(feature = "bench")]
mod floor;
#[cfg(feature = "bench")]
mod growing;
#[cfg(feature = "bench")]
mod machine;
#[cfg(feature = "bench")]
mod mining;
#[cfg(feature = "bench")]
mod part;
#[cfg(feature = "bench")]
mod programs;
#[cfg(feature = "bench")]
mod querying;
#[cfg(feature = "bench")]
mod report;
#[cfg(feature = "bench")]
mod reusing;
#[cfg(feature = "bench")]
mod stages;
#[cfg(feature = "bench")]
mod texts;
#[cfg(feature = "bench")]
mod tracing;
#[cfg(feature = "bench")]
mod verifying;

#[cfg(feature = "bench")]
use crate::verdicts::report as verdicts;
use crate::{Result, place};
use std::path::PathBuf;
use std::process::Command;

/// What to measure.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// Write docs/benchmarks.md
    #[arg(long)]
    pub write: bool,
    /// Folder of texts; ../shared/corpus/hkcnews when not given
    #[arg(long, value_name = "PATH")]
    pub corpus: Option<PathBuf>,
    /// Runs of each measurement; the median counts
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..100))]
    pub runs: u32,
    /// Phrases to search for
    #[arg(long, value_name = "N", default_value_t = 1500)]
    pub phrases: usize,
    /// Threads of add and its floor; all cores when not given
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Seed of the phrases
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Where to put archives; the system's temporary folder when not given
    #[arg(long, value_name = "DIR")]
    pub scratch: Option<PathBuf>,
    /// Leave everything but the stages of one document out: fold, read, record, docket
    #[arg(long)]
    pub stages: bool,
    /// Leave everything out but the verdicts on quotations
    #[arg(long, conflicts_with_all = ["stages", "write"])]
    pub verdicts: bool,
    /// Leave everything out but tracing
    #[arg(long, conflicts_with_all = ["stages", "write", "verdicts"])]
    pub traces: bool,
    /// Add the corpus eight times over too, which takes minutes and gigabytes
    #[arg(long, conflicts_with_all = ["stages", "verdicts"])]
    pub grown: bool,
}

/// Runs the task.
///
/// # Errors
/// When there is no corpus or the archive fails.
pub fn run(options: &Options) -> Result<()> {
    #[cfg(feature = "bench")]
    if !cfg!(debug_assertions) {
        return measure(options);
    }
    hand_over(options)
}

/// The corpus named or found.
fn corpus(options: &Options) -> Result<PathBuf> {
    match &options.corpus {
        Some(path) => Ok(path.canonicalize().map_err(|e| format!("{}: {e}", path.display()))?),
        None => Ok(place::shared().ok_or(place::NO_SHARED)?.join("corpus/hkcnews")),
    }
}

/// Builds this program and `tifa` in release and runs the task there.
fn hand_over(options: &Options) -> Result<()> {
    corpus(options)?; // Before minutes of building for nothing.
    let cargo = || {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(place::root());
        command
    };
    let built = cargo().args(["build", "--release", "--package", "tifa"]).status()?;
    if !built.success() {
        return Err("tifa could not be built".into());
    }
    let status = cargo()
        .args(["run", "--release", "--package", "xtask", "--features", "bench", "--"])
        .args(std::env::args_os().skip(1))
        .status()?;
    if status.success() { Ok(()) } else { Err(format!("bench: {status}").into()) }
}

/// Measures everything and prints the table.
#[cfg(feature = "bench")]
fn measure(options: &Options) -> Result<()> {
    let corpus = corpus(options)?;
    let scratch = match &options.scratch {
        Some(dir) => tempfile::tempdir_in(dir)?,
        None => tempfile::tempdir()?,
    };
    let threads = match options.threads {
        Some(threads) => threads,
        None => std::thread::available_parallelism()?.get(),
    };
    let texts = texts::Texts::load(&corpus)?;
    eprintln!("{} files, {} documents, {threads} threads", texts.files.len(), texts.documents.len());
    let mut report = report::Report::new(&texts, threads, options);
    if options.verdicts {
        let built = adding::run(&corpus, &texts, threads, 1, scratch.path(), &mut report)?;
        verifying::run(&built.archive, &texts, options, scratch.path(), &mut report)?;
        println!("{}", report.table());
        return Ok(());
    }
    if options.traces {
        let built = adding::run(&corpus, &texts, threads, 1, scratch.path(), &mut report)?;
        if options.grown {
            growing::run(&texts, threads, options.runs, scratch.path(), &mut report)?;
        }
        tracing::run(&built, options.runs, &mut report)?;
        println!("{}", report.table());
        return Ok(());
    }
    stages::run(&texts, options.runs, &mut report)?;
    if !options.stages {
        let built = adding::run(&corpus, &texts, threads, options.runs, scratch.path(), &mut report)?;
        if options.grown {
            growing::run(&texts, threads, options.runs, scratch.path(), &mut report)?;
        }
        querying::run(&built, &texts, options, &mut report)?;
        tracing::run(&built, options.runs, &mut report)?;
        reusing::run(&built.archive, threads, options, &mut report)?;
        verifying::run(&built.archive, &texts, options, scratch.path(), &mut report)?;
        mining::run(&built.archive, threads, options.runs, &mut report)?;
        programs::run(&built.archive, &corpus, scratch.path(), threads, &mut report)?;
    }
    println!("{}", report.table());
    if options.write {
        let path = place::root().join("docs/benchmarks.md");
        // The verdicts are measured by a task of their own.
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        let page =
            verdicts::section(&old).map_or(report.page(), |s| verdicts::with_section(&report.page(), s));
        std::fs::write(&path, page)?;
        println!("written to {}", path.display());
    }
    Ok(())
}
