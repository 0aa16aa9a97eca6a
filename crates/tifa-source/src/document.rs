//! Documents and their blocks.

use crate::metadata::Metadata;
use serde::{Deserialize, Serialize};
use tifa_text::{ByteRange, SourceMap};

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// The document's own title as it stands in the text.
    Title,
    /// A heading inside the document; 1 is the highest.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A paragraph spoken by a named party in a transcript. The block's text includes the label of a turn's first
    /// paragraph (`王毅：`); later paragraphs of the same turn are `continued`.
    Turn {
        /// The label, without colon and line breaks: `王毅`, `新华社记者`.
        speaker: String,
        /// Whether this is a later paragraph of a turn whose label stands in an earlier block.
        continued: bool,
    },
    /// Text under a picture, or a picture's credit.
    Caption,
    /// An item of a list.
    ListItem,
    /// A quoted block (Markdown `>`, HTML `blockquote`).
    Quote,
    /// A row of a table, cells joined by a tab.
    TableRow,
    /// Text that is not the document's own: subscription notes, author biographies, navigation, page headers.
    Boilerplate,
}

/// A stretch of text with a map from each character to the original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The text, with markup and layout line breaks gone; nothing else changed.
    pub text: String,
    /// From `text` to bytes of the original file (of its decoded text, when the original is not UTF-8).
    pub map: SourceMap,
    /// Byte offsets into `text` where the printed paragraph was interrupted by other matter (a column break with a
    /// caption between). A span that crosses one is cited as two.
    pub seams: Vec<u32>,
}

impl Block {
    /// A block without seams.
    pub fn new(kind: BlockKind, text: String, map: SourceMap) -> Self {
        debug_assert_eq!(text.len(), map.text_len());
        Self { kind, text, map, seams: Vec::new() }
    }

    /// The spans of the original that the bytes `range` of the text stand in, cut at seams.
    pub fn spans(&self, range: ByteRange) -> Vec<ByteRange> {
        let mut cuts = vec![range.start];
        cuts.extend(self.seams.iter().copied().filter(|&s| s > range.start && s < range.end));
        cuts.push(range.end);
        cuts.windows(2).filter_map(|w| self.map.source(ByteRange { start: w[0], end: w[1] })).collect()
    }

    /// The bytes of the original between which the bytes `range` of the text stand. `None` when none of it has a place.
    pub fn hull(&self, range: ByteRange) -> Option<ByteRange> {
        self.spans(range).into_iter().reduce(ByteRange::hull)
    }

    /// Whether the block is the document's own prose: what is read for statements.
    pub fn is_body(&self) -> bool {
        !matches!(self.kind, BlockKind::Boilerplate | BlockKind::Caption | BlockKind::Title)
    }
}

/// One article, transcript or answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Place of the document in its file, counted from 0.
    pub ordinal: u32,
    /// Metadata with its evidence.
    pub metadata: Metadata,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
}
