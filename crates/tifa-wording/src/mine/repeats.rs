//! Everything that stands twice or more: maximal repeats, from a suffix array.
//!
//! The intervals of the array of longest common prefixes (Abouelhoda, Kurtz & Ohlebusch, Replacing suffix trees with
//! enhanced suffix arrays, J. Discrete Algorithms 2, 2004) are the repeats that no character always follows; those
//! that no character always precedes are left when they are measured. The suffix array is made by induced sorting (Nong,
//! Zhang & Chan, IEEE Trans. Computers 60, 2011), as libsais has it for texts of 16-bit symbols; each [`END`](crate::mine::stream::END) counts as
//! a symbol of its own, so no repeat contains one. Time and memory are linear in the text.

use libsais::{LibsaisError, SuffixArrayConstruction};

/// A repeat: the suffixes that begin with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repeat {
    /// The first of them in the suffix array.
    pub first: u32,
    /// One past the last.
    pub last: u32,
    /// Its length in symbols.
    pub length: u32,
}

/// The suffixes of a text, sorted.
#[derive(Debug, Default)]
pub struct Suffixes {
    sorted: Vec<i32>,
    prefixes: Vec<i32>,
    /// Where the suffixes with each first symbol begin.
    starts: Vec<u32>,
}

impl Suffixes {
    /// Sorts the suffixes of `symbols`, which has `alphabet` symbols: runs, none of them empty, each
    /// with its end.
    ///
    /// # Errors
    /// When the memory for it is not there.
    pub fn new(symbols: &[u16], alphabet: usize) -> Result<Self, LibsaisError> {
        let mut starts = vec![0u32; alphabet + 1];
        for &s in symbols {
            starts[usize::from(s) + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        if symbols.is_empty() {
            return Ok(Self { starts, ..Self::default() });
        }
        let sorted = SuffixArrayConstruction::for_text(symbols)
            .in_owned_buffer32()
            .single_threaded()
            .generalized_suffix_array()
            .run()?;
        let with_prefixes = sorted.plcp_construction().single_threaded().run()?;
        let (sorted, prefixes, _, _) = with_prefixes.lcp_construction().single_threaded().run()?.into_parts();
        Ok(Self { sorted, prefixes, starts })
    }

    /// Where the suffixes of `repeat` begin, in the order of the suffix array.
    pub fn places(&self, repeat: Repeat) -> impl Iterator<Item = usize> + Clone + '_ {
        self.sorted[repeat.first as usize..repeat.last as usize].iter().map(|&at| at as usize)
    }

    /// The repeats of `shortest` to `longest` symbols that no symbol always follows and that stand at least `least`
    /// times, in the order of the suffix array.
    pub fn repeats(&self, shortest: u32, longest: u32, least: u32) -> Vec<Repeat> {
        let mut found = Vec::new();
        let mut open: Vec<(u32, u32)> = Vec::new();
        let count = self.sorted.len();
        for i in 1..=count {
            let common = self.prefixes.get(i).map_or(0, |&l| l as u32);
            let mut first = i as u32 - 1;
            while let Some((begun, length)) = open.pop_if(|(_, length)| *length > common) {
                if length >= shortest && length <= longest && i as u32 - begun >= least {
                    found.push(Repeat { first: begun, last: i as u32, length });
                }
                first = begun;
            }
            if common > 0 && open.last().is_none_or(|&(_, length)| length < common) {
                open.push((first, common));
            }
        }
        found
    }

    /// How often `part` stands in `symbols`, the text the suffixes are of.
    pub fn count(&self, symbols: &[u16], part: &[u16]) -> usize {
        let Some(&head) = part.first() else { return symbols.len() };
        let head = usize::from(head);
        let (from, to) = match (self.starts.get(head), self.starts.get(head + 1)) {
            (Some(&from), Some(&to)) => (from as usize, to as usize),
            _ => return 0,
        };
        let range = &self.sorted[from..to];
        let prefix = |at: i32| {
            let at = at as usize;
            &symbols[at..symbols.len().min(at + part.len())]
        };
        let low = range.partition_point(|&at| prefix(at) < part);
        range[low..].partition_point(|&at| prefix(at) == part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mine::stream::END;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// All repeats the slow way: every part of every run, kept when two different symbols follow it.
    fn naive(symbols: &[u16], least: usize) -> BTreeMap<Vec<u16>, usize> {
        let mut places: BTreeMap<&[u16], Vec<usize>> = BTreeMap::new();
        for start in 0..symbols.len() {
            for end in start + 1..symbols.len() {
                if symbols[start..end].contains(&END) {
                    break;
                }
                places.entry(&symbols[start..end]).or_default().push(start);
            }
        }
        let open = |part: &[u16], at: &[usize]| {
            let next: Vec<u16> = at.iter().map(|a| symbols[a + part.len()]).collect();
            next.contains(&END) || next.iter().any(|n| n != &next[0])
        };
        places.retain(|part, at| at.len() >= least.max(2) && open(part, at));
        places.into_iter().map(|(part, at)| (part.to_vec(), at.len())).collect()
    }

    proptest! {
        #[test]
        fn repeats_are_those_of_the_slow_way(runs in prop::collection::vec(prop::collection::vec(1u16..4, 1..12), 0..8)) {
            let symbols: Vec<u16> = runs.into_iter().flat_map(|run| run.into_iter().chain([END])).collect();
            let suffixes = Suffixes::new(&symbols, 4).unwrap();
            let mut found = BTreeMap::new();
            for repeat in suffixes.repeats(1, 100, 2) {
                let at: Vec<usize> = suffixes.places(repeat).collect();
                let part = symbols[at[0]..at[0] + repeat.length as usize].to_vec();
                prop_assert!(at.iter().all(|&a| symbols[a..].starts_with(&part)));
                prop_assert_eq!(suffixes.count(&symbols, &part), at.len());
                prop_assert!(found.insert(part, at.len()).is_none());
            }
            prop_assert_eq!(found, naive(&symbols, 2));
        }
    }
}
