//! Mining for formulations: the whole archive, and how the time grows with the text.

use super::part::Part;
use super::report::Report;
use super::stages::{median, timed};
use crate::Result;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;
use tifa_archive::{Archive, Filter};
use tifa_wording::Corpus;
use tifa_wording::mine::{Options, Side, mine};

/// Shares of the texts that are mined: every eighth text, every fourth, every second, all.
const EVERY: [usize; 4] = [8, 4, 2, 1];

/// Measures both.
pub fn run(archive: &Path, threads: usize, runs: u32, report: &mut Report) -> Result<()> {
    let archive = Archive::open(archive)?;
    let texts = archive.texts(&Filter::default())?;
    let options = Options { threads, ..Options::default() };
    let (mut times, mut sizes) = (Vec::new(), Vec::new());
    for every in EVERY {
        let part = Part::every(every, texts.numbers(), &texts);
        let mut taken = Vec::new();
        let mut characters = 0;
        for _ in 0..runs {
            let mut failed = None;
            taken.push(timed(|| match mine(Side::prose(&part), &options, &|_, _, _| {}) {
                Ok(mined) => characters = black_box(mined).sizes[0].characters,
                Err(error) => failed = Some(error),
            }));
            if let Some(error) = failed {
                return Err(error.to_string().into());
            }
        }
        times.push(median(&taken));
        sizes.push(characters);
        eprint!(".");
    }
    eprintln!(" mining");
    let all = times.last().copied().unwrap_or_default();
    report.row(
        &format!("`tifa mine` of the whole archive, {:.1} million characters", sizes[3] as f64 / 1e6),
        format!("{:.2} s", all.as_secs_f64()),
        "—".into(),
        "—".into(),
        "< 60 s",
        Some(all < Duration::from_secs(60)),
    );
    let steps: Vec<String> = times.iter().map(|t| format!("{:.2} s", t.as_secs_f64())).collect();
    // Time by text where the text is largest against where it is smallest: 1 is linear.
    let per = |i: usize| times[i].as_secs_f64() / sizes[i].max(1) as f64;
    let growth = per(3) / per(0).max(1e-12);
    report.row(
        "the same over ⅛, ¼, ½ and all of the texts",
        steps.join(", "),
        "—".into(),
        format!("{growth:.2} × as long a character"),
        "near linear: ≤ 1.5 ×",
        Some(growth <= 1.5),
    );
    Ok(())
}
