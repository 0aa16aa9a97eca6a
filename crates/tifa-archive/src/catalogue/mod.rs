//! The catalogue: the system of record, in SQLite.
//!
//! Write-ahead logging lets readers go on while one writer writes. Everything here but `originals`, `sources`,
//! `refusals` and `decisions` is derived and can be made again.

pub(crate) mod read;
pub(crate) mod select;
pub(crate) mod write;

use crate::error::Error;
use crate::folder::FORMAT;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::path::Path;
use std::time::Duration;
use tifa_text::fold::FOLD_VERSION;

/// Tables of format 1, which every archive has.
const SCHEMA: &str = "
CREATE TABLE state(key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;

-- Bytes as received. `source` is the smallest of their names; `format` is 'sidecar' for what is nothing but metadata
-- of another original.
CREATE TABLE originals(
  id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, bytes INTEGER NOT NULL, encoding TEXT NOT NULL,
  format TEXT NOT NULL, source TEXT NOT NULL);
CREATE INDEX originals_source ON originals(source);

-- Names under which bytes were added, what was given with them, and the hash of the metadata beside. `describes` is 1
-- for a name under which they are such metadata themselves.
CREATE TABLE sources(
  name TEXT NOT NULL, original INTEGER NOT NULL, describes INTEGER NOT NULL, sidecar BLOB, given_day TEXT,
  given_outlet TEXT, PRIMARY KEY(original, name)) WITHOUT ROWID;

CREATE TABLE documents(
  row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, original INTEGER NOT NULL, ordinal INTEGER NOT NULL,
  day TEXT, outlet TEXT, text TEXT NOT NULL, statements INTEGER NOT NULL, characters INTEGER NOT NULL,
  version INTEGER NOT NULL, metadata TEXT NOT NULL, profile BLOB NOT NULL);
CREATE INDEX documents_original ON documents(original, ordinal);
CREATE INDEX documents_day ON documents(day);
CREATE INDEX documents_outlet ON documents(outlet);
CREATE INDEX documents_text ON documents(text);

-- Blocks and findings, apart from the columns that listings walk through.
CREATE TABLE bodies(document INTEGER PRIMARY KEY, blocks BLOB NOT NULL, findings BLOB NOT NULL);

CREATE TABLE speakers(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL);
-- Who speaks in which document, how (mode), how often.
CREATE TABLE voices(
  document INTEGER NOT NULL, speaker INTEGER NOT NULL, mode TEXT NOT NULL, statements INTEGER NOT NULL,
  PRIMARY KEY(document, speaker, mode)) WITHOUT ROWID;
CREATE INDEX voices_speaker ON voices(speaker, document);

-- Blocks that recur across the archive.
CREATE TABLE marks(document INTEGER PRIMARY KEY, blocks BLOB NOT NULL);

CREATE TABLE refusals(name TEXT PRIMARY KEY, hash BLOB, reason TEXT NOT NULL) WITHOUT ROWID;
";

/// Tables that format 2 added.
const DOCKET: &str = "
-- Docket entries: for each kind and document one blob, so that a kind is listed without unpacking documents.
CREATE TABLE docket(
  kind TEXT NOT NULL, document INTEGER NOT NULL, version INTEGER NOT NULL, entries BLOB NOT NULL,
  PRIMARY KEY(kind, document)) WITHOUT ROWID;
CREATE INDEX docket_document ON docket(document);
CREATE INDEX documents_version ON documents(version);

-- What people said of entries: a log, to which is only added. Nothing else in the archive is made by a person.
CREATE TABLE decisions(
  row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, record TEXT NOT NULL);
";

/// What format 3 added: what kind of text a document is.
const GENRE: &str = "ALTER TABLE documents ADD COLUMN genre TEXT NOT NULL DEFAULT 'report';";

/// Changes with every commit that a reader could see; what was computed from one generation holds for it.
pub(crate) const GENERATION: &str = "generation";
/// Generation of the catalogue whose recurring blocks have been marked.
pub(crate) const SETTLED: &str = "settled";
/// Number of the index folder in use.
pub(crate) const INDEX: &str = "index";
/// Version of the fold that made what is folded in the catalogue.
pub(crate) const FOLD: &str = "fold";

/// Opens the catalogue for reading, which makes it when an interrupted run left none.
pub(crate) fn open(path: &Path) -> Result<Connection, Error> {
    if !path.exists() {
        drop(open_for_writing(path)?);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    ready(&connection)?;
    if version(&connection)? < FORMAT {
        // Made, but not filled, by a run that was interrupted, or of an older format.
        create(&connection)?;
    }
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Whether there is a catalogue of this program's format. Nothing is made or changed to find out.
///
/// # Errors
/// [`Error::Corrupt`] when there is none, [`Error::Stale`] when its format is older, [`Error::NewerVersion`].
pub(crate) fn current(path: &Path) -> Result<(), Error> {
    if !path.exists() {
        return Err(Error::corrupt("the catalogue", "it is missing"));
    }
    // Without the right to write, SQLite could not read what a writer has just committed.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    ready(&connection)?;
    match version(&connection)? {
        FORMAT => Ok(()),
        found => Err(Error::Stale { thing: "the catalogue".to_owned(), found, known: FORMAT }),
    }
}

/// Opens the catalogue for the one writer.
pub(crate) fn open_for_writing(path: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(path)?;
    ready(&connection)?;
    version(&connection)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "cache_size", -32_000)?;
    // In pages of 4 KiB: a checkpoint for every 32 MiB rather than every 4.
    connection.pragma_update(None, "wal_autocheckpoint", 8_192)?;
    create(&connection)?;
    Ok(connection)
}

/// What every connection is told.
fn ready(connection: &Connection) -> Result<(), Error> {
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(64);
    // Otherwise a statement is prepared again whenever another value is bound that its plan was made for, which takes
    // longer than to read a document by its row.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// The format of the catalogue, 0 for an empty one. Nothing was written when this refuses.
fn version(connection: &Connection) -> Result<u32, Error> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |r| r.get(0))?;
    if found > FORMAT {
        return Err(Error::NewerVersion { found, known: FORMAT });
    }
    Ok(found)
}

/// Makes the tables that are not there.
fn create(connection: &Connection) -> Result<(), Error> {
    if version(connection)? == FORMAT {
        return Ok(());
    }
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let made = (|| {
        let found = version(connection)?;
        if found == 0 {
            connection.execute_batch(SCHEMA)?;
            set(connection, GENERATION, 0)?;
            set(connection, FOLD, i64::from(FOLD_VERSION))?;
        }
        if found < 2 {
            connection.execute_batch(DOCKET)?;
        }
        if found < FORMAT {
            connection.execute_batch(GENRE)?;
            // What was read before has no entries or no genre yet: it is to be read again.
            connection.execute_batch("UPDATE documents SET version = 0")?;
            connection.pragma_update(None, "user_version", FORMAT)?;
        }
        connection.execute_batch("COMMIT")?;
        Ok(())
    })();
    if made.is_err() {
        let _ = connection.execute_batch("ROLLBACK");
    }
    made
}

/// A number of the archive's state, 0 when it was never set.
pub(crate) fn get(connection: &Connection, key: &str) -> Result<i64, Error> {
    let value = connection
        .prepare_cached("SELECT value FROM state WHERE key = ?1")?
        .query_row([key], |r| r.get(0))
        .optional()?;
    Ok(value.unwrap_or(0))
}

pub(crate) fn set(connection: &Connection, key: &str, value: i64) -> Result<(), Error> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO state(key, value) VALUES(?1, ?2)")?
        .execute(params![key, value])?;
    Ok(())
}
