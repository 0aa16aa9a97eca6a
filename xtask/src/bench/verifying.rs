//! Verdicts in a warm process against RapidFuzz's scan, and how they grow with the text.

use super::Options;
use super::adding::Blind;
use super::querying::quantiles;
use super::report::{Report, milliseconds};
use super::stages::{median, percentile};
use super::texts::Texts;
use crate::Result;
use crate::random::Random;
use serde::Deserialize;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tifa_archive::{AddOptions, Archive, Filter};
use tifa_text::is_han;
use tifa_wording::Corpus;
use tifa_wording::seek::{Bare, nearest};
use tifa_wording::verify::{Question, verify};

/// Characters of a quotation.
const LENGTH: usize = 25;

/// Quotations, a quarter of each: unchanged, with one, two and three characters changed.
const QUOTATIONS: usize = 400;

/// Quotations that the scan looks for; it takes half a second for each.
const SCANNED: usize = 8;

/// The scan: RapidFuzz over every text, with and without a rising cut-off, in Python.
const SCAN: &str = r#"
import json, sys, time
from rapidfuzz.fuzz import partial_ratio_alignment
texts = [line.rstrip("\n") for line in open(sys.argv[1], encoding="utf-8")]
for query in open(sys.argv[2], encoding="utf-8"):
    query = query.rstrip("\n")
    took = []
    for rising in (False, True):
        start = time.perf_counter()
        best, where = None, 0
        for i, text in enumerate(texts):
            cut = best.score if rising and best else 0
            found = partial_ratio_alignment(query, text, score_cutoff=cut)
            if found and (best is None or found.score > best.score):
                best, where = found, i
        took.append(time.perf_counter() - start)
    print(json.dumps(dict(plain=took[0], rising=took[1], score=best.score, text=where,
                          start=best.dest_start, end=best.dest_end)), flush=True)
"#;

/// What the scan found.
#[derive(Debug, Deserialize)]
struct Scanned {
    plain: f64,
    rising: f64,
    score: f64,
    text: usize,
    start: usize,
    end: usize,
}

/// Measures verdicts over the archive, the scan over the same texts, and archives of parts of the corpus.
pub fn run(
    archive: &Path,
    texts: &Texts,
    options: &Options,
    scratch: &Path,
    report: &mut Report,
) -> Result<()> {
    let bare: Vec<Vec<char>> = texts.folded.iter().map(|t| Bare::new(t).characters).collect();
    let quotations = quotations(&bare, QUOTATIONS, options.seed);
    let archive = Archive::open(archive)?;
    let corpus = archive.texts(&Filter::default())?;
    let times = times(&corpus, &quotations, options.runs)?;
    let p99 = percentile(&times, 0.99);
    let work = format!("verify, warm: {} quotations of {LENGTH} characters", quotations.len());
    report.row(
        &work,
        quantiles(&times),
        "—".into(),
        "—".into(),
        "p99 < 20 ms",
        Some(p99 < Duration::from_millis(20)),
    );
    // Those with something changed.
    let misquoted: Vec<String> =
        quotations.iter().enumerate().filter(|(i, _)| i % 4 > 0).map(|(_, q)| q.clone()).collect();
    scan(&corpus, &bare, &misquoted[..SCANNED.min(misquoted.len())], options.runs, scratch, report)?;
    growth(texts, &bare, options, scratch, report)
}

/// The median time of each quotation.
fn times<C: Corpus>(corpus: &C, quotations: &[String], runs: u32) -> Result<Vec<Duration>> {
    let mut medians = Vec::new();
    for quote in quotations {
        let question = Question { quote, shown: 5, ..Question::default() };
        let mut times = Vec::new();
        // The first turn warms.
        for turn in 0..=runs {
            let start = Instant::now();
            black_box(verify(corpus, &question).map_err(|e| format!("{quote}: {e}"))?);
            if turn > 0 {
                times.push(start.elapsed());
            }
        }
        medians.push(median(&times));
    }
    Ok(medians)
}

/// Runs of Chinese characters at seeded places, with none to three of them changed.
fn quotations(bare: &[Vec<char>], count: usize, seed: u64) -> Vec<String> {
    let mut random = Random::new(seed);
    let mut out = Vec::new();
    for _ in 0..1000 * count {
        if out.len() == count || bare.is_empty() {
            break;
        }
        let text = random.pick(bare);
        let at = random.below(text.len());
        let Some(run) = text.get(at..at + LENGTH).filter(|run| run.iter().all(|&c| is_han(c))) else {
            continue;
        };
        let mut run = run.to_vec();
        for _ in 0..out.len() % 4 {
            let other = random.pick(bare);
            let c = other.get(random.below(other.len())).copied().filter(|&c| is_han(c));
            run[random.below(LENGTH)] = c.unwrap_or('某');
        }
        out.push(run.into_iter().collect());
    }
    out
}

