//! The day of an occasion: told in its sentence, or taken from what stands around it.

use super::OccasionKind;
use super::naming::Naming;
use super::table::{Role, table};
use crate::lexicon::Class;
use crate::page::Page;
use crate::statement::Place;
use crate::when::{Dating, inside};
use jiff::civil::Date;
use tifa_text::ByteRange;
use tifa_text::calendar::Days;

/// Days and the expression that says them; none when they are those of the text.
pub(super) type Told = (Days, Option<Place>);

/// Days a span may have that still dates an occasion; a month tells only what it is not.
const WEEK: i32 = 7;

/// The days that govern the naming at `range`: of the closest expression before it in its sentence, or in it, else of
/// the first behind it. A day before words that somebody says is that of the saying (周一表示，…會晤) and not of what the
/// words name.
pub(super) fn governing(
    datings: &[Dating],
    page: &Page<'_>,
    sentence: ByteRange,
    range: ByteRange,
) -> Option<(Days, Place)> {
    let all = inside(datings, Place { block: page.block, range: sentence });
    let near = |d: &&Dating| length(d).is_some_and(|n| n <= 31);
    let before = all.iter().rev().filter(near).find(|d| d.place.range.start < range.end);
    if before.is_some_and(|d| is_quoted(page, d.place.range.end, range.start)) {
        return None;
    }
    let after = all.iter().filter(near).find(|d| {
        let between = page.text.get(range.end as usize..d.place.range.start as usize);
        between.is_some_and(|b| !b.contains(['，', '；', '：', '、']))
    });
    let found = before.or(after)?;
    Some((found.days.ok()?, found.place))
}

/// Whether `days` tell the day.
pub(super) fn is_short(days: Days) -> bool {
    days.from.until(days.to).is_ok_and(|s| s.get_days() <= WEEK)
}

/// Days between first and last.
fn length(dating: &Dating) -> Option<i32> {
    let days = dating.days.ok()?;
    days.from.until(days.to).ok().map(|s| s.get_days())
}

/// Whether a cue and a comma stand between two bytes.
fn is_quoted(page: &Page<'_>, from: u32, to: u32) -> bool {
    if from >= to {
        return false;
    }
    let cues = page.tokens_in(ByteRange { start: from, end: to });
    cues.iter().any(|t| {
        t.class.is_cue()
            && page
                .level
                .get(t.range.end as usize..to as usize)
                .is_some_and(|rest| rest.contains(['，', '：', '「', '“']))
    })
}

/// 來華進行國事訪問的總統: the visit goes on, and its day is not that of the sentence.
pub(super) fn is_attribute(page: &Page<'_>, naming: &Naming) -> bool {
    naming.kind == OccasionKind::Other && page.level[naming.range.end as usize..].starts_with('的')
}

/// What the day of an occasion may be taken from when its sentence does not tell it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Surroundings {
    /// Index of its page.
    pub(super) page: usize,
    kind: OccasionKind,
    /// Behind another one: 會談後.
    follows: bool,
    /// 雙方發表聯合聲明: of the day on which they met.
    is_joint: bool,
    /// Told as background, or inside what somebody says.
    is_background: bool,
}

impl Surroundings {
    pub(super) fn new(index: usize, page: &Page<'_>, naming: &Naming, governed: bool) -> Self {
        let table = table();
        let (start, end) = (naming.sentence.start as usize, naming.range.end as usize);
        let head = &page.level[start..naming.range.start as usize];
        let text = &page.level[start..end];
        let has =
            |text: &str, role| text.char_indices().any(|(i, _)| table.role_at(&text[i..], role).is_some());
        let reported = is_quoted(page, naming.sentence.start, naming.range.start)
            || page.quotes.iter().any(|q| {
                q.inner.start < naming.range.start && naming.range.end < q.inner.end && q.inner.len() > 60
            });
        let attribute = is_attribute(page, naming);
        Self {
            page: index,
            kind: naming.kind,
            follows: has(head, Role::Follow) || table.role_at(&text[head.len()..], Role::Follow).is_some(),
            is_joint: naming.kind == OccasionKind::Statement
                && ["联合声明", "联合公报"].iter().any(|w| text.ends_with(w))
                && page
                    .tokens_in(ByteRange { start: naming.sentence.start, end: naming.range.start })
                    .iter()
                    .any(|t| t.class == Class::Both),
            is_background: governed || reported || attribute || has(text, Role::Past),
        }
    }

