//! The evidence pack: chosen findings with the files they stand in, as a zip that a stranger can verify without tifa.
//!
//! The zip holds one folder, a bag as RFC 8493 lays it out: `manifest-sha256.txt` has the hash of everything in `data`, which
//! `sha256sum -c` checks, and every original is named by its own hash. `data/index.html` shows each finding with its exact words,
//! speaker, day, source, hash and bytes, and says how to look them up by hand; it fetches nothing and runs nothing.
//!
//! The findings are held in memory, for they were chosen; originals pass through one at a time. The same findings give the
//! same bytes: entries of the zip have no time of their own, and the day of bagging is handed in.

mod bag;
mod finding;
mod page;
mod words;

pub use finding::Finding;
pub use words::Language;

use crate::columns::Csv;
use crate::{bibtex, csl, jsonl};
use bag::Bag;
use finding::Shown;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Write};
use tifa_archive::DocumentRow;

/// What goes into a pack.
#[derive(Debug)]
pub struct Pack<'a> {
    /// Name of the folder in the zip; what a file's name cannot hold becomes `-`.
    pub name: &'a str,
    /// What it is of, in a person's words: the query, the speaker.
    pub title: &'a str,
    /// How the findings were chosen, so that somebody with the archive can choose them again.
    pub chosen: &'a str,
    /// Day of bagging.
    pub made: Date,
    /// Language of the page.
    pub language: Language,
    /// The findings, in the order in which they are shown.
    pub findings: &'a [Finding],
    /// The documents they stand in; others are left out.
    pub documents: &'a [DocumentRow],
}

/// What was packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// Findings.
    pub findings: usize,
    /// Originals.
    pub originals: usize,
    /// Bytes of all of `data`.
    pub bytes: u64,
}

/// Why a pack was not made. `E` is what the caller's originals fail with.
#[derive(Debug, thiserror::Error)]
pub enum Error<E> {
    /// The zip cannot be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A finding stands in a document that was not handed in.
    #[error("a finding stands in document {document}, which is not among the documents")]
    NoDocument {
        /// Its id.
        document: String,
    },
    /// An original is not what its hash says, and would prove nothing.
    #[error("the original of {file} has the SHA-256 {found}, and should have {expected}")]
    Altered {
        /// Name of its file.
        file: String,
        /// The hash in the catalogue.
        expected: String,
        /// The hash of the bytes.
        found: String,
    },
    /// An original cannot be had.
    #[error("an original cannot be had")]
    Original(E),
}

/// Writes a pack. `original` gives the bytes of a document's original.
///
/// # Errors
/// See [`Error`]. What was written then is no zip.
pub fn write<W: Write, E>(
    out: W,
    pack: &Pack<'_>,
    original: &mut dyn FnMut(&DocumentRow) -> Result<Vec<u8>, E>,
) -> Result<Packed, Error<E>> {
    let known: BTreeMap<&str, &DocumentRow> =
        pack.documents.iter().map(|row| (row.document.as_str(), row)).collect();
    let mut shown = Vec::with_capacity(pack.findings.len());
    for (n, finding) in (1..).zip(pack.findings) {
        let document = known.get(finding.document.as_str());
        let document = *document.ok_or_else(|| Error::NoDocument { document: finding.document.clone() })?;
        shown.push(Shown { n, finding, document });
    }
    let cited: BTreeMap<&str, &DocumentRow> =
        shown.iter().map(|s| (s.document.document.as_str(), s.document)).collect();
    let mut bag = Bag::new(out, &folder(pack.name));
    let originals: BTreeMap<&str, &DocumentRow> = cited.values().map(|d| (d.original.as_str(), *d)).collect();
    for row in originals.values() {
        let bytes = original(row).map_err(Error::Original)?;
        let found = bag::hex(&Sha256::digest(&bytes));
        if found != row.original {
            let (file, expected) = (row.source.clone(), row.original.clone());
            return Err(Error::Altered { file, expected, found });
        }
        bag.payload(&finding::path(row), &bytes)?;
    }
    bag.payload(
        "findings.jsonl",
        &made(|out| shown.iter().try_for_each(|s| jsonl::record(out, &s.record())))?,
    )?;
    let csv = made(|out| {
        let mut csv = Csv::new(out, finding::columns())?;
        shown.iter().try_for_each(|s| csv.push(s))
    })?;
    bag.payload("findings.csv", &csv)?;
    bag.payload("sources.bib", &made(|out| cited.values().try_for_each(|d| bibtex::entry(out, d)))?)?;
    let items = made(|out| {
        let mut items = csl::Items::new(out)?;
        cited.values().try_for_each(|d| items.push(d))?;
        items.finish()
    })?;
    bag.payload("sources.csl.json", &items)?;
    bag.payload("index.html", page::page(pack, &shown, cited.len()).as_bytes())?;
    let packed = Packed { findings: shown.len(), originals: originals.len(), bytes: bag.bytes() };
    bag.finish(&[
        ("Bagging-Date", &pack.made.to_string()),
        ("External-Description", pack.title),
        ("Internal-Sender-Description", pack.chosen),
        ("Bag-Software-Agent", concat!("tifa ", env!("CARGO_PKG_VERSION"))),
    ])?;
    Ok(packed)
}

/// What `write` writes.
fn made(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    write(&mut out)?;
    Ok(out)
}

/// A name that every file system takes for a folder.
fn folder(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    let name: String = name.chars().take(60).map(plain).collect();
    let name = name.trim_matches(['-', '.']);
    if name.is_empty() { "evidence".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests;
