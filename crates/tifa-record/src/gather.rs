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
    let held_at = Held::new(occasions);
    let staged = occasions.iter().position(|o| {
        matches!(o.kind, OccasionKind::PressConference | OccasionKind::Interview | OccasionKind::Speech)
    });
    let mut last: BTreeMap<String, Last> = BTreeMap::new();
    let mut speaker = String::new();
    for statement in statements {
        let Some(page) = page_of(pages, statement) else { continue };
        let before = last.get(&statement.speaker).copied();
        let goes_on = speaker == statement.speaker;
        speaker.clone_from(&statement.speaker);
        let (mut held, mut said) = (None, None);
        if let Some(opening) = opening(page, statement) {
            let naming = held_at.introduced(opening);
            held = naming.map(|n| n.1);
            // A word of place and the naming of an event are looked for apart; either tells the reader.
            if let (None, Some((place, _))) = (&statement.occasion, naming) {
                statement.occasion =
                    page.text.get(place.range.start as usize..place.range.end as usize).map(str::to_owned);
            }
            said = day(dates, opening);
        }
        if held.is_none() && matches!(page.kind, PageKind::Turn(_)) {
            held = staged.and_then(|i| u32::try_from(i).ok());
        }
        match (held, said) {
            (None, None) => match before {
                Some(Last { held: None, said: None }) | None => held = held_at.attended(statement),
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
    headlines(pages, &mut findings.statements);
}

/// The page a statement stands on.
fn page_of<'p, 'a>(pages: &'p [Page<'a>], statement: &Statement) -> Option<&'p Page<'a>> {
    pages.binary_search_by_key(&statement.place.block, |p| p.block).ok().and_then(|i| pages.get(i))
}

/// A headline tells of what its speaker says first below it.
fn headlines(pages: &[Page<'_>], statements: &mut [Statement]) {
    for i in 0..statements.len() {
        let open = statements[i].said.is_none() && statements[i].held.is_none();
        if open && page_of(pages, &statements[i]).is_some_and(Page::is_headline) {
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
    let sentence = page.sentence_at(cue.range.start)?;
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

/// Where the occasions of a document are named, and who took part in them.
struct Held {
    /// Every naming, ordered by place, with the index of its occasion.
    namings: Vec<(Place, u32)>,
    /// The occasions of each participant, but for those of no kind, in order.
    attended: BTreeMap<String, Vec<(Place, u32)>>,
}

impl Held {
    fn new(occasions: &[Occasion]) -> Self {
        let mut namings = Vec::new();
        let mut attended: BTreeMap<String, Vec<(Place, u32)>> = BTreeMap::new();
        for (o, i) in occasions.iter().zip(0..) {
            namings.extend(std::iter::once(&o.place).chain(&o.again).map(|&place| (place, i)));
            for name in o.participants.iter().filter(|_| o.kind != OccasionKind::Other) {
                attended.entry(name.clone()).or_default().push((o.place, i));
            }
        }
        namings.sort_unstable();
        Self { namings, attended }
    }

    /// The last occasion named in the introducing words.
    fn introduced(&self, opening: Place) -> Option<(Place, u32)> {
        let from = self.namings.partition_point(|n| n.0.block < opening.block);
        let to = self.namings.partition_point(|n| key(n.0) < (opening.block, opening.range.end));
        let inside = self.namings[from..to.max(from)].iter().filter(|n| opening.range.start < n.0.range.end);
        inside.max_by_key(|n| n.1).copied()
    }

    /// The last occasion before the statement that its speaker took part in.
    fn attended(&self, statement: &Statement) -> Option<u32> {
        let of = self.attended.get(&statement.speaker)?;
        let to = of.partition_point(|o| key(o.0) <= key(statement.place));
        of[..to].last().map(|o| o.1)
    }
}

/// By what places are ordered.
fn key(place: Place) -> (u32, u32) {
    (place.block, place.range.start)
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
