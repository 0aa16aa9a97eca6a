//! The entries of a document as the catalogue has them.

use super::kept;
use super::row::{self, DocketRow, Kind};
use crate::catalogue::read::Order;
use crate::catalogue::select::Condition;
use crate::error::Error;
use crate::roster::Roster;
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;

/// The entries of one document, not yet unpacked.
pub(super) struct Shelf {
    pub document: Arc<str>,
    source: Arc<str>,
    published: Option<Date>,
    outlet: Option<Arc<str>>,
    body: Arc<str>,
    /// Blocks that recur across the archive.
    marks: Option<Vec<u8>>,
    /// Kind, version and blob.
    packed: Vec<(Kind, u32, Vec<u8>)>,
}

/// What a shelf is read from, with the name of the file behind.
const COLUMNS: &str = "k.document, k.entries, k.version, d.id, d.day, d.outlet, d.text, m.blocks";

/// The entries of `kinds`, document by document, in order; `few` when the condition leaves only a document or two.
pub(super) fn shelves(
    reader: &Connection,
    condition: &Condition,
    few: bool,
    kinds: &[Kind],
    order: Order,
) -> Result<Vec<Shelf>, Error> {
    let (source, names) = condition.source();
    // SQLite keeps the order of a CROSS JOIN; left to itself it walks through every entry of the kind.
    let tables = match few {
        true => "documents d CROSS JOIN docket k ON k.document = d.row",
        false => "docket k JOIN documents d ON d.row = k.document",
    };
    let sql = format!(
        "SELECT {COLUMNS}, {source}
         FROM {tables} JOIN originals o ON o.id = d.original
         LEFT JOIN marks m ON m.document = k.document WHERE k.kind = ? AND {}",
        condition.sql()
    );
    let mut shelves: Vec<Shelf> = Vec::new();
    let mut places: HashMap<i64, usize> = HashMap::new();
    for &kind in kinds {
        let mut query = reader.prepare_cached(&sql)?;
        let kind_name = [Value::from(kind.name().to_owned())];
        let mut found =
            query.query(params_from_iter(names.iter().chain(&kind_name).chain(&condition.values)))?;
        while let Some(row) = found.next()? {
            let place = match places.entry(row.get(0)?) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    shelves.push(Shelf::of(row)?);
                    *new.insert(shelves.len() - 1)
                }
            };
            shelves[place].take(kind, row)?;
        }
    }
    match order {
        Order::Source => shelves.sort_by(|a, b| (&a.source, &a.document).cmp(&(&b.source, &b.document))),
        Order::Day => shelves.sort_by(|a, b| {
            let key = |s: &Shelf| (s.published.is_none(), s.published);
            (key(a), &a.source, &a.document).cmp(&(key(b), &b.source, &b.document))
        }),
    }
    Ok(shelves)
}

/// Documents that are looked at one by one.
const FIRST: usize = 400;

/// Calls `each` with the shelves of the first documents by day that have entries of a kind, in the order of [`shelves`], until it
/// breaks; else gives the ids of those documents.
pub(super) fn each_first(
    reader: &Connection,
    roster: &Roster,
    kind: Kind,
    each: &mut dyn FnMut(&Shelf) -> Result<ControlFlow<()>, Error>,
) -> Result<ControlFlow<(), HashSet<Arc<str>>>, Error> {
    let mut query = reader.prepare_cached(&format!(
        "SELECT {COLUMNS}, o.source FROM docket k JOIN documents d ON d.row = k.document
         JOIN originals o ON o.id = d.original LEFT JOIN marks m ON m.document = k.document
         WHERE k.kind = ?1 AND k.document = ?2"
    ))?;
    let mut given = HashSet::new();
    // The roster orders the documents of one file and day by their place in it, a listing by their ids.
    let mut file: Vec<Shelf> = Vec::new();
    for number in roster.rows().into_iter().take(FIRST) {
        let mut found = query.query(params![kind.name(), number])?;
        let Some(row) = found.next()? else { continue };
        let mut shelf = Shelf::of(row)?;
        shelf.take(kind, row)?;
        if file.last().is_some_and(|last| (last.published, &last.source) != (shelf.published, &shelf.source))
        {
            file.sort_by(|a, b| a.document.cmp(&b.document));
            for shelf in file.drain(..) {
                if each(&shelf)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
                given.insert(shelf.document);
            }
        }
        file.push(shelf);
    }
    Ok(ControlFlow::Continue(given))
}

impl Shelf {
    /// That of a row of [`COLUMNS`], still empty.
    fn of(row: &Row<'_>) -> Result<Self, Error> {
        let text = |i| row.get_ref(i).map(|v| v.as_str_or_null().unwrap_or_default());
        Ok(Self {
            document: text(3)?.unwrap_or_default().into(),
            source: text(8)?.unwrap_or_default().into(),
            published: text(4)?.and_then(|d| d.parse().ok()),
            outlet: text(5)?.map(Arc::from),
            body: text(6)?.unwrap_or_default().into(),
            marks: row.get_ref(7)?.as_blob_or_null().unwrap_or_default().map(<[u8]>::to_vec),
            packed: Vec::new(),
        })
    }

    /// Puts the entries of that row on it.
    fn take(&mut self, kind: Kind, row: &Row<'_>) -> Result<(), Error> {
        let blob = row.get_ref(1)?.as_blob().unwrap_or_default().to_vec();
        self.packed.push((kind, row.get(2)?, blob));
        Ok(())
    }

    /// The entries, in order; those in boilerplate only when `boilerplate` counts.
    pub fn entries(&self, boilerplate: bool) -> Result<Vec<DocketRow>, Error> {
        let thing = format!("document {}", self.document);
        let marks = match &self.marks {
            Some(blob) if !boilerplate => crate::codec::unpack::<Vec<u32>>(&thing, blob)?,
            _ => Vec::new(),
        };
        let mut rows = Vec::new();
        for (kind, version, blob) in &self.packed {
            for entry in kept::unpack(&thing, *kind, *version, blob)? {
                let (at, detail, confidence) = row::shown(entry);
                if marks.contains(&at.block) {
                    continue;
                }
                rows.push(DocketRow {
                    kind: *kind,
                    source: Arc::clone(&self.source),
                    document: Arc::clone(&self.document),
                    start: at.start,
                    end: at.end,
                    text: at.text,
                    detail,
                    published: self.published,
                    extractor: kind.extractor().0,
                    version: *version,
                    confidence,
                    decision: None,
                    outlet: self.outlet.clone(),
                    body: Arc::clone(&self.body),
                });
            }
        }
        rows.sort_by_key(|r| (r.start, r.end, r.kind));
        Ok(rows)
    }
}
