//! Every document's place in the order of answers, and which of its text does not count.
//!
//! A search must give the first hits of thousands of documents without reading them. The roster says which come first,
//! and which positions of the index stand in boilerplate. It is made at the end of each import and kept in the
//! catalogue; a reader that finds it out of date (an import is under way) makes its own.

use crate::catalogue::{self, read};
use crate::codec;
use crate::error::Error;
use crate::prepared::BlockProfile;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use tifa_record::Genre;

/// Generation of the catalogue for which the stored roster holds.
const ROSTER_GENERATION: &str = "roster_generation";
const ROSTER: &str = "roster_3";

/// The roster as stored.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Stored {
    /// Rows by day, source and ordinal; undated documents last.
    order: Vec<u64>,
    /// Row, and the ranges of positions that stand in boilerplate, ascending.
    aside: Vec<(u64, Vec<(u32, u32)>)>,
    /// Outlets by name.
    outlets: Vec<String>,
    /// What is known of each document, in the order of the rows.
    facts: Vec<Fact>,
}

/// What is known of a document without reading it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Fact {
    /// Day of publication: year, month and day as one number.
    day: Option<i32>,
    /// Index of the outlet.
    outlet: Option<u32>,
    genre: Genre,
}

/// What a search counts of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Facts<'r> {
    /// Year of publication.
    pub year: Option<i16>,
    /// Outlet.
    pub outlet: Option<&'r str>,
    /// What kind of text it is.
    pub genre: Genre,
}

/// A day as one number, in the order of days.
fn packed(day: Date) -> i32 {
    (i32::from(day.year()) << 9) + (i32::from(day.month()) << 5) + i32::from(day.day())
}

/// The day of [`packed`].
fn unpacked(day: i32) -> Option<Date> {
    let part = |bits: i32| i8::try_from(bits).ok();
    Date::new(i16::try_from(day >> 9).ok()?, part(day >> 5 & 15)?, part(day & 31)?).ok()
}

/// Order of documents, and where boilerplate stands in them.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    /// The smallest row.
    first: u64,
    /// Rank of each row from `first` on; `u32::MAX` where there is no document.
    rank: Vec<u32>,
    aside: HashMap<u64, Vec<(u32, u32)>>,
    outlets: Vec<String>,
    facts: Vec<Fact>,
}

impl Roster {
    /// What is known of the document in this place of the order.
    pub fn facts(&self, rank: u32) -> Facts<'_> {
        let fact = self.facts.get(rank as usize).copied().unwrap_or_default();
        let outlet = fact.outlet.and_then(|o| self.outlets.get(o as usize)).map(String::as_str);
        Facts { year: self.day(rank).map(Date::year), outlet, genre: fact.genre }
    }

    /// Day of publication of the document in this place of the order.
    pub fn day(&self, rank: u32) -> Option<Date> {
        unpacked(self.facts.get(rank as usize)?.day?)
    }

    /// Place of a document in the order of answers; `None` for one that is not in the catalogue any more.
    pub fn rank(&self, row: u64) -> Option<u32> {
        let at = usize::try_from(row.checked_sub(self.first)?).ok()?;
        self.rank.get(at).copied().filter(|&r| r != u32::MAX)
    }

    /// The row of each place in the order of answers.
    pub fn rows(&self) -> Vec<u64> {
        let ranked = (self.first..).zip(&self.rank).filter(|r| *r.1 != u32::MAX);
        let mut rows: Vec<(u32, u64)> = ranked.map(|(row, &rank)| (rank, row)).collect();
        rows.sort_unstable();
        rows.into_iter().map(|r| r.1).collect()
    }

    /// Whether a document has boilerplate.
    pub fn has_aside(&self, row: u64) -> bool {
        self.aside.contains_key(&row)
    }

    /// Whether the position stands in boilerplate.
    pub fn is_aside(&self, row: u64, position: u32) -> bool {
        self.aside.get(&row).is_some_and(|ranges| {
            let i = ranges.partition_point(|r| r.1 <= position);
            ranges.get(i).is_some_and(|r| r.0 <= position)
        })
    }

    fn new(stored: Stored) -> Self {
        let first = stored.order.iter().copied().min().unwrap_or(0);
        let last = stored.order.iter().copied().max().unwrap_or(0);
        let mut rank = vec![u32::MAX; usize::try_from(last - first + 1).unwrap_or(0)];
        for (place, row) in (0..).zip(&stored.order) {
            if let Some(slot) = usize::try_from(row - first).ok().and_then(|at| rank.get_mut(at)) {
                *slot = place;
            }
        }
        let aside = stored.aside.into_iter().collect();
        Self { first, rank, aside, outlets: stored.outlets, facts: stored.facts }
    }
}

