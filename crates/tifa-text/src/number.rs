//! Numbers in running Chinese text, of either script.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An exact decimal number: `coefficient` divided by ten to the `places`.
///
/// Kept without trailing zeros behind the point, so that equal numbers are equal values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decimal {
    coefficient: i128,
    places: u8,
}

impl Decimal {
    /// `coefficient` divided by ten to the `places`.
    pub fn new(coefficient: i128, places: u8) -> Self {
        let (mut coefficient, mut places) = (coefficient, places);
        while places > 0 && coefficient % 10 == 0 {
            (coefficient, places) = (coefficient / 10, places - 1);
        }
        Self { coefficient, places }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.coefficient);
        }
        let places = usize::from(self.places);
        let digits = format!("{:0>width$}", self.coefficient.unsigned_abs(), width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        write!(f, "{}{whole}.{part}", if self.coefficient < 0 { "-" } else { "" })
    }
}
