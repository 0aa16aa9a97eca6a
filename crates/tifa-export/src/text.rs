//! The text of a document as one string, for formats that count characters in it.
//!
//! It is the texts of the blocks in reading order, each with a line feed behind it: what was printed, with markup and layout
//! line breaks gone, titles, captions and boilerplate included. The same document has the same text in every export.

use tifa_source::Document;
use tifa_text::ByteRange;

/// A document's text, with where each block stands in it.
#[derive(Debug)]
pub struct DocumentText {
    text: String,
    /// Byte and character at which each block begins.
    blocks: Vec<(usize, usize)>,
}

/// A place in a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// First byte.
    byte: usize,
    /// One past the last byte.
    end_byte: usize,
    /// First character (Unicode code point), from 0.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl DocumentText {
    /// The text of `document`.
    pub fn of(document: &Document) -> Self {
        let mut text = String::new();
        let mut blocks = Vec::with_capacity(document.blocks.len());
        let mut characters = 0;
        for block in &document.blocks {
            blocks.push((text.len(), characters));
            characters += block.text.chars().count() + 1;
            text.push_str(&block.text);
            text.push('\n');
        }
        Self { text, blocks }
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Where the bytes `range` of the text of block `block` stand; `None` when there is no such place.
    pub fn place(&self, block: usize, range: ByteRange) -> Option<Spot> {
        let &(byte, character) = self.blocks.get(block)?;
        let (from, to) = (byte + range.start as usize, byte + range.end as usize);
        let start = character + self.text.get(byte..from)?.chars().count();
        let end = start + self.text.get(from..to)?.chars().count();
        Some(Spot { byte: from, end_byte: to, start, end })
    }

    /// Where the bytes `source` of the original stand, when they made exactly `words`: the first such place.
    pub fn find(&self, document: &Document, source: ByteRange, words: &str) -> Option<Spot> {
        document.blocks.iter().enumerate().find_map(|(i, block)| {
            let range = block.map.text(source).filter(|r| r.of(&block.text) == words)?;
            self.place(i, range)
        })
    }

    /// What stands at `spot`.
    pub fn exact(&self, spot: Spot) -> &str {
        self.text.get(spot.byte..spot.end_byte).unwrap_or_default()
    }

    /// At most `characters` before `spot`.
    pub fn before(&self, spot: Spot, characters: usize) -> &str {
        let head = self.text.get(..spot.byte).unwrap_or_default();
        let from = head.char_indices().rev().take(characters).last().map_or(head.len(), |(i, _)| i);
        &head[from..]
    }

    /// At most `characters` behind `spot`.
    pub fn after(&self, spot: Spot, characters: usize) -> &str {
        let tail = self.text.get(spot.end_byte..).unwrap_or_default();
        let to = tail.char_indices().nth(characters).map_or(tail.len(), |(i, _)| i);
        &tail[..to]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::document;

    #[test]
    fn characters_are_counted_over_blocks() {
        let document = document(&["渡口", "船say 開了"]);
        let text = DocumentText::of(&document);
        assert_eq!(text.as_str(), "渡口\n船say 開了\n");
        let spot = text.place(1, ByteRange::new(3, 6)).unwrap();
        assert_eq!((spot.start, spot.end, text.exact(spot)), (4, 7, "say"));
        assert_eq!((text.before(spot, 3), text.after(spot, 3)), ("口\n船", " 開了"));
        assert_eq!((text.before(spot, 99), text.after(spot, 99)), ("渡口\n船", " 開了\n"));
        assert_eq!(text.place(2, ByteRange::new(0, 1)), None);
        assert_eq!(text.place(0, ByteRange::new(1, 3)), None, "inside a character");
    }
}
