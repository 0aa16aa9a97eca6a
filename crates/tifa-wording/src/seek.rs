//! Approximate search: where a phrase stands in a corpus, also with characters changed, dropped or added.
//!
//! Pairs of characters lead to candidates: a pair of the phrase that stands in a text tells the diagonal (position in
//! the text less offset in the phrase) on which the phrase would lie there. Diagonals are voted for in bands, rare
//! pairs first, so that the work grows with the places where the phrase could be and not with the corpus. Only the
//! bands that have votes enough are then read and aligned exactly.
//!
//! Phrase and texts are compared without barriers and ends of blocks: a quotation that runs over two sentences or two
//! paragraphs is found, and a comma in place of a full stop is no difference.

mod align;
mod bare;
mod candidates;
mod pieces;
mod region;
#[cfg(test)]
mod tests;

use crate::corpus::Corpus;
use align::Fit;
pub(crate) use align::common;
pub use bare::Bare;
use candidates::Candidates;
pub use pieces::{Pieces, pieces};
use region::regions;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::ops::Range;
use tifa_text::ByteRange;

/// Texts that [`nearest`] reads at most, and bands that it aligns, in order of their votes. What is near has votes far
/// above what merely shares words, so the limits cut where nothing is near.
const READ: usize = 48;
const ALIGNED: usize = 4 * READ;

/// Pairs of characters that [`nearest`] compares at most, by [`align::cost`]: a quotation of a page is aligned with every
/// candidate, one of a book with the first few.
const WORK: usize = 1 << 28;

/// Similarity of a place that ends the search among bands with less than half the votes of its own: what is as like as
/// that keeps six pairs of ten, and one less when a sentence ends in it.
const ENOUGH: f64 = 0.8;

/// Characters around a band that an alignment may reach into, as a share of the phrase: a clause of that length may
/// stand between two halves of it.
const REACH: f64 = 0.5;

/// A place that is like a phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// Number of the text.
    pub text: u32,
    /// Bytes of its [`Letters::folded`](crate::Letters::folded).
    pub range: ByteRange,
    /// Normalised Indel similarity of phrase and place, barriers and ends of blocks aside: twice the length of their
    /// longest common subsequence over the sum of their lengths, in characters. 1.0 is the phrase itself.
    pub similarity: f64,
    /// Characters changed, dropped or added: for [`within`] the Levenshtein distance, for [`nearest`] the Indel
    /// distance, in which a changed character counts twice.
    pub edits: usize,
}

/// The places most like the folded phrase `query`, the best first; of equals the one in the text with the smaller
/// number, then the one that stands first. At most `limit`, none less similar than `least`, no two that overlap.
///
/// Of each candidate the window of any length with the greatest similarity counts, so no window of RapidFuzz's
/// `partial_ratio_alignment`, all of which are as long as the phrase, is better. A place is found when one of the rare
/// pairs of the phrase stands in it unchanged; once a place is very like the phrase, those far less like it may be left
/// out. A phrase of fewer than two characters has no pair, and nothing is found.
///
/// # Errors
/// What the corpus says.
pub fn nearest<C: Corpus>(corpus: &C, query: &str, limit: usize, least: f64) -> Result<Vec<Near>, C::Error> {
    let query = Bare::new(query);
    let phrase = &query.characters;
    let candidates = Candidates::of_rare_pairs(corpus, &query)?;
    let mut found: Vec<Near> = Vec::new();
    let mut reader = Reader::new(corpus);
    let (mut most, mut work) = (usize::MAX, 0usize);
    for (aligned, c) in candidates.by_votes().into_iter().enumerate() {
        let worst = if found.len() < limit { least } else { found[limit - 1].similarity.max(least) };
        let enough = most != usize::MAX && 2 * (c.votes + 1) < most;
        let spent = aligned >= ALIGNED || work >= WORK;
        if spent || limit == 0 || enough || candidates.bound(c.votes) < worst {
            break;
        }
        if reader.texts.len() >= READ && !reader.texts.contains_key(&c.text) {
            continue;
        }
        let text = reader.text(c.text)?;
        let pad = (phrase.len() as f64 * REACH) as usize + 1;
        let mut regions = vec![text.region(candidates.diagonals(c.band), phrase.len(), pad)];
        while let Some(region) = regions.pop() {
            work = work.saturating_add(align::cost(phrase.len(), region.len()));
            let fit = align::fit(phrase, &text.characters[region.clone()]);
            let Some(near) = near(c.text, text, phrase.len(), region.start, fit) else { continue };
            if near.similarity < worst {
                continue;
            }
            // The phrase may stand twice in one band.
            let rest = [region.start..region.start + fit.start, region.start + fit.end..region.end];
            regions.extend(rest.into_iter().filter(|r| 2 * r.len() > phrase.len()));
            if near.similarity >= ENOUGH && most == usize::MAX {
                most = c.votes;
            }
            insert(&mut found, near);
        }
        found.truncate(limit);
    }
    found.truncate(limit);
    Ok(found)
}

fn near(number: u32, text: &Bare, len: usize, from: usize, fit: Fit) -> Option<Near> {
    let range = text.bytes(from + fit.start..from + fit.end)?;
    let total = len + (fit.end - fit.start);
    Some(Near {
        text: number,
        range,
        similarity: 2.0 * fit.common as f64 / total as f64,
        edits: total - 2 * fit.common,
    })
}

