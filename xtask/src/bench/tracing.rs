//! Formulations traced in a warm process, variants included, against tantivy's phrase query alone.

use super::adding::Built;
use super::floor::Floor;
use super::querying::quantiles;
use super::report::Report;
use super::stages::{median, percentile};
use crate::Result;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tifa_archive::{Archive, Filter};
use tifa_wording::formulation::{FILE, formulations};
use tifa_wording::trace::{Options, exposure, trace};

/// Traces every wording of the shipped watch-list as `tifa trace` does, and counts its documents with the floor.
pub fn run(built: &Built, runs: u32, report: &mut Report) -> Result<()> {
    let archive = Archive::open(&built.archive)?;
    let texts = archive.texts(&Filter::default())?;
    let floor = Floor::open(&built.index)?;
    let wordings: Vec<_> = formulations(FILE, "").0.into_iter().flat_map(|f| f.wordings).collect();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let (mut attestations, mut variants) = (0, 0);
    for phrase in &wordings {
        let query = floor.query(&phrase.folded);
        let (mut our, mut their): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
        // The first turn warms both.
        for turn in 0..=runs {
            let start = Instant::now();
            black_box(floor.count(&*query)?);
            let took_floor = start.elapsed();
            let start = Instant::now();
            let found = trace(&texts, phrase, &Options::default())?;
            black_box(found.months(&exposure(&texts)?));
            let took = start.elapsed();
            if turn == 0 {
                attestations += found.attestations.len();
                variants += found.variants.len();
            } else {
                our.push(took);
                their.push(took_floor);
            }
        }
        ours.push(median(&our));
        theirs.push(median(&their));
    }
    let p99 = percentile(&ours, 0.99);
    report.row(
        &format!(
            "trace, warm: {} formulations of the watch-list, {attestations} attestations, {variants} variants",
            wordings.len()
        ),
        quantiles(&ours),
        format!("tantivy phrase query, count alone, no variants: {}", quantiles(&theirs)),
        format!("{:.1} × at p99", p99.as_secs_f64() / percentile(&theirs, 0.99).as_secs_f64().max(1e-9)),
        "p99 < 20 ms",
        Some(p99 < Duration::from_millis(20)),
    );
    Ok(())
}
