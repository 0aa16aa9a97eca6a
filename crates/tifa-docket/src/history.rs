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
    /// The name it goes by here: that of the table of names, else the fullest that is printed.
    pub name: String,
    /// All its names as printed, in the order of their first mention.
    pub names: Vec<String>,
    /// Between whom, ordered.
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
    let mut mentions: Vec<(Key, Mention<C>)> =
        mentions.into_iter().map(|m| (names.key(&m.name), m)).collect();
    // What has no day comes last; the sort keeps the caller's order otherwise.
    mentions.sort_by_key(|(_, m)| (m.day.is_none(), m.day));
    let mut out: Vec<History<C>> = Vec::new();
    for group in same::groups(&mentions) {
        let of = || group.iter().filter_map(|&i| mentions.get(i));
        let mut printed: Vec<String> = Vec::new();
        let mut keys: Vec<Key> = Vec::new();
        let mut parties: Vec<String> = Vec::new();
        for (key, m) in of() {
            if !printed.contains(&m.name) {
                printed.push(m.name.clone());
            }
            if !keys.contains(key) {
                keys.push(key.clone());
            }
            parties.extend(m.parties.iter().filter(|p| !p.is_empty()).cloned());
        }
        parties.sort_unstable();
        parties.dedup();
        let shown = printed.iter().map(|n| names.shown(n)).find(|s| !printed.iter().any(|n| n == s));
        let fullest = printed.iter().max_by_key(|n| n.chars().count());
        let name = shown.map(str::to_owned).or_else(|| fullest.cloned()).unwrap_or_default();
        let all: Vec<&Mention<C>> = of().map(|(_, m)| m).collect();
        let steps = all.iter().map(|m| Step { standing: standing(m, &all), mention: (*m).clone() }).collect();
        out.push(History { name, names: printed, parties, steps, keys });
    }
    let first = |h: &History<C>| h.steps.first().and_then(|s| s.mention.day);
    out.sort_by(|a, b| (first(a).is_none(), first(a), &a.name).cmp(&(first(b).is_none(), first(b), &b.name)));
    out
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
