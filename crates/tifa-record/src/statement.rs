//! Statements: spans of reported content with their source.

use serde::{Deserialize, Serialize};
use tifa_source::Block;
use tifa_text::ByteRange;

/// How words are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// In quotation marks or in a transcript.
    Direct,
    /// Paraphrased.
    Indirect,
    /// A paraphrase with a quoted clause of real speech in it.
    Mixed,
}

impl Mode {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// A place in a document: bytes of one block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Index of the block.
    pub block: u32,
    /// Bytes of its text.
    pub range: ByteRange,
}

/// Reported content with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The sentences that carry the content, within one block.
    pub place: Place,
    /// The outermost speaker: fullest name in the document, without title.
    pub speaker: String,
    /// Where the source is named, when it is named in this statement's block.
    pub source: Option<Place>,
    /// The cue (表示, 指出), when there is one.
    pub cue: Option<Place>,
    /// How the words are reported.
    pub mode: Mode,
    /// Quotations of speech inside, without their marks.
    pub quotes: Vec<ByteRange>,
    /// Outlets through which the words came, outermost first (據新華社報道 gives 新華社).
    pub chain: Vec<String>,
    /// The occasion as the text names it, when it does.
    pub occasion: Option<String>,
}

/// What was found in a document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Findings {
    /// Statements ordered by place.
    pub statements: Vec<Statement>,
}

/// Finds the statements of a document's blocks.
///
/// Titles, captions and boilerplate may stand among the blocks: a title is read for a headline's statement and for
/// names, the others give none.
pub fn record(blocks: &[Block]) -> Findings {
    let _ = blocks;
    Findings::default()
}
