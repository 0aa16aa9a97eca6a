//! The order in which entries are reviewed.

use super::{Asked, entry_at};
use crate::desk::Desk;
use crate::page::docket::places;
use crate::page::docket::shown::{at, named};
use crate::problem::Problem;
use tifa_archive::docket::{DocketRow, EntryPlace, Kind};

/// Where one stands in the order: those with the weakest support first, of equal ones by day and place.
#[derive(Debug)]
pub struct Queue {
    pub kind: Kind,
    /// The entry at hand; none when everything is decided.
    pub current: Option<DocketRow>,
    /// Its place in the order, from 1.
    pub number: usize,
    /// All entries of the kind, and those nobody has decided.
    pub total: usize,
    pub open: usize,
    /// The entry before it, decided or not, so that one can go back to what one has just done.
    pub previous: Option<String>,
    /// The next one that nobody has decided.
    pub next: Option<String>,
}

impl Queue {
    /// The queue that is asked for.
    ///
    /// # Errors
    /// What cannot be asked, and what the archive says.
    pub fn new(desk: &Desk, asked: &Asked) -> Result<Self, Problem> {
        let kind = asked.kind()?;
        let (all, _) = places(desk, &asked.conditions.filter()?, kind, None)?;
        let mut all: Vec<&EntryPlace> = all.iter().collect();
        // They come by day, source and place, and the sort keeps that.
        all.sort_by_key(|m| m.confidence);
        let place = |m: &EntryPlace| named(&m.document, m.start, m.end);
        let (total, open) = (all.len(), all.iter().filter(|m| !m.decided).count());
        let here = if asked.at.is_empty() {
            all.iter().position(|m| !m.decided)
        } else {
            all.iter().position(|m| place(m) == asked.at)
        };
        // An entry that the conditions leave out can still be asked for.
        let current = match here.and_then(|i| all.get(i)) {
            Some(mark) => desk.entries_at(kind, std::slice::from_ref(*mark))?.pop(),
            None if asked.at.is_empty() => None,
            None => Some(entry_at(desk, kind, &asked.at)?),
        };
        let before = here.and_then(|i| i.checked_sub(1)).and_then(|i| all.get(i));
        let behind = all.iter().skip(here.map_or(0, |i| i + 1));
        // Behind the last one it begins anew with what was passed over.
        let next = behind
            .chain(&all)
            .filter(|m| !m.decided)
            .map(|m| place(m))
            .find(|a| current.as_ref().map(at).as_ref() != Some(a));
        Ok(Self {
            kind,
            current,
            number: here.map_or(0, |i| i + 1),
            total,
            open,
            previous: before.map(|m| place(m)),
            next,
        })
    }
}
