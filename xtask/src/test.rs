//! `cargo xtask test`: everything a developer or a build server runs, in order, with a table at the end.

use crate::{Result, deny, docs, eval, fuzz, kill, outside, own_words, place, reader, tidy, train, verdicts};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What to run.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Only these steps, by name
    #[arg(long, value_name = "STEP", value_delimiter = ',')]
    pub only: Vec<String>,
    /// All but these steps
    #[arg(long, value_name = "STEP", value_delimiter = ',')]
    pub skip: Vec<String>,
}

/// How a step ended that did not fail.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It passed: what was looked at.
    Passed(String),
    /// It could not run here: why.
    Skipped(String),
    /// A part of it could not run here.
    Partly {
        /// What passed.
        done: String,
        /// What was skipped and why.
        skipped: String,
    },
}

impl Outcome {
    /// What was `done`, and what was `skipped` and why.
    pub fn of(done: &[&str], skipped: &[String]) -> Self {
        let (done, why) = (done.join(", "), skipped.join("; "));
        match (done.is_empty(), skipped.is_empty()) {
            (_, true) => Self::Passed(done),
            (true, _) => Self::Skipped(why),
            (false, _) => Self::Partly { done, skipped: why },
        }
    }
}

/// A step: name, what it is, what it does.
type Step = (&'static str, &'static str, fn(&clap::Command) -> Result<Outcome>);

/// The steps, quick ones first.
const STEPS: [Step; 13] = [
    ("fmt", "formatting", |_| format()),
    ("tidy", "house rules", |_| tidy::run().map(Outcome::Passed)),
    ("clippy", "lints, warnings are errors", |_| clippy()),
    ("build", "the program and its tests", |_| build()),
    ("tests", "unit, property, command line and documentation tests", |_| tests()),
    ("docs", "paths and commands in the documentation", |tasks| {
        docs::run(&place::program("debug"), tasks).map(Outcome::Passed)
    }),
    ("deny", "licences, sources and advisories of dependencies", |_| deny::run()),
    ("words", "no sentence of the corpus in the repository", |_| {
        with_shared(|shared| own_words::run(&shared))
    }),
    ("gold", "floors on the gold sets", |_| gold()),
    ("kill", "kill and resume", |_| kill()),
    ("outside", "exports in the programs that open them", |_| outside::run(&outside::Options::default())),
    ("reader", "the reader in a browser, its interface, and its end in the middle of an upload", |_| {
        reader::run(&reader::Options::default())
    }),
    ("fuzz", "mutated input for every parser", |_| fuzz()),
];

/// Runs the steps. All run, whatever fails.
///
/// # Errors
/// When a step failed.
pub fn run(options: &Options, tasks: &clap::Command) -> Result<()> {
    let names = || STEPS.iter().map(|(name, ..)| *name);
    if let Some(unknown) = options.only.iter().chain(&options.skip).find(|o| !names().any(|n| n == **o)) {
        return Err(format!("no step {unknown}; there are {}", names().collect::<Vec<_>>().join(", ")).into());
    }
    match place::shared() {
        Some(shared) => println!("Real texts: {}", shared.display()),
        None => println!("Real texts: {}; tests on them say that they skip", place::NO_SHARED),
    }
    let begin = Instant::now();
    let mut table = Vec::new();
    for (name, what, step) in STEPS {
        if options.skip.iter().any(|s| s == name)
            || !(options.only.is_empty() || options.only.iter().any(|o| o == name))
        {
            table.push((name, Ok(Outcome::Skipped("not asked for".into())), Duration::ZERO));
            continue;
        }
        println!("\n── {name}: {what}");
        let start = Instant::now();
        let result = step(tasks);
        if let Err(error) = &result {
            println!("{error}");
        }
        println!("   {:.1} s", start.elapsed().as_secs_f64());
        table.push((name, result.map_err(|e| e.to_string()), start.elapsed()));
    }
    summary(&table, begin.elapsed())
}

