//! `tifa import`: what was written elsewhere.

use crate::commands::Context;
use crate::output::tell;
use crate::progress::plural;
use crate::report::{End, Failure, Message, from_archive};
use clap::{Args, Subcommand};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Take in decisions that somebody else made
#[derive(Debug, Args)]
pub struct Import {
    /// What to take in
    #[command(subcommand)]
    what: What,
}

/// What can be taken in.
#[derive(Debug, Subcommand)]
enum What {
    /// Add the decisions of a log to this archive's
    ///
    /// FILE is what `tifa export decisions` wrote. Decisions that are here already are not taken twice; those about
    /// entries that this archive does not have are kept and named. Where people differ, both stay:
    /// `tifa review --conflicts` lists them.
    Decisions {
        /// The log; - for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

impl Import {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let What::Decisions { file } = &self.what;
        let text = read(file)?;
        let archive = context.open()?;
        let done = archive.import_decisions(&text).map_err(from_archive(&context.archive))?;
        for (line, why) in &done.faults {
            tell(&format!("{}:{line}: {why}; this line was left out", file.display()));
        }
        let ledger = archive.ledger().map_err(from_archive(&context.archive))?;
        context.note(&format!(
            "{} taken in, {} known, {} about entries this archive does not have",
            plural(done.added as u64, "decision", "decisions"),
            done.known,
            done.orphaned
        ));
        if !ledger.conflicts.is_empty() {
            let differ = plural(ledger.conflicts.len() as u64, "entry", "entries");
            context.note(&format!("people differ about {differ}: tifa review --conflicts"));
        }
        Ok(if done.faults.is_empty() { End::Done } else { End::Nothing })
    }
}

/// The text of the log.
fn read(file: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|mut f| f.read_to_end(&mut bytes))
    };
    read.map_err(|e| Message::new(format!("{} cannot be read", file.display())).because(e))?;
    let text = String::from_utf8(bytes);
    Ok(text.map_err(|_| {
        Message::new(format!("{} is not a log of decisions", file.display()))
            .because("it is not UTF-8")
            .hint("tifa export decisions writes one")
    })?)
}
