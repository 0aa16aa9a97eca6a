//! Text in terminal columns: display width, cutting, padding, wrapping.
//!
//! Widths are columns of a terminal: two for a Chinese character, one for a letter, none for a combining mark.
//! Characters whose width is ambiguous (“”, …, ·) count as one, as terminals outside East Asian locales draw them.

use unicode_width::UnicodeWidthChar;

/// Stands where text was cut.
const ELLIPSIS: char = '…';

/// Punctuation that may not start a line.
const NOT_AT_START: &str = "，。、；：？！）」』》〉】”’…—·,.;:?!)]}";

/// Punctuation that may not end a line.
const NOT_AT_END: &str = "（「『《〈【“‘([{";

/// Columns that `text` takes.
pub fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// Columns of one character.
fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// `text` fit for a terminal: control characters, which could move the cursor or change colours, become spaces, and
/// so do line breaks.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_direction(c) { ' ' } else { c }).collect()
}

/// Characters that reorder what stands beside them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The longest start of `text` that takes at most `columns`, with … in place of what was cut.
pub fn cut_end(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        if used + char_width(c) + 1 > columns {
            break;
        }
        used += char_width(c);
        out.push(c);
    }
    if columns > 0 {
        out.push(ELLIPSIS);
    }
    out
}

/// The longest end of `text` that takes at most `columns`, with … in place of what was cut.
pub fn cut_start(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = Vec::new();
    let mut used = 0;
    for c in text.chars().rev() {
        if used + char_width(c) + 1 > columns {
            break;
        }
        used += char_width(c);
        kept.push(c);
    }
    let mut out = String::new();
    if columns > 0 {
        out.push(ELLIPSIS);
    }
    out.extend(kept.into_iter().rev());
    out
}

/// Byte ranges of the lines of `text` when it is broken to `columns`: between Chinese characters, at spaces between
/// words, and not before closing or after opening punctuation.
pub fn wrap(text: &str, columns: usize) -> Vec<std::ops::Range<usize>> {
    let columns = columns.max(2);
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut lines = Vec::new();
    let mut first = 0;
    while first < chars.len() {
        let (mut used, mut next) = (0, first);
        while next < chars.len() && used + char_width(chars[next].1) <= columns {
            used += char_width(chars[next].1);
            next += 1;
        }
        if next == first {
            next += 1; // A character wider than the line still has to go somewhere.
        }
        if next < chars.len()
            && let Some(better) = (first + 1..=next).rev().take(24).find(|&i| may_break(&chars, i))
        {
            next = better;
        }
        let end = chars.get(next).map_or(text.len(), |c| c.0);
        lines.push(chars[first].0..end);
        first = next;
        while chars.get(first).is_some_and(|c| c.1 == ' ') {
            first += 1;
        }
    }
    if lines.is_empty() {
        lines.push(0..0);
    }
    lines
}

/// Whether a line may end before the character at `i`.
fn may_break(chars: &[(usize, char)], i: usize) -> bool {
    let (before, after) = (chars[i - 1].1, chars[i].1);
    if NOT_AT_START.contains(after) || NOT_AT_END.contains(before) {
        return false;
    }
    let word = |c: char| c.is_alphanumeric() && char_width(c) < 2;
    !(word(before) && word(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        let check = |text: &str, expect: usize| assert_eq!(width(text), expect, "{text}");
        check("", 0);
        check("abc", 3);
        check("提法", 4);
        check("2.5億", 5);
        check("「合作」", 8);
        check("“合作”…", 7);
        check("ｆｕｌｌ", 8);
        check("e\u{301}", 1);
    }

    #[test]
    fn cut_at_the_end() {
        let check = |text: &str, columns: usize, expect: &str| {
            assert_eq!(cut_end(text, columns), expect);
            assert!(width(&cut_end(text, columns)) <= columns);
        };
        check("河谷對話", 8, "河谷對話");
        check("河谷對話", 7, "河谷對…");
        check("河谷對話", 6, "河谷…");
        check("河谷對話", 1, "…");
        check("河谷對話", 0, "");
        check("a河b谷", 4, "a河…");
        check("", 0, "");
    }

    #[test]
    fn cut_at_the_start() {
        let check = |text: &str, columns: usize, expect: &str| {
            assert_eq!(cut_start(text, columns), expect);
            assert!(width(&cut_start(text, columns)) <= columns);
        };
        check("河谷對話", 8, "河谷對話");
        check("河谷對話", 7, "…谷對話");
        check("河谷對話", 4, "…話");
        check("河谷對話", 0, "");
    }

    #[test]
    fn lines() {
        let check = |text: &str, columns: usize, expect: &[&str]| {
            let lines: Vec<&str> = wrap(text, columns).into_iter().map(|r| &text[r]).collect();
            assert_eq!(lines, expect);
        };
        check("", 10, &[""]);
        check("河谷兩岸", 10, &["河谷兩岸"]);
        check("河谷兩岸開通航線", 8, &["河谷兩岸", "開通航線"]);
        check("河谷兩岸，開通航線", 8, &["河谷兩", "岸，開通", "航線"]);
        check("他說「開通航線」", 6, &["他說", "「開通", "航線」"]);
        check("open the ferry line", 9, &["open the ", "ferry ", "line"]);
        check("abcdefghij", 4, &["abcd", "efgh", "ij"]);
    }

    #[test]
    fn nothing_that_moves_the_cursor() {
        assert_eq!(plain("甲\u{1b}[31m乙\n丙\t\u{202E}丁"), "甲 [31m乙 丙  丁");
    }
}
