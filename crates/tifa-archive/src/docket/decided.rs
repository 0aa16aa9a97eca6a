//! Decisions about entries: kept in the catalogue, found again when file or extractor has changed, and laid over what the
//! extractor says.

use super::row::{Correction, DocketRow, Kind};
use crate::archive::Archive;
use crate::catalogue;
use crate::error::Error;
use crate::originals::hex;
use crate::rows::Filter;
use jiff::Timestamp;
use rusqlite::{Connection, params};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tifa_docket::decision::{self, Action, Anchor, Conflict, Decision};
use tifa_text::fold;

/// What became of a log that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Imported {
    /// Decisions that were new here.
    pub added: usize,
    /// Decisions that were here already.
    pub known: usize,
    /// Decisions about entries that this archive does not have; they are kept.
    pub orphaned: usize,
    /// Lines that are no decision: line, from 1, and why. They were left out.
    pub faults: Vec<(usize, String)>,
}

/// Where the decisions of the archive stand.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// All of them, in the order of time.
    pub log: Vec<Decision>,
    /// Ids of those that are undone.
    pub undone: BTreeSet<String>,
    /// Indices of those whose entry is found, but not where it was.
    pub moved: Vec<usize>,
    /// Indices of those whose entry is not found.
    pub orphaned: Vec<usize>,
    /// Entries about which people differ, with what they differ in.
    pub conflicts: Vec<(DocketRow, Conflict)>,
}

impl Archive {
    /// Adds a decision of `by` about `entry` to the log.
    ///
    /// # Errors
    /// [`Error::BadDecision`] for a correction that the entry cannot take, or what the catalogue says.
    pub fn decide(
        &self,
        entry: &DocketRow,
        action: Action,
        by: &str,
        at: Timestamp,
    ) -> Result<Decision, Error> {
        if let Action::Correct { field, value } = &action {
            let mut tried = entry.detail.clone();
            if let Err(reason) = tried.correct(&Correction { field, value }) {
                return Err(Error::BadDecision { reason });
            }
        }
        let beside = self.docket(
            &Filter { document: Some(entry.document.to_string()), boilerplate: true, ..Filter::default() },
            &[entry.kind],
        )?;
        let mut decision = Decision {
            id: String::new(),
            at,
            by: by.to_owned(),
            entry: anchor(entry, &beside),
            action,
            extractor: entry.extractor.to_owned(),
            version: entry.version,
        };
        decision.id = id_of(&decision)?;
        let connection = catalogue::open_for_writing(&self.catalogue_path())?;
        put(&connection, &decision)?;
        Ok(decision)
    }

    /// The anchor by which `entry` is found again.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn anchor(&self, entry: &DocketRow) -> Result<Anchor, Error> {
        let filter =
            Filter { document: Some(entry.document.to_string()), boilerplate: true, ..Filter::default() };
        Ok(anchor(entry, &self.docket(&filter, &[entry.kind])?))
    }

    /// The log of decisions, in the order of time.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn decisions(&self) -> Result<Vec<Decision>, Error> {
        log(&*self.reader()?)
    }

    /// Takes in a log that was written elsewhere, one decision a line as the export has them. A decision that is here
    /// already is not taken twice.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn import_decisions(&self, text: &str) -> Result<Imported, Error> {
        let mut done = Imported::default();
        let mut connection = catalogue::open_for_writing(&self.catalogue_path())?;
        let transaction = connection.transaction()?;
        let mut taken = BTreeSet::new();
        for (line, number) in text.lines().zip(1..).filter(|(l, _)| !l.trim().is_empty()) {
            let decision: Decision = match serde_json::from_str(line) {
                Ok(decision) => decision,
                Err(error) => {
                    done.faults.push((number, error.to_string()));
                    continue;
                }
            };
            if id_of(&decision)? != decision.id {
                let reason = "its id does not fit what it says: it was changed after it was made".to_owned();
                done.faults.push((number, reason));
            } else if put(&transaction, &decision)? {
                taken.insert(decision.id);
            } else {
                done.known += 1;
            }
        }
        transaction.commit()?;
        done.added = taken.len();
        let ledger = self.ledger()?;
        done.orphaned = ledger.orphaned.iter().filter(|&&i| taken.contains(&ledger.log[i].id)).count();
        Ok(done)
    }

    /// Where every decision stands, by all entries of the archive.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn ledger(&self) -> Result<Ledger, Error> {
        let rows = self.docket(&Filter { boilerplate: true, ..Filter::default() }, &Kind::ALL)?;
        let log = self.decisions()?;
        let places = Places::of(&rows);
        let mut ledger = Ledger { undone: decision::undone(&log), ..Ledger::default() };
        for (i, d) in log.iter().enumerate() {
            let found = places.find(&d.entry, &rows);
            if found.is_empty() {
                ledger.orphaned.push(i);
            } else if !found.iter().any(|&i| is_at(&rows[i], &d.entry)) {
                ledger.moved.push(i);
            }
        }
        for row in rows {
            let conflicts = row.decision.as_ref().map(|d| d.conflicts.clone()).unwrap_or_default();
            ledger.conflicts.extend(conflicts.into_iter().map(|c| (row.clone(), c)));
        }
        ledger.log = log;
        Ok(ledger)
    }
}

