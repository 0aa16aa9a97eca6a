//! Statements as their words are compared with others: no more of them than that takes.

use crate::catalogue::read::{self, Place};
use crate::cite;
use crate::error::Error;
use crate::rows::{Cited, Saying};
use jiff::civil::Date;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tifa_record::Statement;

/// A statement by the row of its document and its number there.
pub(super) type Nth = (u64, usize);

/// A statement's words, and where, when and by whom they were said.
pub(super) struct Spoken {
    pub nth: Nth,
    pub source: Arc<str>,
    pub document: Arc<str>,
    pub start: u32,
    pub end: u32,
    pub text: Arc<str>,
    pub speaker: Arc<str>,
    /// Day of publication.
    pub day: Option<Date>,
    pub said: Option<Saying>,
}

/// Calls `each` with the statements of the documents in `rows` that are `wanted`, in the order of
/// [`crate::Archive::statements`]. They are held file by file.
pub(super) fn each_spoken(
    reader: &Connection,
    rows: &[u64],
    wanted: &dyn Fn(&Statement) -> bool,
    each: &mut dyn FnMut(Spoken),
) -> Result<(), Error> {
    let places = read::places(reader, rows)?;
    for file in places.chunk_by(|a, b| a.source == b.source) {
        let mut spoken = Vec::new();
        for place in file {
            let body = read::body(reader, place.number)?;
            let words = cite::words(&body, wanted).enumerate();
            spoken.extend(words.map(|(n, (s, at))| Spoken::new(place, n, s, at)));
        }
        spoken.sort_by(|a, b| (a.start, a.end, &a.document).cmp(&(b.start, b.end, &b.document)));
        spoken.into_iter().for_each(&mut *each);
    }
    Ok(())
}

/// The statements `asked` for, of those that are `wanted`.
pub(super) fn spoken_at(
    reader: &Connection,
    asked: &BTreeSet<Nth>,
    wanted: &dyn Fn(&Statement) -> bool,
) -> Result<BTreeMap<Nth, Spoken>, Error> {
    let mut rows: Vec<u64> = asked.iter().map(|nth| nth.0).collect();
    rows.dedup();
    let mut found = BTreeMap::new();
    each_spoken(reader, &rows, wanted, &mut |spoken| {
        if asked.contains(&spoken.nth) {
            found.insert(spoken.nth, spoken);
        }
    })?;
    Ok(found)
}

impl Spoken {
    fn new(place: &Place, n: usize, statement: &Statement, at: Cited) -> Self {
        Self {
            nth: (place.number, n),
            source: Arc::clone(&place.source),
            document: Arc::clone(&place.document),
            start: at.start,
            end: at.end,
            text: at.text.into(),
            speaker: statement.speaker.as_str().into(),
            day: place.day,
            said: statement.said.map(|said| Saying { from: said.days.from, to: said.days.to }),
        }
    }
}
