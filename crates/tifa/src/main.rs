//! The command line of tifa: flags in, listings and a briefing out. All that is found, is found by the libraries.

mod briefing;
mod columns;
mod commands;
mod flags;
mod layout;
mod listing;
mod output;
mod progress;
mod report;
mod sheet;
mod table;

use clap::Parser;
use report::{End, Failure};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = flags::Cli::parse();
    let context = commands::Context::new(&cli.global);
    match commands::run(&cli.command, &context) {
        Ok(End::Done) | Err(Failure::Pipe) => ExitCode::SUCCESS,
        Ok(End::Nothing) => ExitCode::from(1),
        Err(Failure::Told(message)) => {
            message.print(context.err);
            ExitCode::from(2)
        }
    }
}
