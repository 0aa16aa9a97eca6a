//! Exact alignment of a phrase with a stretch of text.

use rustc_hash::FxHashMap;
use std::ops::Range;

/// Pairs of characters beyond which the best window is not searched for; the whole stretch is then taken.
const CELLS: usize = 16_000_000;

/// The window most like a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// Its first character.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Length of the longest common subsequence of phrase and window.
    pub common: usize,
}

impl Fit {
    /// Similarity as a fraction: twice the common characters over all.
    fn ratio(self, phrase: usize) -> (i64, i64) {
        ((2 * self.common) as i64, (phrase + self.end - self.start) as i64)
    }
}

/// Pairs of characters that [`fit`] compares one by one, or sixty-four at a time, for lengths of phrase and text.
pub fn cost(phrase: usize, text: usize) -> usize {
    let pairs = phrase.saturating_mul(text);
    if pairs > CELLS { pairs / 64 } else { pairs }
}

/// The window of `text` with the greatest normalised Indel similarity to `phrase`; of equals the one that starts first,
/// then the shortest.
///
/// A ratio is maximised by maximising differences (Dinkelbach, On nonlinear fractional programming, Management Science
/// 13, 1967): the window with the greatest 2·common − λ·(lengths) is found by dynamic programming, λ becomes its ratio,
/// until none is better.
pub fn fit(phrase: &[char], text: &[char]) -> Fit {
    if phrase.len().saturating_mul(text.len()) > CELLS {
        return Fit { start: 0, end: text.len(), common: common(phrase, text) };
    }
    // A quarter: whatever shares less is like nothing.
    let (mut over, mut under) = (1, 4);
    let mut best = Fit { start: 0, end: 0, common: 0 };
    loop {
        let next = steepest(phrase, text, over, under);
        let (o, u) = next.ratio(phrase.len());
        if next.common == 0 || o * under <= over * u {
            return best;
        }
        best = next;
        (over, under) = (o, u);
    }
}

/// The window with the greatest 2·`under`·common − `over`·(its length).
///
/// A cell packs score and start, so that the maximum of two is the better score and of equals the earlier start.
fn steepest(phrase: &[char], text: &[char], over: i64, under: i64) -> Fit {
    let pack = |score: i64, start: usize| (score << 32) | (i64::from(u32::MAX) - start as i64);
    let unpack = |cell: i64| (cell >> 32, (i64::from(u32::MAX) - (cell & i64::from(u32::MAX))) as usize);
    let gain = (2 * under - over) << 32;
    let cost = over << 32;
    let mut row = vec![pack(0, 0); phrase.len() + 1];
    let mut best = (0i64, 0usize, 0usize);
    for (i, &c) in text.iter().enumerate() {
        let mut diagonal = row[0];
        let mut left = pack(0, i + 1);
        row[0] = left;
        for (cell, &p) in row[1..].iter_mut().zip(phrase) {
            let matched = if p == c { diagonal + gain } else { i64::MIN };
            diagonal = *cell;
            left = left.max(*cell - cost).max(matched);
            *cell = left;
        }
        let (score, start) = unpack(row[phrase.len()]);
        if score > best.0 || score == best.0 && score > 0 && start < best.1 {
            best = (score, start, i + 1);
        }
    }
    let (score, start, end) = best;
    if score <= 0 {
        return Fit { start: 0, end: 0, common: 0 };
    }
    let common = (score + over * (end - start) as i64) / (2 * under);
    Fit { start, end, common: common as usize }
}

/// Calls `each` with windows of `text` within `edits` of `phrase` by Levenshtein distance: for each end the closest, of
/// equals the longest.
///
/// The algorithm is Sellers's (The theory and computation of evolutionary distances, Journal of Algorithms 1, 1980).
pub fn close(phrase: &[char], text: &[char], edits: usize, each: &mut dyn FnMut(Range<usize>, usize)) {
    // (distance, start); the phrase's end is the last column.
    let mut row: Vec<(usize, usize)> = (0..=phrase.len()).map(|j| (j, 0)).collect();
    for (i, &c) in text.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (0, i + 1);
        let mut left = row[0];
        for (cell, &p) in row[1..].iter_mut().zip(phrase) {
            let matched = (diagonal.0 + usize::from(p != c), diagonal.1);
            let dropped = (left.0 + 1, left.1);
            let added = (cell.0 + 1, cell.1);
            diagonal = *cell;
            left = [matched, dropped, added].into_iter().min().unwrap_or(matched);
            *cell = left;
        }
        let (distance, start) = row[phrase.len()];
        if distance <= edits && start <= i {
            each(start..i + 1, distance);
        }
    }
}

/// Length of the longest common subsequence, bit-parallel (Hyyrö, Bit-parallel LCS-length computation revisited, 2004).
pub fn common(phrase: &[char], text: &[char]) -> usize {
    let words = phrase.len().div_ceil(64);
    let mut masks: FxHashMap<char, Vec<u64>> = FxHashMap::default();
    for (i, &c) in phrase.iter().enumerate() {
        masks.entry(c).or_insert_with(|| vec![0; words])[i / 64] |= 1 << (i % 64);
    }
    let mut state = vec![u64::MAX; words];
    for c in text {
        let Some(mask) = masks.get(c) else { continue };
        let mut carry = false;
        for (s, m) in state.iter_mut().zip(mask) {
            let u = *s & m;
            let (sum, first) = s.overflowing_add(u);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            carry = first || second;
            *s = sum | (*s - u);
        }
    }
    let set = |(i, s): (usize, &u64)| {
        let bits = (phrase.len() - 64 * i).min(64);
        let kept = if bits == 64 { u64::MAX } else { (1 << bits) - 1 };
        (!s & kept).count_ones() as usize
    };
    state.iter().enumerate().map(set).sum()
}
