//! Characters of Chinese text: encodings, the fold, maps back to the source, sentences, quotation pairs, calendar days, numbers.
//!
//! Everything here is a pure function from text to values. This crate must not know files, documents or speakers.
//!
//! All offsets are UTF-8 **bytes** unless a name says otherwise.

pub mod binary;
pub mod calendar;
pub mod characters;
pub mod charset;
pub mod decode;
pub mod fold;
pub mod forms;
pub mod map;
pub mod number;
pub mod quotation;
pub mod range;
pub mod script;
pub mod sentence;
pub mod words;

pub use binary::looks_binary;
pub use characters::Characters;
pub use charset::declared_charset;
pub use decode::{Decoded, decode};
pub use fold::{FOLD_VERSION, Folded, Folder, fold, fold_into};
pub use forms::Forms;
pub use map::SourceMap;
pub use quotation::{Quotation, quotations};
pub use range::ByteRange;
pub use script::{Script, script};
pub use sentence::sentences;
pub use words::Words;

/// Whether `c` is a Chinese character: a unified or compatibility ideograph, the radical forms, or 〇.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{3005}' | '\u{3007}' | '\u{2e80}'..='\u{2fdf}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