/// The log in the catalogue, in the order of time.
pub(super) fn log(connection: &Connection) -> Result<Vec<Decision>, Error> {
    let mut query = connection.prepare_cached("SELECT id, record FROM decisions ORDER BY at, id")?;
    let mut rows = query.query([])?;
    let mut log = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let decision = serde_json::from_str(row.get_ref(1)?.as_str().unwrap_or_default())
            .map_err(|e| Error::corrupt(format!("decision {id}"), e.to_string()))?;
        log.push(decision);
    }
    Ok(log)
}

/// Puts a decision into the log; false when it is there.
pub(super) fn put(connection: &Connection, decision: &Decision) -> Result<bool, Error> {
    let record = serde_json::to_string(decision).map_err(|e| Error::corrupt("decision", e.to_string()))?;
    let added = connection
        .prepare_cached("INSERT OR IGNORE INTO decisions(id, at, record) VALUES(?1, ?2, ?3)")?
        .execute(params![decision.id, decision.at.to_string(), record])?;
    Ok(added > 0)
}

/// The id of a decision: from all that it says.
pub(super) fn id_of(decision: &Decision) -> Result<String, Error> {
    let bare = Decision { id: String::new(), ..decision.clone() };
    let record = serde_json::to_vec(&bare).map_err(|e| Error::corrupt("decision", e.to_string()))?;
    Ok(hex(&Sha256::digest(record)[..8]))
}

/// The anchor of `entry` among the entries of its document and kind.
pub(super) fn anchor(entry: &DocketRow, beside: &[DocketRow]) -> Anchor {
    let folded = fold(&entry.text).text;
    let before = beside.iter().filter(|r| {
        r.kind == entry.kind && (r.start, r.end) < (entry.start, entry.end) && fold(&r.text).text == folded
    });
    Anchor {
        kind: entry.kind.name().to_owned(),
        document: entry.document.to_string(),
        source: entry.source.to_string(),
        body: entry.body.to_string(),
        start: entry.start,
        end: entry.end,
        text: entry.text.clone(),
        nth: u32::try_from(before.count()).unwrap_or(u32::MAX),
    }
}

/// Whether `row` stands where the anchor says.
fn is_at(row: &DocketRow, anchor: &Anchor) -> bool {
    *row.document == *anchor.document && (row.start, row.end) == (anchor.start, anchor.end)
}

/// Entries by where they stand: those of a kind in a document, of a body text, of a file.
pub(super) struct Places<'r> {
    documents: HashMap<(&'static str, &'r str), Vec<usize>>,
    bodies: HashMap<(&'static str, &'r str), Vec<usize>>,
    sources: HashMap<(&'static str, &'r str), Vec<usize>>,
}

