//! `cargo xtask train`: learns the models that tifa carries from the gold set for learning.
//!
//! Each model is a module beside this file that gives examples; optimiser, cross-validation and the files are shared.
//! Training reads `train.jsonl` and the texts it labels; `dev.jsonl` is for measuring.

pub mod continuation;
pub mod file;
pub mod folds;
pub mod logistic;
pub mod minimise;
pub mod quotations;

use crate::{Result, place};
use std::fs;
use std::path::Path;

/// What to do with what was learned.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Write nothing; fail when the committed weights are not what training gives
    #[arg(long)]
    pub check: bool,
    /// Only this model
    #[arg(long, value_name = "MODEL", value_parser = MODELS.map(|m| m.name))]
    pub model: Option<String>,
    /// Print what cross-validation gets wrong
    #[arg(long)]
    pub errors: bool,
    /// Measure on dev too, which nothing is learned from
    #[arg(long)]
    pub measure: bool,
}

/// A model: its name, which is that of its file, and what trains it. Training prints its figures and gives the file.
struct Model {
    name: &'static str,
    train: fn(&Path, &Options) -> Result<String>,
}

const MODELS: [Model; 2] = [
    Model { name: "quotations", train: quotations::train },
    Model { name: "continuation", train: continuation::train },
];

/// Runs the task.
///
/// # Errors
/// When there is no gold, a file cannot be written, or a check fails.
pub fn run(options: &Options) -> Result<()> {
    let shared = place::shared().ok_or(place::NO_SHARED)?;
    let mut stale = Vec::new();
    for model in MODELS.iter().filter(|m| options.model.as_deref().is_none_or(|only| only == m.name)) {
        let made = (model.train)(&shared, options)?;
        let path = format!("crates/tifa-record/models/{}.tsv", model.name);
        let target = place::root().join(&path);
        if options.check {
            let committed = fs::read_to_string(&target).map_err(|e| format!("{path}: {e}"))?;
            match file::difference(&committed, &made) {
                None => println!("  {path} is what training gives"),
                Some(what) => stale.push(format!("{path}: {what}")),
            }
        } else {
            fs::write(&target, &made).map_err(|e| format!("{path}: {e}"))?;
            println!("  written: {path}");
        }
    }
    if stale.is_empty() { Ok(()) } else { Err(format!("{}; run cargo xtask train", stale.join("; ")).into()) }
}
