//! What is found beside statements, and what statements take from it.

use crate::context::Context;
use crate::occasion::{Occasion, OccasionKind, occasions};
use crate::page::{Page, PageKind};
use crate::reference::references;
use crate::statement::{Findings, Place, Statement};
use crate::when::{Dating, Said, datings, inside};
use std::collections::BTreeMap;
use tifa_text::ByteRange;

/// Finds dates, occasions and references, and gives each statement its occasion and the day of the saying.
pub(crate) fn gather(pages: &[Page<'_>], context: &Context, findings: &mut Findings) {
    findings.dates = datings(pages, context.date);
    findings.occasions = occasions(pages, &findings.dates, context.date);
    findings.references = references(pages, &findings.dates, &findings.statements, context.date);
    attach(pages, findings);
}

/// What the last statement of a speaker was said at, and when.
#[derive(Debug, Clone, Copy)]
struct Last {
    held: Option<u32>,
    said: Option<Said>,
}

/// Gives statements their occasion and day.
///
/// The occasion is one named in the words that introduce the statement; else, in a transcript, the press conference or
/// interview it is of; else that of the speaker's statement before. The day is that of a date in the introducing words,
/// else the occasion's, else that of the speaker's statement before.
fn attach(pages: &[Page<'_>], findings: &mut Findings) {
    let Findings { statements, dates, occasions, .. } = findings;
    let by_block: BTreeMap<u32, &Page<'_>> = pages.iter().map(|p| (p.block, p)).collect();
    let staged = occasions.iter().position(|o| {
        matches!(o.kind, OccasionKind::PressConference | OccasionKind::Interview | OccasionKind::Speech)
    });
    let mut last: BTreeMap<String, Last> = BTreeMap::new();
    let mut speaker = String::new();
    for statement in statements {
        let Some(page) = by_block.get(&statement.place.block) else { continue };
        let before = last.get(&statement.speaker).copied();
        let goes_on = speaker == statement.speaker;
        speaker.clone_from(&statement.speaker);
        let (mut held, mut said) = (None, None);
        if let Some(opening) = opening(page, statement) {
            held = introduced(occasions, opening);
            said = day(dates, opening);
        }
        if held.is_none() && matches!(page.kind, PageKind::Turn(_)) {
            held = staged.and_then(|i| u32::try_from(i).ok());
        }
        match (held, said) {
            (None, None) => match before {
                Some(Last { held: None, said: None }) | None => held = attended(occasions, statement),
                Some(before) => (held, said) = (before.held, before.said),
            },
            // 他周四再指出: another day than that of the occasion before is another occasion.
            (None, Some(day)) => {
                held = before.filter(|b| b.said.is_some_and(|s| s.days == day.days)).and_then(|b| b.held);
            }
            (Some(_), _) => {}
        }
        if let Some(occasion) = held.and_then(|i| occasions.get_mut(i as usize)) {
            // Words that go on from a dated statement of the same speaker date the occasion that they name.
            let dated = said.or_else(|| before.filter(|_| goes_on)?.said);
            if let (None, Some(said)) = (occasion.days, dated) {
                (occasion.days, occasion.dated) = (Some(said.days), Some(said.by));
            }
            let by = occasion.dated.unwrap_or(occasion.place);
            said = said.or_else(|| Some(Said { days: occasion.days?, by }));
        }
        (statement.held, statement.said) = (held, said);
        last.insert(statement.speaker.clone(), Last { held, said });
    }
    headlines(&by_block, &mut findings.statements);
}

/// A headline tells of what its speaker says first below it.
fn headlines(pages: &BTreeMap<u32, &Page<'_>>, statements: &mut [Statement]) {
    for i in 0..statements.len() {
        let open = statements[i].said.is_none() && statements[i].held.is_none();
        if open && pages.get(&statements[i].place.block).is_some_and(|p| p.is_headline()) {
            let below = statements[i + 1..].iter().take(NEXT).find(|s| s.speaker == statements[i].speaker);
            let taken = below.map(|s| (s.held, s.said));
            (statements[i].held, statements[i].said) = taken.unwrap_or_default();
        }
    }
}

/// Statements below a headline among which the one it tells of is looked for.
const NEXT: usize = 12;

/// The words that introduce a statement: the clauses of its source and cue, and a short clause before them, which is where
/// a day is set off (上月9日，某人表示).
fn opening(page: &Page<'_>, statement: &Statement) -> Option<Place> {
    let cue = statement.cue.filter(|c| c.block == page.block)?;
    let sentence = page.sentences.iter().find(|s| s.start <= cue.range.start && cue.range.start < s.end)?;
    let source = statement.source.filter(|s| s.block == page.block).map(|s| s.range);
    let source = source.filter(|s| s.start >= sentence.start && s.start < cue.range.start);
    let first = source.map_or(cue.range.start, |s| s.start);
    let before = page.text.get(sentence.start as usize..first as usize)?;
    let mark = |c: char| matches!(c, '，' | '；' | '：' | ',' | ';');
    let own = before.rfind(mark).unwrap_or(0);
    let earlier = before[..own].rfind(mark).unwrap_or(0);
    let start = if own - earlier <= SET_OFF { earlier } else { own };
    let range = ByteRange { start: sentence.start + u32::try_from(start).ok()?, end: cue.range.end };
    Some(Place { block: page.block, range })
}

/// Bytes of a clause that does nothing but set off a day.
const SET_OFF: usize = 36;

/// The last occasion named in the introducing words.
fn introduced(occasions: &[Occasion], opening: Place) -> Option<u32> {
    let inside = |p: &Place| {
        p.block == opening.block && p.range.start < opening.range.end && opening.range.start < p.range.end
    };
    let found = occasions.iter().rposition(|o| inside(&o.place) || o.again.iter().any(inside))?;
    u32::try_from(found).ok()
}

/// The last occasion before the statement that its speaker took part in.
fn attended(occasions: &[Occasion], statement: &Statement) -> Option<u32> {
    let at = (statement.place.block, statement.place.range.start);
    let spoke = |o: &Occasion| {
        (o.place.block, o.place.range.start) <= at
            && o.kind != OccasionKind::Other
            && o.participants.iter().any(|p| p == &statement.speaker)
    };
    occasions.iter().rposition(spoke).and_then(|i| u32::try_from(i).ok())
}

/// The day in the introducing words that is closest to the cue.
fn day(dates: &[Dating], opening: Place) -> Option<Said> {
    let short = |d: &&Dating| {
        !d.ahead && d.days.is_ok_and(|d| d.from.until(d.to).is_ok_and(|s| s.get_days() <= WEEK))
    };
    let found = inside(dates, opening).iter().rev().find(short)?;
    Some(Said { days: found.days.ok()?, by: found.place })
}

/// Days a span may have that still tells the day of a saying: 周四至周五, 上周.
const WEEK: i32 = 7;
