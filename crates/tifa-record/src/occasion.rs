//! Occasions: events at which something reported was said or done.

mod naming;
mod table;

use crate::lexicon::Class;
use crate::page::{Page, PageKind};
use crate::statement::Place;
use crate::when::{Dating, inside};
use jiff::civil::Date;
use naming::{Naming, namings};
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
    let mut last: Option<(usize, ByteRange)> = None;
    // The naming before, when it is of something published.
    let mut paper: Option<ByteRange> = None;
    for (index, page) in pages.iter().enumerate() {
        if page.kind == PageKind::Caption {
            continue;
        }
        for naming in namings(page) {
            let sentence = Place { block: page.block, range: naming.sentence };
            let dated = governing(datings, page.text, sentence, naming.range);
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
            // A month does not tell the day.
            let dated = dated.filter(|(days, _)| days.from.until(days.to).is_ok_and(|s| s.get_days() <= 7));
            // 在會面時對記者說: the meeting is the occasion.
            if naming.kind == OccasionKind::Interview
                && naming.head.chars().count() == 1
                && last == Some((index, naming.sentence))
            {
                continue;
            }
            last = Some((index, naming.sentence));
            let key = Key::new(page, &naming, dated.map(|d| d.0));
            let same = keys.iter().enumerate().rev().find(|(_, k)| k.is_same(&key)).map(|(i, _)| i);
            match same {
                Some(i) => {
                    let known = &mut out[i];
                    known.again.push(Place { block: page.block, range: naming.range });
                    for &name in &key.present {
                        if !keys[i].present.contains(&name) {
                            keys[i].present.push(name);
                        }
                    }
                    if known.days.is_none()
                        && let Some((days, by)) = dated
                    {
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
                        place: Place { block: page.block, range: naming.range },
                        again: Vec::new(),
                        kind: naming.kind,
                        days: dated.map(|d| d.0),
                        dated: dated.map(|d| d.1),
                        participants: participants(page, &naming),
                        venue: venue(page, &naming),
                    });
                    keys.push(key);
                }
            }
        }
    }
    out
}

/// Bytes before a naming in which the one who meets is looked for.
const CLAUSE: u32 = 60;

/// Participants kept for one occasion.
const MOST: usize = 8;

/// What tells a naming from others of its kind.
#[derive(Debug)]
struct Key {
    kind: OccasionKind,
    specific: bool,
    head: String,
    mark: String,
    text: String,
    days: Option<Days>,
    /// Those who meet, as far as the clause names them: 與某某會面.
    parties: Vec<String>,
    /// Names in its clause, and in those of later namings.
    present: Vec<u32>,
    /// Whether it points back: 今次會談.
    is_deictic: bool,
    /// Whether its clause says with whom: 與多國領袖通話.
    is_with: bool,
    /// Who publishes or speaks, when somebody is named before it in the sentence.
    issuer: Option<String>,
}

impl Key {
    fn new(page: &Page<'_>, naming: &Naming, days: Option<Days>) -> Self {
        let before = ByteRange { start: naming.sentence.start, end: naming.range.start };
        let issues = |c: Class| {
            matches!(
                c,
                Class::Name
                    | Class::Body
                    | Class::Office
                    | Class::Role
                    | Class::Side
                    | Class::Outlet
                    | Class::Place
                    | Class::Group
            )
        };
        let issuer = page.tokens_in(before).iter().rev().find(|t| issues(t.class));
        let counts = |c: Class| matches!(c, Class::Name | Class::Office);
        let own = page.tokens_in(naming.range).iter().filter(|t| counts(t.class));
        // 外長會見某某: of those before a verb the last one meets.
        let clause = naming.range.start.saturating_sub(CLAUSE).max(naming.sentence.start);
        let met = page.tokens_in(ByteRange { start: clause, end: naming.range.start });
        let met = met.iter().rev().find(|t| t.class == Class::Name);
        let parties: Vec<String> = own
            .map(|t| {
                if t.class == Class::Name {
                    format!("#{}", t.name)
                } else {
                    t.range.of(&page.level).to_owned()
                }
            })
            .collect();
        let names = |start: usize| -> Vec<u32> {
            let within = ByteRange::new(start, naming.range.end as usize);
            page.tokens_in(within).iter().filter(|t| t.class == Class::Name).map(|t| t.name).collect()
        };
        let sentence = naming.sentence.start as usize;
        let head = &page.level[sentence..naming.range.start as usize];
        let own_clause = head.rfind(['，', '；', '：']).unwrap_or(0);
        let mut present = names(sentence + own_clause);
        if present.is_empty() {
            present = names(sentence);
        }
        let meets = naming.specific && !parties.is_empty();
        let met = met.filter(|_| meets).map(|t| format!("#{}", t.name));
        let parties = parties.into_iter().chain(met);
        Self {
            kind: naming.kind,
            specific: naming.specific,
            head: naming.head.clone(),
            mark: naming.mark.clone(),
            text: naming.range.of(&page.level).to_owned(),
            days,
            parties: parties.collect(),
            present,
            is_deictic: POINTING.iter().any(|w| naming.range.of(&page.level).starts_with(w)),
            is_with: head[own_clause..].contains(['同', '与', '和', '跟']),
            issuer: issuer.map(|t| t.range.of(&page.level).to_owned()),
        }
    }

