//! The index beside the catalogue: which folder it is in, and how it is brought up to the catalogue.

use crate::catalogue::{self, INDEX};
use crate::codec;
use crate::error::Error;
use crate::folder::Folder;
use crate::index::IndexWriting;
use crate::prepared::{fold_blocks, title_block};
use rusqlite::Connection;
use std::path::Path;
use std::time::{Duration, Instant};
use tifa_source::Block;

/// The last row ever given to a document, those replaced since included.
pub(super) fn last_row(connection: &Connection) -> Result<u64, Error> {
    let last: i64 = connection.query_row(
        "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'documents'",
        [],
        |r| r.get(0),
    )?;
    Ok(u64::try_from(last).unwrap_or(0))
}

/// Number of the index folder in use.
pub(super) fn index_generation(connection: &Connection) -> Result<u64, Error> {
    Ok(u64::try_from(catalogue::get(connection, INDEX)?).unwrap_or(0))
}

/// Opens the index; one that cannot be opened is made anew, for nothing in it is the only copy.
pub(super) fn open_index(folder: &Folder, generation: u64, threads: usize) -> Result<IndexWriting, Error> {
    let dir = folder.index(generation);
    match IndexWriting::open(&dir, threads).and_then(|index| index.committed().map(|_| index)) {
        Ok(index) => Ok(index),
        Err(Error::Index(_)) if dir.exists() => {
            std::fs::remove_dir_all(&dir).map_err(|e| Error::io(&dir, e))?;
            IndexWriting::open(&dir, threads)
        }
        Err(e) => Err(e),
    }
}

/// Removes indexes of other generations: replaced ones, and ones that were never finished.
pub(super) fn remove_other_indexes(folder: &Folder, generation: u64) -> Result<(), Error> {
    let dir = folder.indexes();
    let entries = match std::fs::read_dir(&dir) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(Error::io(&dir, e)),
    };
    for entry in entries {
        let entry = entry.map_err(|e| Error::io(&dir, e))?;
        if entry.file_name() != *generation.to_string() {
            std::fs::remove_dir_all(entry.path()).map_err(|e| Error::io(&entry.path(), e))?;
        }
    }
    Ok(())
}

/// Calls `each` with row and folded blocks of the documents after row `from`. One whose blocks are damaged is left out;
/// a check names it.
fn each_folded(
    connection: &Connection,
    from: u64,
    each: &mut dyn FnMut(u64, String) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut query = connection.prepare(
        "SELECT b.document, b.blocks, d.metadata FROM bodies b JOIN documents d ON d.row = b.document
         WHERE b.document > ?1 ORDER BY b.document",
    )?;
    let mut rows = query.query([from])?;
    while let Some(row) = rows.next()? {
        let number: u64 = row.get(0)?;
        let blob = row.get_ref(1)?.as_blob().unwrap_or_default();
        if let Ok(blocks) = codec::unpack::<Vec<Block>>("blocks", blob) {
            let metadata = row.get_ref(2)?.as_str().ok().and_then(|json| serde_json::from_str(json).ok());
            let title = title_block(&metadata.unwrap_or_default(), &blocks);
            each(number, fold_blocks(blocks.iter().chain(&title)).0)?;
        }
    }
    Ok(())
}

/// Puts the documents after row `from` into the index.
pub(super) fn index_from(connection: &Connection, index: &mut IndexWriting, from: u64) -> Result<(), Error> {
    each_folded(connection, from, &mut |row, folded| index.add(row, &folded))
}

/// Indexes all folded text in `dir` and nothing else: bytes and time.
pub(crate) fn measure_index(
    connection: &Connection,
    dir: &Path,
    threads: usize,
) -> Result<(u64, Duration), Error> {
    let mut texts = Vec::new();
    each_folded(connection, 0, &mut |row, folded| {
        texts.push((row, folded));
        Ok(())
    })?;
    let begun = Instant::now();
    let mut index = IndexWriting::open(dir, threads)?;
    for (row, folded) in &texts {
        index.add(*row, folded)?;
    }
    index.commit(0)?;
    index.close()?;
    Ok((texts.iter().map(|(_, t)| t.len() as u64).sum(), begun.elapsed()))
}
