//! Pinned floors: a figure on the gold that falls below one fails the tests. Lowering one is an explicit act.

use super::score::Score;
use crate::verdicts::Tally;
use crate::{Result, place};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;

/// Where the floors stand, in the workspace.
pub const FILE: &str = "eval/floors.toml";

/// Floors of one set; what is not named is not checked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Floor {
    /// Share of units that are right.
    pub accuracy: Option<f64>,
    /// F1 of speakers.
    pub speaker_f1: Option<f64>,
    /// F1 of quotations taken for speech.
    pub speech_quote_f1: Option<f64>,
    /// Share of right speakers whose mode is right.
    pub mode_accuracy: Option<f64>,
}

/// Floors by set.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Floors {
    /// F1 of the kinds of the docket, and under `macro` their mean.
    #[serde(default)]
    docket: BTreeMap<String, f64>,
    /// Shares of right verdicts.
    #[serde(default)]
    verdicts: Verdicts,
    #[serde(flatten)]
    sets: BTreeMap<String, Floor>,
}

/// Floors of `cargo xtask verdicts`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdicts {
    /// Least number of cases.
    #[serde(default)]
    cases: usize,
    /// Share of right verdicts, all kinds together.
    #[serde(default)]
    accuracy: f64,
    /// The same of each kind.
    #[serde(default)]
    kind: f64,
}

/// Reads the floors.
pub fn load() -> Result<Floors> {
    let path = place::root().join(FILE);
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(toml::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?)
}

impl Floors {
    /// What of `score` lies below the floors of `set`, for a person.
    pub fn below(&self, set: &str, score: &Score) -> Vec<String> {
        let Some(floor) = self.sets.get(set) else { return Vec::new() };
        [
            ("accuracy", floor.accuracy, score.accuracy()),
            ("speaker F1", floor.speaker_f1, score.f1()),
            ("speech quote F1", floor.speech_quote_f1, score.quote_f1()),
            ("mode accuracy", floor.mode_accuracy, score.mode_accuracy()),
        ]
        .into_iter()
        .filter_map(|(name, floor, is)| {
            let floor = floor.filter(|&f| is < f)?;
            Some(format!("{set}: {name} {is:.4} is below its floor {floor} in {FILE}"))
        })
        .collect()
    }

    /// The same for the docket, by kind.
    pub fn below_docket(&self, f1: &BTreeMap<&'static str, f64>) -> Vec<String> {
        self.docket
            .iter()
            .filter_map(|(kind, &floor)| {
                let is = f1.get(kind.as_str()).copied().unwrap_or(0.0);
                (is < floor)
                    .then(|| format!("docket: F1 of {kind} {is:.4} is below its floor {floor} in {FILE}"))
            })
            .collect()
    }

    /// The same for verdicts.
    pub fn below_verdicts(&self, tally: &Tally) -> Vec<String> {
        let floor = &self.verdicts;
        let mut below = Vec::new();
        let mut check = |name: &str, floor: f64, is: f64| {
            if is < floor {
                below.push(format!("verdicts: {name} {is:.4} is below its floor {floor} in {FILE}"));
            }
        };
        check("cases", floor.cases as f64, tally.cases() as f64);
        check("accuracy", floor.accuracy, tally.share(None));
        for &kind in tally.right.keys() {
            check(kind, floor.kind, tally.share(Some(kind)));
        }
        below
    }
}
