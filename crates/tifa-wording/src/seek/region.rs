//! The stretches of a folded text in which a phrase may lie.

use crate::text::parts;
use std::ops::Range;

/// The bytes of `folded` where a phrase of `len` characters on one of the `diagonals` may lie, with `pad` more on each
/// side; in order, none overlapping. Diagonals ascend, and count every character; `len` and `pad` count those that are
/// compared.
pub fn regions(
    folded: &str,
    diagonals: impl Iterator<Item = Range<i64>>,
    len: usize,
    pad: usize,
) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    // A character whose byte is known, so that the text is counted through once.
    let mut known = (0, 0);
    for diagonals in joined(diagonals) {
        let start = byte_of(folded, known, diagonals.start);
        known = start;
        let end = byte_of(folded, known, diagonals.end);
        // A diagonal counts barriers, of which the text may have some where the phrase has none; bands are wide enough
        // for those before the place, and the place itself is counted in compared characters.
        let region = back(folded, start.1, pad)..forth(folded, end.1, len + pad);
        match out.last_mut().filter(|last| region.start <= last.end) {
            Some(last) => last.end = last.end.max(region.end),
            None => out.push(region),
        }
    }
    out
}

/// Ranges that overlap or touch made one.
fn joined(ranges: impl Iterator<Item = Range<i64>>) -> Vec<Range<i64>> {
    let mut out: Vec<Range<i64>> = Vec::new();
    for range in ranges {
        match out.last_mut().filter(|last| range.start <= last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}

/// Bytes that are counted at once; no more than a byte can count.
const STRIDE: usize = 128;

/// The character `position`, or the one past the last, and its byte; `known` is one that stands before it.
fn byte_of(folded: &str, known: (usize, usize), position: i64) -> (usize, usize) {
    let (mut character, mut byte) = known;
    let position = usize::try_from(position).unwrap_or(0).max(character);
    let bytes = folded.as_bytes();
    // Bytes are summed as bytes, which is done for many of them at once.
    let starts = |b: &u8| u8::from((*b as i8) >= -0x40);
    while let Some(stride) = bytes.get(byte..byte + STRIDE) {
        let count = usize::from(stride.iter().map(starts).sum::<u8>());
        if character + count > position {
            break;
        }
        character += count;
        byte += STRIDE;
    }
    while byte < bytes.len() && (character < position || !folded.is_char_boundary(byte)) {
        character += usize::from(folded.is_char_boundary(byte));
        byte += 1;
    }
    (character, byte)
}

/// The byte that `count` compared characters stand before `byte`, or the first.
fn back(folded: &str, byte: usize, count: usize) -> usize {
    let kept = folded[..byte].char_indices().rev().filter(|c| !parts(c.1));
    match count.checked_sub(1) {
        None => byte,
        Some(nth) => kept.map(|c| c.0).nth(nth).unwrap_or(0),
    }
}

/// The byte after which `count` compared characters stand behind `byte`, or the end.
fn forth(folded: &str, byte: usize, count: usize) -> usize {
    let mut kept = folded[byte..].char_indices().filter(|c| !parts(c.1));
    kept.nth(count).map_or(folded.len(), |c| byte + c.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(folded: &str, diagonals: &[(i64, i64)], len: usize, pad: usize, expect: &[&str]) {
        let found = regions(folded, diagonals.iter().map(|d| d.0..d.1), len, pad);
        let found: Vec<&str> = found.into_iter().map(|r| &folded[r]).collect();
        assert_eq!(found, expect, "{folded} {diagonals:?}");
    }

    #[test]
    fn takes_what_may_be_meant() {
        check("山河湖海日月星辰", &[(2, 3)], 2, 0, &["湖海日"]);
        check("山河湖海日月星辰", &[(2, 3)], 2, 1, &["河湖海日月"]);
        check("山河湖海日月星辰", &[(-2, 1)], 2, 0, &["山河湖"]);
        check("山河湖海日月星辰", &[(0, 1), (6, 7)], 1, 0, &["山河", "星辰"]);
        check("山河湖海日月星辰", &[(0, 2), (2, 3)], 1, 0, &["山河湖海"]);
        check("山河。湖。海日月", &[(2, 3)], 2, 1, &["河。湖。海日"]);
        check("山河", &[(9, 12)], 2, 1, &["河"]);
        check("", &[(0, 1)], 2, 1, &[""]);
    }

    proptest! {
        #[test]
        fn a_character_is_where_counting_finds_it(text in "[a山é。]{0,200}", first in 0usize..210, more in 0i64..90) {
            let starts: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
            let first = first.min(starts.len() - 1);
            let sought = first + more as usize;
            let expect = sought.min(starts.len() - 1);
            prop_assert_eq!(byte_of(&text, (first, starts[first]), sought as i64), (expect, starts[expect]));
        }
    }
}
