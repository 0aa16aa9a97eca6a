//! What a developer runs: `cargo xtask test | eval | bench | kill | …`. One file a task.

mod eval;
mod place;

use clap::{Parser, Subcommand};
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
    /// Score attribution against the gold sets
    Eval(eval::Options),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().task {
        Task::Eval(options) => eval::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
