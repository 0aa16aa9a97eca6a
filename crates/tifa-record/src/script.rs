//! Levelling: one script for matching, with every byte where it was.
//!
//! The fold of `tifa-text` drops punctuation, which attribution lives on. Levelling replaces each Chinese character by the
//! one the fold gives it and keeps everything else, so that a range of the levelled text is a range of the text.

use std::sync::LazyLock;
use tifa_text::characters::ideographs;

/// First and last character of the table: the CJK Unified Ideographs of the Basic Multilingual Plane, three bytes each.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// For each ideograph its folded form. Built once by folding them all.
static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let all: String = (FIRST..=LAST).filter_map(char::from_u32).collect();
    let folded: Vec<char> = tifa_text::fold(&all).text.chars().collect();
    let whole = folded.len() == (LAST - FIRST + 1) as usize;
    let fits = |i: usize| folded.get(i).copied().filter(|f| whole && f.len_utf8() == 3);
    all.chars().enumerate().map(|(i, c)| fits(i).unwrap_or_else(|| alone(c))).collect()
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
pub fn level_char(c: char) -> char {
    let slot = u32::from(c).checked_sub(FIRST).and_then(|slot| TABLE.get(slot as usize));
    slot.copied().unwrap_or_else(|| c.to_ascii_lowercase())
}

/// `text` with each Chinese character in its base form and Latin letters in lower case; same length, same offsets.
pub fn level(text: &str) -> String {
    let table = TABLE.as_slice();
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    // What stays as it is goes over in stretches.
    let (mut done, mut at) = (0, 0);
    while let Some(&lead) = bytes.get(at) {
        let (base, len) = match (lead, bytes.get(at..at + 3)) {
            (0xE4..=0xE9, Some(&[_, second, third])) => {
                let code = u32::from(lead & 0xF) << 12 | u32::from(second & 63) << 6 | u32::from(third & 63);
                let base = code.checked_sub(FIRST).and_then(|slot| table.get(slot as usize));
                (base.copied().filter(|&b| u32::from(b) != code), 3)
            }
            (b'A'..=b'Z', _) => (Some(char::from(lead.to_ascii_lowercase())), 1),
            (0..0x80, _) => (None, 1),
            (0xC0..0xE0, _) => (None, 2),
            (0xE0..0xF0, _) => (None, 3),
            _ => (None, 4),
        };
        if let Some(base) = base {
            out.push_str(&text[done..at]);
            out.push(base);
            done = at + len;
        }
        at += len;
    }
    out.push_str(&text[done..]);
    out
}

/// Whether a character is a letter of a name in Latin script, marks included: Riethmüller.
pub(crate) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&c) && c.is_alphabetic()
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

/// Characters of `text` that are part of a word.
pub(crate) fn word_characters(text: &str) -> usize {
    let mut rest = text;
    let mut count = 0;
    loop {
        let run = ideographs(rest.as_bytes());
        count += run / 3;
        let mut chars = rest[run..].chars();
        match chars.next() {
            Some(c) => count += usize::from(is_word(c)),
            None => return count,
        }
        rest = chars.as_str();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_levelled_text_has_the_same_offsets() {
        for (text, expect) in [
            ("會談，Kết quả“好”", "会谈，kết quả“好”"),
            ("𠮷野家 ﹁說﹂ É", "𠮷野家 ﹁说﹂ É"),
            ("", ""),
            ("脫鉤", "脱钩"),
        ] {
            let by_character: String = text.chars().map(level_char).collect();
            assert_eq!((level(text).as_str(), by_character.as_str()), (expect, expect));
        }
    }

    #[test]
    fn marks_are_no_part_of_words() {
        for (text, expect) in [("「三月，四日」a9", 6), ("", 0), ("。", 0), ("三", 1)] {
            assert_eq!(word_characters(text), expect, "{text}");
        }
    }
}
