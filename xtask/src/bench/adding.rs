//! Add, everything included, against tantivy alone over the same text.

use super::floor;
use super::report::{Report, megabytes};
use super::stages::{median, rate};
use super::texts::Texts;
use crate::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tifa_archive::{AddOptions, Archive, Outcome, Watch};

/// What was built on the way and is asked next.
#[derive(Debug)]
pub struct Built {
    /// An archive of the corpus.
    pub archive: PathBuf,
    /// The floor's index.
    pub index: PathBuf,
}

/// Sees nothing.
pub struct Blind;

impl Watch for Blind {
    fn found(&self, _: u64, _: u64) {}
    fn file(&self, _: &str, _: u64, _: &Outcome) {}
    fn phase(&self, _: &str) {}
}

/// Measures both, in turn.
pub fn run(
    corpus: &Path,
    texts: &Texts,
    threads: usize,
    runs: u32,
    scratch: &Path,
    report: &mut Report,
) -> Result<Built> {
    let options = AddOptions { threads: Some(threads), ..AddOptions::default() };
    let (mut floors, mut adds, mut again) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = None;
    for n in 0..runs {
        let built = Built {
            archive: scratch.join(format!("archive-{n}")),
            index: scratch.join(format!("index-{n}")),
        };
        settle();
        let start = Instant::now();
        floor::index(&built.index, &texts.folded, threads)?;
        floors.push(start.elapsed());

        settle();
        let start = Instant::now();
        let archive = Archive::open_or_create(&built.archive)?;
        let summary = archive.add(&[corpus.to_path_buf()], &options, &Blind)?;
        adds.push(start.elapsed());
        if summary.documents == 0 {
            return Err("the archive added no document".into());
        }

        let start = Instant::now();
        archive.add(&[corpus.to_path_buf()], &options, &Blind)?;
        again.push(start.elapsed());
        drop(archive);
        eprint!(".");
        // Kept until all are done: a file system makes new files slowly right after it has deleted thousands.
        last = Some(built);
    }
    eprintln!(" add");
    let built = last.ok_or("no run")?;
    let ratio = median(&adds).as_secs_f64() / median(&floors).as_secs_f64().max(1e-9);
    report.row(
        &format!("add, everything included, {threads} threads"),
        format!("{:.2} s, {:.1} MB/s of files", median(&adds).as_secs_f64(), rate(texts.file_bytes(), &adds)),
        format!(
            "tantivy alone: {:.2} s, {:.1} MB/s of folded text",
            median(&floors).as_secs_f64(),
            rate(texts.folded_bytes(), &floors)
        ),
        format!("{ratio:.2} ×"),
        "≤ 2 ×",
        Some(ratio <= 2.0),
    );
    report.plain("add again, nothing new", format!("{:.2} s", median(&again).as_secs_f64()));
    let size = |path: &Path| disk(path).unwrap_or(0);
    let (all, index) = (size(&built.archive), size(&built.archive.join("index")));
    report.row(
        "archive on disk",
        format!("{} MB", megabytes(all)),
        format!("files: {} MB", megabytes(texts.file_bytes())),
        format!("{:.2} ×", all as f64 / texts.file_bytes().max(1) as f64),
        "—",
        None,
    );
    report.row(
        "its index",
        format!("{} MB", megabytes(index)),
        format!("tantivy alone: {} MB", megabytes(size(&built.index))),
        format!("{:.2} × the text", index as f64 / texts.text_bytes().max(1) as f64),
        "—",
        None,
    );
    Ok(built)
}

/// Has the disk take what was written before: an add flushes the file system and would wait for another's pages.
pub fn settle() {
    let _ = std::process::Command::new("sync").status();
}

/// Bytes of the files below a folder.
fn disk(path: &Path) -> Result<usize> {
    let mut sum = 0;
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        sum +=
            if entry.file_type()?.is_dir() { disk(&entry.path())? } else { entry.metadata()?.len() as usize };
    }
    Ok(sum)
}
