//! Times attribution over the files of a folder: `speed FOLDER`.
//!
//! Files are read first, so that the figure is attribution alone, on one thread.

use std::time::Instant;
use tifa_record::{Context, record};
use tifa_source::{Block, Input};

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: speed FOLDER");
        std::process::exit(2);
    };
    let mut documents: Vec<(Vec<Block>, Context)> = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let name = path.to_string_lossy().into_owned();
        let input = Input { name: &name, bytes: &bytes, sidecar: None, date: None, outlet: None };
        if let Ok(reading) = tifa_source::read(&input) {
            let read = reading.documents.into_iter().map(|d| {
                let context = Context::of(&d.metadata);
                (d.blocks, context)
            });
            documents.extend(read);
        }
    }
    record(&[], &Context::default());
    let bytes: usize = documents.iter().flat_map(|d| &d.0).map(|b| b.text.len()).sum();
    let start = Instant::now();
    let statements: usize = documents.iter().map(|(b, c)| record(b, c).statements.len()).sum();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{} documents, {:.1} MB, {statements} statements, {seconds:.2} s, {:.1} MB/s",
        documents.len(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds
    );
    // One document of many copies: attribution must not slow down with length.
    let long: Vec<Block> = documents.iter().take(400).flat_map(|d| &d.0).cloned().collect();
    let bytes: usize = long.iter().map(|b| b.text.len()).sum();
    let start = Instant::now();
    let statements = record(&long, &Context::default()).statements.len();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "one document of {:.1} MB: {statements} statements, {:.1} MB/s",
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds
    );
}
