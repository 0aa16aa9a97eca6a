//! Weights of trained linear models: a text file that a person can read, one feature a line.
//!
//! A model is a list of named features with a weight each, learned by `cargo xtask train` and committed. A feature's name
//! is made of parts (`before=`, `說`); the function that finds the features of a thing gives the parts to a [`Sink`],
//! which scores them ([`Score`], no allocation) or writes the names down ([`Names`], for training). So what is trained
//! and what is run cannot differ.

use std::fmt;

/// What is wrong with a file of weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeightsError {
    /// The line (from 1) is not a feature and a number with a tab between.
    Malformed(usize),
    /// The feature in this line stands before already, or its key is that of another feature.
    Repeated(usize),
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(line) => write!(f, "line {line} is not a feature, a tab and a weight"),
            Self::Repeated(line) => write!(f, "the feature in line {line} stands twice"),
        }
    }
}

impl std::error::Error for WeightsError {}

/// Takes the features of one thing, in an order that depends on the thing alone.
pub trait Sink {
    /// A feature that is there; its name is `parts`, one behind the other.
    fn add(&mut self, parts: &[&str]);
}

/// Key of a feature's name: FNV-1a of 64 bits over its bytes (Fowler, Noll, Vo), so that a name in parts has the key of
/// the whole name.
fn key(parts: &[&str]) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    for part in parts {
        for &b in part.as_bytes() {
            hash = (hash ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
    hash
}

/// Features and their weights.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    names: Vec<String>,
    weights: Vec<f64>,
    /// Open addressing: key and id plus one, 0 for an empty slot; a power of two long, at most half full.
    slots: Vec<(u64, u32)>,
}

impl Weights {
    /// Reads a file of weights: lines that begin with `#` are comments, the others are a feature, a tab and a weight.
    /// Ids count the features from 0 in the order of the file.
    ///
    /// # Errors
    /// When a line has another form, or a feature stands twice.
    pub fn parse(text: &str) -> Result<Self, WeightsError> {
        let mut out = Self::default();
        let rows = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty());
        let mut lines = Vec::new();
        for (i, line) in rows {
            let (name, weight) = line.split_once('\t').ok_or(WeightsError::Malformed(i + 1))?;
            let weight: f64 = weight.parse().map_err(|_| WeightsError::Malformed(i + 1))?;
            if name.is_empty() || !weight.is_finite() {
                return Err(WeightsError::Malformed(i + 1));
            }
            out.names.push(name.to_owned());
            out.weights.push(weight);
            lines.push(i + 1);
        }
        out.slots = vec![(0, 0); (out.names.len() * 2).next_power_of_two().max(2)];
        for (id, name) in out.names.iter().enumerate() {
            let key = key(&[name]);
            let mut at = key as usize & (out.slots.len() - 1);
            while out.slots[at].1 != 0 {
                if out.slots[at].0 == key {
                    return Err(WeightsError::Repeated(lines[id]));
                }
                at = (at + 1) & (out.slots.len() - 1);
            }
            out.slots[at] = (key, id as u32 + 1);
        }
        Ok(out)
    }

    /// Number of features.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no feature.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Features by id.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Id of the feature whose name is `parts`, one behind the other.
    pub fn id(&self, parts: &[&str]) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let key = key(parts);
        let mut at = key as usize & mask;
        loop {
            match self.slots[at] {
                (_, 0) => return None,
                (k, id) if k == key => return Some(id - 1),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Weight of a feature by id; 0 when there is no such id.
    pub fn weight(&self, id: u32) -> f64 {
        self.weights.get(id as usize).copied().unwrap_or(0.0)
    }

    /// Weight of the feature whose name is `parts`; 0 when the model does not know it.
    pub fn of(&self, parts: &[&str]) -> f64 {
        self.id(parts).map_or(0.0, |id| self.weight(id))
    }
}

/// Sums the weights of the features it is given.
#[derive(Debug)]
pub struct Score<'w> {
    weights: &'w Weights,
    /// The sum: log-odds, when the model is a logistic one.
    pub sum: f64,
}

impl<'w> Score<'w> {
    /// A sum of nothing yet.
    pub fn new(weights: &'w Weights) -> Self {
        Self { weights, sum: 0.0 }
    }
}

impl Sink for Score<'_> {
    fn add(&mut self, parts: &[&str]) {
        self.sum += self.weights.of(parts);
    }
}

/// Writes the names of features down.
#[derive(Debug, Default)]
pub struct Names(pub Vec<String>);

impl Sink for Names {
    fn add(&mut self, parts: &[&str]) {
        self.0.push(parts.concat());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, feature: &[&str], expect: Result<Option<f64>, WeightsError>) {
        let found = Weights::parse(text).map(|w| w.id(feature).map(|id| w.weight(id)));
        assert_eq!(found, expect, "{text:?} {feature:?}");
    }

    #[test]
    fn features_are_found_whole_and_in_parts() {
        let file = "# two features\nbefore=說\t1.250\nlong\t-0.500\n";
        check(file, &["before=說"], Ok(Some(1.25)));
        check(file, &["before=", "說"], Ok(Some(1.25)));
        check(file, &["lo", "", "ng"], Ok(Some(-0.5)));
        check(file, &["short"], Ok(None));
        check("", &["long"], Ok(None));
    }

    #[test]
    fn a_damaged_file_is_told() {
        check("long 1", &[], Err(WeightsError::Malformed(1)));
        check("# weights\nlong\tmuch", &[], Err(WeightsError::Malformed(2)));
        check("long\tNaN", &[], Err(WeightsError::Malformed(1)));
        check("\t1", &[], Err(WeightsError::Malformed(1)));
        check("long\t1\nlong\t2", &[], Err(WeightsError::Repeated(2)));
    }

    #[test]
    fn many_features_share_the_table() {
        let file: String = (0..5000).map(|i| format!("f{i}\t{i}\n")).collect();
        let weights = Weights::parse(&file).unwrap();
        assert_eq!(weights.len(), 5000);
        for i in 0..5000u32 {
            let name = i.to_string();
            assert_eq!(weights.id(&["f", &name]), Some(i));
        }
        let mut score = Score::new(&weights);
        for part in ["10", "2", "none"] {
            score.add(&["f", part]);
        }
        assert!((score.sum - 12.0).abs() < 1e-12);
    }
}
