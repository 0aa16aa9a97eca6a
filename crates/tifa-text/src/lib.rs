//! Characters of Chinese text: encodings, the fold, maps back to the source, sentences, quotation pairs, calendar days.
//!
//! Everything here is a pure function from text to values. This crate must not know files, documents or speakers.
//!
//! All offsets are UTF-8 **bytes** unless a name says otherwise.

pub mod calendar;
pub mod decode;
pub mod fold;
pub mod map;
pub mod quotation;
pub mod range;
pub mod sentence;

pub use decode::{Decoded, decode};
pub use fold::{Folded, fold};
pub use map::SourceMap;
pub use quotation::{Quotation, quotations};
pub use range::ByteRange;
pub use sentence::sentences;
