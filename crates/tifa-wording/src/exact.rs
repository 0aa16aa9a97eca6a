//! Where a folded phrase stands, exactly.

use crate::corpus::Corpus;
use crate::text::{Letters, parts};
use std::collections::BTreeMap;
use tifa_text::ByteRange;

/// The texts in which all pairs of adjacent characters of `phrase` stand as in the phrase, by number, with the positions
/// of its first character: where it stands, unless it contains a barrier; then it is to be compared. `None` for a phrase
/// without a pair.
///
/// # Errors
/// What the corpus says.
pub fn places<C: Corpus>(corpus: &C, phrase: &[char]) -> Result<Option<BTreeMap<u32, Vec<u32>>>, C::Error> {
    let mut pairs: Vec<(u64, u32, [char; 2])> = Vec::new();
    for (at, w) in (0u32..).zip(phrase.windows(2)) {
        if !parts(w[0]) && !parts(w[1]) {
            pairs.push((0, at, [w[0], w[1]]));
        }
    }
    for pair in &mut pairs {
        pair.0 = corpus.spread(pair.2)?;
    }
    // The rarest first: what is read after it only has to confirm.
    pairs.sort_unstable();
    let Some((&(_, offset, pair), rest)) = pairs.split_first() else { return Ok(None) };
    let mut found: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    corpus.places(pair, &mut |text, positions| {
        let starts: Vec<u32> = positions.iter().filter_map(|p| p.checked_sub(offset)).collect();
        if !starts.is_empty() {
            found.insert(text, starts);
        }
    })?;
    for &(_, offset, pair) in rest {
        if found.is_empty() {
            break;
        }
        let mut kept = BTreeMap::new();
        corpus.places(pair, &mut |text, positions| {
            if let Some(starts) = found.get(&text) {
                let has = |start: &&u32| positions.binary_search(&(**start + offset)).is_ok();
                let starts: Vec<u32> = starts.iter().filter(has).copied().collect();
                if !starts.is_empty() {
                    kept.insert(text, starts);
                }
            }
        })?;
        found = kept;
    }
    Ok(Some(found))
}

/// The folded bytes of the occurrences of `phrase` that begin at the characters `positions`, without those that overlap
/// with one before and those in blocks that are not the document's own prose.
pub(crate) fn ranges(letters: &Letters, positions: &[u32], phrase: &str) -> Vec<ByteRange> {
    let mut out: Vec<ByteRange> = Vec::new();
    let mut wanted = positions.iter().copied().peekable();
    for (position, (byte, _)) in (0u32..).zip(letters.folded.char_indices()) {
        let Some(next) = wanted.peek() else { break };
        if *next != position {
            continue;
        }
        wanted.next();
        let range = ByteRange::new(byte, byte + phrase.len());
        let own = letters.part_at(range.start).is_some_and(|p| !letters.parts[p].aside);
        let free = out.last().is_none_or(|last| last.end <= range.start);
        if own && free && letters.folded[byte..].starts_with(phrase) {
            out.push(range);
        }
    }
    out
}
