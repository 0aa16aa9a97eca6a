//! Which grams are met more than once, told before any is kept.

use std::sync::atomic::{AtomicU64, Ordering};

/// Slots for each text, at first: some four for every gram of an article.
const FOR_A_TEXT: usize = 1 << 13;

/// Slots at most, in bits: 128 MiB of them.
const MOST: u32 = 29;

/// Two bits for each slot of keys: whether one was met there, and whether another was. Many threads may note keys at
/// once, in any order, and what is known in the end is the same.
///
/// Keys that share a slot are taken for one, so that some that were met once pass for met again; never the reverse.
#[derive(Debug)]
pub(super) struct Twice {
    words: Vec<AtomicU64>,
    bits: u32,
}

impl Twice {
    /// For the grams of so many texts.
    pub fn new(texts: usize) -> Self {
        let bits = texts.saturating_mul(FOR_A_TEXT).next_power_of_two().ilog2().clamp(5, MOST);
        Self { words: (0..1usize << (bits - 5)).map(|_| AtomicU64::new(0)).collect(), bits }
    }

    /// The word of a key and the lower of its two bits.
    #[inline]
    fn slot(&self, key: u64) -> (&AtomicU64, u64) {
        let slot = (key >> (64 - self.bits)) as usize;
        (&self.words[slot / 32], 1 << (slot % 32 * 2))
    }

    /// Notes that a key was met.
    #[inline]
    pub fn note(&self, key: u64) {
        let (word, one) = self.slot(key);
        let known = word.load(Ordering::Relaxed);
        if known & one == 0 && word.fetch_or(one, Ordering::Relaxed) & one == 0 {
            return;
        }
        if known & (one << 1) == 0 {
            word.fetch_or(one << 1, Ordering::Relaxed);
        }
    }

    /// Whether a key was noted twice, or passes for it.
    #[inline]
    pub fn has(&self, key: u64) -> bool {
        let (word, one) = self.slot(key);
        word.load(Ordering::Relaxed) & (one << 1) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_was_noted_again() {
        let twice = Twice::new(4);
        let keys: Vec<u64> = (1..50u64).map(|n| n << 58).collect();
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| keys.iter().step_by(2).for_each(|&key| twice.note(key)));
            }
            scope.spawn(|| keys.iter().skip(1).step_by(2).for_each(|&key| twice.note(key)));
        });
        let has: Vec<bool> = keys.iter().map(|&key| twice.has(key)).collect();
        let expect: Vec<bool> = (0..keys.len()).map(|n| n % 2 == 0).collect();
        assert_eq!(has, expect);
        assert!(!twice.has(u64::MAX));
        twice.note(u64::MAX);
        assert!(!twice.has(u64::MAX));
        twice.note(u64::MAX);
        assert!(twice.has(u64::MAX));
        assert!(!Twice::new(0).has(7));
    }
}
