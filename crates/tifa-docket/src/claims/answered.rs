//! Claims that another statement has made before they are answered.

use super::scene::{Part, Scene};
use super::table::{Word, first, has};
use super::told;
use crate::clauses::trimmed;
use crate::entry::{Answered, Claim};
use crate::table::Hit;
use tifa_record::{Class, PageKind, Place, Statement};
use tifa_text::ByteRange;

/// Statements before an answer among which the claim is looked for.
const REACH: usize = 12;

/// The same, when nobody is named.
const NEAR: usize = 4;

/// 某某駁斥…，強調 B: the claim is the last accusation of somebody else, of the one who is named if anybody is.
pub(super) fn answered(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let statement = scene.statement(cue.range.start)?;
    if scene.negated(cue.range.start) {
        return None;
    }
    let end = scene.sentence.end;
    let behind = ByteRange { start: cue.range.end, end };
    let answer = scene.page.tokens_in(behind).iter().rev().find(|t| t.class == Class::Say)?;
    let start = answer.range.end;
    let rebuttal = Part { place: scene.place(start, end)?, by: Some(statement.speaker.clone()) };
    let sentence = scene.page.tokens_in(scene.sentence);
    let named: Vec<&str> = sentence
        .iter()
        .filter(|t| matches!(t.class, Class::Name | Class::Body | Class::Side | Class::Place | Class::Outlet))
        .map(|t| t.range.of(&scene.page.level))
        .collect();
    let all = &scene.matter.findings.statements;
    let here = all.partition_point(|s| s.place < statement.place);
    let earlier = all[..here].iter().rev().take(REACH).filter(|s| s.speaker != statement.speaker);
    let accusing: Vec<(&Statement, Place)> =
        earlier.filter_map(|s| accusation(scene, s).map(|place| (s, place))).collect();
    let of_named = |s: &Statement| {
        let speaker = tifa_record::level(&s.speaker);
        named.iter().any(|n| speaker.contains(n))
    };
    // Without a name the answer is to what was said just before.
    let nearest = accusing.first().filter(|(s, _)| all[here.saturating_sub(NEAR)..here].contains(s));
    // Nor does it answer anything unless it denies something itself.
    let clause = scene.text(scene.clause_start(cue.range.start), scene.clause_end(cue.range.end));
    let nearest = nearest.filter(|_| told::denies(scene.text(start, end)) || has(Word::Deny, clause));
    let (other, place) = accusing.iter().find(|(s, _)| of_named(s)).or(nearest)?;
    scene.claim(Part { place: *place, by: Some(other.speaker.clone()) }, rebuttal, cue, Answered::Apart)
}

/// What a statement says against another: the clause behind its first word of accusing.
fn accusation(scene: &Scene<'_, '_>, statement: &Statement) -> Option<Place> {
    let page = scene.matter.pages.iter().find(|p| p.block == statement.place.block)?;
    let range = statement.place.range;
    let text = range.of(&page.level);
    let (at, verb) = first(Word::Accuse, text)?;
    // 不批評, 被指控, 甲的批評，: nothing is said against anybody.
    let front = &text[..at];
    let near = front.char_indices().rev().take(4).last().map_or(front, |(i, _)| &front[i..]);
    let noun = front.ends_with('的') && text[verb..].starts_with(super::scene::is_mark);
    if noun || front.ends_with('被') || has(Word::Negation, near) {
        return None;
    }
    let rest = &text[verb..];
    let rest = &rest[rest.len() - rest.trim_start_matches(super::scene::is_mark).len()..];
    let from = range.end - rest.len() as u32;
    let len = rest.find(super::scene::is_mark).unwrap_or(rest.len()) as u32;
    let range = trimmed(page, ByteRange { start: from, end: from + len });
    (range.len() >= super::LEAST).then_some(Place { block: page.block, range })
}

