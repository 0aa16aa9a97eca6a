//! What a developer runs: `cargo xtask test | eval | bench | kill | …`. One file a task.

mod bench;
mod deny;
mod docs;
mod eval;
mod files;
mod fuzz;
mod kill;
mod outside;
mod own_words;
mod place;
mod python;
mod random;
mod reader;
mod test;
mod tidy;
mod train;
mod verdicts;

use clap::{CommandFactory, Parser, Subcommand};
use std::process::ExitCode;

/// Any error a task ends with; it is printed, never inspected.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Tasks of a developer.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Everything a developer or a build server runs, with a table at the end
    Test(test::Options),
    /// Score attribution against the gold sets
    Eval(eval::Options),
    /// Score verdicts on quotations that are spoiled in known ways
    Verdicts(verdicts::Options),
    /// Measure speeds against their floors, in release
    Bench(bench::Options),
    /// Learn the models from the gold set for learning
    Train(train::Options),
    /// Kill an add again and again; its archive must end as an undisturbed one
    Kill(kill::Options),
    /// Run the fuzz bodies over mutated samples
    Fuzz(fuzz::Options),
    /// Open the exports with pandas, DuckDB, a TEI validator, bagit and hayagriva
    Outside(outside::Options),
    /// Walk through the reader in Chromium, ask its interface at random, and kill it while it takes files
    Reader(reader::Options),
    /// House rules that a compiler does not know
    Tidy,
    /// Paths and commands in the documentation
    Docs,
    /// Licences, sources and advisories of dependencies
    Deny,
    /// Sentences of the corpus that stand in the repository
    Words,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Test(options) => test::run(&options, &Arguments::command()),
        Task::Eval(options) => eval::run(&options),
        Task::Verdicts(options) => verdicts::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Train(options) => train::run(&options),
        Task::Kill(options) => said(kill::run(&options)),
        Task::Fuzz(options) => said(fuzz::run(&options)),
        Task::Outside(options) => outside::run(&options).map(|outcome| println!("{outcome:?}")),
        Task::Reader(options) => reader::run(&options).map(|outcome| println!("{outcome:?}")),
        Task::Tidy => said(tidy::run()),
        Task::Docs => said(docs::run(&place::program("debug"), &Arguments::command())),
        Task::Deny => deny::run().map(|outcome| println!("{outcome:?}")),
        Task::Words => place::shared().ok_or(place::NO_SHARED.into()).and_then(|s| said(own_words::run(&s))),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints what a task has to say.
fn said(result: Result<String>) -> Result<()> {
    result.map(|line| println!("{line}"))
}
