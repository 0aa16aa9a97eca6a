//! A block in the making: text and map grow together, so they cannot disagree.

use crate::document::{Block, BlockKind};
use std::ops::Range;
use tifa_text::{ByteRange, SourceMap};

/// Text that is being put together from pieces of a source.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    text: String,
    map: SourceMap,
}

impl Draft {
    /// Appends the bytes `range` of `source` as they stand. A range that does not cut at characters adds nothing.
    pub fn verbatim(&mut self, source: &str, range: Range<usize>) {
        let Some(piece) = source.get(range.clone()) else { return };
        self.text.push_str(piece);
        self.map.push_verbatim(range.start, piece.len());
    }

    /// Appends `text`, which the source bytes `range` made as a whole: an entity, an escape, a `<br>`.
    pub fn replaced(&mut self, range: Range<usize>, text: &str) {
        self.text.push_str(text);
        self.map.push_replaced(range.into(), text.len());
    }

    /// What has been put together.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// From the text to bytes of the source.
    pub fn map(&self) -> &SourceMap {
        &self.map
    }

    /// Whether nothing but white space has been put together.
    pub fn is_blank(&self) -> bool {
        self.text.chars().all(is_blank)
    }

    /// Removes every `mark` from the text: markup that the parser left standing.
    pub fn remove(&mut self, mark: &str) {
        if mark.is_empty() || !self.text.contains(mark) {
            return;
        }
        let (mut out, mut map, mut at) = (String::new(), SourceMap::default(), 0);
        while at < self.text.len() {
            let end = self.text[at..].find(mark).map_or(self.text.len(), |i| at + i);
            out.push_str(&self.text[at..end]);
            map.append(&self.map.slice(ByteRange::new(at, end)));
            at = (end + mark.len()).min(self.text.len());
        }
        self.text = out;
        self.map = map;
    }

    /// The block, without white space at its ends, or `None` when nothing else is there. The draft is empty afterwards.
    pub fn finish(&mut self, kind: BlockKind) -> Option<Block> {
        // A tab at the start of a row is an empty first cell.
        let row = kind == BlockKind::TableRow;
        let start =
            self.text.len() - self.text.trim_start_matches(|c| is_blank(c) && !(row && c == '\t')).len();
        let end = self.text.trim_end_matches(is_blank).len();
        if start >= end {
            self.clear();
            return None;
        }
        let (text, map) = if start == 0 && end == self.text.len() {
            (std::mem::take(&mut self.text), std::mem::take(&mut self.map))
        } else {
            (self.text[start..end].to_owned(), self.map.slice(ByteRange::new(start, end)))
        };
        self.clear();
        Some(Block::new(kind, text, map))
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.text.clear();
        self.map = SourceMap::default();
    }
}

/// White space as layout uses it, zero-width characters included.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_layout_and_keeps_the_way_home() {
        let source = "　　甲&amp;乙 \n";
        let mut draft = Draft::default();
        draft.verbatim(source, 0..9);
        draft.replaced(9..14, "&");
        draft.verbatim(source, 14..source.len());
        let block = draft.finish(BlockKind::Paragraph).unwrap();
        assert_eq!(block.text, "甲&乙");
        assert_eq!(block.spans(ByteRange::new(3, 7)), vec![ByteRange::new(9, 17)]);
        assert!(draft.finish(BlockKind::Paragraph).is_none());
    }

    #[test]
    fn removes_marks_between_verbatim_runs() {
        let source = "**「甲」**乙";
        let mut draft = Draft::default();
        draft.verbatim(source, 0..source.len());
        draft.remove("**");
        let block = draft.finish(BlockKind::Paragraph).unwrap();
        assert_eq!(block.text, "「甲」乙");
        assert_eq!(block.map.source(ByteRange::new(9, 12)), Some(ByteRange::new(13, 16)));
    }
}
