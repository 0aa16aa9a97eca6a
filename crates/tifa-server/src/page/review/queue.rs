//! The order in which entries are reviewed.

use super::{Asked, entry_at};
use crate::desk::Desk;
use crate::page::docket::of_kind;
use crate::page::docket::shown::at;
use crate::problem::Problem;
use tifa_archive::docket::{DocketRow, Kind};

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
        let (all, _) = of_kind(desk, &asked.conditions.filter()?, kind)?;
        let mut rows: Vec<&DocketRow> = all.iter().collect();
        // They come by day, source and place, and the sort keeps that.
        rows.sort_by_key(|r| r.confidence);
        let is_open = |r: &&&DocketRow| !r.decision.as_ref().is_some_and(|d| d.is_decided());
        let (total, open) = (rows.len(), rows.iter().filter(is_open).count());
        let here = if asked.at.is_empty() {
            rows.iter().position(|r| is_open(&r))
        } else {
            rows.iter().position(|r| at(r) == asked.at)
        };
        // An entry that the conditions leave out can still be asked for.
        let current = match here {
            Some(i) => rows.get(i).map(|r| (*r).clone()),
            None if asked.at.is_empty() => None,
            None => Some(entry_at(desk, kind, &asked.at)?),
        };
        let before = here.and_then(|i| i.checked_sub(1)).and_then(|i| rows.get(i));
        let behind = rows.iter().skip(here.map_or(0, |i| i + 1));
        // Behind the last one it begins anew with what was passed over.
        let next = behind
            .chain(&rows)
            .filter(is_open)
            .map(|r| at(r))
            .find(|a| current.as_ref().map(at).as_ref() != Some(a));
        Ok(Self {
            kind,
            current,
            number: here.map_or(0, |i| i + 1),
            total,
            open,
            previous: before.map(|r| at(r)),
            next,
        })
    }
}
