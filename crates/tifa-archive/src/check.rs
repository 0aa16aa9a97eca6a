//! Looking for damage.

use crate::catalogue::read::{self, Order};
use crate::catalogue::select::Condition;
use crate::error::Error;
use crate::index::IndexReading;
use crate::originals::{Hash, Originals};
use crate::rows::{Damage, Outcome, Watch};
use crate::status::unindexed;
use rusqlite::Connection;
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::Path;
use tifa_source::{Block, spanned};

/// Runs of a map at least this long are text taken over as it stands, and must be the same in both places. Shorter
/// ones may be an escape and the character it stands for, which can be of one length by chance.
const VERBATIM: u32 = 16;

const READ_AGAIN: &str = "run `tifa rebuild`";
const ADD_AGAIN: &str = "add the file again";

/// Everything that is not as it was written.
pub(crate) fn check(
    connection: &Connection,
    originals: &Originals,
    index: &Path,
    watch: &dyn Watch,
) -> Result<Vec<Damage>, Error> {
    let mut damage = Vec::new();
    check_catalogue(connection, &mut damage)?;
    check_originals(connection, originals, watch, &mut damage)?;
    watch.phase("maps");
    check_documents(connection, originals, &mut damage)?;
    watch.phase("index");
    check_index(connection, index, &mut damage)?;
    Ok(damage)
}

fn found(damage: &mut Vec<Damage>, thing: impl Into<String>, message: impl Into<String>, remedy: &str) {
    damage.push(Damage { thing: thing.into(), message: message.into(), remedy: remedy.to_owned() });
}

fn check_catalogue(connection: &Connection, damage: &mut Vec<Damage>) -> Result<(), Error> {
    let mut query = connection.prepare("PRAGMA integrity_check(20)")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let message: String = row.get(0)?;
        if message != "ok" {
            found(
                damage,
                "catalogue",
                message,
                "restore catalogue.db from a copy, or add the files to a new archive",
            );
        }
    }
    // Rows that name what is not there.
    for (sql, message) in [
        (
            "SELECT d.id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM bodies b WHERE b.document = d.row)",
            "the catalogue has no blocks of it",
        ),
        (
            "SELECT d.id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM originals o WHERE o.id = d.original)",
            "the catalogue has no original of it",
        ),
    ] {
        let mut query = connection.prepare(sql)?;
        for id in query.query_map([], |r| r.get::<_, String>(0))? {
            found(damage, format!("document {}", id?), message, READ_AGAIN);
        }
    }
    Ok(())
}

fn check_originals(
    connection: &Connection,
    originals: &Originals,
    watch: &dyn Watch,
    damage: &mut Vec<Damage>,
) -> Result<(), Error> {
    let sums = "SELECT count(*), coalesce(sum(bytes), 0) FROM originals";
    let (files, bytes) = connection.query_row(sums, [], |r| Ok((r.get(0)?, r.get(1)?)))?;
    watch.found(files, bytes);
    let mut query = connection.prepare("SELECT hash, source, bytes FROM originals ORDER BY source, hash")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let hash = Hash::from_blob(row.get_ref(0)?.as_blob().unwrap_or_default())?;
        let source: String = row.get(1)?;
        let thing = format!("original {} ({source})", &hash.hex()[..16]);
        let outcome = match originals.read(&hash) {
            Ok(kept) if Hash::of(&kept) == hash => Outcome::Known,
            Ok(_) => {
                found(damage, thing, "its bytes are not those that were added", ADD_AGAIN);
                Outcome::Refused("damaged".to_owned())
            }
            Err(Error::Io { source: e, .. }) if e.kind() == std::io::ErrorKind::NotFound => {
                found(damage, thing, "it is missing", ADD_AGAIN);
                Outcome::Refused("missing".to_owned())
            }
            Err(e) => {
                found(damage, thing, e.to_string(), "see whether the disk can be read");
                Outcome::Refused(e.to_string())
            }
        };
        watch.file(&source, row.get(2)?, &outcome);
    }
    Ok(())
}

