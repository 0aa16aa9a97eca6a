//! Who stands before a cue.

use super::table::{Word, closes, has, opened};
use crate::clauses::between;
use tifa_record::{Class, Page, Token};
use tifa_text::ByteRange;

/// A noun phrase that may be a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Party {
    /// The phrase, bytes of the page.
    pub(super) range: ByteRange,
    /// Its last word.
    pub(super) head: Class,
    /// Whether it names two parties (雙方, 甲與乙).
    pub(super) joint: bool,
}

/// What stands before a cue in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// A subject, and where its predicate begins.
    Party(Party, u32),
    /// Nothing but what may open a clause: the subject is that of an earlier clause.
    Nothing,
    /// 並未, 拒絕: the cue is denied.
    Denied,
    /// 的, 在: the cue is a noun, or inside an adjunct.
    Noun,
    /// Something else.
    Unknown,
}

/// Bytes of unknown text that may belong to a subject (雙方團隊): four characters.
const TAIL: usize = 12;

/// Whether a word names somebody who may undertake something.
pub(super) fn is_party(class: Class) -> bool {
    matches!(
        class,
        Class::Name
            | Class::Office
            | Class::Role
            | Class::Courtesy
            | Class::Body
            | Class::Tail
            | Class::Place
            | Class::Abbr
            | Class::Side
            | Class::Both
            | Class::Group
            | Class::Pronoun
            | Class::First
            | Class::ThisBody
            | Class::ThisRole
    )
}

/// Bytes of unknown text before the last word of a body's name: ten characters.
const NAME: usize = 30;

fn mark(c: char) -> bool {
    c.is_whitespace() || "「」『』“”‘’\"，,、：:；;（）()《》".contains(c)
}

/// Whether nothing but marks and white space stands in `text`.
fn is_blank(text: &str) -> bool {
    text.chars().all(mark)
}

/// Whether the word joins two noun phrases.
fn joins(page: &Page<'_>, token: &Token) -> bool {
    matches!(token.range.of(&page.level), "和" | "与" | "及" | "以及" | "同" | "跟")
}

/// The phrase that ends with the token at `last`, and the index of its first token. Neighbouring nouns belong to it, and
/// what 和, 與 or 、 joins to it.
fn phrase(page: &Page<'_>, tokens: &[Token], last: usize) -> (Party, usize) {
    let mut first = last;
    let mut joint = tokens[last].class == Class::Both;
    while let Some(prev) = first.checked_sub(1) {
        let gap = between(page, tokens[prev].range.end, tokens[first].range.start);
        if is_party(tokens[prev].class) && gap.is_empty() {
            first = prev;
        } else if is_party(tokens[prev].class) && matches!(gap, "、" | "」、" | "（g7）") {
            (first, joint) = (prev, true);
        } else if joins(page, &tokens[prev])
            && gap.is_empty()
            && let Some(other) = prev.checked_sub(1)
            && is_party(tokens[other].class)
            && tokens[other].range.end == tokens[prev].range.start
        {
            (first, joint) = (other, true);
        } else {
            break;
        }
    }
    let range = ByteRange { start: tokens[first].range.start, end: tokens[last].range.end };
    joint |= tokens[first..=last].iter().any(|t| t.class == Class::Both) || is_pair(range.of(&page.level));
    (Party { range, head: tokens[last].class, joint }, first)
}

/// Two states by one character each at byte `at`, where no table has them together: 中日.
fn pair_at(page: &Page<'_>, from: u32, at: u32) -> Option<Party> {
    let range = ByteRange { start: at, end: at + 6 };
    let alone = is_blank(between(page, from, at));
    (alone && is_pair(range.of(&page.level))).then_some(Party { range, head: Class::Both, joint: true })
}

/// The side that is named at byte `at` by one character and 方, where no table has it: 貝方.
fn side_at(page: &Page<'_>, at: u32) -> Option<Party> {
    let text = page.level.get(at as usize..)?;
    let named = text.chars().next().is_some_and(tifa_text::is_han) && text.chars().nth(1) == Some('方');
    let range = ByteRange { start: at, end: at + 6 };
    let word = range.of(&page.level);
    let taken = page.word_at(at as usize).is_some();
    (named && word.len() == 6 && !taken && opened(Word::NoSide, word).is_none()).then_some(Party {
        range,
        head: Class::Side,
        joint: false,
    })
}

/// Whether a name is two states by one character each: 中美.
fn is_pair(name: &str) -> bool {
    let mut letters = name.chars().map(|c| has(Word::Letter, c.encode_utf8(&mut [0; 4])));
    name.len() == 6 && letters.all(|is| is) && !tifa_record::register::Register::shipped().is_state(name)
}

