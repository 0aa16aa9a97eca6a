//! What tifa finds in a gold document: read and recorded directly, without an archive.

use crate::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tifa_record::{Context, record};
use tifa_source::{Input, read};
use tifa_text::ByteRange;

/// The folders gold documents come from, with the extension of their files.
pub const ORIGINS: [(&str, &str); 4] =
    [("seeds", "txt"), ("hkcnews", "md"), ("xwlb", "md"), ("html", "html")];

/// A quotation in a row, in bytes of the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundQuote {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One span of a statement: what the scorer reads, with the names of the interchange record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// Name of the file.
    pub source: String,
    /// First byte in the original.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Who.
    pub speaker: String,
    /// `direct`, `indirect`, `mixed`; empty when not said.
    #[serde(default)]
    pub mode: String,
    /// Quotations of speech.
    #[serde(default)]
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

/// Statements exported elsewhere, one JSON object a line, by the name of their file without folder and extension.
pub fn exported(path: &Path) -> Result<BTreeMap<String, Vec<Row>>> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let row: Row = serde_json::from_str(line).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = row.source.rsplit('/').next().unwrap_or_default();
        let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        rows.entry(name).or_default().push(row);
    }
    Ok(rows)
}

/// Folder and file of the gold document `name`.
pub fn locate(shared: &Path, name: &str) -> Result<(&'static str, PathBuf)> {
    let corpus = shared.join("corpus");
    let mut paths = ORIGINS.into_iter().map(|(o, e)| (o, corpus.join(o).join(format!("{name}.{e}"))));
    paths
        .find(|(_, path)| path.is_file())
        .ok_or_else(|| format!("no file of {name} under {}", corpus.display()).into())
}

/// The rows of the gold document `name` among `exported` statements.
pub fn pick(shared: &Path, name: &str, exported: &BTreeMap<String, Vec<Row>>) -> Result<Found> {
    let (origin, _) = locate(shared, name)?;
    Ok(Found { origin, rows: exported.get(name).cloned().unwrap_or_default(), refused: None })
}

/// Finds the file of the gold document `name` under `shared`, reads and records it.
pub fn find(shared: &Path, name: &str) -> Result<Found> {
    let (origin, path) = locate(shared, name)?;
    let bytes = fs::read(&path)?;
    let sidecar = fs::read(path.with_extension("json")).ok();
    let file = path.file_name().map(|f| f.to_string_lossy()).unwrap_or_default();
    Ok(rows(origin, &format!("{origin}/{file}"), &bytes, sidecar.as_deref()))
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
        for statement in record(&document.blocks, &Context::of(&document.metadata)).statements {
            let Some(block) = document.blocks.get(statement.place.block as usize) else { continue };
            let quotes: Vec<FoundQuote> =
                statement.quotes.iter().flat_map(|&q| block.spans(q)).map(quote).collect();
            for span in block.spans(statement.place.range) {
                rows.push(Row {
                    source: source.to_owned(),
                    start: span.start as usize,
                    end: span.end as usize,
                    speaker: statement.speaker.clone(),
                    mode: statement.mode.name().to_owned(),
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
