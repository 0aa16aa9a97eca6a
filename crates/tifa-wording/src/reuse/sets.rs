//! Disjoint sets, joined as it is found what belongs together (union by least member, with path halving).

/// Disjoint sets of numbers, each known by its first.
pub(super) struct Sets(Vec<usize>);

impl Sets {
    /// Each number below `count` in a set of its own.
    pub fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first of the set that `i` is in.
    pub fn first(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    /// Makes one set of those that `i` and `j` are in.
    pub fn join(&mut self, i: usize, j: usize) {
        let (i, j) = (self.first(i), self.first(j));
        self.0[i.max(j)] = i.min(j);
    }
}
