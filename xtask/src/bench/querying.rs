//! Phrase search in a warm process against tantivy's phrase query alone.

use super::Options;
use super::adding::Built;
use super::floor::Floor;
use super::report::{Report, milliseconds};
use super::stages::{median, percentile};
use super::texts::Texts;
use crate::Result;
use crate::random::Random;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tifa_archive::bigram::BLOCK_END;
use tifa_archive::{Archive, Filter, SearchOptions};

/// Hits with context that a search gives, as a page of the concordance has them.
const HITS: usize = 50;

/// How many of the most frequent pairs and fours of characters are among the phrases, each.
const FREQUENT: usize = 50;

/// Measures every phrase, the archive and the floor in turn.
pub fn run(built: &Built, texts: &Texts, options: &Options, report: &mut Report) -> Result<()> {
    let archive = Archive::open(&built.archive)?;
    let floor = Floor::open(&built.index)?;
    let phrases = phrases(&texts.folded, options.phrases, options.seed);
    let filter = Filter { boilerplate: true, ..Filter::default() };
    let page = SearchOptions { context: 20, limit: Some(HITS), ..SearchOptions::default() };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let (mut hits, mut differing) = (0usize, 0usize);
    for phrase in &phrases {
        let query = floor.query(phrase);
        let (mut our, mut their): (Vec<Duration>, Vec<Duration>) = (Vec::new(), Vec::new());
        // The first turn warms both.
        for turn in 0..=options.runs {
            let start = Instant::now();
            let documents = black_box(floor.count(&*query)?);
            let took_floor = start.elapsed();
            let start = Instant::now();
            let found = black_box(archive.search(phrase, &filter, &page)?);
            let took = start.elapsed();
            if turn == 0 {
                hits += found.total;
                differing += usize::from(found.documents != documents);
            } else {
                our.push(took);
                their.push(took_floor);
            }
        }
        ours.push(median(&our));
        theirs.push(median(&their));
    }
    eprintln!(
        "{} phrases, {hits} hits; {differing} with another number of documents than the floor",
        phrases.len()
    );
    let p99 = percentile(&ours, 0.99);
    report.row(
        &format!("phrase search, warm: {} phrases, first {HITS} hits with context", phrases.len()),
        quantiles(&ours),
        format!("tantivy phrase query, count alone: {}", quantiles(&theirs)),
        format!("{:.1} × at p99", p99.as_secs_f64() / percentile(&theirs, 0.99).as_secs_f64().max(1e-9)),
        "p99 < 10 ms",
        Some(p99 < Duration::from_millis(10)),
    );
    Ok(())
}

/// Middle, near the end and end of the times.
pub fn quantiles(times: &[Duration]) -> String {
    format!(
        "p50 {}, p99 {}, longest {}",
        milliseconds(percentile(times, 0.5)),
        milliseconds(percentile(times, 0.99)),
        milliseconds(percentile(times, 1.0))
    )
}

/// Phrases of two to eight Chinese characters at seeded places of the corpus, the most frequent pairs and fours first.
pub fn phrases(texts: &[String], count: usize, seed: u64) -> Vec<String> {
    let mut phrases = frequent(texts, 2);
    phrases.extend(frequent(texts, 4));
    let mut random = Random::new(seed);
    let mut tries = 0;
    while phrases.len() < count && !texts.is_empty() && tries < 1000 * count {
        tries += 1;
        let text = random.pick(texts);
        let mut at = random.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let length = 2 + random.below(7);
        let phrase: String = text[at..].chars().take(length).collect();
        if phrase.chars().count() == length && phrase.chars().all(is_chinese) {
            phrases.push(phrase);
        }
    }
    phrases
}

/// The most frequent runs of `length` Chinese characters.
fn frequent(texts: &[String], length: usize) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    // A tenth of the corpus says which are frequent.
    for text in texts.iter().step_by(10) {
        for run in text.split(|c: char| c == BLOCK_END || !is_chinese(c)) {
            let bounds: Vec<usize> = run.char_indices().map(|(i, _)| i).chain([run.len()]).collect();
            for w in bounds.windows(length + 1) {
                *counts.entry(&run[w[0]..w[length]]).or_default() += 1;
            }
        }
    }
    let mut by_count: Vec<(&str, usize)> = counts.into_iter().collect();
    by_count.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    by_count.into_iter().take(FREQUENT).map(|(run, _)| run.to_owned()).collect()
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_seeded_and_the_frequent_come_first() {
        let texts = ["對話重啟。對話延期a航道對話\u{1e}漁業磋商".to_owned()];
        let once = phrases(&texts, 60, 7);
        assert_eq!(once, phrases(&texts, 60, 7));
        assert_eq!(once[0], "對話");
        assert!(once.iter().all(|p| texts[0].contains(p.as_str()) && p.chars().all(is_chinese)));
    }
}
