//! The same statements through the gold's own scorer: the two must print the same figures.

use super::{Scored, total};
use crate::Result;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

/// Writes the rows as JSON Lines, runs `score.py` on them and compares. Gives a line for a person.
///
/// # Errors
/// When a figure differs or the scorer fails. A missing python3 is not an error; the line says so.
pub fn run(shared: &Path, set: &str, scored: &[Scored]) -> Result<String> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("statements.jsonl");
    let mut out = BufWriter::new(File::create(&path)?);
    for row in scored.iter().flat_map(|s| &s.found.rows) {
        serde_json::to_writer(&mut out, row)?;
        out.write_all(b"\n")?;
    }
    out.into_inner()?;
    let gold = shared.join("gold/attribution");
    let output = match Command::new("python3")
        .arg(gold.join("score.py"))
        .arg(gold.join(format!("{set}.jsonl")))
        .arg(&path)
        .output()
    {
        Ok(output) => output,
        Err(e) => return Ok(format!("cross-check skipped: python3: {e}")),
    };
    if !output.status.success() {
        return Err(format!("score.py: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let theirs = String::from_utf8_lossy(&output.stdout).into_owned();
    let ours = figures(scored);
    for line in &ours {
        if !theirs.lines().any(|l| l == line) {
            return Err(format!("score.py does not print {line:?} but\n{theirs}").into());
        }
    }
    Ok(format!("score.py prints the same: {}", ours.join("; ")))
}

/// The figures, in the scorer's own words.
fn figures(scored: &[Scored]) -> Vec<String> {
    let s = total(scored);
    let mut lines = vec![
        format!("units {}  accuracy {:.4}  voice {:.4}", s.units, s.accuracy(), s.voice()),
        format!("attribution precision {:.4} recall {:.4} F1 {:.4}", s.precision(), s.recall(), s.f1()),
    ];
    if s.quotes_found > 0 {
        lines.push(format!(
            "speech quotes precision {:.4} recall {:.4} F1 {:.4}",
            s.quote_precision(),
            s.quote_recall(),
            s.quote_f1()
        ));
    }
    lines
}
