//! Blocks that recur across the archive: subscription notes, disclaimers, standing captions.
//!
//! A block is boilerplate when the same folded text stands in the first or last third of at least
//! [`LEAST_TEXTS`] different texts of one outlet (of one folder, for documents without an outlet), published on at
//! least [`LEAST_DAYS`] different days. The days keep out what one event makes everybody print.
//!
//! The marks follow from what is in the archive alone, so neither the order of adding nor the number of runs matters.

use crate::codec;
use crate::error::Error;
use crate::prepared::BlockProfile;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// In how many different texts of one outlet a block must stand.
const LEAST_TEXTS: usize = 5;
/// On how many different days of publication.
const LEAST_DAYS: usize = 3;

/// A document as far as this matters.
struct Seen {
    row: i64,
    /// Number of its outlet or folder.
    group: u32,
    text: u32,
    day: Option<u32>,
    /// Index and hash of blocks that could be boilerplate.
    blocks: Vec<(u32, u64)>,
}

/// Gives each distinct string a number.
#[derive(Default)]
struct Numbers(HashMap<String, u32>);

impl Numbers {
    fn of(&mut self, s: &str) -> u32 {
        if let Some(&n) = self.0.get(s) {
            return n;
        }
        let n = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(s.to_owned(), n);
        n
    }
}

/// Marks what recurs, in an open transaction, and unmarks what no longer does.
pub(crate) fn settle(connection: &Connection) -> Result<(), Error> {
    let mut wanted = recurring(&documents(connection)?)?;
    let mut query = connection.prepare("SELECT document, blocks FROM marks")?;
    let mut gone = Vec::new();
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let document: i64 = row.get(0)?;
        if wanted.get(&document).map(Vec::as_slice) == row.get_ref(1)?.as_blob().ok() {
            wanted.remove(&document);
        } else if !wanted.contains_key(&document) {
            gone.push(document);
        }
    }
    let mut delete = connection.prepare("DELETE FROM marks WHERE document = ?1")?;
    for document in gone {
        delete.execute([document])?;
    }
    let mut insert = connection.prepare("INSERT OR REPLACE INTO marks(document, blocks) VALUES(?1, ?2)")?;
    for (document, blocks) in wanted {
        insert.execute(params![document, blocks])?;
    }
    Ok(())
}

fn documents(connection: &Connection) -> Result<Vec<Seen>, Error> {
    let (mut groups, mut texts, mut days) = (Numbers::default(), Numbers::default(), Numbers::default());
    let mut query = connection.prepare(
        "SELECT d.row, d.outlet, o.source, d.text, d.day, d.profile
         FROM documents d JOIN originals o ON o.id = d.original",
    )?;
    let mut rows = query.query([])?;
    let mut seen = Vec::new();
    while let Some(row) = rows.next()? {
        let profile: Vec<BlockProfile> =
            codec::unpack("profile", row.get_ref(5)?.as_blob().unwrap_or_default())?;
        let blocks = at_the_edges(&profile);
        if blocks.is_empty() {
            continue;
        }
        let outlet: Option<String> = row.get(1)?;
        let group = outlet.unwrap_or_else(|| {
            let source = row.get::<_, String>(2).unwrap_or_default();
            // No outlet's name ends in a slash.
            format!("{}/", source.rsplit_once('/').map_or("", |(folder, _)| folder))
        });
        seen.push(Seen {
            row: row.get(0)?,
            group: groups.of(&group),
            text: texts.of(row.get_ref(3)?.as_str().unwrap_or_default()),
            day: row.get_ref(4)?.as_str_or_null().unwrap_or_default().map(|d| days.of(d)),
            blocks,
        });
    }
    Ok(seen)
}

/// Blocks that reach into the first or last third of the document, counted in folded characters.
fn at_the_edges(profile: &[BlockProfile]) -> Vec<(u32, u64)> {
    let total: u64 = profile.iter().map(|b| u64::from(b.characters)).sum();
    let mut before = 0;
    let mut out = Vec::new();
    for (i, block) in (0..).zip(profile) {
        let after = before + u64::from(block.characters);
        if let Some(hash) = block.hash
            && (before * 3 < total || after * 3 > total * 2)
        {
            out.push((i, hash));
        }
        before = after;
    }
    out
}

/// The marks of each document that has any, as the catalogue keeps them.
fn recurring(seen: &[Seen]) -> Result<BTreeMap<i64, Vec<u8>>, Error> {
    // Most blocks stand once, so they are counted before anything else is kept of them.
    let mut counts: HashMap<(u32, u64), usize> = HashMap::new();
    for document in seen {
        for &(_, hash) in &document.blocks {
            *counts.entry((document.group, hash)).or_default() += 1;
        }
    }
    counts.retain(|_, n| *n >= LEAST_TEXTS);
    let mut places: HashMap<(u32, u64), (BTreeSet<u32>, BTreeSet<u32>)> = HashMap::new();
    for document in seen {
        for &(_, hash) in &document.blocks {
            let key = (document.group, hash);
            if counts.contains_key(&key) {
                let (texts, days) = places.entry(key).or_default();
                texts.insert(document.text);
                days.extend(document.day);
            }
        }
    }
    places.retain(|_, (texts, days)| texts.len() >= LEAST_TEXTS && days.len() >= LEAST_DAYS);
    let mut marks = BTreeMap::new();
    for document in seen {
        let blocks: Vec<u32> = document
            .blocks
            .iter()
            .filter(|(_, hash)| places.contains_key(&(document.group, *hash)))
            .map(|(i, _)| *i)
            .collect();
        if !blocks.is_empty() {
            marks.insert(document.row, codec::pack(&blocks)?);
        }
    }
    Ok(marks)
}
