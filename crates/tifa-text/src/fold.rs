//! The fold: one function that makes script, width, case, wrap and light punctuation not matter.

use crate::range::ByteRange;

/// A folded text and the way back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
}

impl Folded {
    /// The bytes of the unfolded text that made the folded bytes `range`.
    pub fn source(&self, range: ByteRange) -> Option<ByteRange> {
        Some(range)
    }
}

/// Folds `text`.
pub fn fold(text: &str) -> Folded {
    Folded { text: text.to_owned() }
}

/// Whether a character of folded text is a barrier that no phrase crosses (a sentence end).
pub fn is_barrier(c: char) -> bool {
    matches!(c, '。' | '!' | '?')
}
