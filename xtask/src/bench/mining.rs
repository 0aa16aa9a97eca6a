//! Mining for formulations: the whole archive, and how the time grows with the text.

use super::report::Report;
use super::stages::{median, timed};
use crate::Result;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tifa_archive::{Archive, Filter, Texts};
use tifa_wording::mine::{Options, Side, mine};
use tifa_wording::{Corpus, Head, Letters, Text, Voice};

/// Shares of the texts that are mined: every eighth text, every fourth, every second, all.
const EVERY: [usize; 4] = [8, 4, 2, 1];

/// Every so many texts of an archive.
struct Part<'t, 'a> {
    texts: &'t Texts<'a>,
    numbers: Vec<u32>,
}

impl Corpus for Part<'_, '_> {
    type Error = tifa_archive::Error;

    fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    fn days(&self) -> std::result::Result<Vec<jiff::civil::Date>, Self::Error> {
        self.texts.days()
    }

    fn head(&self, number: u32) -> std::result::Result<Arc<Head>, Self::Error> {
        self.texts.head(number)
    }

    fn text(&self, number: u32) -> std::result::Result<Text, Self::Error> {
        self.texts.text(number)
    }

    fn letters(&self, number: u32) -> std::result::Result<std::sync::Arc<Letters>, Self::Error> {
        self.texts.letters(number)
    }

    fn spread(&self, pair: [char; 2]) -> std::result::Result<u64, Self::Error> {
        self.texts.spread(pair)
    }

    fn places(
        &self,
        pair: [char; 2],
        each: &mut dyn FnMut(u32, &[u32]),
    ) -> std::result::Result<(), Self::Error> {
        self.texts.places(pair, each)
    }

    fn is_speaker(&self, asked: &str, text: &Text, voice: &Voice) -> bool {
        self.texts.is_speaker(asked, text, voice)
    }
}

/// Measures both.
pub fn run(archive: &Path, threads: usize, runs: u32, report: &mut Report) -> Result<()> {
    let archive = Archive::open(archive)?;
    let texts = archive.texts(&Filter::default())?;
    let options = Options { threads, ..Options::default() };
    let (mut times, mut sizes) = (Vec::new(), Vec::new());
    for every in EVERY {
        let part = Part { texts: &texts, numbers: texts.numbers().iter().copied().step_by(every).collect() };
        let mut taken = Vec::new();
        let mut characters = 0;
        for _ in 0..runs {
            let mut failed = None;
            taken.push(timed(|| match mine(Side::prose(&part), &options, &|_, _, _| {}) {
                Ok(mined) => characters = black_box(mined).sizes[0].1,
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
