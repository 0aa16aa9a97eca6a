//! Sentences of Chinese text.

use crate::range::ByteRange;

/// The sentences of `text`, in order, covering everything but surrounding white space.
pub fn sentences(text: &str) -> Vec<ByteRange> {
    vec![ByteRange::new(0, text.len())]
}
