//! What tifa finds in a gold document: read and recorded directly, without an archive.

use crate::Result;
use serde::Serialize;
use std::fs;
use std::path::Path;
use tifa_record::record;
use tifa_source::{Input, read};
use tifa_text::ByteRange;

/// The folders gold documents come from, with the extension of their files.
pub const ORIGINS: [(&str, &str); 4] =
    [("seeds", "txt"), ("hkcnews", "md"), ("xwlb", "md"), ("html", "html")];

/// A quotation in a row, in bytes of the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FoundQuote {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One span of a statement: what the scorer reads, with the names of the interchange record.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Name of the file.
    pub source: String,
    /// First byte in the original.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Who.
    pub speaker: String,
    /// `direct`, `indirect`, `mixed`.
    pub mode: &'static str,
    /// Quotations of speech.
    pub quotes: Vec<FoundQuote>,
}

/// The rows of a document.
#[derive(Debug, Clone)]
pub struct Found {
    /// Folder of the corpus it comes from.
    pub origin: &'static str,
    /// Rows by (start, end), as an export orders them.
    pub rows: Vec<Row>,
    /// Why the file could not be read, when it could not.
    pub refused: Option<String>,
}

/// Finds the file of the gold document `name` under `shared`, reads and records it.
pub fn find(shared: &Path, name: &str) -> Result<Found> {
    let corpus = shared.join("corpus");
    for (origin, extension) in ORIGINS {
        let path = corpus.join(origin).join(format!("{name}.{extension}"));
        if path.is_file() {
            let bytes = fs::read(&path)?;
            let sidecar = fs::read(path.with_extension("json")).ok();
            let source = format!("{origin}/{name}.{extension}");
            return Ok(rows(origin, &source, &bytes, sidecar.as_deref()));
        }
    }
    Err(format!("no file of {name} under {}", corpus.display()).into())
}

/// Reads and records one file.
fn rows(origin: &'static str, source: &str, bytes: &[u8], sidecar: Option<&[u8]>) -> Found {
    let input = Input { name: source, bytes, sidecar, date: None, outlet: None };
    let reading = match read(&input) {
        Ok(reading) => reading,
        Err(refusal) => return Found { origin, rows: Vec::new(), refused: Some(refusal.to_string()) },
    };
    let mut rows = Vec::new();
    for document in &reading.documents {
        for statement in record(&document.blocks).statements {
            let Some(block) = document.blocks.get(statement.place.block as usize) else { continue };
            let quotes: Vec<FoundQuote> =
                statement.quotes.iter().flat_map(|&q| block.spans(q)).map(quote).collect();
            for span in block.spans(statement.place.range) {
                rows.push(Row {
                    source: source.to_owned(),
                    start: span.start as usize,
                    end: span.end as usize,
                    speaker: statement.speaker.clone(),
                    mode: statement.mode.name(),
                    quotes: quotes.clone(),
                });
            }
        }
    }
    rows.sort_by_key(|r| (r.start, r.end));
    Found { origin, rows, refused: None }
}

fn quote(span: ByteRange) -> FoundQuote {
    FoundQuote { start: span.start as usize, end: span.end as usize }
}
