//! What readers take from the catalogue.

use super::select::Condition;
use crate::codec;
use crate::error::Error;
use crate::originals::hex;
use crate::prepared::title_block;
use crate::rows::DocumentRow;
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::ops::ControlFlow;
use std::sync::Arc;
use tifa_record::{Findings, Genre};
use tifa_source::{Block, BlockKind};

/// Order of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// By day, source and ordinal; undated documents last.
    Day,
    /// By source and ordinal.
    Source,
}

/// A document's line and its row in the catalogue.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub number: u64,
    /// Version of the extractor that read it.
    pub version: u32,
    pub row: DocumentRow,
}

/// What [`listed`] reads; `source` says which name a file is listed under.
fn columns(source: &str) -> String {
    format!(
        "d.row, d.id, {source} AS shown, d.ordinal, d.metadata, o.hash, o.encoding, d.text, d.statements, \
         d.characters, d.version, d.genre"
    )
}

/// Calls `each` with the documents that fulfil `condition`, until it breaks.
pub(crate) fn each_document(
    connection: &Connection,
    condition: &Condition,
    order: Order,
    each: &mut dyn FnMut(Listed) -> Result<ControlFlow<()>, Error>,
) -> Result<(), Error> {
    let order = match order {
        Order::Day => "d.day IS NULL, d.day, shown, d.ordinal, d.id",
        Order::Source => "shown, o.id, d.ordinal",
    };
    let (source, names) = condition.source();
    let sql = format!(
        "SELECT {} FROM documents d JOIN originals o ON o.id = d.original WHERE {} ORDER BY {order}",
        columns(source),
        condition.sql()
    );
    let mut query = connection.prepare_cached(&sql)?;
    let mut rows = query.query(params_from_iter(names.iter().chain(&condition.values)))?;
    while let Some(row) = rows.next()? {
        if each(listed(row)?)?.is_break() {
            break;
        }
    }
    Ok(())
}