/// Puts `near` in its place; of two that overlap the better stays.
fn insert(found: &mut Vec<Near>, near: Near) {
    let order = |n: &Near| (Reverse(n.similarity.to_bits()), n.text, n.range.start, n.range.end);
    let overlaps = |n: &Near| n.text == near.text && n.range.overlaps(near.range);
    if found.iter().any(|n| overlaps(n) && order(n) <= order(&near)) {
        return;
    }
    found.retain(|n| !overlaps(n));
    let at = found.partition_point(|n| order(n) < order(&near));
    found.insert(at, near);
}

/// All places within `edits` characters changed, dropped or added of the folded phrase `query`, by text and place; of
/// places that overlap the closest, and of equals the first.
///
/// More `edits` than half the length of the phrase less one are cut to that. Then the search is complete: that many
/// edits, and one sentence end in the text where the phrase has none, leave one of `edits` + 2 pairs that share no
/// character unchanged (a phrase too short for so many pairs is found inside a sentence). `edits` 0 gives the phrase
/// itself, punctuation aside.
///
/// # Errors
/// What the corpus says.
pub fn within<C: Corpus>(corpus: &C, query: &str, edits: usize) -> Result<Vec<Near>, C::Error> {
    let mut found = Vec::new();
    each_within(corpus, query, edits, &mut |near| {
        found.push(near);
        true
    })?;
    Ok(found)
}

/// As [`within`], but gives each place to `each`, and stops when that says `false`.
///
/// # Errors
/// What the corpus says.
pub fn each_within<C: Corpus>(
    corpus: &C,
    query: &str,
    edits: usize,
    each: &mut dyn FnMut(Near) -> bool,
) -> Result<(), C::Error> {
    let query = Bare::new(query);
    let phrase = &query.characters;
    let Some((candidates, edits)) = Candidates::within(corpus, &query, edits)? else { return Ok(()) };
    for (number, bands) in candidates.by_text() {
        let letters = corpus.letters(number)?;
        let diagonals = bands.into_iter().map(|band| candidates.diagonals(band));
        for region in regions(&letters.folded, diagonals, phrase.len(), edits) {
            let text = Bare::new(&letters.folded[region.clone()]);
            let mut places = Vec::new();
            align::close(phrase, &text.characters, edits, &mut |at, distance| places.push((at, distance)));
            for (at, distance) in apart(places, phrase, &text.characters, edits) {
                let Some(range) = text.bytes(at.clone()) else { continue };
                let common = align::common(phrase, &text.characters[at.clone()]);
                let similarity = 2.0 * common as f64 / (phrase.len() + at.len()) as f64;
                let range = range.shifted(region.start);
                if !each(Near { text: number, range, similarity, edits: distance }) {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// Characters of a text, and their distance from the phrase.
type Place = (Range<usize>, usize);

/// Of places that overlap the closest, in order.
///
/// [`align::close`] gives one place for each end. Where it gives way to one that ends inside it, what is left of it may
/// be a place too, so what follows is looked at again by itself.
fn apart(mut places: Vec<Place>, phrase: &[char], text: &[char], edits: usize) -> Vec<Place> {
    loop {
        let kept = closest(&places);
        let known = places.len();
        for (k, _) in &kept {
            let beyond = places[..known].iter().filter(|p| p.0.start < k.end).map(|p| p.0.end).max();
            let rest = k.end..beyond.unwrap_or(k.end);
            if rest.len() + edits < phrase.len() {
                continue;
            }
            align::close(phrase, &text[rest.clone()], edits, &mut |at, distance| {
                let place = (rest.start + at.start..rest.start + at.end, distance);
                if !places.contains(&place) {
                    places.push(place);
                }
            });
        }
        if places.len() == known {
            return kept;
        }
    }
}

/// Of places that overlap the closest, of equals the first, then the longest; in order.
fn closest(places: &[Place]) -> Vec<Place> {
    let mut places: Vec<&Place> = places.iter().collect();
    places.sort_by_key(|(at, distance)| (*distance, at.start, Reverse(at.end)));
    let mut kept: Vec<Place> = Vec::new();
    for (at, distance) in places {
        let next = kept.partition_point(|k| k.0.start < at.start);
        let free = |i: Option<usize>| {
            i.and_then(|i| kept.get(i)).is_none_or(|k| k.0.end <= at.start || at.end <= k.0.start)
        };
        if free(Some(next)) && free(next.checked_sub(1)) {
            kept.insert(next, (at.clone(), *distance));
        }
    }
    kept
}

/// Texts made bare as they are asked for.
struct Reader<'c, C> {
    corpus: &'c C,
    texts: FxHashMap<u32, Bare>,
}

impl<'c, C: Corpus> Reader<'c, C> {
    fn new(corpus: &'c C) -> Self {
        Self { corpus, texts: FxHashMap::default() }
    }

    fn text(&mut self, number: u32) -> Result<&Bare, C::Error> {
        Ok(match self.texts.entry(number) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Bare::new(&self.corpus.letters(number)?.folded)),
        })
    }
}
