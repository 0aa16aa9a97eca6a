//! Logistic regression with a quadratic penalty.

use super::minimise::minimise;
use std::collections::{BTreeMap, BTreeSet};

/// The feature every thing has; its weight is the log-odds of a thing without other features.
pub const BIAS: &str = "bias";

/// One thing to learn from.
#[derive(Debug, Clone)]
pub struct Example {
    /// The document it stands in.
    pub document: String,
    /// Its features.
    pub features: Vec<String>,
    /// What it is.
    pub label: bool,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// A feature counts when it stands in at least so many documents.
    pub documents: usize,
    /// Half the penalty on the square of each weight, the bias apart.
    pub penalty: f64,
}

/// A penalty so small that it only makes the minimum one point.
const BIAS_PENALTY: f64 = 1e-3;

/// The features of `examples` that count, in the order of their names, with the weights that make the labels likeliest.
pub fn learn(examples: &[&Example], settings: Settings) -> BTreeMap<String, f64> {
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for example in examples {
        for feature in &example.features {
            seen.entry(feature).or_default().insert(&example.document);
        }
    }
    let mut names: Vec<&str> =
        seen.into_iter().filter(|(_, d)| d.len() >= settings.documents).map(|(f, _)| f).collect();
    names.push(BIAS);
    names.sort_unstable();
    names.dedup();
    let id = |feature: &str| names.binary_search(&feature).ok();
    let bias = id(BIAS);
    let rows: Vec<(Vec<usize>, f64)> = examples
        .iter()
        .map(|e| {
            let known = e.features.iter().filter_map(|f| id(f));
            (known.chain(bias).collect(), if e.label { 1.0 } else { -1.0 })
        })
        .collect();
    let weights = minimise(names.len(), |weights, gradient| {
        let mut loss = 0.0;
        for i in 0..weights.len() {
            let penalty = if Some(i) == bias { BIAS_PENALTY } else { settings.penalty };
            gradient[i] = 2.0 * penalty * weights[i];
            loss += penalty * weights[i] * weights[i];
        }
        for (row, sign) in &rows {
            let margin = sign * row.iter().map(|&i| weights[i]).sum::<f64>();
            // ln(1 + e^-m) without overflow.
            loss += (-margin.abs()).exp().ln_1p() + (-margin).max(0.0);
            let pull = -sign / (1.0 + margin.exp());
            for &i in row {
                gradient[i] += pull;
            }
        }
        loss
    });
    names.into_iter().map(str::to_owned).zip(weights).collect()
}

/// Log-odds of a thing with these features.
pub fn score(weights: &BTreeMap<String, f64>, features: &[String]) -> f64 {
    let of = |feature: &str| weights.get(feature).copied().unwrap_or(0.0);
    features.iter().map(|f| of(f)).sum::<f64>() + of(BIAS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_the_labels_apart_gets_weight() {
        let example = |i: usize, features: &[&str], label| Example {
            document: i.to_string(),
            features: features.iter().map(|f| (*f).to_owned()).collect(),
            label,
        };
        let examples: Vec<Example> = (0..40)
            .map(|i| example(i, if i % 2 == 0 { &["even", "any"] } else { &["any"] }, i % 2 == 0))
            .chain([example(99, &["once"], true)])
            .collect();
        let all: Vec<&Example> = examples.iter().collect();
        let weights = learn(&all, Settings { documents: 2, penalty: 0.5 });
        assert!(weights["even"] > 2.0, "{weights:?}");
        assert!(!weights.contains_key("once"));
        assert!(score(&weights, &examples[0].features) > 0.0);
        assert!(score(&weights, &examples[1].features) < 0.0);
        assert_eq!(learn(&all, Settings { documents: 2, penalty: 0.5 }), weights);
    }
}
