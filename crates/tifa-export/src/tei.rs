//! TEI P5: documents with their statements marked in the text.
//!
//! | what | as |
//! |---|---|
//! | document | `TEI`; several are a `teiCorpus` |
//! | where it is from | `sourceDesc`: title, outlet, day, addresses, `idno` with the SHA-256 of the original |
//! | speakers | `listPerson`, as printed, with the register's name where it has one |
//! | statement | `said` with `who`, `toWhom`, `direct`, `ana` (mode and force), `resp`; its `xml:id` ends in the bytes of the original |
//! | speech inside speech | `said` inside `said` |
//! | quotation of speech | `quote` |
//! | cue | `seg type="cue"`, `corresp` to its statements |
//! | title, heading | `head` of a `div` of its own |
//! | turn of a transcript | `sp` |
//! | caption, boilerplate | `ab` with that `type` |
//! | what found it | `application`, which `resp` points at |
//!
//! What elements hold is the printed text, character for character; one that XML cannot hold is U+FFFD. Crossing spans are
//! cut and linked (`weave.rs` says why).

mod body;
mod header;
mod marks;
mod people;
mod weave;

use std::io::{self, Write};
use tifa_archive::FullDocument;

/// The namespace of TEI.
const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

/// Writes one document as a file of its own.
///
/// # Errors
/// When `out` cannot be written.
pub fn document(out: &mut dyn Write, document: &FullDocument) -> io::Result<()> {
    write_declaration(out)?;
    text(out, document, Role::Alone)
}

/// A corpus being written.
pub struct Corpus<'a> {
    out: &'a mut dyn Write,
}

impl<'a> Corpus<'a> {
    /// Begins a corpus called `title`.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(out: &'a mut dyn Write, title: &str) -> io::Result<Self> {
        write_declaration(out)?;
        writeln!(out, "<teiCorpus xmlns=\"{NAMESPACE}\">")?;
        header::corpus(out, title)?;
        Ok(Self { out })
    }

    /// Writes one document.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, document: &FullDocument) -> io::Result<()> {
        text(self.out, document, Role::Member)
    }

    /// Ends the corpus. Without a document it is no valid TEI.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.out.write_all(b"</teiCorpus>\n")
    }
}

/// Whether a document says the conventions itself, or its corpus does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Alone,
    Member,
}

fn write_declaration(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
}

fn text(out: &mut dyn Write, document: &FullDocument, role: Role) -> io::Result<()> {
    let id = format!("d{}", document.row.document);
    let people = people::People::of(document, &id);
    match role {
        Role::Alone => writeln!(out, "<TEI xmlns=\"{NAMESPACE}\" xml:id=\"{id}\">")?,
        Role::Member => writeln!(out, "<TEI xml:id=\"{id}\">")?,
    }
    header::document(out, document, &people, &id, role)?;
    body::text(out, document, &people, &id)?;
    out.write_all(b"</TEI>\n")
}

#[cfg(test)]
mod tests;
