//! Levelling: one script for matching, with every byte where it was.
//!
//! The fold of `tifa-text` drops punctuation, which attribution lives on. Levelling replaces each Chinese character by the
//! one the fold gives it and keeps everything else, so that a range of the levelled text is a range of the text.

use std::sync::LazyLock;

/// First and last character of the table: the CJK Unified Ideographs of the Basic Multilingual Plane, three bytes each.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// For each ideograph its folded form. Built once by folding them all.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let all: String = (FIRST..=LAST).filter_map(char::from_u32).collect();
    let folded: Vec<char> = tifa_text::fold(&all).text.chars().collect();
    if folded.len() == (LAST - FIRST + 1) as usize { folded } else { all.chars().map(alone).collect() }
});

/// Folds one character; itself, when the fold drops it or makes it longer.
fn alone(c: char) -> char {
    let folded = tifa_text::fold(c.encode_utf8(&mut [0; 4])).text;
    let mut chars = folded.chars();
    match (chars.next(), chars.next()) {
        (Some(f), None) if f.len_utf8() == c.len_utf8() => f,
        _ => c,
    }
}

/// The levelled form of one character, of the same length in UTF-8.
pub(crate) fn level_char(c: char) -> char {
    let code = u32::from(c);
    if (FIRST..=LAST).contains(&code) {
        let folded = TABLE[(code - FIRST) as usize];
        if folded.len_utf8() == 3 { folded } else { c }
    } else {
        c.to_ascii_lowercase()
    }
}

/// `text` with each Chinese character in its base form and Latin letters in lower case; same length, same offsets.
pub(crate) fn level(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().map(level_char));
    out
}

/// Whether `c` is a Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0x2_0000..=0x3_FFFF | 0x3007)
}

/// Whether `c` is part of a word: a Chinese character, a letter or a figure. The marks of Chinese text are told without a
/// look into Unicode's tables.
pub(crate) fn is_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{3007}' => true,
        '\u{2000}'..='\u{206f}'
        | '\u{3000}'..='\u{3020}'
        | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' => false,
        _ => is_han(c) || c.is_alphanumeric(),
    }
}

/// A set of characters, a bit each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Characters(Vec<u64>);

impl Characters {
    pub(crate) fn add(&mut self, c: char) {
        let code = c as usize;
        if self.0.len() <= code >> 6 {
            self.0.resize((code >> 6) + 1, 0);
        }
        self.0[code >> 6] |= 1 << (code & 63);
    }

    pub(crate) fn has(&self, c: char) -> bool {
        let code = c as usize;
        self.0.get(code >> 6).is_some_and(|bits| bits >> (code & 63) & 1 == 1)
    }
}
