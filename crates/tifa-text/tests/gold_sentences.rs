//! Sentence ends against the units of the attribution gold set. Skipped where the set is not at hand.

use std::collections::BTreeSet;
use std::path::PathBuf;
use tifa_text::sentences;

/// Share of sentence ends that both sides must have; lowering it is an explicit act.
const FLOOR: f64 = 0.99;

fn shared() -> PathBuf {
    std::env::var_os("TIFA_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")), PathBuf::from)
}

#[test]
fn agrees_with_the_units_of_the_gold_set() {
    let root = shared();
    let Ok(lines) = std::fs::read_to_string(root.join("gold/attribution/train.jsonl")) else {
        eprintln!("skipped: no gold set under {} (set TIFA_SHARED)", root.display());
        return;
    };
    // Runs of units of one document and kind that touch are a paragraph.
    let mut paragraphs: Vec<(String, Vec<usize>)> = Vec::new();
    let mut last = (String::new(), 0);
    for line in lines.lines() {
        let unit: serde_json::Value = serde_json::from_str(line).expect("a unit is a JSON object");
        let (doc, text) =
            (unit["doc"].as_str().unwrap_or_default(), unit["text"].as_str().unwrap_or_default());
        if last != (doc.to_owned(), unit["start"].as_u64().unwrap_or_default()) || paragraphs.is_empty() {
            paragraphs.push((String::new(), Vec::new()));
        }
        last = (doc.to_owned(), unit["end"].as_u64().unwrap_or_default());
        if let Some((paragraph, ends)) = paragraphs.last_mut() {
            paragraph.push_str(text);
            ends.push(paragraph.trim_end().len());
        }
    }
    let (mut both, mut gold_only, mut ours_only) = (0usize, 0usize, 0usize);
    for (text, ends) in &paragraphs {
        // The end of a paragraph is no finding; only the ends inside count. The units were cut by a rule that knows no
        // English full stop, takes the `?` in an address for an end, and ran over line breaks that readers turn into
        // blocks: those three are not compared.
        let whole = text.trim_end().len();
        let compared = |&e: &usize| {
            let (before, after) = (text[..e].trim_end_matches(' '), text[e..].trim_start_matches(' '));
            let address = before.ends_with('?') && after.starts_with(|c: char| c.is_ascii_graphic());
            e != whole && !before.ends_with(['.', '\n']) && !after.starts_with('\n') && !address
        };
        let gold: BTreeSet<usize> = ends.iter().copied().filter(compared).collect();
        let ours: BTreeSet<usize> = sentences(text).iter().map(|r| r.end as usize).filter(compared).collect();
        both += gold.intersection(&ours).count();
        gold_only += gold.difference(&ours).count();
        ours_only += ours.difference(&gold).count();
        if std::env::var_os("TIFA_SHOW").is_some() {
            for (name, set) in [("gold", gold.difference(&ours)), ("ours", ours.difference(&gold))] {
                for &e in set {
                    let before: String =
                        text[..e].chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
                    let after: String = text[e..].chars().take(12).collect();
                    eprintln!("{name} only: {before}|{after}");
                }
            }
        }
    }
    let share = both as f64 / (both + gold_only + ours_only).max(1) as f64;
    eprintln!(
        "sentence ends inside paragraphs: {both} agree, {gold_only} only in gold, {ours_only} only ours: {share:.4}"
    );
    assert!(share >= FLOOR, "agreement {share:.4} is below {FLOOR}");
}
