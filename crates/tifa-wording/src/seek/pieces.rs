//! A phrase put together of pieces that stand apart in one text.

use super::bare::Bare;
use super::candidates::texts_of_pieces;
use super::{READ, Reader};
use crate::corpus::Corpus;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;
use tifa_text::ByteRange;

/// Characters by which a run of common characters is found.
const GRAM: usize = 4;

/// Pieces nearer than this on both sides are one piece with something changed inside.
const HEALED: usize = 3;

/// Places of one run in a text that are followed; of what recurs more often the first ones count.
const REPEATS: usize = 32;

/// How much of a phrase stands in one text, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Pieces {
    /// Number of the text.
    pub text: u32,
    /// In the order of the phrase: characters of the phrase without barriers, and bytes of the folded text.
    pub pieces: Vec<(Range<usize>, ByteRange)>,
    /// Characters of the phrase that are in a piece.
    pub covered: usize,
}

/// The texts of which the folded phrase `query` could be put together, each with the fewest pieces of at least `least`
/// characters that cover the most of it; the most covered first, then the fewest pieces, then the first text. Characters
/// changed inside a piece do not part it. At most `limit`. A text is read only when it has, anywhere, half of the pairs
/// of characters that are asked for, which come from all parts of the phrase: what lacks more is not what the phrase was
/// put together of.
///
/// # Errors
/// What the corpus says.
pub fn pieces<C: Corpus>(
    corpus: &C,
    query: &str,
    least: usize,
    limit: usize,
) -> Result<Vec<Pieces>, C::Error> {
    let query = Bare::new(query);
    let phrase = &query.characters;
    let mut grams: FxHashMap<&[char], Vec<usize>> = FxHashMap::default();
    for (i, gram) in phrase.windows(GRAM).enumerate() {
        grams.entry(gram).or_default().push(i);
    }
    let mut reader = Reader::new(corpus);
    let mut found = Vec::new();
    for number in texts_of_pieces(corpus, &query)?.into_iter().take(READ) {
        let text = reader.text(number)?;
        let runs = runs(phrase, &grams, &text.characters);
        let cover = healed(cover(phrase.len(), &runs))
            .into_iter()
            .filter(|(q, _)| q.len() >= least)
            .filter_map(|(q, t)| Some((q, text.bytes(t)?)))
            .collect::<Vec<_>>();
        if !cover.is_empty() {
            let covered = cover.iter().map(|c| c.0.len()).sum();
            found.push(Pieces { text: number, pieces: cover, covered });
        }
    }
    found.sort_by_key(|p| (Reverse(p.covered), p.pieces.len(), p.text));
    found.truncate(limit);
    Ok(found)
}

/// The longest runs that phrase and text have in common: places in the phrase and in the text, and length.
fn runs(
    phrase: &[char],
    grams: &FxHashMap<&[char], Vec<usize>>,
    text: &[char],
) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    for (t, gram) in text.windows(GRAM).enumerate() {
        for &q in grams.get(gram).into_iter().flatten().take(REPEATS) {
            if q > 0 && t > 0 && phrase[q - 1] == text[t - 1] {
                continue; // It began further left.
            }
            let len = phrase[q..].iter().zip(&text[t..]).take_while(|(a, b)| a == b).count();
            out.push((q, t, len));
        }
    }
    out.sort_unstable();
    out
}

/// The fewest runs that cover the most of a phrase: from left to right the one that reaches furthest.
fn cover(len: usize, runs: &[(usize, usize, usize)]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out = Vec::new();
    let (mut at, mut next) = (0, 0);
    let mut best: Option<(usize, usize, usize)> = None;
    while at < len {
        while let Some(&run) = runs.get(next).filter(|r| r.0 <= at) {
            if best.is_none_or(|b| run.0 + run.2 > b.0 + b.2) {
                best = Some(run);
            }
            next += 1;
        }
        match best.filter(|b| b.0 + b.2 > at) {
            Some((q, t, run)) => {
                out.push((at..q + run, t + (at - q)..t + run));
                at = q + run;
            }
            None => at += 1,
        }
    }
    out
}

/// Joins pieces that something changed parts.
fn healed(pieces: Vec<(Range<usize>, Range<usize>)>) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (q, t) in pieces {
        match out.last_mut() {
            Some((lq, lt))
                if q.start <= lq.end + HEALED && t.start + HEALED >= lt.end && t.start <= lt.end + HEALED =>
            {
                (lq.end, lt.end) = (q.end, t.end.max(lt.end));
            }
            _ => out.push((q, t)),
        }
    }
    out
}
