//! Claims that a sentence tells before it answers them.

use super::scene::{Part, Scene, is_mark};
use super::table::{Word, each, first, has, opens};
use crate::entry::{Answered, Claim};
use crate::table::Hit;
use tifa_record::Class;
use tifa_text::ByteRange;

/// Sentences behind a claim in which its answer may begin.
const REACH: usize = 2;

/// 有人說 A，但 B; 有論調稱 A。某某指這一說法既不是事實….
pub(super) fn hearsay(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let end = scene.sentence.end;
    let start = scene.clause_start(cue.range.start);
    let front = scene.page.tokens_in(ByteRange { start, end: cue.range.start });
    let days = front.iter().take_while(|t| matches!(t.class, Class::Time | Class::Link | Class::Adverb));
    let start = days.fold(start, |at, t| if t.range.start <= at + 3 { t.range.end } else { at });
    // 美國有人提出: where the anonymous ones are.
    let by = ByteRange { start, end: cue.range.end }.of(scene.page.text);
    let by = by.trim_matches(|c: char| c.is_whitespace() || "，：「」“”".contains(c));
    let by = if scene.text(start, cue.range.start).chars().count() > PLACE {
        cue.range.of(scene.page.text)
    } else {
        by
    };
    let by = by.to_owned();
    // What stands within the same quotation marks is said by the same people.
    let open = scene
        .page
        .quotes
        .iter()
        .find(|q| q.outer.start >= cue.range.end && q.outer.start <= cue.range.end + 3);
    let answer = answer_in(scene, cue.range.end).filter(|at| open.is_none_or(|q| *at >= q.outer.end));
    let (claim_end, rebuttal) = match answer {
        Some(at) => (at, Part { place: scene.place(at, end)?, by: scene.speaker(at) }),
        None => (end, answer_behind(scene).or_else(|| reply(scene))?),
    };
    // A report has the anonymous ones for its speaker; whoever answers is not named then.
    let answerer = rebuttal.by.filter(|who| !by.contains(who.as_str()));
    let told = scene.text(cue.range.end, claim_end);
    // A long run of clauses has the narrator's own words, or the next speaker's, in it.
    if told.chars().filter(|&c| is_mark(c)).count() > CLAUSES || has(Word::Generic, told) {
        return None;
    }
    let claim = Part { place: scene.place(cue.range.end, claim_end)?, by: Some(by) };
    scene.claim(claim, Part { by: answerer, ..rebuttal }, cue, Answered::Beside)
}

/// Characters before the anonymous ones that tell where they are.
const PLACE: usize = 6;

/// Marks in what anonymous ones say.
const CLAUSES: usize = 4;

/// Where in the sentence, behind byte `from`, the answer begins: at a clause that turns, points at the claim or denies it.
fn answer_in(scene: &Scene<'_, '_>, from: u32) -> Option<u32> {
    let end = scene.sentence.end;
    let mut at = scene.clause_end(from);
    if at == from {
        // 有人說，…: the claim begins behind the mark.
        at = scene.clause_end(skip_mark(scene, at));
    }
    while at < end {
        let start = skip_mark(scene, at);
        let stop = scene.clause_end(start);
        let clause = scene.text(start, stop);
        let next = scene.text(start, scene.clause_end(skip_mark(scene, stop)));
        // 有人說我們要…；我們從來沒有….
        let own = scene.page.word_at(start as usize) == Some(Class::First)
            && (denies(clause) || has(Word::Negation, clause));
        if own || (opens(Word::But, clause) || points(clause)) && denies(next) {
            return Some(start);
        }
        if stop <= at {
            return None;
        }
        at = stop;
    }
    None
}

/// The byte behind the mark at byte `at`.
fn skip_mark(scene: &Scene<'_, '_>, at: u32) -> u32 {
    let mark = scene.text(at, scene.sentence.end).chars().next();
    at + mark.map_or(0, char::len_utf8) as u32
}

/// The answer in a sentence behind, when it opens with a turn or points at the claim and denies it.
fn answer_behind(scene: &Scene<'_, '_>) -> Option<Part> {
    for step in 1..=REACH {
        let next = scene.sentence(scene.at + step)?;
        let text = next.text(next.sentence.start, next.sentence.end);
        let trimmed = text.trim_start_matches(|c: char| c.is_whitespace() || "「“".contains(c));
        let start = next.sentence.end - trimmed.len() as u32;
        let points = pointer(text).filter(|_| denies(text));
        let at = match points {
            Some((from, _)) => next.sentence.start + from as u32,
            None if opens(Word::But, trimmed) && denies(opening(trimmed)) => start,
            None => continue,
        };
        return Some(Part { place: next.place(at, next.sentence.end)?, by: next.speaker(at) });
    }
    None
}

