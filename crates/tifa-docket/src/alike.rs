//! How much two folded texts have in common: their pairs of neighbouring characters, rare ones weighing more.
//!
//! A pair that stands in few of the texts says more than 合作 or 继续, which stand in most. The weight of a pair is one more
//! than the binary logarithm of how many texts there are for each that has it, in whole numbers, so that every machine
//! comes to the same result.

use rustc_hash::FxHashMap;

/// Two neighbouring characters.
pub(crate) type Pair = [char; 2];

/// The pairs of a folded text, each once, in order. Marks that end a sentence part their neighbours.
pub(crate) fn pairs(text: &str) -> Vec<Pair> {
    let chars = || text.chars();
    let both = chars().zip(chars().skip(1)).map(|(a, b)| [a, b]);
    let mut pairs: Vec<Pair> = both.filter(|pair| pair.iter().all(|c| c.is_alphanumeric())).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Those of `pairs` that are in `others` too; both as [`pairs`] gives them.
pub(crate) fn common<'p>(pairs: &'p [Pair], others: &'p [Pair]) -> impl Iterator<Item = Pair> + 'p {
    let mut others = others.iter().peekable();
    pairs.iter().copied().filter(move |pair| {
        while others.next_if(|other| *other < pair).is_some() {}
        others.next_if_eq(&pair).is_some()
    })
}

/// How common each pair is among some texts.
#[derive(Debug, Default)]
pub(crate) struct Weights {
    texts: u32,
    with: FxHashMap<Pair, u32>,
}

impl Weights {
    /// Counts the texts and their pairs.
    pub(crate) fn of<'s, S: IntoIterator<Item = &'s Pair>>(sets: impl Iterator<Item = S>) -> Self {
        let mut weights = Self::default();
        sets.for_each(|set| weights.count(set));
        weights
    }

    /// Counts a text more, with its pairs.
    pub(crate) fn count<'s>(&mut self, set: impl IntoIterator<Item = &'s Pair>) {
        self.texts = self.texts.saturating_add(1);
        for &pair in set {
            let with = self.with.entry(pair).or_insert(0);
            *with = with.saturating_add(1);
        }
    }

    /// The weight of a pair; of one that no text has, that of one which a single text has.
    pub(crate) fn of_pair(&self, pair: Pair) -> u64 {
        let with = self.with.get(&pair).copied().unwrap_or(1).max(1);
        u64::from((self.texts / with).max(1).ilog2()) + 1
    }

    /// The weight of all pairs of a set.
    pub(crate) fn whole(&self, set: &[Pair]) -> u64 {
        set.iter().map(|&p| self.of_pair(p)).sum()
    }

    /// The weight of what two sets have in common.
    pub(crate) fn shared(&self, a: &[Pair], b: &[Pair]) -> u64 {
        common(a, b).map(|p| self.of_pair(p)).sum()
    }

    /// The heaviest pairs of a set, as many as are needed for more than `percent` of its weight. What has in common with the
    /// set at least the rest of its weight has one of these.
    pub(crate) fn heaviest(&self, set: &[Pair], percent: u64) -> Vec<Pair> {
        let mut all: Vec<Pair> = set.to_vec();
        all.sort_by_cached_key(|&p| (std::cmp::Reverse(self.of_pair(p)), p));
        let whole = self.whole(set);
        let mut sum = 0;
        let needed = all.iter().take_while(|&&p| {
            let more = sum * 100 <= whole * percent;
            sum += self.of_pair(p);
            more
        });
        let count = needed.count();
        all.truncate(count);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_pairs_weigh_more() {
        let sets: Vec<_> = ["加强合作", "深化合作", "扩大合作", "恢复合作"].map(pairs).into_iter().collect();
        let weights = Weights::of(sets.iter());
        assert_eq!((weights.of_pair(['合', '作']), weights.of_pair(['恢', '复'])), (1, 3));
        assert_eq!(weights.shared(&sets[0], &sets[1]), 1);
        assert_eq!(weights.whole(&sets[0]), 7);
        assert_eq!(weights.heaviest(&sets[0], 40), [['加', '强'], ['强', '合']][..1]);
        assert!(pairs("好。了").is_empty());
    }
}
