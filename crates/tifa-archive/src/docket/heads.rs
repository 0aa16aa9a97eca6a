//! Mechanisms at a glance.

use super::history::MechanismHistory;
use super::row::Period;
use crate::archive::Archive;
use crate::error::Error;
use crate::rows::Filter;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tifa_docket::MechanismState;

/// A [`MechanismHistory`] without its steps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MechanismHead {
    /// The name it goes by.
    pub name: String,
    /// Between whom.
    pub parties: Vec<String>,
    /// The last state said of it, mere mentions aside.
    pub state: MechanismState,
    /// Day of the document that says so.
    pub since: Option<Date>,
    /// Last day on which a document names it.
    pub last: Option<Date>,
    /// Documents that name it.
    pub documents: usize,
    /// It was announced for these days, they are past, and nothing since says what became of it.
    pub overdue: Option<Period>,
    /// Whole months in which no document names it.
    pub silent_months: Option<u32>,
}

impl From<MechanismHistory> for MechanismHead {
    fn from(history: MechanismHistory) -> Self {
        let MechanismHistory { name, parties, state, since, last, documents, overdue, silent_months, .. } =
            history;
        Self { name, parties, state, since, last, documents, overdue, silent_months }
    }
}

impl Archive {
    /// All mechanisms of [`Archive::mechanisms`] at a glance. What is asked of the whole archive is put together once and then
    /// lies ready.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn mechanism_heads(&self, filter: &Filter, as_of: Option<Date>) -> Result<Vec<MechanismHead>, Error> {
        let histories = || self.mechanisms(filter, None, as_of);
        let make = || Ok(histories()?.into_iter().map(MechanismHead::from).collect());
        match as_of {
            None if filter.is_whole() => Ok(self.answer("mechanisms", 0..usize::MAX, make)?.0),
            _ => make(),
        }
    }
}
