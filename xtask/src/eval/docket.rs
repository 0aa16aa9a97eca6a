//! Docket figures: entries found against the gold docket, counted as its own scorer counts.

mod entries;
mod score;

use super::found::FoundQuote;
use crate::Result;
use entries::Entry;
use score::{KINDS, Tally, count};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The gold sets, the one for learning first: name and folder of the docket.
const SETS: [(&str, &str); 2] = [("train", "gold/docket/train"), ("measured", "gold/docket")];

#[derive(Debug, Deserialize)]
struct Unit {
    doc: String,
    unit: i64,
    start: usize,
    end: usize,
}

/// Prints the figures of both sets and gives the F1 of each kind of the measured one, and under `macro` their mean; with
/// `cross_check` runs the gold's own scorer on the same entries.
///
/// # Errors
/// When the gold cannot be read, or the scorer prints other figures.
pub fn run(shared: &Path, cross_check: bool) -> Result<BTreeMap<&'static str, f64>> {
    let units = units(shared)?;
    let mut measured = BTreeMap::new();
    for (name, folder) in SETS {
        let dir = shared.join(folder);
        let mut tallies: BTreeMap<&'static str, Tally> = BTreeMap::new();
        let mut entries: Vec<Entry> = Vec::new();
        let mut documents = 0;
        for path in gold_files(&dir)? {
            let document = path.file_name().map(|f| f.to_string_lossy().replace(".docket.json", ""));
            let document = document.unwrap_or_default();
            let gold: Value = serde_json::from_str(&fs::read_to_string(&path)?)?;
            let found = entries::of(shared, &document)?;
            let Some(units) = units.get(&document) else {
                println!("  no units of {document}");
                continue;
            };
            documents += 1;
            for kind in &KINDS {
                let wanted = gold.get(kind.plural).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                count(tallies.entry(kind.name).or_default(), kind, wanted, &found, units);
            }
            entries.extend(found);
        }
        println!("docket, {name}: {documents} documents");
        let mut lines: Vec<String> =
            KINDS.iter().filter_map(|k| Some(tallies.get(k.name)?.line(k))).collect();
        measured = tallies.into_iter().map(|(kind, t)| (kind, t.f1())).collect();
        let mean = measured.values().sum::<f64>() / KINDS.len() as f64;
        lines.push(format!("macro F1 {mean:.3}"));
        measured.insert("macro", mean);
        for line in &lines {
            println!("  {line}");
        }
        if cross_check {
            println!("  {}", cross(shared, &dir, &entries, &lines)?);
        }
    }
    Ok(measured)
}

/// The docket files of a folder, by name.
fn gold_files(dir: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".docket.json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Units of every document of the attribution gold: number, first byte, one past the last.
fn units(shared: &Path) -> Result<BTreeMap<String, BTreeMap<i64, FoundQuote>>> {
    let mut out: BTreeMap<String, BTreeMap<i64, FoundQuote>> = BTreeMap::new();
    for set in super::SETS {
        let path = shared.join(format!("gold/attribution/{set}.jsonl"));
        for line in fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?.lines() {
            let unit: Unit = serde_json::from_str(line)?;
            let span = FoundQuote { start: unit.start, end: unit.end };
            out.entry(unit.doc).or_default().insert(unit.unit, span);
        }
    }
    Ok(out)
}

/// Runs the gold's own scorer on the same entries; a figure that differs is an error, a missing python3 is none.
fn cross(shared: &Path, dir: &Path, entries: &[Entry], ours: &[String]) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let (units, rows) = (folder.path().join("units.jsonl"), folder.path().join("entries.jsonl"));
    let mut all = String::new();
    for set in super::SETS {
        all.push_str(&fs::read_to_string(shared.join(format!("gold/attribution/{set}.jsonl")))?);
        all.push('\n');
    }
    all.retain(|c| c != '\r');
    fs::write(&units, all.lines().filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n"))?;
    let lines: Vec<String> =
        entries.iter().map(serde_json::to_string).collect::<std::result::Result<_, _>>()?;
    fs::write(&rows, lines.join("\n"))?;
    let scorer = shared.join("gold/docket/score.py");
    let output = match Command::new("python3").arg(scorer).arg(dir).arg(&units).arg(&rows).output() {
        Ok(output) => output,
        Err(e) => return Ok(format!("cross-check skipped: python3: {e}")),
    };
    if !output.status.success() {
        return Err(format!("score.py: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let theirs = String::from_utf8_lossy(&output.stdout).into_owned();
    match ours.iter().find(|line| !theirs.lines().any(|l| l == *line)) {
        Some(line) => Err(format!("score.py does not print {line:?} but\n{theirs}").into()),
        None => Ok("score.py prints the same".into()),
    }
}
