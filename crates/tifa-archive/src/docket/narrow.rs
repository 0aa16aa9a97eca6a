//! Which documents may hold what is looked for, so that no others are read.

use crate::error::Error;
use crate::index::IndexReading;
use crate::roster::Roster;
use crate::search::{Snapshot, needle};
use rusqlite::Connection;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use tantivy::Searcher;
use tifa_docket::follow::{Following, telling_words};
use tifa_record::register::Register;

/// The documents of a snapshot while they are chosen, by their places in the roster.
struct Chosen<'s> {
    roster: &'s Roster,
    chosen: Vec<bool>,
}

impl<'s> Chosen<'s> {
    /// Those of which the index cannot tell: after an interrupted import it lacks the last documents.
    fn unindexed(roster: &'s Roster, index: Option<&IndexReading>) -> Result<Self, Error> {
        let mut chosen = vec![true; roster.rows().len()];
        for row in index.map_or(Ok(Vec::new()), IndexReading::rows)? {
            if let Some(known) = roster.rank(row).and_then(|rank| chosen.get_mut(rank as usize)) {
                *known = false;
            }
        }
        Ok(Self { roster, chosen })
    }

    fn add(&mut self, rank: usize) {
        if let Some(chosen) = self.chosen.get_mut(rank) {
            *chosen = true;
        }
    }

    /// Their rows.
    fn rows(self) -> Vec<u64> {
        let rows = self.roster.rows().into_iter().zip(self.chosen);
        rows.filter(|(_, chosen)| *chosen).map(|(row, _)| row).collect()
    }
}

/// The documents that have a word which tells what became of a commitment.
pub(super) fn telling(snapshot: &Snapshot) -> Result<Vec<u64>, Error> {
    let index = snapshot.index.as_ref();
    let mut chosen = Chosen::unindexed(&snapshot.roster, index.map(|(index, _)| &**index))?;
    let Some((index, searcher)) = index else { return Ok(chosen.rows()) };
    for word in telling_words() {
        index.find(searcher, &needle(&word)?, &|_| false, &mut |found| {
            if let Some(rank) = snapshot.roster.rank(found.row) {
                chosen.add(rank as usize);
            }
        })?;
    }
    Ok(chosen.rows())
}

/// The documents in which enough of the words of a commitment stand for a passage there to speak of it.
pub(super) fn speaking_of(snapshot: &Snapshot, following: &Following<'_>) -> Result<Vec<u64>, Error> {
    let index = snapshot.index.as_ref();
    let mut chosen = Chosen::unindexed(&snapshot.roster, index.map(|(index, _)| &**index))?;
    let Some((index, searcher)) = index else { return Ok(chosen.rows()) };
    let mut known: HashMap<[char; 2], Vec<u32>> = HashMap::new();
    let mut weights = vec![0; chosen.chosen.len()];
    for words in following.words() {
        let Some(since) = words.since else { continue };
        // A comma in a number folds by what stands behind it, which may be cut off from a passage. So digits are taken to stand
        // everywhere.
        let digits = |pair: &[char; 2]| pair.iter().all(char::is_ascii_digit);
        let everywhere: u64 = words.pairs.iter().filter(|(pair, _)| digits(pair)).map(|w| w.1).sum();
        weights.fill(everywhere);
        for &(pair, weight) in words.pairs.iter().filter(|(pair, _)| !digits(pair)) {
            let ranks = match known.entry(pair) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(with(&snapshot.roster, index, searcher, pair)?),
            };
            for &rank in ranks.iter() {
                if let Some(sum) = weights.get_mut(rank as usize) {
                    *sum += weight;
                }
            }
        }
        for (rank, &weight) in weights.iter().enumerate() {
            let late =
                || u32::try_from(rank).ok().and_then(|r| snapshot.roster.day(r)).is_some_and(|d| d >= since);
            if words.are_enough(weight) && late() {
                chosen.add(rank);
            }
        }
    }
    Ok(chosen.rows())
}

/// The places in the roster of the documents that have a pair of characters.
fn with(
    roster: &Roster,
    index: &IndexReading,
    searcher: &Searcher,
    pair: [char; 2],
) -> Result<Vec<u32>, Error> {
    let mut ranks = Vec::new();
    index.with(searcher, pair, &mut |row| ranks.extend(roster.rank(row)))?;
    Ok(ranks)
}

/// Who may be asked for, and where they speak.
pub(super) struct Voices {
    /// Names as printed.
    pub names: HashSet<String>,
    /// Rows of documents.
    pub documents: Vec<u64>,
}

/// Those whose key may be one of `keys`, as [`Register::key`] gives them.
pub(super) fn voices_of(
    reader: &Connection,
    register: &Register,
    keys: &BTreeSet<&str>,
) -> Result<Voices, Error> {
    let asked = |printed: &str| match register.keys(printed).as_slice() {
        [one] => one.iter().any(|key| keys.contains(key.as_str())),
        // The key of several who speak together is made of their keys.
        several => {
            let holds = |key: &str| several.iter().all(|one| one.iter().any(|k| key.contains(k.as_str())));
            keys.iter().any(|key| holds(key))
        }
    };
    let mut speakers = reader.prepare_cached("SELECT id, name FROM speakers")?;
    let mut documents = reader.prepare_cached("SELECT document FROM voices WHERE speaker = ?1")?;
    let (mut names, mut found) = (HashSet::new(), BTreeSet::new());
    let mut rows = speakers.query([])?;
    while let Some(row) = rows.next()? {
        let name = row.get_ref(1)?.as_str().unwrap_or_default();
        if asked(name) {
            names.insert(name.to_owned());
            let speaker: i64 = row.get(0)?;
            for document in documents.query_map([speaker], |r| r.get(0))? {
                found.insert(document?);
            }
        }
    }
    Ok(Voices { names, documents: found.into_iter().collect() })
}