/// The roster of the catalogue at `generation`.
pub(crate) fn load(connection: &Connection, generation: i64) -> Result<Roster, Error> {
    if catalogue::get(connection, ROSTER_GENERATION)? == generation
        && let Ok(stored) = codec::unpack(ROSTER, &stored(connection)?)
    {
        return Ok(Roster::new(stored));
    }
    Ok(Roster::new(compute(connection)?))
}

/// The roster that is kept, of whatever generation, packed; nothing where there is none.
pub(crate) fn stored(connection: &Connection) -> Result<Vec<u8>, Error> {
    let mut query = connection.prepare_cached("SELECT value FROM state WHERE key = ?1")?;
    Ok(query.query_row([ROSTER], |r| r.get(0)).optional()?.unwrap_or_default())
}

/// Keeps the roster for `generation`, in an open transaction.
pub(crate) fn store(connection: &Connection, generation: i64) -> Result<(), Error> {
    let blob = codec::pack(&compute(connection)?)?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO state(key, value) VALUES(?1, ?2)")?
        .execute(params![ROSTER, blob])?;
    catalogue::set(connection, ROSTER_GENERATION, generation)
}

fn compute(connection: &Connection) -> Result<Stored, Error> {
    let mut query = connection.prepare_cached(
        "SELECT d.row, d.profile, m.blocks, d.day, d.outlet, d.genre
         FROM documents d JOIN originals o ON o.id = d.original LEFT JOIN marks m ON m.document = d.row
         ORDER BY d.day IS NULL, d.day, o.source, d.ordinal, d.id",
    )?;
    let mut rows = query.query([])?;
    let mut stored = Stored::default();
    let mut outlets: BTreeMap<String, u32> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let number: u64 = row.get(0)?;
        stored.order.push(number);
        let day = row.get_ref(3)?.as_str_or_null().unwrap_or_default();
        let day = day.and_then(|day| day.parse::<Date>().ok()).map(packed);
        let next = outlets.len() as u32;
        let outlet: Option<String> = row.get(4)?;
        let outlet = outlet.map(|name| *outlets.entry(name).or_insert(next));
        stored.facts.push(Fact { day, outlet, genre: read::genre(row, 5)? });
        let profile: Vec<BlockProfile> =
            codec::unpack("profile", row.get_ref(1)?.as_blob().unwrap_or_default())?;
        let marks = row.get_ref(2)?.as_blob_or_null().unwrap_or_default();
        let marks: Vec<u32> = marks.map_or(Ok(Vec::new()), |blob| codec::unpack("marks", blob))?;
        let ranges = aside_ranges(&profile, &marks);
        if !ranges.is_empty() {
            stored.aside.push((number, ranges));
        }
    }
    stored.outlets = vec![String::new(); outlets.len()];
    for (name, at) in outlets {
        stored.outlets[at as usize] = name;
    }
    Ok(stored)
}

/// Positions of boilerplate blocks. Each block is followed by one position for its end.
fn aside_ranges(profile: &[BlockProfile], marks: &[u32]) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = Vec::new();
    let mut at: u32 = 0;
    for (i, block) in (0u32..).zip(profile) {
        let end = at.saturating_add(block.characters).saturating_add(1);
        if block.aside || marks.contains(&i) {
            match out.last_mut() {
                Some(last) if last.1 == at => last.1 = end,
                _ => out.push((at, end)),
            }
        }
        at = end;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_boilerplate() {
        let block = |characters, aside| BlockProfile { characters, hash: None, aside };
        let profile = [block(3, false), block(2, true), block(5, false), block(1, false)];
        assert_eq!(aside_ranges(&profile, &[3]), [(4, 7), (13, 15)]);
        assert_eq!(aside_ranges(&profile, &[0]), [(0, 7)]);
        let roster = Roster::new(Stored {
            order: vec![9, 7],
            aside: vec![(7, vec![(4, 7)])],
            outlets: vec!["山城日報".to_owned()],
            facts: vec![
                Fact {
                    day: Some(packed(Date::constant(2019, 2, 28))),
                    outlet: Some(0),
                    genre: Genre::Column,
                },
                Fact::default(),
            ],
        });
        assert_eq!(
            (roster.rank(9), roster.rank(7), roster.rank(8), roster.rank(2)),
            (Some(0), Some(1), None, None)
        );
        let known = Facts { year: Some(2019), outlet: Some("山城日報"), genre: Genre::Column };
        assert_eq!(roster.facts(0), known);
        assert_eq!(roster.day(0), Some(Date::constant(2019, 2, 28)));
        assert_eq!((roster.facts(1), roster.facts(2)), Default::default());
        assert!(
            roster.is_aside(7, 4)
                && roster.is_aside(7, 6)
                && !roster.is_aside(7, 7)
                && !roster.is_aside(9, 4)
        );
    }
}