/// What stands before byte `at` in the clause that begins at byte `from`.
pub(super) fn before(page: &Page<'_>, from: u32, at: u32) -> Before {
    let all = page.tokens_in(ByteRange { start: from, end: at });
    let mut edge = at;
    let mut left = all.len();
    loop {
        let text = between(page, from, edge);
        let bare = text.trim_end_matches(|c: char| is_blank(c.encode_utf8(&mut [0; 4])));
        edge = from + bare.len() as u32;
        if bare.is_empty() {
            return Before::Nothing;
        }
        while left > 0 && all[left - 1].range.start >= edge {
            left -= 1;
        }
        if let Some(len) = closes(Word::Not, bare) {
            let longer = left.checked_sub(1).is_some_and(|i| {
                all[i].range.len() > len && all[i].range.end == edge && all[i].class != Class::Negation
            });
            if !longer {
                return Before::Denied;
            }
        }
        if let Some(at) = edge.checked_sub(6).filter(|&at| at >= from)
            && bare.ends_with('方')
            && let Some(party) = side_at(page, at)
        {
            return Before::Party(party, party.range.end);
        }
        if let Some(party) =
            edge.checked_sub(6).filter(|&at| at >= from).and_then(|at| pair_at(page, from, at))
        {
            return Before::Party(party, party.range.end);
        }
        let Some(i) = left.checked_sub(1) else {
            match closes(Word::Manner, bare) {
                Some(len) => edge -= len as u32,
                None => return Before::Unknown,
            }
            continue;
        };
        let token = all[i];
        if token.range.end > edge {
            // 雙方同意 is one word to the reader of statements.
            let joint = token.class == Class::Joint && token.range.start < edge;
            let range = ByteRange { start: token.range.start, end: edge };
            if joint && closes(Word::Manner, range.of(&page.level)) == Some(range.len()) {
                edge = token.range.start;
                continue;
            }
            let party = Party { range, head: Class::Both, joint: true };
            return if joint { Before::Party(party, edge) } else { Before::Unknown };
        }
        if token.range.end < edge {
            if let Some(len) = closes(Word::Manner, bare) {
                edge -= len as u32;
                continue;
            }
            let gap = between(page, token.range.end, edge);
            let leads = matches!(token.class, Class::Both | Class::Side | Class::Place | Class::Body);
            if leads && gap.len() <= TAIL && gap.chars().all(tifa_text::is_han) {
                let (mut party, _) = phrase(page, all, i);
                party.range.end = edge;
                return Before::Party(party, edge);
            }
            return Before::Unknown;
        }
        match token.class {
            class if is_party(class) => {
                let (party, first) = phrase(page, all, i);
                let adjunct = first.checked_sub(1).map(|p| all[p]).filter(|p| {
                    matches!(p.class, Class::PrepShort | Class::PrepLong | Class::Passive)
                        && p.range.end == party.range.start
                });
                match adjunct {
                    Some(p) if p.class == Class::Passive => return Before::Unknown,
                    Some(p) => edge = p.range.start,
                    None => return Before::Party(party, party.range.end),
                }
            }
            Class::Of => return Before::Noun,
            Class::Adverb | Class::Link | Class::Time => edge = token.range.start,
            Class::Negation => return Before::Denied,
            // 某方表示願意: the source is the subject.
            Class::Say | Class::Stance | Class::Act | Class::Mild | Class::Joint | Class::Head => {
                edge = token.range.start;
            }
            // 在保證…的前提下: the cue is inside the adjunct.
            Class::PrepLong | Class::PrepShort
                if token.range.end == at && closes(Word::Manner, bare).is_none() =>
            {
                return Before::Noun;
            }
            Class::PrepLong | Class::PrepShort if closes(Word::Manner, bare).is_some() => {
                edge -= closes(Word::Manner, bare).unwrap_or(0) as u32;
            }
            Class::Closer | Class::PrepLong | Class::PrepShort => return lead_over(page, from, at),
            _ => match closes(Word::Manner, bare) {
                Some(len) => edge -= len as u32,
                None => return Before::Unknown,
            },
        }
    }
}