/// Sentences of a reply in which a question's claim may be denied.
const REPLY: usize = 14;

/// The answer of another speaker to a question: the first sentence of his that denies or contradicts something.
pub(super) fn reply(scene: &Scene<'_, '_>) -> Option<Part> {
    let text = scene.text(scene.sentence.start, scene.sentence.end);
    let asks =
        text.trim_end_matches(|c: char| c.is_whitespace() || "」』”’）)".contains(c)).ends_with(['？', '?']);
    let asker = scene.speaker(scene.sentence.start);
    if !asks && (asker.is_none() || !has(Word::Question, text)) {
        return None;
    }
    let mut left = REPLY;
    for (index, page) in scene.matter.pages.iter().enumerate().skip(scene.index) {
        let from = if index == scene.index { scene.at + 1 } else { 0 };
        for at in from..page.sentences.len() {
            let next = Scene { matter: scene.matter, index, page, at, sentence: page.sentences[at] };
            let by = next.speaker(next.sentence.start);
            let text = next.text(next.sentence.start, next.sentence.end);
            let asked = text.trim_end().ends_with(['？', '?']);
            left = left.checked_sub(1)?;
            if by.is_none() || by == asker || asked {
                continue;
            }
            if denies(text) {
                return Some(Part { place: next.place(next.sentence.start, next.sentence.end)?, by });
            }
        }
    }
    None
}

/// Whether a text says that something is not so.
pub(super) fn denies(text: &str) -> bool {
    [Word::Deny, Word::Smear, Word::Gainsay, Word::Counter].into_iter().any(|w| has(w, text))
}

/// The first word that points at a claim just told.
fn pointer(text: &str) -> Option<(usize, usize)> {
    [Word::That, Word::Generic].into_iter().filter_map(|w| first(w, text)).min()
}

/// Whether a clause opens with a word that points at a claim just told.
fn points(clause: &str) -> bool {
    opens(Word::That, clause) || opens(Word::Generic, clause)
}

/// The first two clauses of a text.
pub(super) fn opening(text: &str) -> &str {
    let mark = text.char_indices().filter(|&(_, c)| is_mark(c)).nth(1);
    mark.map_or(text, |(at, _)| &text[..at])
}

/// …，這種說法既不符合…: the claim is what was told just before, when a source told it.
pub(super) fn pointed(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let end = scene.sentence.end;
    let near = match cue.class {
        // 這是 may point at anything: it denies in its own clause.
        Word::Generic => scene.clause_end(cue.range.end),
        _ => end,
    };
    let text = scene.text(cue.range.start, near);
    // 這是某方的藉口，毫無道理.
    let then = scene.text(skip_mark(scene, near), end);
    if !(has(Word::Deny, text) || has(Word::Smear, text) || opens(Word::Deny, then)) {
        return None;
    }
    // 有人提出…，這種說法…: read from the source that is not named.
    if has(Word::Hearsay, scene.text(scene.sentence.start, cue.range.start)) {
        return None;
    }
    let rebuttal = Part { place: scene.place(cue.range.start, end)?, by: scene.speaker(cue.range.start) };
    let claim = asserted(scene, scene.sentence.start, scene.clause_start(cue.range.start)).or_else(|| {
        let before = scene.sentence(scene.at.checked_sub(1)?)?;
        asserted(&before, before.sentence.start, before.sentence.end)
    })?;
    scene.claim(claim, rebuttal, cue, Answered::Beside)
}

/// The claim that somebody is said to make between two bytes: what stands behind the last verb of claiming.
fn asserted(scene: &Scene<'_, '_>, from: u32, to: u32) -> Option<Part> {
    let text = scene.text(from, to);
    let verb = each(Word::Assert, text).last()?;
    // 不能說 A: nobody claims it.
    if scene.negated(from + verb.range.start) {
        return None;
    }
    let (start, end) = (from + verb.range.start, from + verb.range.end);
    let by = scene.who(scene.clause_start(start), start)?;
    Some(Part { place: scene.place(end, to)?, by: Some(by) })
}