/// Prints the table.
fn summary(table: &[(&str, std::result::Result<Outcome, String>, Duration)], whole: Duration) -> Result<()> {
    println!("\n{:<8} {:<8} {:>8}  ", "step", "result", "seconds");
    for (name, result, took) in table {
        let (word, note) = match result {
            Ok(Outcome::Passed(note)) => ("ok", note.clone()),
            Ok(Outcome::Skipped(why)) => ("skipped", why.clone()),
            Ok(Outcome::Partly { done, skipped }) => ("ok", format!("{done}; skipped: {skipped}")),
            Err(why) => ("FAILED", why.lines().next().unwrap_or_default().to_owned()),
        };
        println!("{name:<8} {word:<8} {:>8.1}  {note}", took.as_secs_f64());
    }
    let failed = table.iter().filter(|(_, r, _)| r.is_err()).count();
    println!("{:<8} {:<8} {:>8.1}", "all", if failed == 0 { "ok" } else { "FAILED" }, whole.as_secs_f64());
    if failed == 0 { Ok(()) } else { Err(format!("{failed} of {} steps failed", table.len()).into()) }
}

/// A run of cargo in the workspace.
fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(place::root()).stdin(Stdio::null());
    if let Some(shared) = place::shared() {
        command.env("TIFA_SHARED", shared);
    }
    command
}

/// Runs cargo, its output shown as it comes.
fn must(arguments: &[&str], note: &str) -> Result<Outcome> {
    let status = cargo(arguments).status()?;
    if status.success() {
        Ok(Outcome::Passed(note.into()))
    } else {
        Err(format!("cargo {}: {status}", arguments.join(" ")).into())
    }
}

/// Whether a part of the toolchain that can be left out is there.
fn has(component: &str) -> bool {
    let probe = cargo(&[component, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    probe.is_ok_and(|s| s.success())
}

fn format() -> Result<Outcome> {
    if !has("fmt") {
        return Ok(Outcome::Skipped("no rustfmt; rustup component add rustfmt".into()));
    }
    must(&["fmt", "--all", "--check"], "")
}

fn clippy() -> Result<Outcome> {
    if !has("clippy") {
        return Ok(Outcome::Skipped("no clippy; rustup component add clippy".into()));
    }
    must(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"], "")
}

fn tests() -> Result<Outcome> {
    let done = must(&["test", "--workspace", "--no-fail-fast"], "")?;
    Ok(match place::shared() {
        Some(_) => done,
        None => Outcome::Partly {
            done: "invented texts".into(),
            skipped: format!("real texts: {}", place::NO_SHARED),
        },
    })
}

/// The steps behind this one run the program: it must be of this source. The tests of the command line bring it with
/// them, and a build of the program alone would build its dependencies once more with fewer features.
fn build() -> Result<Outcome> {
    must(&["test", "--workspace", "--no-run", "--quiet"], "")?;
    let program = place::program("debug");
    if program.is_file() {
        Ok(Outcome::Passed(String::new()))
    } else {
        Err(format!("no {}", program.display()).into())
    }
}

/// Runs a step that needs the folder of real texts.
fn with_shared(step: impl FnOnce(PathBuf) -> Result<String>) -> Result<Outcome> {
    match place::shared() {
        Some(shared) => step(shared).map(Outcome::Passed),
        None => Ok(Outcome::Skipped(place::NO_SHARED.into())),
    }
}

fn gold() -> Result<Outcome> {
    with_shared(|_| {
        eval::run(&eval::Options { check: true, cross_check: true, ..eval::Options::default() })?;
        verdicts::run(&verdicts::Options { check: true, ..verdicts::Options::default() })?;
        train::run(&train::Options { check: true, ..train::Options::default() })?;
        Ok(format!("above the floors of {}; weights are what training gives", eval::floors::FILE))
    })
}

fn kill() -> Result<Outcome> {
    let options = kill::Options { rounds: 3, corpus: None, seed: 1, program: Some(place::program("debug")) };
    kill::run(&options).map(Outcome::Passed)
}

fn fuzz() -> Result<Outcome> {
    let options = fuzz::Options { target: None, rounds: 1500, seed: 1, input: None, write_corpus: false };
    fuzz::run(&options).map(Outcome::Passed)
}