/// 被問到 A，某某否認: what was asked is the claim, the answer denies it.
pub(super) fn asked(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let stop = scene.clause_end(cue.range.end);
    let rest = scene.text(stop, scene.sentence.end);
    let sentence = if rest.chars().filter(|&c| tifa_text::is_han(c)).count() > 6 {
        scene.sentence(scene.at)?
    } else {
        scene.sentence(scene.at + 1)?
    };
    let from = if sentence.at == scene.at { stop } else { sentence.sentence.start };
    // Whoever is asked says that much is not so: the answer calls the claim false, or so-called, where it opens.
    let range = ByteRange { start: from, end: sentence.sentence.end };
    let say = sentence.page.tokens_in(range).iter().find(|t| t.class == Class::Say);
    let reply = sentence.text(say.map_or(from, |t| t.range.end), sentence.sentence.end);
    let reply = told::opening(reply.trim_start_matches(super::scene::is_mark));
    let denied = [Word::Deny, Word::Smear, Word::Disown, Word::SoCalled].into_iter().any(|w| has(w, reply));
    if !(denied && has(Word::Predicate, scene.text(cue.range.end, stop))) {
        return None;
    }
    let statement = sentence.statement(sentence.sentence.end.saturating_sub(3))?;
    let start = say.map_or(from, |t| t.range.end);
    let rebuttal =
        Part { place: sentence.place(start, sentence.sentence.end)?, by: Some(statement.speaker.clone()) };
    // 被記者問到: the asker stands in the cue.
    let asker = scene.text(cue.range.start, cue.range.end).find("记者").map(|at| cue.range.start + at as u32);
    let by = asker.map(|at| ByteRange { start: at, end: at + 6 }.of(scene.page.text).to_owned());
    let claim = Part { place: scene.place(cue.range.end, stop)?, by };
    scene.claim(claim, rebuttal, cue, Answered::Beside)
}

/// A question that tells what one party says against another, and the reply that denies it.
pub(super) fn put(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let text = scene.text(scene.sentence.start, scene.sentence.end);
    let turn = matches!(scene.page.kind, PageKind::Turn(_));
    let asks =
        text.trim_end_matches(|c: char| c.is_whitespace() || "」』”’）)".contains(c)).ends_with(['？', '?']);
    if scene.negated(cue.range.start) || !(asks || turn && has(Word::Question, text)) {
        return None;
    }
    let stop = scene.clause_end(cue.range.end);
    let claim = scene.place(cue.range.end, stop)?;
    let by = scene.who(scene.clause_start(cue.range.start), cue.range.start)?;
    let rebuttal = told::reply(scene)?;
    // A reply denies much; it answers this charge when it calls it false.
    let page = scene.matter.pages.iter().find(|p| p.block == rebuttal.place.block)?;
    let text = rebuttal.place.range.of(&page.level);
    if ![Word::Deny, Word::Smear, Word::Disown].into_iter().any(|w| has(w, text)) {
        return None;
    }
    (rebuttal.by.as_deref() != Some(by.as_str()))
        .then(|| scene.claim(Part { place: claim, by: Some(by) }, rebuttal, cue, Answered::Apart))?
}

/// 某某表示 A；不過，另一人說並未…: two reports set against each other.
pub(super) fn contrasted(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let start = scene.clause_start(cue.range.start);
    if start != cue.range.start {
        return None;
    }
    let says = |from: u32, to: u32| {
        let range = ByteRange { start: from, end: to };
        scene.page.tokens_in(range).iter().rev().find(|t| t.class == Class::Say && t.range.end < to).copied()
    };
    let behind = says(cue.range.end, scene.sentence.end)?;
    let words = scene.text(behind.range.end, scene.sentence.end);
    let near = words.char_indices().nth(12).map_or(words, |(at, _)| &words[..at]);
    if !has(Word::Gainsay, near) {
        return None;
    }
    let by = scene.who(cue.range.end, behind.range.start)?;
    let before = says(scene.sentence.start, start)?;
    let stop = scene.clause_end(before.range.end);
    let other =
        scene.who(scene.sentence.start, before.range.start).or_else(|| scene.speaker(before.range.start))?;
    let rebuttal = Part { place: scene.place(behind.range.end, scene.sentence.end)?, by: Some(by) };
    let claim = Part { place: scene.place(before.range.end, stop)?, by: Some(other) };
    scene.claim(claim, rebuttal, cue, Answered::Beside)
}
