//! To whom words are said: 對記者說, 告訴某社, 向某方表示, 在會見某人時, 接受某台訪問時.

use crate::acts::{Act, Acts};
use crate::lexicon::{Class, Token};
use crate::page::Page;
use crate::phrase::{clause_start, is_before_subject, is_break, is_slight, letters, noun_phrase};
use tifa_text::ByteRange;

/// Who hears a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Listener {
    /// The block the name stands in.
    pub(crate) block: u32,
    /// The name, as printed.
    pub(crate) range: ByteRange,
    /// Whether it is the object of the cue and no part of what is said.
    pub(crate) object: bool,
    /// Whether he hears what is said next too, as at a meeting; one who is urged need not be there.
    pub(crate) stays: bool,
}

/// Who hears the statement at `place`, reported by `cue`.
pub(crate) fn listener(
    page: &Page<'_>,
    place: ByteRange,
    cue: ByteRange,
    source: Option<ByteRange>,
) -> Option<Listener> {
    let sentence = page.sentences.get(page.sentences.partition_point(|s| s.end <= cue.start))?;
    let limit = sentence.end.min(place.end);
    let make = |range: ByteRange, object: bool, stays: bool| {
        let apart = source.is_none_or(|s| !s.overlaps(range));
        apart.then_some(Listener { block: page.block, range, object, stays })
    };
    let word = cue.of(&page.level);
    // 告訴記者 is one cue.
    if word.ends_with("记者") && Act::Tells.begins(word).is_some_and(|v| v.len() + 6 == word.len()) {
        return make(ByteRange { start: cue.end - 6, end: cue.end }, true, true);
    }
    if (Act::Tells.is(word) || Act::Urges.is(word))
        && let Some(p) = noun_phrase(page, cue.end, limit).filter(|p| hears(p.head) || is_party(p.head))
        && !followed_by_of(page, p.range.end)
    {
        let told = Act::Tells.is(word);
        return if p.head == Class::Both { None } else { make(p.range, told, told) };
    }
    let front = ByteRange { start: sentence.start.max(place.start), end: cue.start };
    let words = page.tokens_in(front);
    let free = |r: ByteRange| page.quotes_in(r).is_empty();
    let mut found: Option<Listener> = None;
    for (i, t) in words.iter().enumerate() {
        let acts = Acts::of(t.range.of(&page.level));
        if acts.is_empty() || !free(t.range) {
            continue;
        }
        let phrase = || noun_phrase(page, t.range.end, cue.start);
        if acts.has(Act::Toward) || acts.has(Act::Facing) {
            let Some(p) = phrase() else { continue };
            let gap = ByteRange { start: p.range.end, end: cue.start };
            let near = is_slight(page, gap);
            let same = gap.len() <= 36
                && clause_start(page, cue.start, front.start).is_some_and(|c| c <= t.range.start);
            let listens = hears(p.head);
            let ok = if acts.has(Act::Facing) {
                near && listens
            } else {
                near && is_party(p.head) || same && listens
            };
            if ok && !followed_by_of(page, p.range.end) {
                found = make(p.range, false, true).or(found);
            }
            continue;
        }
        let met = if acts.has(Act::Hears) {
            phrase().filter(|p| Act::Interview.begins(rest(page, p.range.end, cue.start)).is_some())
        } else if acts.has(Act::With) {
            phrase().filter(|p| {
                let next = words[i + 1..].iter().find(|n| {
                    n.range.start >= p.range.end
                        && !matches!(n.class, Class::Adverb | Class::Time | Class::Verb)
                });
                let talk = |n: ByteRange| Act::Talks.is(n.of(&page.level));
                Act::Talks.begins(rest(page, p.range.end, cue.start)).is_some()
                    || next.is_some_and(|n| n.range.start - p.range.end <= 18 && talk(n.range))
            })
        } else if acts.has(Act::Meets) {
            phrase()
        } else {
            None
        };
        if let Some(p) = met.filter(|p| hears(p.head) || is_party(p.head))
            && !followed_by_of(page, p.range.end)
            && found.is_none()
            && !is_apart(page, p.range.end, cue.start)
            && is_his(page, front, t.range, source)
        {
            found = make(p.range, false, true);
        }
    }
    found
}

/// Whether the meeting named at `verb` is the speaker's: he is its subject, or it has none and he comes behind it.
fn is_his(page: &Page<'_>, front: ByteRange, verb: ByteRange, source: Option<ByteRange>) -> bool {
    if let Some(source) = source.filter(|s| s.end <= verb.start) {
        // 某人昨日在某國會見…: a place is no subject.
        let place = |c: Class| matches!(c, Class::Place | Class::Body | Class::Tail);
        let between = ByteRange { start: source.end, end: verb.start };
        return !page.tokens_in(between).iter().any(|t| t.class.is_nominal() && !place(t.class));
    }
    // 在會見某人時，他表示: nothing before the verb but what opens an adjunct.
    let opens = |t: &Token| {
        is_before_subject(t.class)
            || matches!(t.class, Class::PrepLong | Class::PrepShort | Class::Verb | Class::Occasion)
    };
    let mut at = front.start;
    let before = ByteRange { start: front.start, end: verb.start };
    let bare = page.tokens_in(before).iter().all(|t| {
        let gap = ByteRange { start: at.min(t.range.start), end: t.range.start };
        at = t.range.end;
        opens(t) && letters(gap.of(&page.level)) == 0
    });
    let broken = |s: ByteRange| rest(page, verb.end, s.start).contains(is_break);
    bare && letters(rest(page, at, verb.start)) == 0 && source.is_none_or(broken)
}

/// Whether a meeting with somebody named before byte `from` was over, or still to come, when the words fell.
fn is_apart(page: &Page<'_>, from: u32, to: u32) -> bool {
    let text = rest(page, from, to);
    let clause = &text[..text.find(is_break).unwrap_or(text.len())];
    page.tokens_in(ByteRange { start: from, end: from + clause.len() as u32 })
        .iter()
        .any(|t| t.class == Class::Closer && Act::Apart.is(t.range.of(&page.level)))
        || clause.chars().next_back().is_some_and(|c| Act::Apart.is(c.encode_utf8(&mut [0; 4])))
}

/// What stands between two bytes.
fn rest<'p>(page: &'p Page<'_>, from: u32, to: u32) -> &'p str {
    ByteRange { start: from.min(to), end: to }.of(&page.level)
}

/// Whether 的 stands at byte `at`: then the phrase belongs to a longer one.
fn followed_by_of(page: &Page<'_>, at: u32) -> bool {
    page.word_at(at as usize) == Some(Class::Of)
}

/// Heads of those who listen.
fn hears(head: Class) -> bool {
    matches!(
        head,
        Class::Name
            | Class::Office
            | Class::Role
            | Class::Courtesy
            | Class::Outlet
            | Class::Press
            | Class::Group
            | Class::Pronoun
            | Class::ThisPress
            | Class::ThisRole
            | Class::First
    )
}

/// Heads of parties that words may be addressed to.
fn is_party(head: Class) -> bool {
    matches!(head, Class::Body | Class::Tail | Class::Place | Class::Side | Class::Both | Class::ThisBody)
}
