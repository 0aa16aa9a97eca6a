//! The pure stages on one thread: fold against a copy of the same bytes, read, record, docket.

use super::report::Report;
use super::texts::Texts;
use crate::Result;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tifa_docket::docket;
use tifa_record::{Context, Reading, record};
use tifa_source::Document;
use tifa_text::{Folded, Folder};

/// Measures the stages, each run of one between runs of the others.
pub fn run(texts: &Texts, runs: u32, report: &mut Report) -> Result<()> {
    let blocks: Vec<&str> = texts.documents.iter().flat_map(|d| &d.blocks).map(|b| b.text.as_str()).collect();
    let contexts: Vec<Context> = texts.documents.iter().map(|d| Context::of(&d.metadata)).collect();
    let read = texts.documents.iter().zip(&contexts);
    let readings: Vec<Reading<'_>> = read.map(|(d, context)| tifa_record::read(&d.blocks, context)).collect();
    let (mut copies, mut folds, mut reads, mut records) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut dockets = Vec::new();
    for _ in 0..runs.max(3) {
        copies.push(timed(|| copy(&blocks)));
        folds.push(timed(|| {
            let (mut folder, mut folded) = (Folder::new(), Folded::default());
            let fold = |b: &&str| {
                folder.fold(black_box(b), &mut folded);
                folded.text.len()
            };
            blocks.iter().map(fold).sum::<usize>()
        }));
        reads.push(timed(|| texts.files.iter().map(|f| f.documents().len()).sum::<usize>()));
        records.push(timed(|| {
            let found = |d: &Document| record(&d.blocks, &Context::of(&d.metadata)).statements.len();
            texts.documents.iter().map(found).sum::<usize>()
        }));
        let entries = |(reading, context)| docket(reading, context).figures.len();
        dockets.push(timed(|| readings.iter().zip(&contexts).map(entries).sum::<usize>()));
        eprint!(".");
    }
    eprintln!(" stages");
    let (copy, fold) = (rate(texts.text_bytes(), &copies), rate(texts.text_bytes(), &folds));
    report.row(
        "fold, 1 thread",
        format!("{fold:.0} MB/s"),
        format!("copy and scan of the same bytes: {copy:.0} MB/s"),
        format!("{:.1} × as long", copy / fold),
        "≥ 500 MB/s",
        Some(fold >= 500.0),
    );
    report.plain("read, 1 thread", format!("{:.0} MB/s of files", rate(texts.file_bytes(), &reads)));
    report.plain("record, 1 thread", format!("{:.0} MB/s of text", rate(texts.text_bytes(), &records)));
    report.plain("docket, 1 thread", format!("{:.0} MB/s of text", rate(texts.text_bytes(), &dockets)));
    Ok(())
}

/// What the memory allows: each block copied and its bytes added up.
fn copy(blocks: &[&str]) -> usize {
    let mut sum = 0usize;
    for block in blocks {
        let copied = black_box(block).as_bytes().to_vec();
        sum = copied.iter().fold(sum, |s, &b| s.wrapping_add(usize::from(b)));
        black_box(&copied);
    }
    sum
}

/// How long `work` takes.
pub fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

/// The median of some durations; zero of none.
pub fn median(times: &[Duration]) -> Duration {
    percentile(times, 0.5)
}

/// The duration below which the share `p` of them lies.
pub fn percentile(times: &[Duration], p: f64) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let at = (p * sorted.len().saturating_sub(1) as f64).round() as usize;
    sorted.get(at).copied().unwrap_or_default()
}

/// Megabytes (10⁶ bytes) a second at the median.
pub fn rate(bytes: usize, times: &[Duration]) -> f64 {
    bytes as f64 / 1e6 / median(times).as_secs_f64().max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_sorted_times() {
        let times: Vec<Duration> = [5, 1, 4, 2, 3].map(Duration::from_millis).into();
        assert_eq!(median(&times), Duration::from_millis(3));
        assert_eq!(percentile(&times, 1.0), Duration::from_millis(5));
        assert_eq!(percentile(&[], 0.5), Duration::ZERO);
    }
}