impl<'r> Places<'r> {
    pub fn of(rows: &'r [DocketRow]) -> Self {
        let mut places = Self { documents: HashMap::new(), bodies: HashMap::new(), sources: HashMap::new() };
        for (i, row) in rows.iter().enumerate() {
            let kind = row.kind.name();
            places.documents.entry((kind, &row.document)).or_default().push(i);
            places.bodies.entry((kind, &row.body)).or_default().push(i);
            places.sources.entry((kind, &row.source)).or_default().push(i);
        }
        places
    }

    /// The entries an anchor holds: the one in its document, at its range or overlapping it with most of its words; the
    /// same one in every other witness of its body text; when there is none, that of a changed file of its name.
    pub fn find(&self, anchor: &Anchor, rows: &[DocketRow]) -> Vec<usize> {
        let Some(kind) = Kind::named(&anchor.kind).map(Kind::name) else { return Vec::new() };
        let of = |map: &HashMap<(&str, &str), Vec<usize>>, key: &str| {
            map.get(&(kind, key)).cloned().unwrap_or_default()
        };
        let own = of(&self.documents, &anchor.document);
        let exact = own.iter().copied().find(|&i| is_at(&rows[i], anchor));
        let near = || {
            own.iter()
                .copied()
                .filter(|&i| overlap(&rows[i], anchor) > 0)
                .max_by_key(|&i| (overlap(&rows[i], anchor), std::cmp::Reverse(i)))
        };
        let near = exact.or_else(|| near().filter(|&i| is_like(&rows[i].text, &anchor.text)));
        let mut found: Vec<usize> = near.into_iter().collect();
        let elsewhere = |candidates: Vec<usize>| -> Vec<usize> {
            let folded = fold(&anchor.text).text;
            let mut by_document: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for i in candidates.into_iter().filter(|&i| *rows[i].document != *anchor.document) {
                if fold(&rows[i].text).text == folded {
                    by_document.entry(&rows[i].document).or_default().push(i);
                }
            }
            let mut nth = by_document.into_values().filter_map(|mut same| {
                same.sort_by_key(|&i| (rows[i].start, rows[i].end));
                same.get(anchor.nth as usize).copied()
            });
            nth.by_ref().collect()
        };
        found.extend(elsewhere(of(&self.bodies, &anchor.body)));
        if found.is_empty() {
            found = elsewhere(of(&self.sources, &anchor.source));
        }
        found.sort_unstable();
        found
    }
}

/// Bytes that an entry and an anchor have in common.
fn overlap(row: &DocketRow, anchor: &Anchor) -> u32 {
    row.end.min(anchor.end).saturating_sub(row.start.max(anchor.start))
}

/// Whether one of two texts, folded, holds the other: the extractor has moved an edge.
fn is_like(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a).text, fold(b).text);
    a.contains(&b) || b.contains(&a)
}

/// Lays the decisions of `log` over `rows`: every row gets how it stands, and what was corrected reads as it should.
pub(super) fn lay_over(rows: &mut [DocketRow], log: &[Decision]) {
    if log.is_empty() {
        return;
    }
    let undone = decision::undone(log);
    let mut about: BTreeMap<usize, Vec<&Decision>> = BTreeMap::new();
    {
        let places = Places::of(rows);
        for d in log.iter().filter(|d| !matches!(d.action, Action::Undo { .. })) {
            for i in places.find(&d.entry, rows) {
                about.entry(i).or_default().push(d);
            }
        }
    }
    for (i, decisions) in about {
        let standing = decision::standing(decisions, &undone);
        let row = &mut rows[i];
        for (field, said) in &standing.corrected {
            // A value that the field no longer takes stays in the log and is shown with it.
            let _ = row.detail.correct(&Correction { field, value: &said.value });
        }
        row.decision = (standing != Default::default()).then_some(standing);
    }
}