    /// Whether it goes on with the occasion before.
    fn goes_on(self) -> bool {
        !matches!(self.kind, OccasionKind::Statement | OccasionKind::Article | OccasionKind::Interview)
    }

    /// Whether such an occasion is news by itself, so that it is of the day of the news.
    fn is_news(self) -> bool {
        use OccasionKind::{Ceremony, Meeting, PhoneCall, PressConference, Speech};
        matches!(self.kind, Speech | Meeting | PhoneCall | Ceremony | PressConference)
    }
}

/// Days between a text and the day it tells of.
const FRESH: i32 = 3;

/// Pages from the head of a text, or of a section, that tell what it is about.
const LEAD: usize = 4;

/// The day of an occasion whose sentence tells none, in a text of `date`: that of the one before, behind which it stands
/// (會談後簽署); else the only day of its section; else, at the head of the text, that of the text.
pub(super) fn taken(
    around: Surroundings,
    before: Option<(usize, Told)>,
    pages: &[Page<'_>],
    datings: &[Dating],
    date: Option<Date>,
) -> Option<Told> {
    if around.is_background {
        return None;
    }
    if (around.follows && around.goes_on() || around.is_joint)
        && let Some((page, told)) = before
        && (around.page.saturating_sub(page) <= LEAD
            || pages[page + 1..=around.page].iter().all(|p| !p.is_headline()))
    {
        return Some(told);
    }
    let date = date?;
    if !around.is_news() {
        return None;
    }
    let head = (0..=around.page).rev().find(|&i| pages[i].is_headline()).unwrap_or(0);
    let end = (around.page + 1..pages.len()).find(|&i| pages[i].is_headline()).unwrap_or(pages.len());
    // A headline stands for what is told below it; elsewhere what was read so far counts.
    let section = if head == around.page && end == head + 1 {
        let body = (end..pages.len()).find(|&i| !pages[i].is_headline()).unwrap_or(end);
        head..(body + LEAD).min(pages.len())
    } else {
        head..around.page + 1
    };
    let mut days: Vec<(Date, Place)> = Vec::new();
    for page in &pages[section.clone()] {
        let whole = Place { block: page.block, range: ByteRange::new(0, page.text.len()) };
        for dating in inside(datings, whole).iter().filter(|d| !d.ahead) {
            if let Some(day) = dating.days.ok().and_then(Days::day)
                && days.iter().all(|(known, _)| *known != day)
            {
                days.push((day, dating.place));
            }
        }
    }
    let fresh = |day: Date| day.until(date).is_ok_and(|s| (0..=FRESH).contains(&s.get_days()));
    match days.as_slice() {
        [(day, place)] if fresh(*day) => Some((Days::one(*day), Some(*place))),
        // Of a speech the news may come days after.
        [] if around.kind != OccasionKind::Speech
            && around.page - section.start <= LEAD
            && (section.start <= LEAD || pages[section].iter().any(opens_report)) =>
        {
            Some((Days::one(date), None))
        }
        _ => None,
    }
}

/// Whether a page opens as reports of an agency or a broadcaster do: 某社電：, 本報訊：.
fn opens_report(page: &Page<'_>) -> bool {
    let head = page.level.split('：').next().unwrap_or_default();
    head.len() <= 90 && head.len() < page.level.len() && ["消息", "讯", "电"].iter().any(|w| head.contains(w))
}
