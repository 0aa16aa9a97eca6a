//! The characters of a text that count when texts are compared, and the way back.

use crate::text::Letters;
use std::ops::Range;
use tifa_text::ByteRange;

/// The characters of a text that count: its own prose and headings, block after block with nothing between, for a copy
/// may be set in other paragraphs. What is aside is left out. A heading after all else is, as a rule, the title as the
/// metadata have it: it counts, but no run leads into it.
#[derive(Debug, Default)]
pub(super) struct Characters {
    /// The folded characters.
    pub chars: Vec<char>,
    /// Of each block that counts its first character here and its first byte in [`Letters::folded`].
    blocks: Vec<(usize, u32)>,
    /// Where the closing heading begins; the end when there is none.
    seam: usize,
}

impl Characters {
    /// Of `letters` what counts.
    pub fn new(letters: &Letters) -> Self {
        let mut out = Self::default();
        let last = letters.parts.len().saturating_sub(1);
        let mut seam = None;
        for (i, part) in letters.parts.iter().enumerate().filter(|(_, p)| !p.aside) {
            let text = letters.folded.get(part.range.range()).unwrap_or_default();
            if text.is_empty() {
                continue;
            }
            if i == last && part.heading {
                seam = Some(out.chars.len());
            }
            out.blocks.push((out.chars.len(), part.range.start));
            out.chars.extend(text.chars());
        }
        out.seam = seam.unwrap_or(out.chars.len());
        out
    }

    /// The two stretches that no run leads out of; either may be empty.
    pub fn stretches(&self) -> [Range<usize>; 2] {
        [0..self.seam, self.seam..self.chars.len()]
    }

    /// The stretch that the character `at` stands in.
    pub fn stretch(&self, at: usize) -> Range<usize> {
        if at < self.seam { 0..self.seam } else { self.seam..self.chars.len() }
    }

    /// The first byte of each character in [`Letters::folded`].
    pub fn starts(&self) -> Vec<u32> {
        let mut out = Vec::with_capacity(self.chars.len());
        for (i, &(first, byte)) in self.blocks.iter().enumerate() {
            let end = self.blocks.get(i + 1).map_or(self.chars.len(), |b| b.0);
            let mut at = byte;
            for c in &self.chars[first..end] {
                out.push(at);
                at += c.len_utf8() as u32;
            }
        }
        out
    }

    /// The bytes of [`Letters::folded`] from the first to the last of the characters `range`, which is not empty.
    pub fn bytes(&self, range: Range<usize>) -> ByteRange {
        let before = |at: usize| {
            let next = self.blocks.partition_point(|b| b.0 <= at);
            let (first, byte) = self.blocks[next.saturating_sub(1)];
            byte as usize + self.chars[first..at].iter().map(|c| c.len_utf8()).sum::<usize>()
        };
        let last = range.end - 1;
        ByteRange::new(before(range.start), before(last) + self.chars[last].len_utf8())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Part;

    /// Blocks as `text`, `-text` aside, `#text` heading.
    fn letters(blocks: &[&str]) -> Letters {
        let mut letters = Letters::default();
        for block in blocks {
            let text = block.trim_start_matches(['-', '#']);
            let start = letters.folded.len();
            letters.folded.push_str(text);
            letters.parts.push(Part {
                range: ByteRange::new(start, letters.folded.len()),
                aside: block.starts_with('-'),
                heading: block.starts_with('#'),
            });
            letters.folded.push(crate::text::BLOCK_END);
        }
        letters
    }

    #[test]
    fn blocks_join_what_is_aside_does_not_count_and_a_closing_title_stands_apart() {
        let check = |blocks: &[&str], expect: &str, seam: usize| {
            let found = Characters::new(&letters(blocks));
            assert_eq!(found.chars.iter().collect::<String>(), expect);
            assert_eq!(found.stretches()[0].end, seam, "{blocks:?}");
        };
        check(&["山河", "-圖", "", "湖海"], "山河湖海", 4);
        check(&["#山", "河", "#題"], "山河題", 2);
        check(&["#題"], "題", 0);
        check(&["山", "-#題"], "山", 1);
        check(&[], "", 0);
    }

    #[test]
    fn runs_lead_back_to_folded_bytes() {
        let letters = letters(&["山a河", "-圖", "湖海"]);
        let found = Characters::new(&letters);
        let check = |range: Range<usize>, expect: &str| {
            assert_eq!(&letters.folded[found.bytes(range).range()], expect);
        };
        check(0..1, "山");
        check(1..3, "a河");
        check(2..3, "河");
        check(2..4, "河\u{1e}圖\u{1e}湖");
        check(3..5, "湖海");
        assert_eq!(found.starts(), [0, 3, 4, 12, 15]);
    }
}
