//! Times attribution over the files of a folder: `speed FOLDER`; or, with `speed --marks FOLDER…`, prints a mark of what
//! was found in each document, by which a change that should change no finding can be shown to change none.
//!
//! Files are read first, so that the figure is attribution alone, on one thread. Where the system tells, the seconds are
//! those the processor spent on it, whatever else it was doing.

mod folder;

use folder::files;
use std::path::{Path, PathBuf};
use tifa_record::{Context, record};
use tifa_source::{Block, Input};

fn main() {
    let mut folders: Vec<String> = std::env::args().skip(1).collect();
    let marks = folders.first().is_some_and(|f| f == "--marks");
    folders.drain(..usize::from(marks));
    if folders.is_empty() {
        eprintln!("usage: speed [--marks] FOLDER...");
        std::process::exit(2);
    }
    let files: Vec<PathBuf> = folders.iter().flat_map(|f| files(Path::new(f))).collect();
    let documents = read(&files);
    if marks {
        for (name, blocks, context) in &documents {
            println!("{:016x} {name}", mark(&format!("{:?}", record(blocks, context))));
        }
        return;
    }
    record(&[], &Context::default());
    let bytes: usize = documents.iter().flat_map(|d| &d.1).map(|b| b.text.len()).sum();
    let start = processor();
    let statements: usize = documents.iter().map(|(_, b, c)| record(b, c).statements.len()).sum();
    let seconds = processor() - start;
    println!(
        "{} documents, {:.1} MB, {statements} statements, {seconds:.2} s, {:.1} MB/s",
        documents.len(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds
    );
    // One document of many copies: attribution must not slow down with length.
    let long: Vec<Block> = documents.iter().take(400).flat_map(|d| &d.1).cloned().collect();
    let bytes: usize = long.iter().map(|b| b.text.len()).sum();
    let start = processor();
    let statements = record(&long, &Context::default()).statements.len();
    let seconds = processor() - start;
    println!(
        "one document of {:.1} MB: {statements} statements, {:.1} MB/s",
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds
    );
}

/// The documents of `files`, each with the name of its file.
fn read(files: &[PathBuf]) -> Vec<(String, Vec<Block>, Context)> {
    let mut out = Vec::new();
    for path in files {
        let Ok(bytes) = std::fs::read(path) else { continue };
        let name = path.to_string_lossy().into_owned();
        let input = Input { name: &name, bytes: &bytes, sidecar: None, date: None, outlet: None };
        if let Ok(reading) = tifa_source::read(&input) {
            out.extend(reading.documents.into_iter().map(|d| {
                let context = Context::of(&d.metadata);
                (name.clone(), d.blocks, context)
            }));
        }
    }
    out
}

/// FNV-1a of 64 bits.
fn mark(text: &str) -> u64 {
    text.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01B3))
}

/// Seconds this process has had of a processor, from Linux; elsewhere those of the clock.
fn processor() -> f64 {
    let nanoseconds = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = nanoseconds.and_then(|all| all.split(' ').next()?.parse::<f64>().ok());
    let clock = || std::time::UNIX_EPOCH.elapsed().map_or(0.0, |t| t.as_secs_f64());
    nanoseconds.map_or_else(clock, |n| n / 1e9)
}
