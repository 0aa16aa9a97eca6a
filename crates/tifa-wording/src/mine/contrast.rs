//! Keyness: what one side says more than another.
//!
//! Whether the difference is more than chance: log-likelihood (Dunning, Accurate Methods for the Statistics of Surprise
//! and Coincidence, Computational Linguistics 19, 1993) in the form for comparing corpora (Rayson & Garside, Comparing
//! Corpora using Frequency Profiling, 2000). How large it is: log ratio, the binary logarithm of the ratio of relative
//! frequencies, with half a use in place of none (Hardie, Log Ratio: an informal introduction, 2014).

use crate::mine::rounded;
use serde::Serialize;

/// The least log-likelihood that is shown: p < 0.001 with one degree of freedom.
pub const LEAST: f64 = 10.83;

/// The least where one side has none at all: p < 0.05, some three uses in one of two equal halves. How many the other
/// side would have had is shown beside it.
pub const LEAST_ALONE: f64 = 3.84;

/// How often something is said on a side, and how much could have held it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Places.
    pub count: u32,
    /// Places in sentences that did not stand before on this side. Figures of keyness are made of these, so that a
    /// report printed ten times is one.
    pub uses: u32,
    /// Texts that have it.
    pub documents: u32,
    /// Texts that could have had it.
    pub of_documents: usize,
    /// Characters that could have been it.
    pub of_characters: u64,
}

/// Which side says it more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The side that was asked for, relative to its size.
    Here,
    /// The side it is set against.
    There,
}

/// One formulation on two sides.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contrast {
    /// On the side that was asked for.
    pub here: Share,
    /// On the side it is set against.
    pub there: Share,
    /// Which side says it more.
    pub direction: Direction,
    /// G², never negative.
    pub log_likelihood: f64,
    /// Positive when this side says it more; one step is twice as often.
    pub log_ratio: f64,
    /// Uses on the side with fewer, were it said there as often as on the other.
    pub expected: f64,
}

impl Contrast {
    /// Of two shares.
    pub fn new(here: Share, there: Share) -> Self {
        let (a, b) = (f64::from(here.uses), f64::from(there.uses));
        let (c, d) = (here.of_characters.max(1) as f64, there.of_characters.max(1) as f64);
        let term = |seen: f64, of: f64| {
            let expected = of * (a + b) / (c + d);
            if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 }
        };
        let half = |uses: f64| if uses > 0.0 { uses } else { 0.5 };
        let more = a / c >= b / d;
        Self {
            here,
            there,
            direction: if more { Direction::Here } else { Direction::There },
            log_likelihood: rounded((2.0 * (term(a, c) + term(b, d))).max(0.0)),
            log_ratio: rounded((half(a) / c / (half(b) / d)).log2()),
            expected: rounded(if more { a * d / c } else { b * c / d }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: u32, c: u64, b: u32, d: u64, likelihood: f64, ratio: f64) {
        let share = |uses, of_characters| Share {
            count: uses,
            uses,
            documents: uses,
            of_documents: 9,
            of_characters,
        };
        let found = Contrast::new(share(a, c), share(b, d));
        assert!((found.log_likelihood - likelihood).abs() < 0.01, "{found:?}");
        assert!((found.log_ratio - ratio).abs() < 0.01, "{found:?}");
    }

    #[test]
    fn figures() {
        // 2 (30 ln (30/20) + 10 ln (10/20))
        check(30, 1000, 10, 1000, 10.46, 1.58);
        check(10, 1000, 10, 1000, 0.0, 0.0);
        // Nothing there: half a use in the ratio, none in the likelihood: 2 · 8 ln 2.
        check(8, 1000, 0, 1000, 11.09, 4.0);
        check(0, 1000, 8, 1000, 11.09, -4.0);
        check(0, 0, 0, 0, 0.0, 0.0);
    }
}
