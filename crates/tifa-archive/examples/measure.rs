//! Adds a folder to a new archive and says how long that and some searches take.
//!
//! `cargo run --release -p tifa-archive --example measure -- FOLDER NEW-ARCHIVE [THREADS]`

use std::path::PathBuf;
use std::time::{Duration, Instant};
use tifa_archive::{AddOptions, Archive, Filter, Outcome, SearchOptions, Watch};

/// Searched for while measuring: from rare to what stands in every other clipping.
const QUERIES: [&str; 16] = [
    "中国",
    "香港",
    "记者",
    "政府",
    "表示",
    "美国",
    "合作",
    "命运共同体",
    "不冲突不对抗",
    "合作共赢",
    "新冷战",
    "脱钩",
    "国际社会",
    "立法会",
    "特区政府",
    "布林肯",
];

struct Silent;

impl Watch for Silent {
    fn found(&self, files: u64, bytes: u64) {
        println!("found {files} files, {bytes} bytes");
    }

    fn file(&self, name: &str, _bytes: u64, outcome: &Outcome) {
        if let Outcome::Refused(reason) = outcome {
            println!("refused {name}: {reason}");
        }
    }

    fn phase(&self, name: &str) {
        println!("{name}");
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(dir)) = (arguments.next(), arguments.next()) else {
        return Err("usage: measure FOLDER NEW-ARCHIVE [THREADS]".into());
    };
    let threads = arguments.next().map(|n| n.parse()).transpose()?;
    let dir = PathBuf::from(dir);
    let options = AddOptions { threads, ..AddOptions::default() };

    let begun = Instant::now();
    let summary = Archive::open_or_create(&dir)?.add(&[PathBuf::from(&folder)], &options, &Silent)?;
    let added = begun.elapsed();
    println!("add {added:.3?} {summary:?}");
    let begun = Instant::now();
    Archive::open(&dir)?.add(&[PathBuf::from(folder)], &options, &Silent)?;
    println!("add again {:.3?}", begun.elapsed());

    let archive = Archive::open(&dir)?;
    let begun = Instant::now();
    let options = SearchOptions { context: 20, limit: Some(50) };
    archive.search(QUERIES[0], &Filter::default(), &options)?;
    println!("first search {:.3?}", begun.elapsed());
    let mut times: Vec<(Duration, &str, usize)> = Vec::new();
    for _ in 0..20 {
        for query in QUERIES {
            let begun = Instant::now();
            let found = archive.search(query, &Filter::default(), &options)?;
            times.push((begun.elapsed(), query, found.total));
        }
    }
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("search p50 {:.3?} p99 {:.3?} slowest {:.3?}", at(50).0, at(99).0, at(100));
    let begun = Instant::now();
    let found = archive.search("中", &Filter::default(), &options)?;
    println!("one character, {} hits: {:.3?}", found.total, begun.elapsed());
    let begun = Instant::now();
    let all = SearchOptions { context: 20, limit: None };
    let found = archive.search(QUERIES[0], &Filter::default(), &all)?;
    println!("all {} hits of {}: {:.3?}", found.hits.len(), QUERIES[0], begun.elapsed());

    let floor = dir.join("floor");
    let (bytes, time) = archive.measure_index(&floor, threads.unwrap_or(2))?;
    println!(
        "index alone {time:.3?}, {:.1} MB/s of folded text; add is {:.2} of it",
        bytes as f64 / 1e6 / time.as_secs_f64(),
        added.as_secs_f64() / time.as_secs_f64()
    );
    std::fs::remove_dir_all(floor)?;
    Ok(())
}
