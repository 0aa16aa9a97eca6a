//! The history of a mechanism across documents: one thing under its names, its state by day, and who says so.
//!
//! Pure functions over plain values. Whoever has an archive makes a [`Mention`] of each entry; [`histories`] puts together
//! what is one mechanism and orders it by day. What one side says of it is kept apart from what the narrator tells and
//! from what the other side says as well. Nothing here says how things are: it says what this archive holds.
//!
//! # Which namings are one
//!
//! A name is taken apart into parties, topic and head, after the table of names that are one
//! (`tables/mechanism_names.tsv`, and a user's). Two are one mechanism when heads and topics are the same and neither has
//! parties that the other excludes: 中美海洋事務磋商 and 海洋事务磋商. A bare head (談判, 中美磋商) may be anything between its
//! parties; two of them are one only when parties and topics of their sentences are the same.

mod same;

pub use same::asks_for;

use crate::entry::MechanismState;
use crate::mechanisms::{Key, Names};
use jiff::civil::Date;
use std::collections::BTreeMap;
use tifa_record::level;
use tifa_text::calendar::Days;

/// A mention of a mechanism in a document of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<C> {
    /// What leads to its evidence: given back as it came.
    pub cite: C,
    /// Day on which it was said, or else of publication.
    pub day: Option<Date>,
    /// The days it is told to be on.
    pub days: Option<Days>,
    /// The name, as printed.
    pub name: String,
    /// Between whom, in simplified characters.
    pub parties: Vec<String>,
    /// The state it is given.
    pub state: MechanismState,
    /// Who says so; none for the narrator.
    pub speaker: Option<String>,
    /// Which of the parties the speaker speaks for, when the caller knows; several who speak together are no side.
    pub side: Option<String>,
    /// Topics of its sentence.
    pub topics: Vec<String>,
}

/// Whose word a state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// One side's, or one speaker's: nobody of another side says the same.
    Claimed,
    /// A speaker's, and the other side says the same; or both say it together.
    Confirmed,
    /// The narrator's.
    Observed,
}

impl Standing {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Confirmed => "confirmed",
            Self::Observed => "observed",
        }
    }
}

/// One state in a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<C> {
    /// The mention that gives it.
    pub mention: Mention<C>,
    /// Whose word it is.
    pub standing: Standing,
}

/// A mechanism through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History<C> {
    /// The name it goes by here: that of the table of names, else the one that is printed most often, without its marks.
    pub name: String,
    /// All its names as printed, in the order of their first mention.
    pub names: Vec<String>,
    /// Between whom, ordered: those that stand in a fifth of the mentions that have parties.
    pub parties: Vec<String>,
    /// Its states, by day; those of no known day last.
    pub steps: Vec<Step<C>>,
    /// Its names taken apart.
    keys: Vec<Key>,
}

/// A mechanism that was to be, and of which the archive holds nothing since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue<'h, C> {
    /// The step that announced it.
    pub step: &'h Step<C>,
    /// The days it was announced for.
    pub days: Days,
}

/// Days between what one side says and the other for the two to be of one state.
const TOGETHER: i32 = 92;

/// The mechanisms that `mentions` are of, ordered by the day of their first mention, then by name.
pub fn histories<C: Clone>(mentions: Vec<Mention<C>>, names: &Names) -> Vec<History<C>> {
    // The names of an archive recur, so each is taken apart once.
    let mut taken: BTreeMap<String, Key> = BTreeMap::new();
    let mut key = |name: &str| match taken.get(name) {
        Some(key) => key.clone(),
        None => taken.entry(name.to_owned()).or_insert(names.key(name)).clone(),
    };
    let mut mentions: Vec<(Key, Mention<C>)> = mentions.into_iter().map(|m| (key(&m.name), m)).collect();
    // What has no day comes last; the sort keeps the caller's order otherwise.
    mentions.sort_by_key(|(_, m)| (m.day.is_none(), m.day));
    let mut out: Vec<History<C>> = Vec::new();
    for group in same::groups(&mentions) {
        let of = || group.iter().filter_map(|&i| mentions.get(i));
        let mut printed: Vec<String> = Vec::new();
        let mut keys: Vec<Key> = Vec::new();
        for (key, m) in of() {
            if !printed.contains(&m.name) {
                printed.push(m.name.clone());
            }
            if !keys.contains(key) {
                keys.push(key.clone());
            }
        }
        let shown = printed.iter().map(|n| names.shown(n)).find(|s| !printed.iter().any(|n| n == s));
        let name = shown.map_or_else(|| usual(of().map(|(_, m)| m.name.as_str())), str::to_owned);
        let parties = between(of().map(|(_, m)| m.parties.as_slice()));
        let all: Vec<&Mention<C>> = of().map(|(_, m)| m).collect();
        let steps = all.iter().map(|m| Step { standing: standing(m, &all), mention: (*m).clone() }).collect();
        out.push(History { name, names: printed, parties, steps, keys });
    }
    let first = |h: &History<C>| h.steps.first().and_then(|s| s.mention.day);
    out.sort_by(|a, b| (first(a).is_none(), first(a), &a.name).cmp(&(first(b).is_none(), first(b), &b.name)));
    out
}

