//! The model that tells whether a sentence without a cue goes on with the speaker before it.

use super::folds::{Binary, cross_validate};
use super::logistic::{Example, Settings, learn, score};
use super::{Options, file};
use crate::Result;
use crate::eval::found::locate;
use crate::eval::gold::{self, Unit};
use crate::eval::score::{NARRATOR, same};
use std::fs;
use std::path::Path;
use tifa_record::statement::Place;
use tifa_record::{Context, examples};
use tifa_source::{Block, Input, read};
use tifa_text::ByteRange;

/// What the file says of itself.
const ABOUT: &str = "\
Weights of the model that tells whether a sentence without a cue goes on with the speaker before it (positive) or is the
narrator's. Feature, tab, weight: it goes on when the weights of its features and of `bias` sum to more than 0.
Made by `cargo xtask train` from the gold set for learning: logistic regression, features of at least 5 documents,
quadratic penalty. Features are found by `sequence/judgement.rs`; change it, or a table of words, and train again.";

/// Examples are few and features many of them have are what carries over.
const SETTINGS: Settings = Settings { documents: 5, penalty: 1.5 };

/// A sentence with its gold label and its words.
struct Labelled {
    example: Example,
    shown: String,
}

/// Learns the weights and prints what cross-validation says.
pub fn train(shared: &Path, options: &Options) -> Result<String> {
    let items = examples(shared, "train")?;
    let answers = cross_validate(
        &items,
        |i| &i.example.document,
        |rest| learn(&rest.iter().map(|i| &i.example).collect::<Vec<_>>(), SETTINGS),
        |model, i| score(model, &i.example.features),
    );
    if options.errors {
        for (item, log_odds) in items.iter().zip(&answers).filter(|(i, a)| (**a > 0.0) != i.example.label) {
            let wrong = if item.example.label { "missed" } else { "invented" };
            println!("    {wrong:<8} {log_odds:+.1} {}", item.shown);
        }
    }
    let all: Vec<&Example> = items.iter().map(|i| &i.example).collect();
    let weights = learn(&all, SETTINGS);
    let seen = |items: &[Labelled]| {
        count(items, &items.iter().map(|i| score(&weights, &i.example.features)).collect::<Vec<_>>())
    };
    println!("continuation: {} sentences, {} features", all.len(), weights.len());
    println!("  documents not seen: {}", count(&items, &answers).line());
    println!("  documents seen:     {}", seen(&items).line());
    if options.measure {
        println!("  dev:                {}", seen(&examples(shared, "dev")?).line());
    }
    Ok(file::write(ABOUT, &weights))
}

/// Counts of answers given as log-odds.
fn count(items: &[Labelled], answers: &[f64]) -> Binary {
    let mut out = Binary::default();
    items.iter().zip(answers).for_each(|(i, a)| out.count(*a > 0.0, i.example.label));
    out
}

/// The sentences without a cue of a gold set for which a speaker is at hand, in a right reading.
fn examples(shared: &Path, set: &str) -> Result<Vec<Labelled>> {
    let mut out = Vec::new();
    for document in gold::load(shared, set)? {
        let (_, path) = locate(shared, &document.name)?;
        let bytes = fs::read(&path)?;
        let name = path.file_name().map(|f| f.to_string_lossy().into_owned()).unwrap_or_default();
        let sidecar = fs::read(path.with_extension("json")).ok();
        let sidecar = sidecar.as_deref();
        let input = Input { name: &name, bytes: &bytes, sidecar, date: None, outlet: None };
        let Ok(reading) = read(&input) else { continue };
        for found in &reading.documents {
            let told = |place: Place, voice: &str| told(&found.blocks, &document.units, place, voice);
            for (s, label) in examples::sentences(&found.blocks, &Context::of(&found.metadata), told) {
                let Some(block) = found.blocks.get(s.place.block as usize) else { continue };
                let text: String = s.place.range.of(&block.text).chars().take(60).collect();
                let shown = format!("{}: {}", document.name, text.replace('\n', " "));
                let example = Example { document: document.name.clone(), features: s.features, label };
                out.push(Labelled { example, shown });
            }
        }
    }
    Ok(out)
}

/// Whether gold has a sentence as words of `voice`, or as words of whoever speaks in the unit before too: then it goes on,
/// though not with the voice that was read there. `None` where gold has nothing to say or allows both.
fn told(blocks: &[Block], units: &[Unit], place: Place, voice: &str) -> Option<bool> {
    let spans = blocks.get(place.block as usize)?.spans(place.range);
    let shared = |u: &Unit| -> usize {
        let common = |s: &ByteRange| u.end.min(s.end as usize).saturating_sub(u.start.max(s.start as usize));
        spans.iter().map(common).sum()
    };
    let (at, unit) =
        units.iter().enumerate().filter(|(_, u)| shared(u) > 0).max_by_key(|(_, u)| shared(u))?;
    let narrator = unit.speakers.iter().any(|s| s == NARRATOR);
    let said = |other: &str| unit.speakers.iter().any(|s| s != NARRATOR && same(s, other));
    if narrator {
        return unit.speakers.iter().all(|s| s == NARRATOR).then_some(false);
    }
    let before = at.checked_sub(1).map_or(&[][..], |i| &units[i].speakers);
    Some(said(voice) || before.iter().any(|s| s != NARRATOR && said(s)))
}
