//! The archive in numbers.

use crate::catalogue::{self, FOLD};
use crate::error::Error;
use crate::folder::FORMAT;
use crate::index::IndexReading;
use crate::rows::Status;
use jiff::civil::Date;
use rusqlite::Connection;
use tifa_text::fold::FOLD_VERSION;

pub(crate) fn status(connection: &Connection, index: Option<&IndexReading>) -> Result<Status, Error> {
    let count = |sql: &str| -> Result<u64, Error> { Ok(connection.query_row(sql, [], |r| r.get(0))?) };
    let days: (Option<String>, Option<String>) =
        connection
            .query_row("SELECT min(day), max(day) FROM documents", [], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let day = |s: Option<String>| s.and_then(|s| s.parse::<Date>().ok());
    // With another fold nothing in the catalogue is as this program would make it.
    let stale = match catalogue::get(connection, FOLD)? == i64::from(FOLD_VERSION) {
        true => format!("SELECT count(*) FROM documents WHERE version <> {}", tifa_record::VERSION),
        false => "SELECT count(*) FROM documents".to_owned(),
    };
    Ok(Status {
        format: FORMAT,
        originals: count("SELECT count(*) FROM originals")?,
        original_bytes: count("SELECT coalesce(sum(bytes), 0) FROM originals")?,
        documents: count("SELECT count(*) FROM documents")?,
        texts: count("SELECT count(DISTINCT text) FROM documents")?,
        statements: count("SELECT coalesce(sum(statements), 0) FROM documents")?,
        speakers: count("SELECT count(DISTINCT speaker) FROM voices")?,
        days: day(days.0).zip(day(days.1)),
        undated: count("SELECT count(*) FROM documents WHERE day IS NULL")?,
        unindexed: unindexed(connection, index)?.len() as u64,
        stale: count(&stale)?,
        refused: listing(
            connection,
            "SELECT reason, count(*) FROM refusals GROUP BY reason ORDER BY count(*) DESC, reason",
        )?,
        outlets: listing(
            connection,
            "SELECT outlet, count(*) FROM documents WHERE outlet IS NOT NULL
             GROUP BY outlet ORDER BY count(*) DESC, outlet",
        )?,
    })
}

fn listing(connection: &Connection, sql: &str) -> Result<Vec<(String, u64)>, Error> {
    let mut query = connection.prepare(sql)?;
    let rows = query.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Documents of the catalogue that are not in the index, as (row, id).
pub(crate) fn unindexed(
    connection: &Connection,
    index: Option<&IndexReading>,
) -> Result<Vec<(u64, String)>, Error> {
    let indexed = index.map_or(Ok(Vec::new()), IndexReading::rows)?;
    let mut query = connection.prepare("SELECT row, id FROM documents ORDER BY row")?;
    let mut rows = query.query([])?;
    let mut missing = Vec::new();
    while let Some(row) = rows.next()? {
        let number = row.get(0)?;
        if indexed.binary_search(&number).is_err() {
            missing.push((number, row.get(1)?));
        }
    }
    Ok(missing)
}
