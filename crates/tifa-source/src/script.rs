//! Scripts: which characters are set wide and without spaces, and which script a text is written in.

use crate::table::rows;

/// Characters that differ between the scripts, one pair a line, from the most frequent ones of modern prose. Enough of
/// them stand in any paragraph to tell the scripts apart; words are not looked at.
const PAIRS: &str = include_str!("../tables/script_pairs.tsv");

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
/// `None` when there is too little text. At most the first 2,000 bytes count.
pub fn language(text: &str) -> Option<&'static str> {
    let (mut simplified, mut traditional, mut chinese, mut latin) = (0_u32, 0_u32, 0_u32, 0_u32);
    let table = scripts();
    for c in text.char_indices().take_while(|(i, _)| *i < 2000).map(|(_, c)| c) {
        if c.is_ascii_alphabetic() {
            latin += 1;
        } else if matches!(c, '\u{4e00}'..='\u{9fff}') {
            chinese += 1;
            match table[c as usize - FIRST] {
                Script::Simplified => simplified += 1,
                Script::Traditional => traditional += 1,
                Script::Both => {}
            }
        }
    }
    match (chinese, latin) {
        (0, 0..20) => None,
        // Five letters make about a word, as one or two characters do.
        (c, l) if l > c * 5 => Some("en"),
        _ if simplified > traditional => Some("zh-Hans"),
        _ if traditional > simplified => Some("zh-Hant"),
        _ => Some("zh"),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Both,
    Simplified,
    Traditional,
}

/// The first and last character of the block of CJK unified ideographs.
const FIRST: usize = 0x4e00;
const LAST: usize = 0x9fff;

/// The script of each character of the block: this is asked of every character at the head of every document.
fn scripts() -> &'static [Script] {
    static TABLE: std::sync::OnceLock<Vec<Script>> = std::sync::OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![Script::Both; LAST - FIRST + 1];
        for [simplified, traditional] in rows::<2>(PAIRS) {
            for (characters, script) in [(simplified, Script::Simplified), (traditional, Script::Traditional)]
            {
                for at in characters.chars().filter_map(|c| (c as usize).checked_sub(FIRST)) {
                    if let Some(entry) = table.get_mut(at) {
                        *entry = script;
                    }
                }
            }
        }
        table
    })
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

    #[test]
    fn no_character_belongs_to_both_scripts() {
        let mut all: Vec<&str> = rows::<2>(PAIRS).flatten().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert_eq!(scripts().iter().filter(|s| **s != Script::Both).count(), count);
    }
}
