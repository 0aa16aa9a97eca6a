//! Docket figures: entries found against the gold docket, counted as its own scorer counts.

use super::found::{FoundQuote, locate};
use crate::Result;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tifa_record::{Context, record};
use tifa_source::{Input, read};

/// The gold sets, the one for learning first: name, folder of the docket, set of attribution gold that has the units.
const SETS: [(&str, &str); 2] = [("train", "gold/docket/train"), ("measured", "gold/docket")];

/// An entry as the scorer reads it.
#[derive(Debug, Clone, Serialize)]
struct Entry {
    kind: &'static str,
    source: String,
    start: usize,
    end: usize,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<&'static str>,
    from: Option<String>,
    to: Option<String>,
    date: Option<String>,
}

/// The entries of a gold document that are scored here.
#[derive(Debug, Default, Deserialize)]
struct Gold {
    #[serde(default)]
    dates: Vec<GoldEntry>,
    #[serde(default)]
    occasions: Vec<GoldEntry>,
}

#[derive(Debug, Deserialize)]
struct GoldEntry {
    unit: i64,
    text: String,
    start: Option<String>,
    end: Option<String>,
    kind: Option<String>,
    date: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Unit {
    doc: String,
    unit: i64,
    start: usize,
    end: usize,
}

/// Counts of one kind.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    gold: usize,
    predicted: usize,
    found: usize,
    /// Right attributes of what was found: type (or day), day.
    first: usize,
    second: usize,
}

impl Tally {
    /// Share of what was found that is in the gold, and of the gold that was found, as one figure.
    fn f1(self) -> f64 {
        2.0 * self.found as f64 / (self.predicted + self.gold).max(1) as f64
    }
}

/// Prints the figures of both sets and gives the F1 of each kind of the measured one; with `cross_check` runs the gold's own scorer on the same entries.
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
            let gold: Gold = serde_json::from_str(&fs::read_to_string(&path)?)?;
            let found = find(shared, &document)?;
            let Some(units) = units.get(&document) else {
                println!("  no units of {document}");
                continue;
            };
            documents += 1;
            for (kind, wanted) in [("date", &gold.dates), ("occasion", &gold.occasions)] {
                count(tallies.entry(kind).or_default(), kind, wanted, &found, units);
            }
            entries.extend(found);
        }
        println!("docket, {name}: {documents} documents");
        let lines: Vec<String> = tallies.iter().map(|(kind, t)| line(kind, *t)).collect();
        for line in &lines {
            println!("  {line}");
        }
        if cross_check {
            println!("  {}", cross(shared, &dir, &entries, &lines)?);
        }
        measured = tallies.into_iter().map(|(kind, t)| (kind, t.f1())).collect();
    }
    Ok(measured)
}

/// One line in the scorer's own words.
fn line(kind: &str, t: Tally) -> String {
    let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
    let (p, r) = (share(t.found, t.predicted), share(t.found, t.gold));
    let f1 = 2.0 * p * r / (p + r).max(1e-9);
    let marks = match kind {
        "date" => format!("day {:.3}", share(t.first, t.found)),
        _ => format!("type {:.3} date {:.3}", share(t.first, t.found), share(t.second, t.found)),
    };
    format!("{kind:12} gold {:4} predicted {:4} P {p:.3} R {r:.3} F1 {f1:.3} | {marks}", t.gold, t.predicted)
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

/// The entries of one file.
fn find(shared: &Path, name: &str) -> Result<Vec<Entry>> {
    let (origin, path) = locate(shared, name)?;
    let bytes = fs::read(&path)?;
    let sidecar = fs::read(path.with_extension("json")).ok();
    let file = path.file_name().map(|f| f.to_string_lossy()).unwrap_or_default();
    let source = format!("{origin}/{file}");
    let input = Input { name: &source, bytes: &bytes, sidecar: sidecar.as_deref(), date: None, outlet: None };
    let Ok(reading) = read(&input) else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for document in &reading.documents {
        let findings = record(&document.blocks, &Context::of(&document.metadata));
        let mut push = |place: tifa_record::Place, entry: Entry| {
            let Some(block) = document.blocks.get(place.block as usize) else { return };
            for span in block.spans(place.range) {
                out.push(Entry {
                    source: source.clone(),
                    start: span.start as usize,
                    end: span.end as usize,
                    text: place.range.of(&block.text).to_owned(),
                    ..entry.clone()
                });
            }
        };
        let blank = |kind| Entry {
            kind,
            source: String::new(),
            start: 0,
            end: 0,
            text: String::new(),
            r#type: None,
            from: None,
            to: None,
            date: None,
        };
        for d in &findings.dates {
            let days = d.days.ok();
            let (from, to) = (days.map(|d| d.from.to_string()), days.map(|d| d.to.to_string()));
            push(d.place, Entry { from, to, ..blank("date") });
        }
        for o in &findings.occasions {
            let date = o.days.map(|d| d.from.to_string());
            push(o.place, Entry { r#type: Some(o.kind.name()), date, ..blank("occasion") });
        }
    }
    Ok(out)
}

/// Counts one kind in one document: each gold entry takes the first entry not yet taken that overlaps its unit and shares
/// at least half of the longer one's characters in order.
fn count(
    tally: &mut Tally,
    kind: &str,
    wanted: &[GoldEntry],
    found: &[Entry],
    units: &BTreeMap<i64, FoundQuote>,
) {
    let overlaps = |e: &Entry, u: &FoundQuote| u.end.min(e.end) > u.start.max(e.start);
    let candidates: Vec<&Entry> =
        found.iter().filter(|e| e.kind == kind && units.values().any(|u| overlaps(e, u))).collect();
    tally.gold += wanted.len();
    tally.predicted += candidates.len();
    let mut used = vec![false; candidates.len()];
    for gold in wanted {
        let Some(unit) = units.get(&gold.unit) else { continue };
        let hit = (0..candidates.len())
            .find(|&i| !used[i] && overlaps(candidates[i], unit) && alike(&gold.text, &candidates[i].text));
        let Some(hit) = hit else { continue };
        used[hit] = true;
        let entry = candidates[hit];
        tally.found += 1;
        if kind == "date" {
            tally.first += usize::from(gold.start == entry.from && gold.end == entry.to);
        } else {
            tally.first += usize::from(gold.kind.as_deref() == entry.r#type);
            tally.second += usize::from(gold.date == entry.date);
        }
    }
}

/// Whether two texts share half of the longer one's letters and digits in order.
fn alike(a: &str, b: &str) -> bool {
    let clean = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<char>>();
    let (a, b) = (clean(a), clean(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let mut row = vec![0usize; b.len() + 1];
    for x in &a {
        let mut before = 0;
        for (j, y) in b.iter().enumerate() {
            let current = row[j + 1];
            row[j + 1] = if x == y { before + 1 } else { row[j + 1].max(row[j]) };
            before = current;
        }
    }
    row[b.len()] * 2 >= a.len().max(b.len())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_longer_one_in_order() {
        assert!(alike("周二（2日）", "周二"));
        assert!(alike("會後記者會", "記者會"));
        assert!(!alike("同鄰國總統會談", "會談"));
        assert!(!alike("", "會談"));
    }
}