fn check_documents(
    connection: &Connection,
    originals: &Originals,
    damage: &mut Vec<Damage>,
) -> Result<(), Error> {
    // Documents come file by file, so each original is read once.
    let mut current: Option<(String, Option<Vec<u8>>)> = None;
    read::each_document(connection, &Condition::default(), Order::Source, &mut |listed| {
        let row = &listed.row;
        if current.as_ref().is_none_or(|(hash, _)| *hash != row.original) {
            let bytes = hash_of_hex(&row.original).and_then(|h| originals.read(&h).ok());
            let text = bytes.and_then(|bytes| spanned(bytes, &row.encoding));
            current = Some((row.original.clone(), text));
        }
        let thing = format!("document {} ({}#{})", row.document, row.source, row.ordinal);
        let body = match read::body(connection, listed.number) {
            Ok(body) => body,
            Err(e) => {
                found(damage, thing, e.to_string(), READ_AGAIN);
                return Ok(ControlFlow::Continue(()));
            }
        };
        // Without the original, which was reported, there is nothing to compare with.
        if let Some((_, Some(original))) = &current
            && let Some((at, message)) =
                (0..).zip(&body.blocks).find_map(|(i, b): (u32, _)| Some((i, map_problem(b, original)?)))
        {
            found(damage, thing.clone(), format!("block {at}: {message}"), READ_AGAIN);
        }
        if body.findings.statements.iter().any(|s| {
            let text = body.blocks.get(s.place.block as usize).map(|b| b.text.as_str());
            text.and_then(|t| t.get(s.place.range.start as usize..s.place.range.end as usize)).is_none()
        }) {
            found(damage, thing, "a statement stands outside its block", READ_AGAIN);
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// Whether `characters` are `bytes`, layout apart: white space may stand for what set cells and lines apart.
fn is_copy(characters: &[u8], bytes: &[u8]) -> bool {
    characters == bytes
        || characters.iter().zip(bytes).all(|(c, b)| c == b || matches!(c, b' ' | b'\t' | b'\n'))
}

/// What is wrong with a block's map, if anything.
fn map_problem(block: &Block, original: &[u8]) -> Option<Cow<'static, str>> {
    if block.map.text_len() != block.text.len() {
        return Some("its map does not cover its text".into());
    }
    for (text, source) in block.map.runs() {
        let Some(bytes) = original.get(source.start as usize..source.end as usize) else {
            return Some(format!("bytes {}–{} lie beyond the original", source.start, source.end).into());
        };
        let Some(characters) = block.text.as_bytes().get(text.start as usize..text.end as usize) else {
            return Some("its map points beyond its text".into());
        };
        if characters.len() == bytes.len() && bytes.len() >= VERBATIM as usize && !is_copy(characters, bytes)
        {
            return Some(
                format!("bytes {}–{} of the original are not its text", source.start, source.end).into(),
            );
        }
    }
    None
}

fn hash_of_hex(hex: &str) -> Option<Hash> {
    let mut bytes = [0; 32];
    if hex.len() != 64 {
        return None;
    }
    for (i, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(Hash(bytes))
}

fn check_index(connection: &Connection, dir: &Path, damage: &mut Vec<Damage>) -> Result<(), Error> {
    let index = match IndexReading::open(dir) {
        Ok(index) => index,
        Err(e) => {
            found(damage, "index", e.to_string(), READ_AGAIN);
            return Ok(());
        }
    };
    if let Some(index) = &index {
        match index.damaged_files() {
            Ok(files) => {
                for file in files {
                    found(damage, format!("index file {file}"), "its checksum does not hold", READ_AGAIN);
                }
            }
            Err(e) => found(damage, "index", e.to_string(), READ_AGAIN),
        }
    }
    for (_, id) in unindexed(connection, index.as_ref())? {
        found(damage, format!("document {id}"), "it is not in the index", READ_AGAIN);
    }
    Ok(())
}
