//! Folded text without barriers and ends of blocks.

use crate::text::parts;
use std::ops::Range;
use tifa_text::ByteRange;

/// The characters of a folded text that are compared: all but barriers and ends of blocks, with the way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bare {
    /// The characters.
    pub characters: Vec<char>,
    /// The folded byte each starts at.
    starts: Vec<u32>,
    /// For each character of the folded text, barriers and ends of blocks included, how many kept ones stand before
    /// it; empty when nothing was left out.
    before: Vec<u32>,
    /// Whether something that is not compared stands before each kept character.
    parted: Vec<bool>,
}

impl Bare {
    /// Of the folded text `folded`.
    pub fn new(folded: &str) -> Self {
        let room = folded.len() / 3 + 1;
        let mut out = Self {
            characters: Vec::with_capacity(room),
            starts: Vec::with_capacity(room),
            before: Vec::with_capacity(room),
            parted: Vec::with_capacity(room),
        };
        let mut parted = false;
        for (at, c) in folded.char_indices() {
            out.before.push(out.characters.len() as u32);
            if parts(c) {
                parted = true;
                continue;
            }
            out.characters.push(c);
            out.starts.push(at as u32);
            out.parted.push(std::mem::take(&mut parted));
        }
        out
    }

    /// Whether no barrier and no end of a block stands before the kept character `at`.
    pub fn joined(&self, at: usize) -> bool {
        self.parted.get(at).is_some_and(|parted| !parted)
    }

    /// The folded bytes of the kept characters `range`; `None` when it is empty or outside.
    pub fn bytes(&self, range: Range<usize>) -> Option<ByteRange> {
        let last = range.end.checked_sub(1).filter(|_| !range.is_empty())?;
        let start = *self.starts.get(range.start)?;
        let end = *self.starts.get(last)? + self.characters[last].len_utf8() as u32;
        Some(ByteRange { start, end })
    }

    /// How many kept characters stand before the character `position` of the folded text, as an index gives it.
    pub fn at(&self, position: i64) -> usize {
        let Ok(position) = usize::try_from(position) else { return 0 };
        self.before.get(position).map_or(self.characters.len(), |&b| b as usize)
    }

    /// The kept character that starts at the folded byte `at`, or the next one.
    pub fn index_of(&self, at: u32) -> usize {
        self.starts.partition_point(|&s| s < at)
    }

    /// The kept characters where a phrase of `len` characters on one of the `diagonals` may lie, with `pad` more on
    /// each side.
    pub(super) fn region(&self, diagonals: Range<i64>, len: usize, pad: usize) -> Range<usize> {
        let start = self.at(diagonals.start).saturating_sub(pad);
        // A diagonal counts barriers, of which the text may have some where the phrase has none; bands are wide enough
        // for those before the place, and the place itself is counted in kept characters.
        let end = (self.at(diagonals.end) + len + pad).min(self.characters.len());
        start.min(end)..end
    }
}
