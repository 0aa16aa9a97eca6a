//! Reads every file below the paths given and prints rate, counts and, with `--show`, an outline of each document.
//!
//! ```text
//! cargo run --release -p tifa-source --example read_speed -- [--show] PATH…
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tifa_source::{Input, read};

fn main() -> std::io::Result<()> {
    let (flags, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let show = flags.iter().any(|f| f == "--show");
    let mut files = Vec::new();
    for path in &paths {
        collect(Path::new(path), &mut files)?;
    }
    files.sort();
    let mut load = Vec::new();
    for file in &files {
        load.push((file.to_string_lossy().into_owned(), std::fs::read(file)?));
    }
    let (mut documents, mut bytes) = (0, 0);
    let mut refusals: BTreeMap<String, usize> = BTreeMap::new();
    let mut problems: BTreeMap<String, usize> = BTreeMap::new();
    let start = Instant::now();
    for (name, content) in &load {
        bytes += content.len();
        let beside =
            name.rsplit_once('.').filter(|(_, e)| *e != "json").map(|(stem, _)| format!("{stem}.json"));
        let sidecar =
            beside.and_then(|b| load.binary_search_by(|(n, _)| n.cmp(&b)).ok()).map(|i| load[i].1.as_slice());
        match read(&Input { name, bytes: content, sidecar, date: None, outlet: None }) {
            Ok(reading) => {
                documents += reading.documents.len();
                for problem in &reading.problems {
                    *problems.entry(format!("{name}: {}", problem.message)).or_default() += 1;
                }
                if show {
                    println!("== {name} ({}, {})", reading.format.name(), reading.encoding);
                    reading.documents.iter().for_each(outline);
                }
            }
            Err(refusal) => *refusals.entry(refusal.to_string()).or_default() += 1,
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = bytes as f64 / 1e6;
    for (refusal, count) in &refusals {
        println!("refused {count}: {refusal}");
    }
    for problem in problems.keys().take(40) {
        println!("problem: {problem}");
    }
    println!(
        "{} files, {megabytes:.1} MB in {seconds:.2} s: {:.1} MB/s; {documents} documents, {} refused, {} problems",
        load.len(),
        megabytes / seconds,
        refusals.values().sum::<usize>(),
        problems.values().sum::<usize>(),
    );
    Ok(())
}

fn outline(document: &tifa_source::Document) {
    let m = &document.metadata;
    println!(
        "-- {}: {} | {} {} | {} {} | {} | {} | {} | {}",
        document.ordinal,
        m.title.as_deref().unwrap_or("-"),
        m.date.map_or("-".into(), |d| d.day.to_string()),
        m.date.map_or(String::new(), |d| format!("{:?}", d.evidence)),
        m.outlet.as_deref().unwrap_or("-"),
        m.outlet_evidence.map_or(String::new(), |e| format!("{e:?}")),
        m.author.as_deref().unwrap_or("-"),
        m.category.as_deref().unwrap_or("-"),
        m.language.as_deref().unwrap_or("-"),
        m.url.as_ref().map_or("-", |u| u.unwrapped.as_str()),
    );
    for block in &document.blocks {
        let text: String = block.text.replace('\n', "⏎").chars().take(60).collect();
        println!("   {:?} {text}", block.kind);
    }
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else {
        files.push(path.to_owned());
    }
    Ok(())
}
