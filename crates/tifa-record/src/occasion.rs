//! Occasions: events at which something reported was said or done.

mod day;
mod naming;
mod parties;
mod published;
mod same;
mod table;

use crate::lexicon::Class;
use crate::page::{Page, PageKind};
use crate::statement::Place;
use crate::when::Dating;
use day::Surroundings;
use jiff::civil::Date;
use naming::{Naming, namings};
use same::Key;
use serde::{Deserialize, Serialize};
use tifa_text::ByteRange;
use tifa_text::calendar::Days;

/// What an occasion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OccasionKind {
    /// 記者會.
    PressConference,
    /// 專訪, 對記者說.
    Interview,
    /// 會談, 會見, 峰會.
    Meeting,
    /// 通話.
    PhoneCall,
    /// 演講, 致辭.
    Speech,
    /// 論壇.
    Forum,
    /// 社評, 署名文章.
    Article,
    /// 聲明, 公報.
    Statement,
    /// 儀式, 宴會.
    Ceremony,
    /// A visit, a hearing, anything else.
    Other,
}

impl OccasionKind {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::PressConference,
        Self::Interview,
        Self::Meeting,
        Self::PhoneCall,
        Self::Speech,
        Self::Forum,
        Self::Article,
        Self::Statement,
        Self::Ceremony,
        Self::Other,
    ];

    /// As written in exports and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::PressConference => "press_conference",
            Self::Interview => "interview",
            Self::Meeting => "meeting",
            Self::PhoneCall => "phone_call",
            Self::Speech => "speech",
            Self::Forum => "forum",
            Self::Article => "article",
            Self::Statement => "statement",
            Self::Ceremony => "ceremony",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}

/// An event at which something reported was said or done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasion {
    /// Its shortest clear naming, at its first mention.
    pub place: Place,
    /// Its later namings.
    pub again: Vec<Place>,
    /// What it is.
    pub kind: OccasionKind,
    /// Its day or days, when the text says so.
    pub days: Option<Days>,
    /// The calendar expression that says so; none when the day is that of the text.
    pub dated: Option<Place>,
    /// Who took part, by name or as printed.
    pub participants: Vec<String>,
    /// Where, as printed.
    pub venue: Option<String>,
}

/// The occasions of a document, ordered by place: each at its first naming, with what later namings add.
pub(crate) fn occasions(pages: &[Page<'_>], datings: &[Dating], date: Option<Date>) -> Vec<Occasion> {
    let mut out: Vec<Occasion> = Vec::new();
    let mut keys: Vec<Key> = Vec::new();
    let mut around: Vec<Surroundings> = Vec::new();
    let mut last: Option<(usize, ByteRange)> = None;
    // The naming before, when it is of something published.
    let mut paper: Option<ByteRange> = None;
    for (index, page) in pages.iter().enumerate() {
        if page.kind == PageKind::Caption {
            continue;
        }
        for naming in namings(page) {
            let dated = day::governing(datings, page, naming.sentence, naming.range);
            // 某日發布的新聞稿，會談時: the day is that of the publication.
            let dated = dated.filter(|(_, by)| {
                let between = last.filter(|l| *l == (index, naming.sentence)).and(paper);
                between.is_none_or(|p: ByteRange| {
                    by.range.end > p.start
                        || !page.text[p.end.min(naming.range.start) as usize..naming.range.start as usize]
                            .contains('，')
                })
            });
            let is_paper = matches!(naming.kind, OccasionKind::Statement | OccasionKind::Article);
            paper = is_paper.then_some(naming.range);
            // What lies ahead of the text's day has not taken place.
            if let (Some((days, _)), Some(date)) = (dated, date)
                && days.from > date
            {
                continue;
            }
            // 在會面時對記者說: the meeting is the occasion.
            if naming.kind == OccasionKind::Interview
                && naming.head.chars().count() == 1
                && last == Some((index, naming.sentence))
            {
                continue;
            }
            last = Some((index, naming.sentence));
            // A month tells it from others, but not the day.
            let key = Key::new(page, &naming, dated.map(|d| d.0));
            let told = dated.filter(|(days, _)| day::is_short(*days) && !day::is_attribute(page, &naming));
            let place = Place { block: page.block, range: naming.range };
            match keys.iter().rposition(|k| k.is_same(&key)) {
                Some(i) => {
                    let known = &mut out[i];
                    known.again.push(place);
                    keys[i].join(&key);
                    if let (None, Some((days, by))) = (known.days, told) {
                        (known.days, known.dated) = (Some(days), Some(by));
                        keys[i].days = Some(days);
                    }
                    for name in participants(page, &naming) {
                        if !known.participants.contains(&name) && known.participants.len() < MOST {
                            known.participants.push(name);
                        }
                    }
                }
                None => {
                    out.push(Occasion {
                        place,
                        again: Vec::new(),
                        kind: naming.kind,
                        days: told.map(|d| d.0),
                        dated: told.map(|d| d.1),
                        participants: participants(page, &naming),
                        venue: venue(page, &naming),
                    });
                    around.push(Surroundings::new(index, page, &naming, dated.is_some()));
                    keys.push(key);
                }
            }
        }
    }
    date_by_surroundings(&mut out, &around, pages, datings, date);
    out
}

/// Gives a day to occasions whose sentences told none.
fn date_by_surroundings(
    occasions: &mut [Occasion],
    around: &[Surroundings],
    pages: &[Page<'_>],
    datings: &[Dating],
    date: Option<Date>,
) {
    let mut before = None;
    for (occasion, around) in occasions.iter_mut().zip(around) {
        if occasion.days.is_none()
            && let Some((days, by)) = day::taken(*around, before, pages, datings, date)
        {
            (occasion.days, occasion.dated) = (Some(days), by);
        }
        if let Some(days) = occasion.days {
            before = Some((around.page, (days, occasion.dated)));
        }
    }
}

/// Participants kept for one occasion.
const MOST: usize = 8;

/// Names in the naming and before it in its sentence; without any, the bodies and sides in its clause.
fn participants(page: &Page<'_>, naming: &Naming) -> Vec<String> {
    let within = ByteRange { start: naming.sentence.start, end: naming.range.end };
    let named = |within, wanted: fn(Class) -> bool| {
        let mut out: Vec<String> = Vec::new();
        for t in page.tokens_in(within).iter().filter(|t| wanted(t.class)) {
            let name = t.range.of(page.text).to_owned();
            if !out.contains(&name) && out.len() < MOST {
                out.push(name);
            }
        }
        out
    };
    let names = named(within, |c| c == Class::Name);
    if !names.is_empty() {
        return names;
    }
    let head = &page.level[within.start as usize..naming.range.start as usize];
    let clause = head.rfind(['，', '；', '：']).map_or(0, |i| i + '，'.len_utf8());
    let clause = ByteRange::new(within.start as usize + clause, within.end as usize);
    named(clause, |c| matches!(c, Class::Body | Class::Side | Class::Outlet))
}

/// The place named after 在 in the clause of the naming.
fn venue(page: &Page<'_>, naming: &Naming) -> Option<String> {
    let within = ByteRange { start: naming.sentence.start, end: naming.range.start };
    let at = within.of(&page.level).rfind('在')? + within.start as usize + '在'.len_utf8();
    let place = page.tokens_in(ByteRange::new(at, (at + 45).min(naming.range.start as usize).max(at)));
    let found = place.iter().find(|t| t.class == Class::Place && t.range.start as usize == at)?;
    Some(found.range.of(page.text).to_owned())
}
