//! Content behind a cue, and the marks of lists.

use crate::lexicon::{Class, lexicon};
use crate::page::Page;
use crate::script::{is_han, word_characters};
use crate::source::Hit;
use std::sync::LazyLock;
use tifa_text::{ByteRange, Characters, Quotation};

/// Whether enough content follows a cue: a clause, and not a small part of a long sentence.
pub(super) fn has_content(page: &Page<'_>, range: ByteRange, h: &Hit, next: Option<u32>) -> bool {
    let after = ByteRange { start: h.cue.end.min(range.end), end: range.end }.of(&page.level);
    let characters = word_characters(after);
    // A long name with its titles is no narration.
    let named = h.source.iter().chain(&h.parties).map(|s| s.range.len() / 3).sum();
    let all = characters + narrated(page, range, h).saturating_sub(named);
    // 「……」，他說。
    let before = page.quotes_in(range).iter().any(|q| q.outer.end <= h.cue.start && q.outer.len() > 12);
    // 他說：「天啊！…: a quotation that goes on in the next sentence.
    let opens = |q: &Quotation| q.outer.start >= h.cue.end && q.outer.end > range.end;
    if characters < 4 {
        return before || page.quotes_in(range).iter().any(opens);
    }
    if after.trim_end().ends_with(['：', ':']) && characters < 12 {
        return false;
    }
    let least = match h.class {
        Class::Act | Class::Mild | Class::Stance => 5,
        _ => 4,
    };
    // An act's object ends at the next cue.
    let own = next.map_or(characters, |n| {
        ByteRange { start: h.cue.end, end: n.max(h.cue.end) }
            .of(&page.level)
            .chars()
            .filter(|&c| is_han(c))
            .count()
    });
    characters >= least
        && (own >= 3 || next.is_none() || matches!(h.class, Class::Say | Class::Write))
        && (characters * 10 >= all * 3 || characters >= 30)
}

/// How many characters stand before a cue that may be narration: the clauses before its own, but for adjuncts.
fn narrated(page: &Page<'_>, range: ByteRange, h: &Hit) -> usize {
    let before = ByteRange { start: range.start, end: h.cue.start.max(range.start) }.of(&page.level);
    let own = match h.source {
        Some(s) if h.own && s.range.start >= range.start && s.range.start < h.cue.start => {
            (s.range.start - range.start) as usize
        }
        _ => before.len(),
    };
    let from = before[..own].rfind(['，', '；', '。']).map_or(0, |at| at + 3);
    let mut at = range.start;
    let mut count = 0;
    for clause in before[..from].split_inclusive(['，', '；', '。']) {
        let here = ByteRange { start: at, end: at + clause.len() as u32 };
        at = here.end;
        let adjunct = page
            .tokens_in(here)
            .first()
            .is_some_and(|t| t.range.start == here.start && t.class == Class::PrepLong);
        if !adjunct {
            count += clause.chars().filter(|&c| is_han(c)).count();
        }
    }
    count
}

/// Whether an act spells out its object after a colon: 提出三點建議：一、…
pub(super) fn enumerates(page: &Page<'_>, range: ByteRange, h: &Hit) -> bool {
    let after = ByteRange { start: h.cue.end.min(range.end), end: range.end }.of(&page.level);
    after.split_once('：').is_some_and(|(_, rest)| rest.chars().count() >= 6)
}

/// The number of an item of a list that opens `text`: 一、 （二） 3. 第四 首先.
pub(super) fn marker(text: &str) -> Option<()> {
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '（' | '(' | '「' | '“'));
    if text.starts_with(['・', '•', '‧', '●', '■', '◆']) {
        return Some(());
    }
    let rest = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    if rest.len() < text.len() && (rest.starts_with(['、', '）', ')', '.', '，']) || rest.starts_with("是"))
    {
        return Some(());
    }
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() < text.len()
        && text.len() - digits.len() <= 2
        && digits.starts_with(['、', '.', '）', ')', '．'])
    {
        return Some(());
    }
    let ordinal =
        text.strip_prefix('第').is_some_and(|r| r.starts_with(|c| "一二三四五六七八九十".contains(c)));
    (ordinal && text.chars().take(4).any(|c| matches!(c, '，' | '、' | '：' | '是'))
        || lexicon().ordinals.iter().any(|w| text.starts_with(w.as_str())))
    .then_some(())
}

/// How many points are announced: 三點意見, 五個必須, 六方面. The noun stands within eight characters.
pub(super) fn announced(text: &str) -> Option<u8> {
    const NUMBERS: &str = "〇一二三四五六七八九十";
    static MEASURES: LazyLock<Characters> = LazyLock::new(|| "点项个方".chars().collect());
    let mut next = 0;
    while let Some((at, c)) = MEASURES.next(text, next) {
        next = at + c.len_utf8();
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let number = if before == '两' { Some(2) } else { NUMBERS.chars().position(|n| n == before) };
        if number.is_some_and(|n| n >= 2) {
            let rest = &text[at..];
            let end = rest.char_indices().nth(9).map_or(rest.len(), |(i, _)| i);
            // 六個「最」: what recurs stands in quotation marks.
            let named = c == '个' && rest[c.len_utf8()..].starts_with(['「', '“', '『', '"']);
            if named || lexicon().counted.iter().any(|w| rest[..end].contains(w.as_str())) {
                return number.map(|n| n as u8);
            }
        }
    }
    None
}
