//! Gold units: sentences with every acceptable speaker.

use crate::Result;
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// What a quotation-marked span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Somebody's words.
    Speech,
    /// A title, name, slogan or scare quote.
    Term,
    /// Not settled; not scored.
    Either,
}

/// A quotation-marked span of a unit, in bytes of the original.
#[derive(Debug, Clone, Deserialize)]
pub struct Quote {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: QuoteKind,
}

/// One labelled unit, in bytes of the original.
#[derive(Debug, Clone, Deserialize)]
pub struct Unit {
    /// Document: the file's name without extension.
    pub doc: String,
    /// Number of the unit in the document.
    pub unit: u32,
    /// `body`, `heading` or `caption`.
    pub kind: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Every acceptable speaker; `-` is the narrator.
    pub speakers: Vec<String>,
    /// Every acceptable mode: `D`, `I`, `M`, `-`.
    pub modes: Vec<String>,
    /// Quotation-marked spans.
    pub quotes: Vec<Quote>,
    /// The unit as it stands in the file.
    pub text: String,
}

/// A gold document: its units in order.
#[derive(Debug, Clone)]
pub struct GoldDocument {
    /// Name without extension.
    pub name: String,
    /// Its units.
    pub units: Vec<Unit>,
}

/// Reads `{set}.jsonl` of the attribution gold under `shared`, documents in the order of the file.
pub fn load(shared: &Path, set: &str) -> Result<Vec<GoldDocument>> {
    let path = shared.join("gold/attribution").join(format!("{set}.jsonl"));
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut documents: Vec<GoldDocument> = Vec::new();
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        let unit: Unit = serde_json::from_str(line).map_err(|e| format!("{}: {e}", path.display()))?;
        match documents.iter_mut().find(|d| d.name == unit.doc) {
            Some(document) => document.units.push(unit),
            None => documents.push(GoldDocument { name: unit.doc.clone(), units: vec![unit] }),
        }
    }
    Ok(documents)
}