/// 某某指「A」的論調 B; 駁斥某方有關 A 的說法，B.
pub(super) fn labelled(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let clause = scene.clause_start(cue.range.start);
    let before = scene.text(clause, cue.range.start);
    let bare = before.strip_suffix('的')?;
    let label = clause + bare.len() as u32;
    let end = scene.sentence.end;
    let behind = scene.text(cue.range.end, end);
    let rebutted = first(Word::Rebut, bare).filter(|_| has(Word::Answer, behind) || behind.starts_with('，'));
    let near = scene.text(cue.range.end, scene.clause_end(skip_mark(scene, scene.clause_end(cue.range.end))));
    if rebutted.is_none() && !has(Word::Deny, near) && !has(Word::Smear, near) {
        return None;
    }
    let from = rebutted.map_or(clause, |(_, to)| clause + to as u32);
    let inner = scene.text(from, label);
    // The verb of claiming, else the words in quotation marks, else what 有關 opens.
    let (start, by) = match first(Word::Speak, inner) {
        Some((s, e)) => (from + e as u32, scene.who(clause.min(from), from + s as u32)),
        None => {
            let quote = inner.find(['「', '“'])?;
            (from + quote as u32, scene.who(from, from + quote as u32))
        }
    };
    let answer = match first(Word::Answer, behind).filter(|_| rebutted.is_some()) {
        Some((_, e)) => cue.range.end + e as u32,
        None => cue.range.end,
    };
    let claim = Part { place: scene.place(start, label)?, by };
    let speaker = rebutted.and_then(|(s, _)| scene.who(clause, clause + s as u32));
    let by = scene.speaker(cue.range.start).or(speaker);
    scene.claim(claim, Part { place: scene.place(answer, end)?, by }, cue, Answered::Object)
}

/// 所謂 A 純屬捏造.
pub(super) fn so_called(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let end = scene.sentence.end;
    // 所謂「A」….
    let quote = scene.page.quotes.iter().find(|q| q.outer.start == cue.range.end && q.closed);
    let from = quote.map_or(cue.range.end, |q| q.outer.end).min(end);
    let (at, to) = first(Word::Deny, scene.text(from, end))?;
    let (denial, over) = (from + at as u32, from + to as u32);
    let clause = scene.clause_end(from);
    // The denial is the predicate: in the same clause, or it opens the next one.
    if denial > clause + 12 {
        return None;
    }
    let stop = clause.min(denial);
    let (claim_end, answer) = match quote {
        Some(q) => (q.inner.end, q.outer.end),
        None => {
            let bare = scene.text(cue.range.end, stop);
            match bare.strip_suffix('的') {
                // 所謂 A 的不實說法; but 所謂甲對乙的誤解 says nothing that could be denied.
                Some(told) if stop == denial => {
                    let noun = scene.text(over, scene.clause_end(over));
                    opens(Word::Label, noun).then_some((stop - (bare.len() - told.len()) as u32, stop))?
                }
                _ => (stop - copula(bare) as u32, stop - copula(bare) as u32),
            }
        }
    };
    if answer >= end {
        return None;
    }
    let clause = scene.clause_start(cue.range.start);
    let claim =
        Part { place: scene.place(cue.range.end, claim_end)?, by: scene.who(clause, cue.range.start) };
    let rebuttal = Part { place: scene.place(answer, end)?, by: scene.speaker(cue.range.start) };
    scene.claim(claim, rebuttal, cue, Answered::Object)
}

/// Bytes of the 是 and 完全是 at the end of what is so called: they are the denial's.
fn copula(text: &str) -> usize {
    let bare = text.strip_suffix('是').unwrap_or(text);
    let adverb = ["完全", "纯粹", "根本", "全"].into_iter().find_map(|a| bare.strip_suffix(a));
    text.len() - adverb.filter(|_| bare.len() < text.len()).unwrap_or(bare).len()
}

/// 「某國威脅論」站不住腳: a claim by its catchword, with its denial in the sentence.
pub(super) fn thesis(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let end = scene.sentence.end;
    let behind = scene.text(cue.range.end, end);
    let (at, _) = first(Word::Deny, behind)?;
    let quote = scene
        .page
        .quotes_in(cue.range)
        .iter()
        .find(|q| q.inner.contains(cue.range) && q.inner.len() < 60)
        .copied();
    let start = match quote {
        Some(q) => q.inner.start,
        None => {
            let before = scene.text(scene.clause_start(cue.range.start), cue.range.start);
            let run = before.char_indices().rev().take(2).last().map_or(before.len(), |(i, _)| i);
            cue.range.start - (before.len() - run) as u32
        }
    };
    let answer = quote.map_or(cue.range.end, |q| q.outer.end.max(cue.range.end));
    let place = scene.place(answer.min(cue.range.end + at as u32), end)?;
    let clause = scene.clause_start(cue.range.start);
    let claim = Part { place: scene.place(start, cue.range.end)?, by: scene.who(clause, start) };
    scene.claim(claim, Part { place, by: scene.speaker(cue.range.start) }, cue, Answered::Beside)
}

