//! Two reports side by side: what both have, what each says in other words or elsewhere, what each alone has.
//!
//! Reports are compared by sentences. Candidates for a pair share pairs of characters; how alike two sentences are is
//! twice their longest common subsequence by the sum of their lengths. The pairs that stand in the same order in both
//! reports are the heaviest chain of candidates, as collinear chaining finds it (Abouelhoda and Ohlebusch, Chaining
//! algorithms for multiple genome comparison, 2005); what is alike and not in the chain has moved. A sentence that one
//! report cuts in two is joined again beside the one it came from.

mod align;
mod unit;

pub(crate) use align::similarity;
pub use align::{Kind, Pair};
pub use unit::{Scope, Unit};

/// Two reports and how they lie side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Sentences of the first.
    pub a: Vec<Unit>,
    /// Sentences of the second.
    pub b: Vec<Unit>,
    /// Pairs in the order of the first, with what the second alone has where it stands there.
    pub pairs: Vec<Pair>,
}

/// Characters of both reports, by what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Shares {
    /// Folded characters of the first report in sentences of the second, the same or changed, in order or moved.
    pub a_shared: usize,
    /// Folded characters of the first report.
    pub a: usize,
    /// Folded characters of the second report in sentences of the first.
    pub b_shared: usize,
    /// Folded characters of the second report.
    pub b: usize,
}

impl Comparison {
    /// Lays the sentences `a` and `b` side by side.
    pub fn new(a: Vec<Unit>, b: Vec<Unit>) -> Self {
        let pairs = align::align(&a, &b);
        Self { a, b, pairs }
    }

    /// How much of each report the other has.
    pub fn shares(&self) -> Shares {
        let size = |units: &[Unit]| units.iter().map(|u| u.characters.len()).sum();
        let of = |shared: bool, side: fn(&Pair) -> &std::ops::Range<usize>, units: &[Unit]| {
            let pairs = self.pairs.iter().filter(|p| p.is_shared() == shared);
            pairs.map(|p| size(&units[side(p).clone()])).sum()
        };
        Shares {
            a_shared: of(true, |p| &p.a, &self.a),
            a: size(&self.a),
            b_shared: of(true, |p| &p.b, &self.b),
            b: size(&self.b),
        }
    }
}

#[cfg(test)]
mod tests;
