//! A document as a source that can be cited: what CSL-JSON and BibTeX say of it alike.

use jiff::civil::Date;
use serde::Serialize;
use tifa_archive::DocumentRow;
use tifa_record::Genre;

/// A document as a source, for programs: one flat record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Id.
    pub document: String,
    /// Name of the file.
    pub source: String,
    /// Place in the file, from 0.
    pub ordinal: u32,
    /// Title.
    pub title: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// Address on the web, as meant.
    pub url: Option<String>,
    /// SHA-256 of the original, hexadecimal.
    pub original: String,
    /// Encoding of the original.
    pub encoding: String,
    /// Statements found.
    pub statements: u32,
    /// Characters of body text.
    pub characters: u32,
    /// What kind of text it is: report, column or transcript.
    pub genre: Genre,
}

impl From<&DocumentRow> for Source {
    fn from(row: &DocumentRow) -> Self {
        let metadata = &row.metadata;
        Self {
            document: row.document.clone(),
            source: row.source.clone(),
            ordinal: row.ordinal,
            title: metadata.title.clone(),
            date: metadata.date.map(|d| d.day),
            outlet: metadata.outlet.clone(),
            author: metadata.author.clone(),
            url: metadata.url.as_ref().map(|u| u.unwrapped.clone()),
            original: row.original.clone(),
            encoding: row.encoding.clone(),
            statements: row.statements,
            characters: row.characters,
            genre: row.genre,
        }
    }
}

/// The key a source is cited by: the same on every machine and in every export, whatever else is exported, for it is made of
/// the document's id, which is made of the original's hash.
pub fn key(row: &DocumentRow) -> String {
    format!("tifa-{}", row.document)
}

/// What the source is, in CSL's words.
pub fn kind(row: &DocumentRow) -> &'static str {
    match (&row.metadata.outlet, &row.metadata.url) {
        (Some(_), _) => "article-newspaper",
        (None, Some(_)) => "webpage",
        (None, None) => "document",
    }
}

/// Its title; the name of its file where it has none, so that a list of sources has no blank line.
pub fn title(row: &DocumentRow) -> &str {
    let name = row.source.rsplit('/').next().unwrap_or(&row.source);
    row.metadata.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(name)
}

/// Its address on the web, as meant: a web archive's prefix removed.
pub fn address(row: &DocumentRow) -> Option<&str> {
    row.metadata.url.as_ref().map(|url| url.unwrapped.as_str()).filter(|a| a.contains("://"))
}

/// Its address in a web archive, when it was found there.
pub fn archived(row: &DocumentRow) -> Option<&str> {
    row.metadata.url.as_ref()?.archived()
}

/// The web archive's host.
pub fn archive_host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}

/// What holds the citation to these very bytes: the original's hash, the document's id, the name of the file.
pub fn note(row: &DocumentRow) -> [(&'static str, &str); 3] {
    [("SHA-256", &row.original), ("tifa", &row.document), ("file", &row.source)]
}