/// Whether nothing stands before the phrase in its clause but what may open one, or a verb of saying: a phrase behind
/// another verb is that verb's object, whatever follows.
pub(super) fn opens_clause(page: &Page<'_>, from: u32, party: Party) -> bool {
    let text = between(page, from, party.range.start);
    let before = page.tokens_in(ByteRange { start: from, end: party.range.start });
    is_blank(text)
        || before.last().is_some_and(|t| {
            t.range.end + (text.len() - text.trim_end_matches(|c| "「“『：".contains(c)).len()) as u32
                == party.range.start
                && (matches!(t.class, Class::Link | Class::Time | Class::Adverb | Class::Closer)
                    || matches!(
                        t.class,
                        Class::Say | Class::Stance | Class::Report | Class::Write | Class::Head
                    ))
        })
}

/// The subject that opens the clause when only an adjunct stands between it and the cue at byte `at` (中方對此將…).
fn lead_over(page: &Page<'_>, from: u32, at: u32) -> Before {
    match lead(page, from, at) {
        Some(party) => {
            let next = page.tokens_in(ByteRange { start: party.range.end, end: at }).first();
            let adjunct = next.is_some_and(|t| {
                t.range.start == party.range.end
                    && matches!(t.class, Class::PrepShort | Class::PrepLong | Class::Adverb | Class::Time)
            });
            if adjunct { Before::Party(party, at) } else { Before::Unknown }
        }
        None => {
            // An adjunct that opens the clause: 在這一問題上將….
            let first = page.tokens_in(ByteRange { start: from, end: at }).first();
            let opens = first.is_some_and(|t| {
                is_blank(between(page, from, t.range.start))
                    && matches!(t.class, Class::PrepLong | Class::PrepShort | Class::According | Class::Time)
            });
            if opens { Before::Nothing } else { Before::Unknown }
        }
    }
}

/// The noun phrase that opens the clause from byte `from`, behind connectives and days; none when 的 stands behind it.
pub(super) fn lead(page: &Page<'_>, from: u32, to: u32) -> Option<Party> {
    topic(page, from, to).filter(|p| page.word_at(p.range.end as usize) != Some(Class::Of))
}

/// The same, also when 的 stands behind it: of 某方的政策沒有變化，仍願… the owner is the subject.
pub(super) fn topic(page: &Page<'_>, from: u32, to: u32) -> Option<Party> {
    let tokens = page.tokens_in(ByteRange { start: from, end: to });
    let mut edge = from;
    let mut i = 0;
    while let Some(t) = tokens.get(i) {
        let gap = between(page, edge, t.range.start);
        if !is_blank(gap) {
            // A body whose name no table has: its last word is known.
            let named = t.class == Class::Tail && gap.len() <= NAME && gap.chars().all(tifa_text::is_han);
            let range = ByteRange { start: edge, end: t.range.end };
            return side_at(page, edge + (gap.len() - gap.trim_start_matches(mark).len()) as u32)
                .or(named.then_some(Party { range, head: Class::Body, joint: false }));
        }
        if !matches!(t.class, Class::Link | Class::Time | Class::Adverb) {
            break;
        }
        edge = t.range.end;
        i += 1;
    }
    if tokens.get(i).is_none() {
        let gap = between(page, edge, to);
        return side_at(page, edge + (gap.len() - gap.trim_start_matches(mark).len()) as u32);
    }
    if !tokens.get(i).is_some_and(|t| is_party(t.class)) {
        return None;
    }
    let mut last = i;
    let mut next = i + 1;
    while let Some(t) = tokens.get(next) {
        let gap = between(page, tokens[last].range.end, t.range.start);
        let other = tokens.get(next + 1);
        if is_party(t.class) && (gap.is_empty() || gap == "、") {
            last = next;
        } else if joins(page, t)
            && gap.is_empty()
            && other.is_some_and(|n| is_party(n.class) && n.range.start == t.range.end)
        {
            last = next + 1;
        } else {
            break;
        }
        next = last + 1;
    }
    Some(phrase(page, &tokens[..=last], last).0)
}

/// The noun phrase that begins at byte `at`, across an opening mark.
pub(super) fn phrase_at(page: &Page<'_>, at: u32, to: u32) -> Option<Party> {
    let tokens = page.tokens_in(ByteRange { start: at, end: to });
    let first = tokens.first().filter(|t| t.range.start == at && is_party(t.class))?;
    let mut last = *first;
    let mut joint = last.class == Class::Both;
    for t in &tokens[1..] {
        let gap = between(page, last.range.end, t.range.start);
        if !is_party(t.class) || !(gap.is_empty() || gap == "、") {
            break;
        }
        joint |= gap == "、";
        last = *t;
    }
    let range = ByteRange { start: at, end: last.range.end };
    Some(Party { range, head: last.class, joint })
}
