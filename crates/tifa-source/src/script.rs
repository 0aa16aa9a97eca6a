//! Scripts: which characters are set wide and without spaces, and which script a text is written in.

use tifa_text::script::{Script, script};

/// Bytes of a text that are looked at for its script.
const SAMPLE: usize = 2000;

/// Letters that make an English text of one without Chinese: fewer are a name or a number.
const LATIN: usize = 20;

/// Whether `c` is set in a full-width cell: Chinese characters, kana, full-width punctuation.
pub fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}' | '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether a line break between these characters is layout alone, with no space in its place.
pub fn joins_without_space(before: Option<char>, after: char) -> bool {
    before.is_none_or(is_wide) || is_wide(after)
}

/// BCP 47 tag of the language and script of `text`: `zh-Hans`, `zh-Hant`, `zh` when the script cannot be told, `en`;
/// `None` when there is too little text. Only its head counts.
pub fn language(text: &str) -> Option<&'static str> {
    let head = &text[..text.floor_char_boundary(SAMPLE)];
    match script(head) {
        Script::Latin => (head.bytes().filter(u8::is_ascii_alphabetic).count() >= LATIN).then_some("en"),
        chinese => Some(chinese.language_tag()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_scripts_apart() {
        for (text, expect) in [
            ("两国关系的发展", Some("zh-Hans")),
            ("兩國關係的發展", Some("zh-Hant")),
            ("山水", Some("zh")),
            ("The ministers met for two rounds of talks.", Some("en")),
            ("两国签署了 Memorandum of Understanding 并将继续磋商", Some("zh-Hans")),
            ("12", None),
        ] {
            assert_eq!(language(text), expect, "{text}");
        }
    }
}
