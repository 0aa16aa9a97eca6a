//! Page furniture of plain text made from pages: running heads, page numbers, rules.
//!
//! A page number is a line of figures that stands beside a running head, or one of a series that counts up by one a
//! page. A running head is a line that recurs, figures apart, beside page numbers or page breaks.

use crate::wrap::{Ending, Line, ending, is_letter, is_white};

/// Fewest lines a page has: numbers that follow each other more closely are a list or a table.
const PAGE_LINES: usize = 8;

/// Fewest occurrences that make a running head or a series of page numbers.
const RECURS: usize = 3;

/// For each line, whether it is a running head or a page number.
pub(crate) fn furniture(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut marks = vec![false; lines.len()];
    let numbers: Vec<(usize, u32)> =
        lines.iter().enumerate().filter_map(|(i, l)| Some((i, page_number(l.of(text))?))).collect();
    let (heads, longest) = running_heads(text, lines, &numbers);
    let is_head = |line: &Line| {
        line.end - line.start <= longest
            && head_key(line.of(text)).is_some_and(|k| heads.binary_search(&k).is_ok())
    };
    if !heads.is_empty() {
        for (line, mark) in lines.iter().zip(&mut marks) {
            *mark |= is_head(line);
        }
    }
    for &(i, _) in &numbers {
        let beside = |j: Option<usize>| j.and_then(|j| lines.get(j)).is_some_and(is_head);
        if beside(i.checked_sub(1)) || beside(i.checked_add(1)) {
            marks[i] = true;
        }
    }
    mark_series(&numbers, &mut marks);
    mark_numbered_heads(text, lines, &mut marks);
    marks
}

/// Marks numbers that count up by one, a page apart.
fn mark_series(numbers: &[(usize, u32)], marks: &mut [bool]) {
    let follows = |a: &(usize, u32), b: &(usize, u32)| b.1 == a.1.wrapping_add(1) && b.0 - a.0 >= PAGE_LINES;
    for series in numbers.chunk_by(follows).filter(|s| s.len() >= RECURS) {
        for &(i, _) in series {
            marks[i] = true;
        }
    }
}

/// Keys of lines that recur beside page numbers or at the top of pages, sorted, and the bytes of the longest.
fn running_heads(text: &str, lines: &[Line], numbers: &[(usize, u32)]) -> (Vec<u64>, usize) {
    let beside_numbers = numbers.iter().flat_map(|&(i, _)| [i.wrapping_sub(1), i + 1]);
    let at_pages = lines.iter().enumerate().filter(|(_, l)| l.page).flat_map(|(i, _)| [i.wrapping_sub(1), i]);
    let mut near: Vec<usize> = beside_numbers.chain(at_pages).filter(|&i| i < lines.len()).collect();
    near.sort_unstable();
    near.dedup();
    let mut keys: Vec<(u64, usize)> = near
        .into_iter()
        .filter_map(|i| Some((head_key(lines[i].of(text))?, lines[i].end - lines[i].start)))
        .collect();
    keys.sort_unstable();
    let recurring = keys.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() >= RECURS);
    let longest = recurring.clone().flatten().map(|(_, long)| *long).max().unwrap_or(0);
    (recurring.map(|same| same[0].0).collect(), longest)
}

/// Marks running heads that carry the page number themselves: the same words, and a number that counts up.
fn mark_numbered_heads(text: &str, lines: &[Line], marks: &mut [bool]) {
    let mut found: Vec<(u64, usize, u32)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let content = line.of(text);
        let edge = content.as_bytes().last().is_some_and(u8::is_ascii_digit)
            || content.as_bytes().first().is_some_and(u8::is_ascii_digit);
        if !edge || content.len() > 90 || content.chars().filter(|&c| is_letter(c)).count() < 4 {
            continue;
        }
        if let (Some(key), Some(number)) = (head_key(content), edge_number(content)) {
            found.push((key, i, number));
        }
    }
    found.sort_unstable();
    for same in found.chunk_by(|a, b| a.0 == b.0).filter(|s| s.len() > RECURS + 1) {
        let steps =
            same.windows(2).filter(|w| w[1].2 == w[0].2.wrapping_add(1) && w[1].1 - w[0].1 >= PAGE_LINES);
        if steps.count() * 10 >= (same.len() - 1) * 7 {
            for &(_, i, _) in same {
                marks[i] = true;
            }
        }
    }
}

/// A line without a letter or figure: a rule, a row of stars.
pub(crate) fn is_rule(content: &str) -> bool {
    content.chars().nth(2).is_some()
        && content.chars().all(|c| {
            matches!(c, '-' | '=' | '*' | '_' | '─' | '━' | '—' | '－' | '＊' | '～' | '~' | ' ' | '·')
        })
}

/// The number of a line that holds nothing but a page number: `15`, `- 15 -`, `第15页`.
fn page_number(content: &str) -> Option<u32> {
    if content.len() > 24 {
        return None;
    }
    let bare = content
        .trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '─' | '第' | '页' | '頁' | '~') || is_white(c));
    if bare.is_empty() || bare.len() > 5 || !bare.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    bare.parse().ok()
}

/// The number a line ends or begins with.
fn edge_number(content: &str) -> Option<u32> {
    let tail = content.len() - content.bytes().rev().take_while(u8::is_ascii_digit).count();
    let figures = if tail < content.len() {
        &content[tail..]
    } else {
        &content[..content.bytes().take_while(u8::is_ascii_digit).count()]
    };
    figures.parse().ok()
}

/// What two running heads of one document have in common: the characters without white space, each run of figures
/// as one mark (FNV-1a). `None` for a line that cannot be one: too long, or a sentence.
fn head_key(content: &str) -> Option<u64> {
    if content.len() > 120 || matches!(ending(content), Ending::Final | Ending::Colon | Ending::Comma) {
        return None;
    }
    let mut key = 0xcbf2_9ce4_8422_2325_u64;
    let (mut figures, mut letters) = (false, 0);
    for c in content.chars().filter(|&c| !is_white(c)) {
        let mark = if c.is_ascii_digit() {
            if figures {
                continue;
            }
            figures = true;
            '#'
        } else {
            figures = false;
            letters += usize::from(is_letter(c));
            c
        };
        key = (key ^ u64::from(u32::from(mark))).wrapping_mul(0x0100_0000_01b3);
    }
    (letters >= 2).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wrap::lines;

    fn check(text: &str, expect: &[&str]) {
        let lines = lines(text);
        let marks = furniture(text, &lines);
        let got: Vec<&str> = lines.iter().zip(marks).filter(|(_, m)| *m).map(|(l, _)| l.of(text)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn running_heads_beside_numbers() {
        check(
            "甲會 ─ 2031年 5月 2日\n\n7\n正文一\n甲會 ─ 2031年 5月 2日\n\n8\n正文二\n甲會 ─ 2031年 5月 2日\n\n9\n正文三",
            &["甲會 ─ 2031年 5月 2日", "7", "甲會 ─ 2031年 5月 2日", "8", "甲會 ─ 2031年 5月 2日", "9"],
        );
    }

    #[test]
    fn a_column_of_figures_is_no_pagination() {
        check("名額\n1\n2\n3\n4\n合計\n10", &[]);
    }

    #[test]
    fn a_series_a_page_apart() {
        let page = "文\n".repeat(9);
        check(&format!("{page}1\n{page}2\n{page}3\n"), &["1", "2", "3"]);
    }

    #[test]
    fn rules() {
        assert!(is_rule("----") && is_rule("＊＊＊"));
        assert!(!is_rule("- 一") && !is_rule("—"));
    }
}