/// RapidFuzz for the same quotations over the same letters, where it is installed.
fn scan<C: Corpus>(
    corpus: &C,
    bare: &[Vec<char>],
    quotations: &[String],
    runs: u32,
    scratch: &Path,
    report: &mut Report,
) -> Result<()> {
    let work = "verify against a scan of every text";
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let (texts, queries) = (scratch.join("texts.txt"), scratch.join("queries.txt"));
    let lines =
        |all: &mut dyn Iterator<Item = String>| all.fold(String::new(), |out, line| out + &line + "\n");
    // A line break is in no folded text.
    fs::write(&texts, lines(&mut bare.iter().map(|t| t.iter().collect())))?;
    fs::write(&queries, lines(&mut quotations.iter().cloned()))?;
    let run = Command::new(&python)
        .args(["-c", SCAN])
        .args([&texts, &queries])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output();
    let Some(output) = run.ok().filter(|o| o.status.success()) else {
        report.plain(work, "skipped: no python3 with rapidfuzz (PYTHON names another)".into());
        return Ok(());
    };
    let mut found: Vec<Scanned> = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        found.push(serde_json::from_str(line)?);
    }
    let mut same = 0;
    for (quote, theirs) in quotations.iter().zip(&found) {
        let ours = nearest(corpus, quote, 1, 0.0).map_err(|e| e.to_string())?;
        same += usize::from(ours.first().is_some_and(|n| {
            let words = corpus.letters(n.text).map(|l| n.range.of(&l.folded).to_owned()).unwrap_or_default();
            is_same(&Bare::new(&words).characters, &bare[theirs.text], theirs)
                && n.similarity * 100.0 + 1e-6 >= theirs.score
        }));
    }
    let ours = times(corpus, quotations, runs)?;
    let seconds = |of: fn(&Scanned) -> f64| {
        median(&found.iter().map(|f| Duration::from_secs_f64(of(f))).collect::<Vec<_>>())
    };
    let (plain, rising) = (seconds(|f| f.plain), seconds(|f| f.rising));
    let ratio = |of: Duration| of.as_secs_f64() / median(&ours).as_secs_f64().max(1e-9);
    report.row(
        &format!("{work}: {} misquotations, same best match {same} of {}", quotations.len(), found.len()),
        format!("p50 {}", milliseconds(median(&ours))),
        format!(
            "RapidFuzz partial_ratio_alignment: p50 {}; with a rising cut-off {}",
            milliseconds(plain),
            milliseconds(rising)
        ),
        format!("{:.0} × as fast; {:.0} ×", ratio(plain), ratio(rising)),
        "≥ 100 ×",
        Some(ratio(plain) >= 100.0 && same == found.len()),
    );
    Ok(())
}

/// Whether `words` stand in the text where the scan has its best window, or partly there. Other texts may print the same.
fn is_same(words: &[char], text: &[char], found: &Scanned) -> bool {
    let at = |i: &usize| *i < found.end && *i + words.len() > found.start;
    !words.is_empty()
        && text.windows(words.len()).enumerate().filter(|(_, w)| *w == words).any(|(i, _)| at(&i))
}

/// The same quotations over one, two, four and eight parts of the corpus.
fn growth(
    texts: &Texts,
    bare: &[Vec<char>],
    options: &Options,
    scratch: &Path,
    report: &mut Report,
) -> Result<()> {
    // Files and documents go side by side only where each file is one document.
    let part = texts.files.len() / 8;
    if part == 0 || texts.documents.len() != texts.files.len() {
        report.plain("verify as the text grows", "skipped: too few files".into());
        return Ok(());
    }
    let quotations = quotations(&bare[..part], QUOTATIONS / 4, options.seed);
    let mut shown = Vec::new();
    for times_as_much in [1, 2, 4, 8] {
        let folder = scratch.join(format!("part-{times_as_much}"));
        for file in &texts.files[..part * times_as_much] {
            let path = folder.join(&file.name);
            fs::create_dir_all(path.parent().unwrap_or(&folder))?;
            fs::write(path, &file.bytes)?;
        }
        let archive = Archive::open_or_create(&scratch.join(format!("grown-{times_as_much}")))?;
        archive.add(&[folder], &AddOptions::default(), &Blind)?;
        let taken = times(&archive.texts(&Filter::default())?, &quotations, options.runs)?;
        shown.push(format!(
            "{times_as_much} ×: p50 {}, p99 {}",
            milliseconds(percentile(&taken, 0.5)),
            milliseconds(percentile(&taken, 0.99))
        ));
    }
    report.plain("verify as the text grows, the same quotations", shown.join("; "));
    Ok(())
}
