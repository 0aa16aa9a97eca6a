//! `cargo xtask fuzz`: the bodies of the fuzz targets on a stable compiler, over seeded mutations of invented samples.

#[path = "../../fuzz/src/bodies.rs"]
pub mod bodies;
pub mod mutation;
pub mod samples;

use crate::random::Random;
use crate::{Result, place};
use bodies::{BODIES, Body};
use std::cell::RefCell;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// An input of a few kilobytes that takes longer hangs for a person.
const HANG: Duration = Duration::from_secs(5);

/// What to run.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// Only this target
    #[arg(long, value_name = "NAME")]
    pub target: Option<String>,
    /// Inputs for each target
    #[arg(long, value_name = "N", default_value_t = 1500)]
    pub rounds: usize,
    /// Seed: the same seed, the same inputs
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Run one file instead of mutations
    #[arg(long, value_name = "FILE", requires = "target")]
    pub input: Option<PathBuf>,
    /// Write the samples to fuzz/corpus for cargo-fuzz and stop
    #[arg(long)]
    pub write_corpus: bool,
}

/// Runs the task; gives a line for a person.
///
/// # Errors
/// With the panics, and where the inputs were left that caused them.
pub fn run(options: &Options) -> Result<String> {
    let chosen: Vec<(&str, Body)> =
        BODIES.into_iter().filter(|(name, _)| options.target.as_deref().is_none_or(|t| t == *name)).collect();
    if chosen.is_empty() {
        return Err(format!("no such target; there are {}", BODIES.map(|(name, _)| name).join(", ")).into());
    }
    if options.write_corpus {
        return write_corpus(&chosen);
    }
    if let Some(path) = &options.input {
        chosen[0].1(&fs::read(path)?);
        return Ok("no panic".into());
    }
    let mut failures = Vec::new();
    let mut inputs = 0;
    for &(name, body) in &chosen {
        // Each target has its own numbers, so that one run alone is that run among all.
        let mut random = Random::new(
            options.seed ^ name.bytes().fold(0u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b))),
        );
        let samples = samples::of(name);
        for round in 0..options.rounds + samples.len() {
            let input = match samples.get(round) {
                Some(sample) => sample.clone(),
                None => mutation::mutate(&samples, &mut random),
            };
            inputs += 1;
            if let Err(why) = attempt(body, &input) {
                let path = keep(name, round, &input)?;
                failures.push(format!("{name}: {why}; the input is in {}", path.display()));
                break;
            }
        }
    }
    if failures.is_empty() {
        Ok(format!("{} targets, {inputs} inputs, seed {}", chosen.len(), options.seed))
    } else {
        Err(failures.join("\n").into())
    }
}

thread_local! {
    /// Message and place of the last panic on this thread.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Runs a body on an input: message and place of its panic, or how long it hung.
fn attempt(body: Body, input: &[u8]) -> std::result::Result<(), String> {
    let start = Instant::now();
    let before = panic::take_hook();
    panic::set_hook(Box::new(|info| PANIC.set(info.to_string().replace('\n', " "))));
    let result = panic::catch_unwind(AssertUnwindSafe(|| body(input)));
    panic::set_hook(before);
    result.map_err(|_| PANIC.take())?;
    let took = start.elapsed();
    if took > HANG { Err(format!("{} bytes took {took:?}", input.len())) } else { Ok(()) }
}

/// Leaves an input that failed under the target folder.
fn keep(name: &str, round: usize, input: &[u8]) -> Result<PathBuf> {
    let folder = place::target().join("fuzz-failures");
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{name}-{round}"));
    fs::write(&path, input)?;
    Ok(path)
}

fn write_corpus(chosen: &[(&str, Body)]) -> Result<String> {
    let root: PathBuf = place::root().join("fuzz/corpus");
    let mut written = 0;
    for &(name, _) in chosen {
        let folder: &Path = &root.join(name);
        fs::create_dir_all(folder)?;
        for (i, sample) in samples::of(name).iter().enumerate() {
            fs::write(folder.join(format!("sample-{i}")), sample)?;
            written += 1;
        }
    }
    Ok(format!("{written} samples under {}", root.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_reported_and_a_good_input_is_not() {
        let message = attempt(|_| panic!("over {}", 1), b"").expect_err("it panics");
        assert!(message.contains("over 1") && message.contains("fuzz.rs"), "{message}");
        assert_eq!(attempt(|_| (), b""), Ok(()));
    }

    #[test]
    fn every_target_has_a_file_and_samples() {
        for (name, _) in BODIES {
            assert!(place::root().join(format!("fuzz/fuzz_targets/{name}.rs")).is_file(), "{name}");
            assert!(!samples::of(name).is_empty(), "{name}");
        }
    }
}