/// The documents that fulfil `condition`.
pub(crate) fn documents(
    connection: &Connection,
    condition: &Condition,
    order: Order,
) -> Result<Vec<Listed>, Error> {
    let mut found = Vec::new();
    each_document(connection, condition, order, &mut |listed| {
        found.push(listed);
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(found)
}

/// Rows of the documents that fulfil `condition`, ascending.
pub(crate) fn rows(connection: &Connection, condition: &Condition) -> Result<Vec<u64>, Error> {
    let sql = format!(
        "SELECT d.row FROM documents d JOIN originals o ON o.id = d.original WHERE {} ORDER BY d.row",
        condition.sql()
    );
    let mut query = connection.prepare_cached(&sql)?;
    let rows = query.query_map(params_from_iter(&condition.values), |r| r.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One document by its row, its file listed under the name that `condition` asks for.
pub(crate) fn document(
    connection: &Connection,
    condition: &Condition,
    number: u64,
) -> Result<Option<Listed>, Error> {
    let (source, names) = condition.source();
    let sql = format!(
        "SELECT {} FROM documents d JOIN originals o ON o.id = d.original WHERE d.row = ?",
        columns(source)
    );
    let mut query = connection.prepare_cached(&sql)?;
    let number = Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let mut rows = query.query(params_from_iter(names.iter().chain([&number])))?;
    rows.next()?.map(listed).transpose()
}

fn listed(row: &Row<'_>) -> Result<Listed, Error> {
    let id: String = row.get(1)?;
    let metadata = serde_json::from_str(row.get_ref(4)?.as_str().unwrap_or_default())
        .map_err(|e| Error::corrupt(format!("metadata of document {id}"), e.to_string()))?;
    Ok(Listed {
        number: row.get(0)?,
        version: row.get(10)?,
        row: DocumentRow {
            document: id,
            source: row.get(2)?,
            ordinal: row.get(3)?,
            metadata,
            original: hex(row.get_ref(5)?.as_blob().unwrap_or_default()),
            encoding: row.get(6)?,
            text: row.get(7)?,
            statements: row.get(8)?,
            characters: row.get(9)?,
            genre: genre(row, 11)?,
        },
    })
}

/// The genre in a column; a report where it is none that is known.
pub(crate) fn genre(row: &Row<'_>, column: usize) -> Result<Genre, Error> {
    Ok(row.get_ref(column)?.as_str().ok().and_then(Genre::named).unwrap_or_default())
}

/// What places a document's statements among others.
#[derive(Debug)]
pub(crate) struct Place {
    pub number: u64,
    pub document: Arc<str>,
    pub source: Arc<str>,
    pub day: Option<Date>,
}

/// Those of the documents in `rows` that have statements, by source; what is not in the catalogue is left out.
pub(crate) fn places(connection: &Connection, rows: &[u64]) -> Result<Vec<Place>, Error> {
    let mut query = connection.prepare_cached(
        "SELECT d.id, o.source, d.day FROM documents d JOIN originals o ON o.id = d.original
         WHERE d.row = ?1 AND d.statements > 0",
    )?;
    let mut places = Vec::with_capacity(rows.len());
    for &number in rows {
        let place = query.query_row([number], |row| {
            let text = |i| row.get_ref(i).map(|v| v.as_str_or_null().ok().flatten().unwrap_or_default());
            let (document, source) = (text(0)?.into(), text(1)?.into());
            Ok(Place { number, document, source, day: text(2)?.parse().ok() })
        });
        places.extend(place.optional()?);
    }
    places.sort_by(|a, b| (&a.source, &a.document).cmp(&(&b.source, &b.document)));
    Ok(places)
}

/// Blocks and findings of a document.
#[derive(Debug)]
pub(crate) struct Body {
    pub blocks: Vec<Block>,
    pub findings: Findings,
    /// For each block whether it is boilerplate, by its reader's word or because it recurs.
    pub aside: Vec<bool>,
}

/// Blocks and findings of the document in row `number`.
pub(crate) fn body(connection: &Connection, number: u64) -> Result<Body, Error> {
    let mut query = connection.prepare_cached(
        "SELECT b.blocks, b.findings, m.blocks, d.version FROM bodies b JOIN documents d ON d.row = b.document
         LEFT JOIN marks m ON m.document = b.document WHERE b.document = ?1",
    )?;
    let mut rows = query.query([number])?;
    let Some(row) = rows.next()? else {
        return Err(bodiless(number));
    };
    let blocks: Vec<Block> = codec::unpack(&thing(number), row.get_ref(0)?.as_blob().unwrap_or_default())?;
    let version: u32 = row.get(3)?;
    if version != tifa_record::VERSION {
        // Findings of other rules have other fields.
        return Err(Error::Stale { thing: thing(number), found: version, known: tifa_record::VERSION });
    }
    let findings = codec::unpack(&thing(number), row.get_ref(1)?.as_blob().unwrap_or_default())?;
    let aside = aside(number, &blocks, row.get_ref(2)?.as_blob_or_null().unwrap_or_default())?;
    Ok(Body { blocks, findings, aside })
}

/// That every document was read by the rules of this program.
///
/// # Errors
/// [`Error::Stale`] with the first that was not.
pub(crate) fn all_current(connection: &Connection) -> Result<(), Error> {
    let known = tifa_record::VERSION;
    let mut query = connection
        .prepare_cached("SELECT row, version FROM documents WHERE version < ?1 OR version > ?1 LIMIT 1")?;
    let mut rows = query.query([known])?;
    match rows.next()? {
        Some(row) => Err(Error::Stale { thing: thing(row.get(0)?), found: row.get(1)?, known }),
        None => Ok(()),
    }
}

/// The blocks of a document, without its findings.
pub(crate) struct Blocks {
    pub blocks: Vec<Block>,
    /// As in [`Body`].
    pub aside: Vec<bool>,
    /// The title, when no block holds it.
    pub title: Option<Block>,
}

/// Blocks of the document in row `number`.
pub(crate) fn blocks(connection: &Connection, number: u64) -> Result<Blocks, Error> {
    let mut query = connection.prepare_cached(
        "SELECT b.blocks, m.blocks, d.metadata FROM bodies b JOIN documents d ON d.row = b.document
         LEFT JOIN marks m ON m.document = b.document WHERE b.document = ?1",
    )?;
    let mut rows = query.query([number])?;
    let Some(row) = rows.next()? else {
        return Err(bodiless(number));
    };
    let blocks: Vec<Block> = codec::unpack(&thing(number), row.get_ref(0)?.as_blob().unwrap_or_default())?;
    let aside = aside(number, &blocks, row.get_ref(1)?.as_blob_or_null().unwrap_or_default())?;
    let metadata = serde_json::from_str(row.get_ref(2)?.as_str().unwrap_or_default())
        .map_err(|e| Error::corrupt(thing(number), e.to_string()))?;
    let title = title_block(&metadata, &blocks);
    Ok(Blocks { blocks, aside, title })
}

fn thing(number: u64) -> String {
    format!("document in row {number}")
}

fn bodiless(number: u64) -> Error {
    Error::corrupt(thing(number), "it has no blocks in the catalogue")
}

/// Which of `blocks` are boilerplate, by their reader's word or by the `marks` of what recurs.
fn aside(number: u64, blocks: &[Block], marks: Option<&[u8]>) -> Result<Vec<bool>, Error> {
    let mut aside: Vec<bool> = blocks.iter().map(|b| b.kind == BlockKind::Boilerplate).collect();
    if let Some(blob) = marks {
        for mark in codec::unpack::<Vec<u32>>(&thing(number), blob)? {
            if let Some(slot) = aside.get_mut(mark as usize) {
                *slot = true;
            }
        }
    }
    Ok(aside)
}
