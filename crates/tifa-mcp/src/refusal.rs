//! Why a question has no answer.

use crate::Options;
use tifa_archive::NoCursor;

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// An argument cannot be used.
    #[error("{name}: {why}")]
    Argument {
        /// Its name.
        name: &'static str,
        /// What is wrong with it, and what it should be.
        why: String,
    },
    /// The archive says no.
    #[error(transparent)]
    Archive(#[from] tifa_archive::Error),
    /// A record could not be written.
    #[error("a record cannot be written: {0}")]
    Record(#[from] serde_json::Error),
}

impl Refusal {
    /// An argument that cannot be used.
    pub fn argument(name: &'static str, why: impl ToString) -> Self {
        Self::Argument { name, why: why.to_string() }
    }

    /// The sentence for whoever asked, with what to do.
    pub fn told(self, options: &Options) -> String {
        match self {
            Self::Archive(error) => (options.explain)(&options.archive, error),
            other => other.to_string(),
        }
    }
}

impl From<NoCursor> for Refusal {
    fn from(why: NoCursor) -> Self {
        Self::argument("cursor", why)
    }
}
