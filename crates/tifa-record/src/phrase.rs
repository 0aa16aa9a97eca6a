//! Noun phrases by their words alone, and clauses: as much of grammar as the fields of a statement need.

use crate::lexicon::Class;
use crate::page::Page;
use crate::script::{is_han, is_word, word_characters};
use tifa_text::ByteRange;

/// A noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) range: ByteRange,
    /// Class of its last word.
    pub(crate) head: Class,
}

/// Longest stretch of unknown text inside a noun phrase, in bytes: five characters.
const GAP: u32 = 15;

/// The noun phrase that starts at byte `at` and ends before `limit`: words that may name a party, one right behind the
/// other, or with a few unknown characters between when an office or a body closes them (某市應急管理部門負責人).
pub(crate) fn noun_phrase(page: &Page<'_>, at: u32, limit: u32) -> Option<Phrase> {
    let rest = page.tokens_in(ByteRange { start: at, end: limit });
    let mut found: Option<Phrase> = None;
    let mut end = at;
    if page.level.get(at as usize..).is_some_and(|rest| rest.starts_with('《')) {
        let close = page.level.get(at as usize..limit.max(at) as usize)?.find('》')?;
        end = at + close as u32 + 3;
        found = Some(Phrase { range: ByteRange { start: at, end }, head: Class::Outlet });
    }
    let book = end;
    for t in rest.iter().filter(|t| t.range.start >= book) {
        if t.range.end > limit || !t.class.is_nominal() || t.class == Class::Fact {
            break;
        }
        let gap = ByteRange { start: end, end: t.range.start };
        let closes = matches!(
            t.class,
            Class::Tail | Class::Role | Class::Office | Class::Press | Class::Group | Class::Courtesy
        );
        let unknown = gap.len() as u32 <= GAP && closes && gap.of(&page.level).chars().all(is_han);
        let after_name = found.is_some_and(|f| f.head == Class::Name) && t.class == Class::Name;
        if !gap.is_empty() && !unknown || after_name {
            break;
        }
        // 他們記者: a pronoun is a phrase of its own.
        let alone = |c: Class| matches!(c, Class::Pronoun | Class::First | Class::Side | Class::Both);
        let after_book = end == book && book > at && !closes && t.class != Class::Name;
        if found.is_some_and(|f| alone(f.head)) || found.is_some() && alone(t.class) || after_book {
            break;
        }
        end = t.range.end;
        found = Some(Phrase { range: ByteRange { start: at, end }, head: t.class });
    }
    found.filter(|f| f.head != Class::Quantity)
}

/// Marks between clauses, and those that open a quotation.
pub(crate) fn is_break(c: char) -> bool {
    matches!(c, '，' | ',' | '。' | '；' | ';' | '：' | ':' | '！' | '？' | '!' | '?' | '…' | '\n')
        || matches!(c, '「' | '『' | '“' | '‘' | '—')
}

/// Bytes a clause may run before its verb: forty characters. One that runs further is not looked for.
const CLAUSE: usize = 120;

/// Where the clause around byte `at` starts, not before `from`; `None` when that is too far away.
pub(crate) fn clause_start(page: &Page<'_>, at: u32, from: u32) -> Option<u32> {
    let from = from.min(at);
    let before = ByteRange { start: from, end: at }.of(&page.level);
    let mut near = before.char_indices().rev().take_while(|(i, _)| before.len() - i <= CLAUSE);
    match near.find(|(_, c)| is_break(*c)) {
        Some((i, c)) => Some(from + (i + c.len_utf8()) as u32),
        None => (before.len() <= CLAUSE).then_some(from),
    }
}

/// Words that may stand before the subject of a clause.
pub(crate) fn is_before_subject(class: Class) -> bool {
    matches!(class, Class::Link | Class::Adverb | Class::Time)
}

/// Whether `range` holds nothing but words that may stand between a subject and its verb or before a subject.
pub(crate) fn is_slight(page: &Page<'_>, range: ByteRange) -> bool {
    let mut at = range.start;
    for t in page.tokens_in(range) {
        if !is_before_subject(t.class)
            || !blank(ByteRange { start: at, end: t.range.start.max(at) }.of(&page.level))
        {
            return false;
        }
        at = t.range.end;
    }
    at >= range.end || blank(ByteRange { start: at, end: range.end }.of(&page.level))
}

fn blank(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphanumeric())
}

/// Letters and Chinese characters of a text.
pub(crate) fn letters(text: &str) -> usize {
    word_characters(text)
}

/// Whether a text has at least `n` letters.
pub(crate) fn has_letters(text: &str, n: usize) -> bool {
    n == 0 || text.chars().filter(|&c| is_letter(c)).nth(n - 1).is_some()
}

fn is_letter(c: char) -> bool {
    is_word(c)
}

/// `range` without the marks and the white space it opens with; opening quotation marks stay.
pub(crate) fn without_lead(page: &Page<'_>, range: ByteRange) -> ByteRange {
    let text = range.of(&page.level);
    let lead = |c: char| c.is_whitespace() || "，,：:、；;。—".contains(c);
    let trimmed = text.trim_start_matches(lead);
    ByteRange { start: range.end - trimmed.len() as u32, end: range.end }
}
