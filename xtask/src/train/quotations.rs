//! The model that tells quotations of speech from terms.

use super::folds::{Binary, cross_validate};
use super::logistic::{BIAS, Example, Settings, learn, score};
use super::{Options, file};
use crate::Result;
use crate::eval::found::locate;
use crate::eval::gold::{self, QuoteKind, Unit};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tifa_record::examples;
use tifa_source::{Input, read};
use tifa_text::ByteRange;

/// What the file says of itself.
const ABOUT: &str = "\
Weights of the model that tells quotations of speech (positive) from terms, titles and names in quotation marks.
Feature, tab, weight: a quotation is speech when the weights of its features and of `bias` sum to more than 0.
Made by `cargo xtask train` from the gold set for learning: logistic regression, features of at least 3 documents,
quadratic penalty. Features are found by `quoted.rs`; change it, or a table of words, and train again.";

const SETTINGS: Settings = Settings { documents: 3, penalty: 1.0 };

/// A quotation with its gold kind and the words around it.
struct Labelled {
    example: Example,
    shown: String,
}

/// Learns the weights and prints what cross-validation says.
pub fn train(shared: &Path, options: &Options) -> Result<String> {
    let (items, asked) = examples(shared, "train")?;
    let mut answers = cross_validate(
        &items,
        |i| &i.example.document,
        |rest| learn(&rest.iter().map(|i| &i.example).collect::<Vec<_>>(), SETTINGS),
        |model, i| score(model, &i.example.features),
    );
    let shift = shift(count(&items, &answers).f1());
    answers.iter_mut().for_each(|a| *a += shift);
    for (item, log_odds) in items.iter().zip(&answers).filter(|(i, a)| (**a > 0.0) != i.example.label) {
        if options.errors {
            let wrong = if item.example.label { "missed" } else { "invented" };
            println!("    {wrong:<8} {log_odds:+.1} {}", item.shown);
        }
    }
    let all: Vec<&Example> = items.iter().map(|i| &i.example).collect();
    let mut weights = learn(&all, SETTINGS);
    *weights.entry(BIAS.to_owned()).or_default() += shift;
    println!("quotations: {} of {asked} found in the blocks, {} features", all.len(), weights.len());
    println!("  documents not seen: {}", count(&items, &answers).line());
    println!("  documents seen:     {}", of(&weights, &items).line());
    if options.measure {
        println!("  dev:                {}", of(&weights, &examples(shared, "dev")?.0).line());
    }
    Ok(file::write(ABOUT, &weights))
}

/// What to add to the log-odds so that F1 is best rather than accuracy: yes from half of the F1 that is reached on
/// (Lipton, Elkan and Naryanaswamy, *Optimal Thresholding of Classifiers to Maximize F1 Measure*, 2014).
fn shift(f1: f64) -> f64 {
    let threshold = (f1 / 2.0).clamp(0.05, 0.5);
    ((1.0 - threshold) / threshold).ln()
}

/// Counts of answers given as log-odds.
fn count(items: &[Labelled], answers: &[f64]) -> Binary {
    let mut out = Binary::default();
    items.iter().zip(answers).for_each(|(i, a)| out.count(*a > 0.0, i.example.label));
    out
}

/// Counts of the answers that `weights` give.
fn of(weights: &BTreeMap<String, f64>, items: &[Labelled]) -> Binary {
    count(items, &items.iter().map(|i| score(weights, &i.example.features)).collect::<Vec<_>>())
}

/// The quotations of a gold set that stand in the blocks, and how many it has.
fn examples(shared: &Path, set: &str) -> Result<(Vec<Labelled>, usize)> {
    let mut out = Vec::new();
    let mut asked = 0;
    for document in gold::load(shared, set)? {
        let (_, path) = locate(shared, &document.name)?;
        let bytes = fs::read(&path)?;
        let name = path.file_name().map(|f| f.to_string_lossy().into_owned()).unwrap_or_default();
        let sidecar = fs::read(path.with_extension("json")).ok();
        let sidecar = sidecar.as_deref();
        let input = Input { name: &name, bytes: &bytes, sidecar, date: None, outlet: None };
        let labels = labels(&document.units);
        asked += labels.len();
        let Ok(reading) = read(&input) else { continue };
        for found in &reading.documents {
            for q in examples::quotations(&found.blocks) {
                let Some(block) = found.blocks.get(q.place.block as usize) else { continue };
                let Some(span) = block.map.source(q.place.range) else { continue };
                let (start, end) = (span.start as usize, span.end as usize);
                // A mark more or less is the same quotation.
                let near = |at: &(usize, usize)| at.0.abs_diff(start) <= 3 && at.1.abs_diff(end) <= 3;
                let Some((_, &label)) = labels.iter().find(|(at, _)| near(at)) else { continue };
                let example = Example { document: document.name.clone(), features: q.features, label };
                out.push(Labelled { example, shown: shown(&block.text, q.place.range, &document.name) });
            }
        }
    }
    Ok((out, asked))
}

/// Where gold has a quotation whose kind is settled, and whether it is speech.
fn labels(units: &[Unit]) -> BTreeMap<(usize, usize), bool> {
    let quotes = units.iter().flat_map(|u| &u.quotes).filter(|q| q.kind != QuoteKind::Either);
    quotes.map(|q| ((q.start, q.end), q.kind == QuoteKind::Speech)).collect()
}

/// A quotation with a little of what stands around it.
fn shown(text: &str, range: ByteRange, document: &str) -> String {
    let before: Vec<char> = text[..range.start as usize].chars().rev().take(18).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[range.end as usize..].chars().take(10).collect();
    format!("{document}: {before}[{}]{after}", range.of(text)).replace('\n', " ")
}
