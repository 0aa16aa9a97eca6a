//! A quotation as it was typed, beside a passage as it was printed.

use super::{Bare, ByteRange, Piece, Text, diff};
use crate::diff::Edit;
use crate::text::parts;
use tifa_text::fold;

/// Marks by which a quotation says that it leaves something out.
const GAPS: [&str; 4] = ["…", "⋯", "...", "。。。"];

/// A quotation.
pub(super) struct Quote<'a> {
    /// From its first to its last letter.
    pub words: &'a str,
    /// Folded.
    pub folded: String,
    /// The folded characters without barriers.
    pub letters: Bare,
    /// Where it leaves something out: before which of those characters.
    pub gaps: Vec<usize>,
}

impl<'a> Quote<'a> {
    pub fn new(text: &'a str) -> Self {
        let all = fold(text);
        let letters = Bare::new(&all.text);
        let range = letters.bytes(0..letters.characters.len()).and_then(|r| all.source(r));
        let words = range.map_or("", |r| r.of(text));
        // What stands after the words tells a question.
        let gaps = gaps(words);
        Self { words, folded: all.text, letters, gaps }
    }

    /// Whether it marks something as left out.
    pub fn has_gaps(&self) -> bool {
        !self.gaps.is_empty()
    }

    /// Whether its characters are those printed. Where a passage goes on in another block, the quotation may have white
    /// space or nothing.
    pub fn is_printed(&self, passage: &str) -> bool {
        let mut typed = self.words.chars().peekable();
        for c in passage.chars() {
            if c == '\n' {
                while typed.next_if(|t| t.is_whitespace()).is_some() {}
            } else if typed.next() != Some(c) {
                return false;
            }
        }
        typed.next().is_none()
    }

    /// From a passage to the quotation.
    pub fn differences(&self, passage: &str) -> Vec<Piece> {
        diff(passage, self.words)
    }
}

/// Before which character without barriers each gap stands; gaps at the ends leave nothing out.
fn gaps(words: &str) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some((start, mark)) =
        GAPS.iter().filter_map(|m| Some((words[at..].find(m)? + at, *m))).min_by_key(|f| f.0)
    {
        let before = Bare::new(&fold(&words[..start]).text).characters.len();
        if before > 0 && out.last() != Some(&before) {
            out.push(before);
        }
        at = start + mark.len();
    }
    out
}

/// The place `range` with as many characters more at its ends as the quotation has there unmatched, inside the sentence:
/// an alignment ends where the last common character stands, but what stands in place of the others belongs to it.
pub(super) fn whole_words(text: &Text, range: ByteRange, quote: &Quote<'_>) -> ByteRange {
    let folded = &text.letters.folded;
    let pieces = diff(range.of(folded), &quote.folded);
    let unmatched = |piece: Option<&Piece>| {
        let added = piece.filter(|p| p.edit == Edit::Added);
        added.map_or(0, |p| Bare::new(&p.b).characters.len())
    };
    let inside = |c: &char| !parts(*c);
    let len = |c: char| c.len_utf8() as u32;
    let before = folded[..range.start as usize].chars().rev().take_while(inside);
    let after = folded[range.end as usize..].chars().take_while(inside);
    ByteRange {
        start: range.start - before.take(unmatched(pieces.first())).map(len).sum::<u32>(),
        end: range.end + after.take(unmatched(pieces.last())).map(len).sum::<u32>(),
    }
}
