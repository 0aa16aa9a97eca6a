//! What can go wrong with an archive, with enough in it for a hint on what to do.

use std::path::{Path, PathBuf};

/// Why an archive did not do what it was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder is missing, or is there and is something else.
    #[error("{}: not an archive", path.display())]
    NotAnArchive {
        /// The folder.
        path: PathBuf,
        /// Whether anything stands at the path at all.
        exists: bool,
    },
    /// Another writer is at work.
    #[error("the archive is being written by {by}")]
    Locked {
        /// Who holds the lock: `process 4711`.
        by: String,
    },
    /// The archive was written by a newer tifa; nothing was touched.
    #[error("the archive has format {found}, this program knows formats up to {known}")]
    NewerVersion {
        /// Format of the archive.
        found: u32,
        /// Newest format this program knows.
        known: u32,
    },
    /// No document goes by that id or name.
    #[error("no document {key:?} in the archive")]
    NoSuchDocument {
        /// What was asked for.
        key: String,
    },
    /// Several documents go by that id or name.
    #[error("{key:?} names {} documents", found.len())]
    Ambiguous {
        /// What was asked for.
        key: String,
        /// The documents it names, as (id, source, ordinal), by source and ordinal; at most twenty.
        found: Vec<(String, String, u32)>,
    },
    /// A query that cannot be searched for.
    #[error("cannot search for {query:?}: {reason}")]
    BadQuery {
        /// The query.
        query: String,
        /// Why.
        reason: String,
    },
    /// No one entry stands at a place.
    #[error("{place}: {reason}")]
    NoSuchEntry {
        /// What was asked for.
        place: String,
        /// Why.
        reason: String,
    },
    /// A decision that the entry cannot take.
    #[error("{reason}")]
    BadDecision {
        /// Why.
        reason: String,
    },
    /// The disk is full; the archive holds what was committed before and stays valid.
    #[error("the disk is full ({what})")]
    Full {
        /// What was being written.
        what: String,
    },
    /// A file of the archive could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The catalogue refused.
    #[error("catalogue: {0}")]
    Catalogue(#[source] rusqlite::Error),
    /// The index refused.
    #[error("index: {0}")]
    Index(#[source] Box<tantivy::TantivyError>),
    /// A document was read by rules of another version; its findings have another form.
    #[error("{thing} was read by version {found} of the rules, this program has version {known}")]
    Stale {
        /// The document.
        thing: String,
        /// Version that read it.
        found: u32,
        /// Version of this program.
        known: u32,
    },
    /// The archive was written to while one question was being answered.
    #[error("the archive changed while it was being read")]
    Changed,
    /// Something in the archive is not what was written there.
    #[error("{thing}: {message}")]
    Corrupt {
        /// Original, document or table concerned.
        thing: String,
        /// What is wrong.
        message: String,
    },
}

impl Error {
    /// The error for a failed operation on a file of the archive.
    pub(crate) fn io(path: &Path, source: std::io::Error) -> Self {
        if source.kind() == std::io::ErrorKind::StorageFull {
            return Self::Full { what: path.display().to_string() };
        }
        Self::Io { path: path.to_owned(), source }
    }

    pub(crate) fn corrupt(thing: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Corrupt { thing: thing.into(), message: message.into() }
    }
}

/// Whether SQLite failed for want of room: it says so, or it could not make its shared memory larger, which it does by
/// making a file larger and has a code of its own.
fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|e| {
        e.code == rusqlite::ErrorCode::DiskFull || e.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE
    })
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        if is_full(&error) {
            return Self::Full { what: "catalogue".to_owned() };
        }
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
                Self::corrupt("catalogue", error.to_string())
            }
            _ => Self::Catalogue(error),
        }
    }
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        // An indexing thread that ran out of disk reports it as text only.
        let text = error.to_string();
        if text.contains("No space left") || text.contains("StorageFull") || text.contains("os error 28") {
            return Self::Full { what: "index".to_owned() };
        }
        Self::Index(Box::new(error))
    }
}