    /// Whether a later naming may mean the same occasion.
    fn is_same(&self, later: &Self) -> bool {
        use OccasionKind::{
            Article, Ceremony, Forum, Interview, Meeting, Other, PhoneCall, PressConference, Speech,
            Statement,
        };
        let apart = matches!((self.days, later.days), (Some(a), Some(b)) if a.to < b.from || b.to < a.from);
        let joint = |k: &Self| k.text.contains("联合声明");
        if !apart && joint(self) && joint(later) {
            return true;
        }
        if self.kind != later.kind || apart {
            return false;
        }
        if later.is_deictic {
            return true;
        }
        // Nobody of those who were there.
        let named = !later.mark.is_empty() && self.mark == later.mark;
        let strangers = !named
            && (later.specific || later.is_with)
            && !self.present.is_empty()
            && !later.present.is_empty()
            && !self.present.iter().any(|p| later.present.contains(p));
        let marked = match (self.mark.is_empty(), later.mark.is_empty()) {
            (_, true) => true,
            (true, false) => false,
            (false, false) => self.mark.contains(&later.mark) || later.mark.contains(&self.mark),
        };
        match later.kind {
            Meeting | PhoneCall => {
                // An office tells nothing against a name: 會見總理, 會見總理某某.
                let named = |k: &Self| k.parties.iter().any(|p| p.starts_with('#'));
                let by_name = named(self) && named(later);
                let within = |a: &[String], b: &[String]| {
                    a.iter().filter(|p| !by_name || p.starts_with('#')).all(|p| b.contains(p))
                };
                let all = |a: &[u32], b: &[u32]| a.iter().all(|p| b.contains(p));
                // Two who are named on both sides, and not the same two.
                let (here, there) = (&self.present, &later.present);
                let pairs = later.specific && here.len() > 1 && there.len() > 1;
                let marked = marked && (!pairs || all(here, there) || all(there, here));
                marked
                    && !strangers
                    && (within(&self.parties, &later.parties) || within(&later.parties, &self.parties))
            }
            PressConference | Forum => marked,
            Ceremony => marked && shared(&self.head, &later.head),
            Other => marked && !strangers && shared(&self.head, &later.head),
            Interview | Article | Statement | Speech => {
                !later.specific || marked && self.issuer == later.issuer
            }
        }
    }
}

/// Words that point back to an occasion, levelled.
const POINTING: [&str; 5] = ["今次", "这次", "此次", "本次", "是次"];

/// Whether half of the longer one's characters stand in the shorter one.
fn shared(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let common = long.chars().filter(|&c| short.contains(c)).count();
    common * 2 > long.chars().count()
}

/// The days of the naming at `range`: of the closest expression before it in its sentence, or in it, else of the first
/// behind it.
fn governing(datings: &[Dating], text: &str, sentence: Place, range: ByteRange) -> Option<(Days, Place)> {
    let all = inside(datings, sentence);
    let near = |d: &&Dating| d.days.is_ok_and(|d| d.from.until(d.to).is_ok_and(|s| s.get_days() <= 31));
    let before = all.iter().rev().filter(near).find(|d| d.place.range.start < range.end);
    let after = all.iter().filter(near).find(|d| {
        let between = text.get(range.end as usize..d.place.range.start as usize);
        between.is_some_and(|b| !b.contains(['，', '；', '：', '、']))
    });
    let found = before.or(after)?;
    Some((found.days.ok()?, found.place))
}

/// Names and sides in the naming and before it in its sentence.
fn participants(page: &Page<'_>, naming: &Naming) -> Vec<String> {
    let within = ByteRange { start: naming.sentence.start, end: naming.range.end };
    let mut out: Vec<String> = Vec::new();
    for t in page.tokens_in(within).iter().filter(|t| t.class == Class::Name) {
        let name = t.range.of(page.text).to_owned();
        if !out.contains(&name) && out.len() < MOST {
            out.push(name);
        }
    }
    out
}

/// The place named after 在 in the clause of the naming.
fn venue(page: &Page<'_>, naming: &Naming) -> Option<String> {
    let within = ByteRange { start: naming.sentence.start, end: naming.range.start };
    let at = within.of(&page.level).rfind('在')? + within.start as usize + '在'.len_utf8();
    let place = page.tokens_in(ByteRange::new(at, (at + 45).min(naming.range.start as usize).max(at)));
    let found = place.iter().find(|t| t.class == Class::Place && t.range.start as usize == at)?;
    Some(found.range.of(page.text).to_owned())
}
