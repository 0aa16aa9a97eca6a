//! Fingerprints of a text: which of its grams stand for it.
//!
//! A gram is a run of a fixed number of characters; its key is a hash of it. Of long grams only the least key of every
//! window is taken (winnowing: Schleimer, Wilkerson, Aiken, Winnowing: Local Algorithms for Document Fingerprinting,
//! SIGMOD 2003), so two texts with a common run as long as gram and window together take one gram of it in common. Of
//! short grams all are taken: a changed passage of the least length may have one alone that is untouched.

use std::ops::Range;

/// Base of the polynomial by which runs are hashed; any odd number with many ones would do.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of every run of a text in constant time: a polynomial modulo 2⁶⁴ over its characters (Karp, Rabin, 1987).
#[derive(Debug, Default)]
pub(super) struct Hashes {
    /// Of the first n characters.
    prefix: Vec<u64>,
    values: Vec<u64>,
}

impl Hashes {
    /// Hashes `chars`, in the memory of what was hashed before.
    pub fn fill(&mut self, chars: &[char]) {
        self.prefix.clear();
        self.prefix.reserve(chars.len() + 1);
        let mut hash = 0u64;
        self.prefix.push(hash);
        for &c in chars {
            hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)) + 1);
            self.prefix.push(hash);
        }
    }

    /// The key of the run of `gram.length` characters at `at`.
    #[inline]
    pub fn key(&self, gram: Gram, at: usize) -> u64 {
        let run = self.prefix[at + gram.length].wrapping_sub(self.prefix[at].wrapping_mul(gram.power));
        mix(run)
    }

    /// Gives key and place of the least gram of every `window` grams in `stretch`, the last of equals, each once.
    pub fn winnowed(
        &mut self,
        gram: Gram,
        window: usize,
        stretch: Range<usize>,
        mut each: impl FnMut(u64, usize),
    ) {
        let mut values = std::mem::take(&mut self.values);
        self.values_of(gram, stretch.clone(), &mut values);
        let mut least = usize::MAX;
        for end in window..=values.len() {
            let start = end - window;
            let before = least;
            if least == usize::MAX || least < start {
                least = (start..end).rev().min_by_key(|&i| values[i]).unwrap_or(start);
            } else if values[end - 1] <= values[least] {
                least = end - 1;
            }
            if least != before {
                each(values[least], stretch.start + least);
            }
        }
        self.values = values;
    }

    /// Gives key and place of every gram in `stretch`.
    pub fn each(&self, gram: Gram, stretch: Range<usize>, mut each: impl FnMut(u64, usize)) {
        let count = (stretch.len() + 1).saturating_sub(gram.length);
        for at in stretch.start..stretch.start + count {
            each(self.key(gram, at), at);
        }
    }

    fn values_of(&self, gram: Gram, stretch: Range<usize>, values: &mut Vec<u64>) {
        values.clear();
        self.each(gram, stretch, |key, _| values.push(key));
    }
}

/// A length of grams, with what hashing needs of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gram {
    /// Characters.
    pub length: usize,
    power: u64,
}

impl Gram {
    /// Grams of `length` characters.
    pub fn new(length: usize) -> Self {
        let power = (0..length).fold(1u64, |p, _| p.wrapping_mul(BASE));
        Self { length, power }
    }
}

/// Spreads a hash over all its bits, so that order among keys has nothing to do with the text (the finaliser of
/// SplitMix64: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014).
#[inline]
fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    h = (h ^ (h >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    h ^ (h >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hashes(text: &str) -> (Hashes, usize) {
        let chars: Vec<char> = text.chars().collect();
        let mut hashes = Hashes::default();
        hashes.fill(&chars);
        (hashes, chars.len())
    }

    #[test]
    fn equal_runs_have_equal_keys() {
        let (hashes, _) = hashes("山河湖山河海");
        let gram = Gram::new(2);
        assert_eq!(hashes.key(gram, 0), hashes.key(gram, 3));
        assert_ne!(hashes.key(gram, 0), hashes.key(gram, 1));
    }

    proptest! {
        /// Whatever stands round a common run, some gram of it is taken from both texts at the same place of it.
        #[test]
        fn a_common_run_shares_a_fingerprint(run in "[甲乙丙]{12}", a in "[甲乙丙丁]{0,20}", b in "[甲乙丙丁]{0,20}") {
            let (gram, window) = (Gram::new(8), 5);
            let taken = |before: &str, after: &str| {
                let (mut hashes, length) = hashes(&format!("{before}{run}{after}"));
                let first = before.chars().count();
                let mut out = Vec::new();
                hashes.winnowed(gram, window, 0..length, |key, at| {
                    if at >= first && at + gram.length <= first + 12 {
                        out.push((key, at - first));
                    }
                });
                out
            };
            let (one, other) = (taken(&a, &b), taken(&b, &a));
            prop_assert!(one.iter().any(|taken| other.contains(taken)));
        }
    }
}
