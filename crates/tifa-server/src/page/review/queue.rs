//! The order in which entries are reviewed.

use super::{Asked, entry_at};
use crate::desk::Desk;
use crate::page::docket::places;
use crate::page::docket::shown::{at, named};
use crate::problem::Problem;
use crate::query::folded;
use tifa_archive::docket::{DocketRow, EntryPlace, Kind};

/// Which entries are gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// All; the way on leads to those nobody has decided.
    All,
    /// Those nobody has decided.
    Open,
    /// Those about which people differ.
    Disputed,
}

impl Only {
    fn named(name: &str) -> Result<Self, Problem> {
        match name {
            "" => Ok(Self::All),
            "open" => Ok(Self::Open),
            "disputed" => Ok(Self::Disputed),
            _ => Err(Problem::bad("only", "what is reviewed is open, disputed, or all when nothing is said")),
        }
    }

    /// Whether an entry is counted.
    fn counts(self, entry: &EntryPlace) -> bool {
        match self {
            Self::All => true,
            Self::Open => !entry.decided,
            Self::Disputed => entry.disputed,
        }
    }

    /// Whether the way on leads to an entry.
    fn asks(self, entry: &EntryPlace) -> bool {
        match self {
            Self::All | Self::Open => !entry.decided,
            Self::Disputed => entry.disputed,
        }
    }
}

/// Where one stands in the order: those with the weakest support first, of equal ones by day and place.
#[derive(Debug)]
pub struct Queue {
    pub kind: Kind,
    /// Which entries are gone through.
    pub only: Only,
    /// The entry at hand; none when everything is decided.
    pub current: Option<DocketRow>,
    /// Its place among those that are gone through, from 1; 0 when it is none of them.
    pub number: usize,
    /// Entries that are gone through, and those of them that nobody has decided.
    pub total: usize,
    pub open: usize,
    /// All that meet the other conditions.
    pub all: usize,
    /// The entry before it, decided or not, so that one can go back to what one has just done.
    pub previous: Option<String>,
    /// The next one to decide.
    pub next: Option<String>,
}

impl Queue {
    /// The queue that is asked for.
    ///
    /// # Errors
    /// What cannot be asked, and what the archive says.
    pub fn new(desk: &Desk, asked: &Asked) -> Result<Self, Problem> {
        let (kind, only) = (asked.kind()?, Only::named(&asked.only)?);
        let about = folded(&asked.about);
        let (all, _) = places(desk, &asked.conditions.filter()?, kind, about.as_deref())?;
        let mut all: Vec<&EntryPlace> = all.iter().collect();
        // They come by day, source and place, and the sort keeps that.
        all.sort_by_key(|m| m.confidence);
        let place = |m: &EntryPlace| named(&m.document, m.start, m.end);
        let counted = all.iter().filter(|m| only.counts(m));
        let (total, open) = (counted.clone().count(), counted.filter(|m| !m.decided).count());
        // What has just been decided keeps its place in the order, though it may not count any more.
        let here = if asked.at.is_empty() {
            all.iter().position(|m| only.asks(m))
        } else {
            all.iter().position(|m| place(m) == asked.at)
        };
        // An entry that the conditions leave out can still be asked for.
        let current = match here.and_then(|i| all.get(i)) {
            Some(mark) => desk.entries_at(kind, std::slice::from_ref(*mark))?.pop(),
            None if asked.at.is_empty() => None,
            None => Some(entry_at(desk, kind, &asked.at)?),
        };
        let mut before = all.iter().take(here.unwrap_or(0)).filter(|m| only.counts(m));
        let number = match here.and_then(|i| all.get(i)) {
            Some(mark) if only.counts(mark) => before.clone().count() + 1,
            _ => 0,
        };
        let behind = all.iter().skip(here.map_or(0, |i| i + 1));
        // Behind the last one it begins anew with what was passed over.
        let next = behind
            .chain(&all)
            .filter(|m| only.asks(m))
            .map(|m| place(m))
            .find(|a| current.as_ref().map(at).as_ref() != Some(a));
        let previous = before.next_back().map(|m| place(m));
        Ok(Self { kind, only, current, number, total, open, all: all.len(), previous, next })
    }
}
