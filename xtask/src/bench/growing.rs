//! How the time of an add grows with the text: the corpus once, and the corpus many times over.

use super::adding::{Blind, settle};
use super::report::Report;
use super::stages::median;
use super::texts::Texts;
use crate::Result;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tifa_archive::{AddOptions, Archive};

/// How many times the corpus is repeated.
const COPIES: usize = 8;

/// How much longer a megabyte of the larger corpus may take; what is beyond is no noise of the clock.
const NOISE: f64 = 1.05;

/// Adds the corpus once and [`COPIES`] times over, each as often as the other, in turn.
pub fn run(texts: &Texts, threads: usize, runs: u32, scratch: &Path, report: &mut Report) -> Result<()> {
    let once = copies(texts, 1, &scratch.join("once"))?;
    let many = copies(texts, COPIES, &scratch.join("many"))?;
    let mut times = [Vec::new(), Vec::new()];
    let mut documents = [0; 2];
    for n in 0..runs {
        for (i, corpus) in [&once, &many].into_iter().enumerate() {
            settle();
            let archive = Archive::open_or_create(&scratch.join(format!("grown-{n}-{i}")))?;
            let options = AddOptions { threads: Some(threads), ..AddOptions::default() };
            let start = Instant::now();
            documents[i] = archive.add(std::slice::from_ref(&corpus.folder), &options, &Blind)?.documents;
            times[i].push(start.elapsed());
            eprint!(".");
        }
    }
    eprintln!(" growth of add");
    let per = |i: usize, corpus: &Corpus| median(&times[i]).as_secs_f64() / (corpus.bytes as f64 / 1e6);
    let (first, last) = (per(0, &once), per(1, &many));
    report.row(
        &format!("add, {} and {} documents, none with the body of another", documents[0], documents[1]),
        format!("{:.1} ms and {:.1} ms a MB of files", first * 1e3, last * 1e3),
        "itself, over the text once".into(),
        format!("{:.2} × as long a MB for {COPIES} × the text", last / first.max(1e-12)),
        "linear: ≤ 1.05 ×",
        Some(last <= first * NOISE),
    );
    Ok(())
}

/// Files to add.
struct Corpus {
    folder: PathBuf,
    bytes: usize,
}

/// Writes `number` copies of the corpus into `folder`. Every file of a copy ends in a sentence of its own, so that no
/// document has the body of another.
fn copies(texts: &Texts, number: usize, folder: &Path) -> Result<Corpus> {
    let mut bytes = 0;
    for copy in 1..=number {
        for (i, file) in texts.files.iter().enumerate() {
            let path = folder.join(copy.to_string()).join(&file.name);
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            let mark = format!("\n\n第{copy}輪抄錄的第{i}份剪報到此為止，渡口另有底本。\n");
            let text = [file.bytes.as_slice(), mark.as_bytes()].concat();
            bytes += text.len();
            fs::write(path, text)?;
        }
    }
    Ok(Corpus { folder: folder.to_path_buf(), bytes })
}