/// Marks round a name or a part of it.
const MARKS: [(char, char); 5] = [('《', '》'), ('「', '」'), ('『', '』'), ('“', '”'), ('（', '）')];

/// The name that is printed most often, without marks round it; of several the fullest.
fn usual<'n>(printed: impl Iterator<Item = &'n str>) -> String {
    let mut counts: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for name in printed {
        let inner = name.trim_matches(|c: char| !c.is_alphanumeric());
        // 《某公約》第十五次大會 keeps the mark that its other half closes.
        let torn = MARKS.iter().any(|(open, close)| inner.contains(*open) != inner.contains(*close));
        let bare = if inner.is_empty() || torn { name.trim() } else { inner };
        counts.entry(level(bare)).or_insert((0, bare)).0 += 1;
    }
    let most =
        counts.into_values().max_by_key(|(n, name)| (*n, name.chars().count(), std::cmp::Reverse(*name)));
    most.map_or_else(String::new, |(_, name)| name.to_owned())
}

/// Share of the mentions with parties in which a party stands to be one of the mechanism: what a document's other news
/// brings in stands in few of them.
const OF_MENTIONS: usize = 5;

/// The parties that stand in a fifth of the mentions that have any; ordered.
fn between<'m>(mentions: impl Iterator<Item = &'m [String]>) -> Vec<String> {
    let (mut counts, mut all): (BTreeMap<&String, usize>, usize) = (BTreeMap::new(), 0);
    for parties in mentions.filter(|p| !p.is_empty()) {
        all += 1;
        parties.iter().filter(|p| !p.is_empty()).for_each(|p| *counts.entry(p).or_default() += 1);
    }
    counts.into_iter().filter(|&(_, n)| n * OF_MENTIONS >= all).map(|(p, _)| p.clone()).collect()
}

/// Whose word the state of `mention` is, among all mentions of the mechanism.
fn standing<C>(mention: &Mention<C>, all: &[&Mention<C>]) -> Standing {
    let Some(speaker) = &mention.speaker else { return Standing::Observed };
    if same::speak_together(speaker) {
        return Standing::Confirmed;
    }
    let Some(side) = &mention.side else { return Standing::Claimed };
    let near = |other: &Mention<C>| match (mention.day, other.day) {
        (Some(a), Some(b)) => a.until(b).is_ok_and(|span| span.get_days().abs() <= TOGETHER),
        _ => false,
    };
    let says = |other: &&&Mention<C>| {
        let by_other = other.side.as_ref().is_some_and(|s| s != side);
        let by_both = other.speaker.as_deref().is_some_and(same::speak_together);
        (by_other || by_both) && other.state == mention.state && near(other)
    };
    if all.iter().any(|m| says(&m)) { Standing::Confirmed } else { Standing::Claimed }
}

impl<C> History<C> {
    /// The steps that the archive held by `day`, in order.
    pub fn until(&self, day: Date) -> impl DoubleEndedIterator<Item = &Step<C>> {
        self.steps.iter().filter(move |s| s.mention.day.is_some_and(|d| d <= day))
    }

    /// The last step by `day` that says a state; a mere mention says none.
    pub fn state(&self, day: Date) -> Option<&Step<C>> {
        self.until(day).rfind(|s| s.mention.state != MechanismState::Mentioned)
    }

    /// What was announced for days that lie before `as_of`, when nothing since says what became of it: the newest step that
    /// says a state is the announcement, or says nothing but that it is wanted.
    pub fn overdue(&self, as_of: Date) -> Option<Overdue<'_, C>> {
        let told = |s: &&Step<C>| {
            !matches!(
                s.mention.state,
                MechanismState::Mentioned | MechanismState::Urged | MechanismState::Proposed
            )
        };
        let step = self.until(as_of).rfind(told)?;
        let days = step.mention.days.filter(|d| d.to < as_of)?;
        (step.mention.state == MechanismState::Scheduled).then_some(Overdue { step, days })
    }

    /// Whole months between the last mention by `as_of` and that day; none when there is no mention by then.
    pub fn silent(&self, as_of: Date) -> Option<u32> {
        let last = self.until(as_of).next_back()?.mention.day?;
        let months = (i32::from(as_of.year()) - i32::from(last.year())) * 12 + i32::from(as_of.month())
            - i32::from(last.month())
            - i32::from(as_of.day() < last.day());
        u32::try_from(months).ok()
    }
}

/// The steps of several histories in one row, by day: the talks of a relation from first to last.
pub fn timeline<'h, C>(
    histories: impl IntoIterator<Item = &'h History<C>>,
) -> Vec<(&'h History<C>, &'h Step<C>)> {
    let mut out: Vec<(&History<C>, &Step<C>)> =
        histories.into_iter().flat_map(|h| h.steps.iter().map(move |s| (h, s))).collect();
    out.sort_by_key(|(_, s)| (s.mention.day.is_none(), s.mention.day));
    out
}
