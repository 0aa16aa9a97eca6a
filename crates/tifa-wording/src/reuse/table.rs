//! Which grams stand in more than one text, and where.

/// A place of a gram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Index of the text.
    pub text: u32,
    /// Its first character.
    pub at: u32,
}

/// A gram as it was met.
pub(super) type Met = (u64, Place);

/// Shares of the keys that are put in order one by one.
pub(super) const SHARES: usize = 64;

/// The share that a key falls into.
pub(super) fn share(key: u64) -> usize {
    (key >> 58) as usize
}

/// What becomes of a gram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Its places are kept, as many a text.
    Keep(usize),
    /// That it is there is kept, and its places are given to be looked at more closely.
    Refine,
    /// It is forgotten.
    Forget,
}

/// How many texts a gram stands in, and how often at most in one of them.
pub(super) fn spread(places: &[Met]) -> (usize, usize) {
    let texts = places.chunk_by(|a, b| a.1.text == b.1.text);
    texts.fold((0, 0), |(n, most), one| (n + 1, most.max(one.len())))
}

/// Grams that stand in more than one text, by key.
#[derive(Debug, Default)]
pub(super) struct Table {
    keys: Vec<u64>,
    /// Where the places of each key begin; 32 bits do for four milliards of places, and look-ups wait for memory.
    starts: Vec<u32>,
    places: Vec<Place>,
    /// Where the keys of each [`Self::slot`] begin, and the end.
    slots: Vec<u32>,
    bits: u32,
}

impl Table {
    /// The table of all that was `met`, by key and place; `judge` says what becomes of a gram, and `refine` takes the
    /// places of those that are to be refined.
    pub fn new(met: &[Met], judge: impl Fn(&[Met]) -> Verdict, refine: &mut dyn FnMut(&[Met])) -> Self {
        let mut out = Self::default();
        for group in met.chunk_by(|a, b| a.0 == b.0) {
            let kept = match judge(group) {
                Verdict::Keep(most) => most,
                Verdict::Refine => {
                    refine(group);
                    0
                }
                Verdict::Forget => continue,
            };
            out.keys.push(group[0].0);
            out.starts.push(out.places.len() as u32);
            for text in group.chunk_by(|a, b| a.1.text == b.1.text) {
                out.places.extend(text.iter().take(kept).map(|m| m.1));
            }
        }
        out
    }

    /// One table of the tables of all shares, in their order.
    pub fn joined(shares: Vec<Self>) -> Self {
        let mut out = Self::default();
        for share in shares {
            out.keys.extend(share.keys);
            let before = out.places.len() as u32;
            out.starts.extend(share.starts.iter().map(|s| s + before));
            out.places.extend(share.places);
        }
        out.indexed()
    }

    /// With the way to look keys up, about one key a slot.
    pub fn indexed(mut self) -> Self {
        self.bits = self.keys.len().max(2).ilog2();
        let mut key = 0;
        for slot in 0..=1usize << self.bits {
            while key < self.keys.len() && self.slot(self.keys[key]) < slot {
                key += 1;
            }
            self.slots.push(key as u32);
        }
        self
    }

    /// Keys ascend, and so do slots.
    fn slot(&self, key: u64) -> usize {
        (key >> (64 - self.bits)) as usize
    }

    /// The places of a gram, by text; none of one that was refined.
    pub fn find(&self, key: u64) -> Option<&[Place]> {
        let slot = self.slot(key);
        let keys = *self.slots.get(slot)? as usize..*self.slots.get(slot + 1)? as usize;
        let found = keys.start + self.keys[keys].iter().position(|&k| k == key)?;
        let end = self.starts.get(found + 1).map_or(self.places.len(), |&end| end as usize);
        Some(&self.places[self.starts[found] as usize..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_kept() {
        let place = |text, at| Place { text, at };
        let big = u64::MAX - 5;
        let met = [
            (3, place(0, 1)),
            (3, place(0, 5)),
            (3, place(2, 0)),
            (7, place(1, 1)),
            (9, place(0, 2)),
            (9, place(1, 2)),
            (big, place(0, 0)),
            (big, place(4, 0)),
        ];
        let judge = |group: &[Met]| match group[0].0 {
            7 => Verdict::Forget,
            9 => Verdict::Refine,
            _ => Verdict::Keep(1),
        };
        let mut refined = Vec::new();
        let low = Table::new(&met[..6], judge, &mut |group| refined.extend_from_slice(group));
        let high = Table::new(&met[6..], judge, &mut |_| unreachable!());
        let table = Table::joined(vec![low, high]);
        assert_eq!(table.find(3), Some(&[place(0, 1), place(2, 0)][..]));
        assert_eq!(table.find(7), None);
        assert_eq!(table.find(9), Some(&[][..]));
        assert_eq!(table.find(big), Some(&[place(0, 0), place(4, 0)][..]));
        assert_eq!(table.find(4), None);
        assert_eq!(refined, &met[4..6]);
        assert_eq!(spread(&met[..3]), (2, 2));
        assert_eq!(Table::default().indexed().find(1), None);
    }
}
