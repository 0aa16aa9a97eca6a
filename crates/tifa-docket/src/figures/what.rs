//! What is counted, and the days it is of.

use super::counts::Counted;
use super::table::{Role, table};
use crate::matter::Matter;
use tifa_record::{Class, Page};
use tifa_text::ByteRange;
use tifa_text::calendar::Days;

/// Characters that name what is counted, at most.
const LONGEST: usize = 14;

/// What is counted: the noun phrase behind number and measure word, else what leads up to the number.
pub(super) fn counted(page: &Page<'_>, c: &Counted) -> Option<ByteRange> {
    behind(page, c.end as usize).or_else(|| before(page, c.number.start as usize))
}

/// The phrase that opens at byte `at`, without a leading 的, up to a mark, a verb or a particle.
fn behind(page: &Page<'_>, at: usize) -> Option<ByteRange> {
    let text = page.level.as_str();
    let rest = text.get(at..)?;
    let start = at + rest.len() - rest.trim_start_matches('的').len();
    let mut end = start;
    let noun = start + modifier(&text[start..]);
    for (i, ch) in text[start..].char_indices().take(LONGEST) {
        let here = start + i;
        if here < noun {
            continue;
        }
        let part = tifa_text::is_han(ch)
            || ch.is_ascii_alphanumeric()
            || matches!(ch, '·' | '「' | '」' | '“' | '”');
        if !part || stops(page, here) {
            break;
        }
        end = here + ch.len_utf8();
    }
    let range = ByteRange::new(start, end);
    (range.of(text).chars().filter(|&c| tifa_text::is_han(c)).count() > 1).then_some(range)
}

/// Characters before 的 that describe what is counted, at most.
const MODIFIER: usize = 9;

/// Bytes of a description that opens `rest` and ends in 的, in front of a noun (居住河谷的漁民); none without.
fn modifier(rest: &str) -> usize {
    let mut run = rest.char_indices().take(MODIFIER).take_while(|&(_, c)| tifa_text::is_han(c));
    let end = run.find(|&(_, c)| c == '的').map(|(i, c)| i + c.len_utf8());
    end.filter(|&end| rest[end..].starts_with(tifa_text::is_han)).unwrap_or(0)
}

/// Whether what is counted does not go on at byte `at`.
fn stops(page: &Page<'_>, at: usize) -> bool {
    let verb = page.word_at(at).is_some_and(|c| {
        matches!(
            c,
            Class::Say
                | Class::Stance
                | Class::Act
                | Class::Verb
                | Class::Adverb
                | Class::Negation
                | Class::Link
                | Class::Passive
                | Class::Time
        )
    });
    verb || table().role(&page.level[at..], Role::Stop).is_some()
}

/// The phrase that ends at byte `at`: the words of the clause, the last of them.
fn before(page: &Page<'_>, at: usize) -> Option<ByteRange> {
    let text = page.level.get(..at)?;
    let table = table();
    // The verb and what bounds the number lead up to it and are not counted.
    let mut end = at;
    while let Some(len) = table
        .bound_before(&text[..end])
        .map(|b| b.1)
        .or_else(|| table.role_before(&text[..end], Role::Filler))
        .or_else(|| table.role_before(&text[..end], Role::Prefix))
    {
        end -= len;
    }
    let part = |c: char| tifa_text::is_han(c) || c.is_ascii_alphanumeric();
    let start = text[..end]
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|&(_, c)| part(c))
        .last()
        .map(|(i, _)| i)?;
    (end - start >= 6).then(|| ByteRange::new(start, end))
}

/// The days that the sentence tells before the number, else after it: the calendar expression nearest to it.
pub(super) fn days(matter: &Matter<'_>, page: &Page<'_>, c: &Counted) -> Option<Days> {
    let sentence = page.sentence_at(c.number.start)?;
    let dates = &matter.findings.dates;
    let key = |place: tifa_record::Place| (place.block, place.range.start);
    let behind = dates.partition_point(|d| key(d.place) < (page.block, c.number.start));
    let inside = |i: usize| {
        let found = dates.get(i).filter(|d| d.place.block == page.block)?;
        (sentence.start <= found.place.range.start && found.place.range.start < sentence.end).then_some(found)
    };
    let before = behind.checked_sub(1).and_then(inside);
    before.or_else(|| inside(behind)).and_then(|d| d.days.ok())
}
