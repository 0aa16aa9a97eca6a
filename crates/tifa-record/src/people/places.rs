//! Places of a page where a name may start, and what the words beside it say for one.

use super::ENOUGH;
use crate::lexicon::{Class, Kind, lexicon};
use crate::page::Page;
use crate::script::{is_han, is_word};
use crate::shape::{is_surname, latin_bracket};
use tifa_text::ByteRange;
use tifa_text::characters::ideographs;

/// A place where a name may start.
pub(super) struct Start {
    pub(super) byte: usize,
    pub(super) points: i32,
    pub(super) after_title: bool,
}

/// Words before a name, levelled.
const NAMED: [&str; 3] = ["名叫", "名为", "叫做"];

/// Places of a page where a name may start, with what the left neighbour says.
pub(super) fn starts(page: &Page<'_>) -> Vec<Start> {
    let mut out = Vec::new();
    let mut push = |byte: usize, points: i32, after_title: bool| {
        if page.may_open_name(byte) {
            out.push(Start { byte, points, after_title });
        }
    };
    let bytes = page.level.as_bytes();
    let mut mark = true;
    let mut next = page.tokens.iter().peekable();
    let mut before: Option<(usize, i32, bool)> = None;
    let mut at = 0;
    while at < bytes.len() {
        while let Some(t) = next.next_if(|t| t.range.end as usize <= at) {
            let title = t.class.is_title();
            before = left(t.class).map(|p| (t.range.end as usize, p, title));
        }
        let word = before.filter(|b| b.0 == at);
        let called = || NAMED.iter().any(|w| page.level[..at].ends_with(w));
        if !mark && word.is_none() {
            // Inside a run of ideographs nothing opens before the next word ends.
            let end = next.peek().map_or(bytes.len(), |t| t.range.end as usize);
            let run = ideographs(&bytes[at..end]);
            if run > 0 {
                at += run;
                continue;
            }
        }
        let Some(c) = page.level[at..].chars().next() else { break };
        let opens = is_han(c) || c.is_ascii_alphabetic();
        match word {
            _ if opens && called() => push(at, 35, true),
            Some((_, points, title)) if opens => push(at, points, title),
            _ if mark && opens => push(at, 10, false),
            // 外長（右）王毅, 外長 王毅: a bracket or a space between a title and a name.
            _ => {}
        }
        mark = is_mark(c);
        if mark
            && let Some((end, points, true)) = before
            && end == at
            && matches!(c, ' ' | '[' | '「')
        {
            before = Some((at + c.len_utf8(), points, true));
        }
        at += c.len_utf8();
    }
    out
}

/// Whether a character is no part of a word. Full-width marks are told by their block: looking them up among all letters
/// is slow, and they are every tenth character.
fn is_mark(c: char) -> bool {
    match u32::from(c) {
        0..=0x7F => !c.is_ascii_alphanumeric(),
        0x2000..=0x206F | 0x3000..=0x3004 | 0x3008..=0x3020 | 0xFF01..=0xFF0F => true,
        _ => !is_word(c),
    }
}

/// What a word says for a name right behind it; `None` when it says nothing.
fn left(class: Class) -> Option<i32> {
    Some(match class {
        Class::Office | Class::Role => 35,
        Class::Body | Class::Tail | Class::Outlet | Class::Press | Class::Group => 12,
        Class::Place => 10,
        Class::Link | Class::Time | Class::PrepShort | Class::PrepLong | Class::Of | Class::According => 6,
        Class::Relay => 12,
        c if c.is_cue() => 4,
        _ => return None,
    })
}

/// What the right neighbour says of a candidate that ends at byte `end`.
pub(super) fn right(page: &Page<'_>, end: usize, opens: bool) -> i32 {
    let rest = &page.level[end..];
    match page.word_at(end) {
        Some(Class::Courtesy) => return 30,
        Some(Class::Office | Class::Role) => return 18,
        Some(Class::Head | Class::Topic) => return 15,
        Some(Class::Plain) | None => {}
        Some(c) if c.is_cue() => return 25,
        Some(
            Class::Adverb
            | Class::Time
            | Class::Verb
            | Class::PrepLong
            | Class::PrepShort
            | Class::Passive
            | Class::Negation
            | Class::Link,
        ) => return 10,
        Some(Class::Of) => return 2,
        Some(Class::Closer) => return 0,
        Some(_) => return 0,
    }
    match rest.chars().next() {
        Some('（' | '(') if latin_bracket(&page.text[end..]) => 35,
        Some('（' | '(') => 12,
        Some('：' | ':') if opens || page.is_headline() => 25,
        Some('：' | ':') => 15,
        Some(c) if c.is_ascii_digit() => 8,
        // 某某堅稱, where 堅 is the name's: what is left of the torn word is a cue.
        Some('称' | '说' | '指') if page.inside_cue(end) => 20,
        // A name in Latin letters ends where Chinese characters go on.
        Some(c) if is_han(c) && page.level[..end].ends_with(|c: char| c.is_ascii_alphabetic()) => 3,
        Some(c) if is_han(c) => {
            if page.is_boundary(end, 3) {
                0
            } else if lexicon().is(c, Kind::Stop) {
                -8
            } else {
                -40
            }
        }
        _ => 3,
    }
}

/// A surname with a courtesy (何女士) that opens at a start: its points and bytes.
pub(super) fn addressed(page: &Page<'_>, at: &Start) -> Option<(i32, usize)> {
    let c = page.level[at.byte..].chars().next()?;
    let end = at.byte + c.len_utf8();
    let wife = end + '太'.len_utf8();
    if page.level[end..].starts_with('太')
        && is_surname(c)
        && page.word_at(wife).is_some_and(|w| w.is_cue() || matches!(w, Class::PrepLong | Class::Time))
    {
        // 陳太說
        return Some((ENOUGH, wife - at.byte));
    }
    let courtesy = page.word_at(end) == Some(Class::Courtesy) && is_surname(c);
    let word = page.tokens_in(ByteRange::new(end, end + 1)).first().filter(|_| courtesy)?;
    Some((ENOUGH, word.range.end as usize - at.byte))
}
