//! Claims and answers that stand side by side: lists of pairs, and two counts of one crowd.

use super::scene::{Part, Scene};
use super::table::{Word, each, first, opens};
use crate::clauses::trimmed;
use crate::entry::{Answered, Claim};
use crate::matter::Matter;
use crate::table::Hit;
use tifa_record::{Page, Place};
use tifa_text::ByteRange;

/// Paragraphs that open with 謊言 and 事實 in turn: 謊言1：A / 事實：B.
pub(super) fn lists(matter: &Matter<'_>) -> Vec<Claim> {
    let mut out = Vec::new();
    for pair in matter.pages.windows(2) {
        if let (Some(claim), Some(rebuttal)) = (headed(&pair[0], Word::Lie), headed(&pair[1], Word::Fact)) {
            out.push(Claim {
                place: claim,
                claimed_by: None,
                rebuttal,
                rebutted_by: None,
                cue: None,
                answered: Answered::Object,
            });
        }
    }
    out
}

/// What stands behind 謊言： or 事實1： at the head of a page.
fn headed(page: &Page<'_>, word: Word) -> Option<Place> {
    let text = page.level.trim_start();
    if !opens(word, text) {
        return None;
    }
    let (_, end) = first(word, text)?;
    let number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "一二三四五六七八九十".contains(c);
    let rest = text[end..].trim_start_matches(number).strip_prefix(['：', ':'])?;
    let range = trimmed(page, ByteRange::new(page.level.len() - rest.len(), page.level.len()));
    (!range.is_empty()).then_some(Place { block: page.block, range })
}

/// 主辦方稱有 A 人參加，警方稱 B 人.
pub(super) fn counts(scene: &Scene<'_, '_>, cue: Hit<Word>) -> Option<Claim> {
    let behind = scene.text(cue.range.end, scene.sentence.end);
    let other = each(Word::CounterCount, behind).next()?;
    let (start, end) = (cue.range.end + other.range.start, cue.range.end + other.range.end);
    let from =
        first(Word::Assert, scene.text(cue.range.end, start)).map(|(_, e)| cue.range.end + e as u32)?;
    let to = scene.clause_end(from);
    let counter = first(Word::Assert, scene.text(end, scene.sentence.end)).map(|(_, e)| end + e as u32)?;
    let counted = |from: u32, to: u32| {
        let text = scene.text(from, to);
        let number =
            text.find(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千萬万數数".contains(c));
        number.is_some_and(|at| text[at..].contains('人'))
    };
    let stop = scene.clause_end(counter);
    if !(counted(from, to.min(start)) && counted(counter, stop)) {
        return None;
    }
    let printed = |r: ByteRange| Some(r.of(scene.page.text).to_owned());
    let claim = Part { place: scene.place(from, to.min(start))?, by: printed(cue.range) };
    let rebuttal = Part { place: scene.place(counter, stop)?, by: printed(ByteRange { start, end }) };
    scene.claim(claim, rebuttal, cue, Answered::Object)
}
