//! One gold document, unit by unit: what gold says and what was found.

use super::gold::{self, QuoteKind, Unit};
use super::score::{self, Score, Verdict};
use super::{SETS, found};
use crate::Result;
use std::path::Path;

/// Prints the document `name` of any set.
///
/// # Errors
/// When no set has it.
pub fn run(shared: &Path, name: &str, only_wrong: bool) -> Result<()> {
    for set in SETS {
        let Some(document) = gold::load(shared, set)?.into_iter().find(|d| d.name == name) else { continue };
        let found = found::find(shared, name)?;
        println!("{name} ({set}, {})", found.origin);
        if let Some(why) = &found.refused {
            println!("not read: {why}");
        }
        let mut score = Score::default();
        for unit in &document.units {
            score.count(unit, &found.rows);
            if !only_wrong || is_wrong(unit, &found.rows) {
                print_unit(unit, &found.rows);
            }
        }
        println!(
            "accuracy {:.4}  F1 {:.4}  missed {} invented {} wrong {}",
            score.accuracy(),
            score.f1(),
            score.missed,
            score.invented,
            score.wrong
        );
        return Ok(());
    }
    Err(format!("{name} is in no gold set").into())
}

fn is_wrong(unit: &Unit, rows: &[found::Row]) -> bool {
    score::verdict(unit, score::answer(unit, rows)) != Verdict::Right
}

fn print_unit(unit: &Unit, rows: &[found::Row]) {
    let answer = score::answer(unit, rows);
    let sign = match score::verdict(unit, answer) {
        Verdict::Right => "  ",
        Verdict::Missed => "−",
        Verdict::Invented => "+",
        Verdict::Wrong => "≠",
    };
    println!(
        "{sign:<2} [{}|{}] {}..{}  gold {} {}  found {} {}",
        unit.unit,
        unit.kind,
        unit.start,
        unit.end,
        unit.speakers.join(" / "),
        unit.modes.join("/"),
        answer.speaker.unwrap_or(score::NARRATOR),
        answer.mode.map_or(score::NARRATOR, score::letter),
    );
    println!("     {}", unit.text.replace('\n', " "));
    for quote in &unit.quotes {
        let taken =
            rows.iter().flat_map(|r| &r.quotes).any(|x| x.start <= quote.start + 3 && x.end + 3 >= quote.end);
        let agree = match quote.kind {
            QuoteKind::Speech => taken,
            QuoteKind::Term => !taken,
            QuoteKind::Either => true,
        };
        if !agree {
            let text = unit.text.get(quote.start - unit.start..quote.end - unit.start).unwrap_or_default();
            println!(
                "     quote {text}: gold {:?}, found {}",
                quote.kind,
                if taken { "speech" } else { "term" }
            );
        }
    }
}