/// 某某說，某些勢力妄稱 A，B: what others say, told with a verb that denies it, and answered in the same words.
pub(super) fn slurred(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let speaker = scene.speaker(cue.range.start)?;
    let by = scene.who(scene.clause_start(cue.range.start), cue.range.start);
    let stop = scene.clause_end(cue.range.end);
    let own = by.as_deref() == Some(speaker.as_str());
    let content = scene.text(cue.range.end, stop).chars().filter(|&c| tifa_text::is_han(c)).count() >= 5;
    // 他指摘 A: his own words, which nobody answers.
    let plain = cue.class == Word::Charge && by.is_none();
    if own
        || plain
        || !content
        || scene.negated(cue.range.start)
        || scene.page.word_at(cue.range.end as usize) == Some(Class::Of)
    {
        return None;
    }
    let rest = scene.text(stop, scene.sentence.end);
    let place = if denies(opening(rest.trim_start_matches(is_mark))) {
        scene.place(stop, scene.sentence.end)?
    } else {
        let next = scene.sentence(scene.at + 1)?;
        let text = next.text(next.sentence.start, next.sentence.end);
        let same = next.speaker(next.sentence.start).as_deref() == Some(speaker.as_str());
        (same && denies(opening(text))).then(|| next.place(next.sentence.start, next.sentence.end))??
    };
    let claim = Part { place: scene.place(cue.range.end, stop)?, by };
    scene.claim(claim, Part { place, by: Some(speaker) }, cue, Answered::Beside)
}

/// 某某說，某些人把 A 說成 B，…: what others make it out to be, with what the speaker says of that.
pub(super) fn portrayed(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let speaker = scene.speaker(cue.range.start)?;
    let clause = scene.clause_start(cue.range.start);
    let front = scene.page.tokens_in(ByteRange { start: clause, end: cue.range.start });
    let before = scene.text(clause, cue.range.start);
    let object = before.rfind(['把', '将'])?;
    let start = clause + object as u32;
    let stop = scene.clause_end(cue.range.end);
    let who = front.iter().rev().find(|t| t.range.end <= start && t.class == Class::Side);
    let by = match who {
        Some(t) => Some(t.range.of(scene.page.text).to_owned()),
        None => scene.who(clause, start),
    };
    let place = if scene.text(stop, scene.sentence.end).chars().filter(|&c| tifa_text::is_han(c)).count() > 3
    {
        scene.place(stop, scene.sentence.end)?
    } else {
        let next = scene.sentence(scene.at + 1)?;
        let same = next.speaker(next.sentence.start).as_deref() == Some(speaker.as_str());
        same.then(|| next.place(next.sentence.start, next.sentence.end))??
    };
    let other = by.as_deref() != Some(speaker.as_str());
    let claim = Part { place: scene.place(start, stop)?, by };
    other.then(|| scene.claim(claim, Part { place, by: Some(speaker) }, cue, Answered::Beside))?
}

/// 某某否認 A，強調 B: the claim is what is denied, the answer what stands behind it, else the denial itself.
pub(super) fn disowned(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let stop = scene.clause_end(cue.range.end);
    let object = scene.text(cue.range.end, stop);
    let asks = scene.text(stop, scene.sentence.end).trim_end().ends_with(['？', '?']);
    if asks || scene.negated(cue.range.start) {
        return None;
    }
    let noun = first(Word::Label, object).is_some_and(|(_, e)| e == object.len());
    let by = scene.subject(cue.range.start)?;
    // 否認有關指控: the claim is what was told before.
    if noun || object.is_empty() || opens(Word::Link, object) {
        let before = scene.sentence(scene.at.checked_sub(1)?)?;
        let claim = asserted(scene, scene.sentence.start, scene.clause_start(cue.range.start))
            .or_else(|| asserted(&before, before.sentence.start, before.sentence.end))?;
        let place = scene.place(cue.range.start, scene.sentence.end)?;
        return scene.claim(claim, Part { place, by: Some(by) }, cue, Answered::Beside);
    }
    let claim = Part { place: scene.place(cue.range.end, stop)?, by: None };
    let rest = scene.text(stop, scene.sentence.end);
    let place = if rest.chars().filter(|&c| tifa_text::is_han(c)).count() > 3 {
        scene.place(stop, scene.sentence.end)?
    } else {
        scene.place(scene.clause_start(cue.range.start), cue.range.end)?
    };
    scene.claim(claim, Part { place, by: Some(by) }, cue, Answered::Object)
}
