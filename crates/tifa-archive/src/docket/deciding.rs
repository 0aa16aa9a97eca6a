//! Decisions made on sight of earlier ones, so that nobody overrides what he has not seen.

use super::decided::{Places, anchor, id_of, put};
use super::row::{Correction, DocketRow};
use crate::archive::Archive;
use crate::catalogue;
use crate::error::Error;
use crate::rows::Filter;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, TransactionBehavior};
use tifa_docket::decision::{Action, Decision};

/// What became of decisions that were made on sight of earlier ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// They stand in the log.
    Written(Vec<Decision>),
    /// Somebody has decided about the entry since: nothing was written. All decisions about it, as they came in.
    Overtaken(Vec<Decision>),
}

impl Archive {
    /// The decisions about `entry`, as they came in; those that were undone, and the undoings, are among them.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn decisions_about(&self, entry: &DocketRow) -> Result<Vec<Decision>, Error> {
        let beside = self.beside(entry)?;
        about(&*self.reader()?, entry, &beside)
    }

    /// Adds what `by` says about `entry` to the log, all of it or nothing, unless the last decision about the entry is
    /// another than `seen`. It counts as later than whatever it was made on sight of, whatever the clocks say.
    ///
    /// # Errors
    /// [`Error::BadDecision`] for a correction that the entry cannot take, or what the catalogue says.
    pub fn decide_after(
        &self,
        entry: &DocketRow,
        actions: &[Action],
        by: &str,
        at: Timestamp,
        seen: Option<&str>,
    ) -> Result<Made, Error> {
        let mut tried = entry.detail.clone();
        for action in actions {
            if let Action::Correct { field, value } = action {
                tried
                    .correct(&Correction { field, value })
                    .map_err(|reason| Error::BadDecision { reason })?;
            }
        }
        let beside = self.beside(entry)?;
        let mut connection = catalogue::open_for_writing(&self.catalogue_path())?;
        // The writer's turn is taken before the log is read: between the look and the word nobody else writes.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = about(&transaction, entry, &beside)?;
        if known.last().map(|d| d.id.as_str()) != seen {
            return Ok(Made::Overtaken(known));
        }
        let after = known.iter().map(|d| d.at).max();
        let after = after.and_then(|last| last.checked_add(SignedDuration::from_nanos(1)).ok());
        let at = after.map_or(at, |after| after.max(at));
        let mut written = Vec::with_capacity(actions.len());
        for action in actions {
            let mut decision = Decision {
                id: String::new(),
                at,
                by: by.to_owned(),
                entry: anchor(entry, &beside),
                action: action.clone(),
                extractor: entry.extractor.to_owned(),
                version: entry.version,
            };
            decision.id = id_of(&decision)?;
            put(&transaction, &decision)?;
            written.push(decision);
        }
        transaction.commit()?;
        Ok(Made::Written(written))
    }

    /// The entries of the same kind in the same document.
    fn beside(&self, entry: &DocketRow) -> Result<Vec<DocketRow>, Error> {
        let document = Some(entry.document.to_string());
        self.docket(&Filter { document, boilerplate: true, ..Filter::default() }, &[entry.kind])
    }
}

/// The decisions of the log that hold `entry`, found among those `beside` it, as they came in.
fn about(connection: &Connection, entry: &DocketRow, beside: &[DocketRow]) -> Result<Vec<Decision>, Error> {
    let places = Places::of(beside);
    let here = |i: &usize| beside.get(*i).is_some_and(|row| (row.start, row.end) == (entry.start, entry.end));
    let mut query = connection.prepare_cached("SELECT id, record FROM decisions ORDER BY row")?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        let decision: Decision = serde_json::from_str(row.get_ref(1)?.as_str().unwrap_or_default())
            .map_err(|e| Error::corrupt(format!("decision {id}"), e.to_string()))?;
        if places.find(&decision.entry, beside).iter().any(here) {
            found.push(decision);
        }
    }
    Ok(found)
}
