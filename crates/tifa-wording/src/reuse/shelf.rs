//! Things read from a corpus, kept at hand as far as there is room.

use super::characters::Characters;
use crate::corpus::Corpus;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Characters of texts kept at hand: 128 MiB of them.
const ROOM: usize = 32 << 20;

/// Things by number, of which the oldest are given up when there is no more room. It changes nothing but the time.
pub(super) struct Kept<T> {
    room: usize,
    held: Mutex<Held<T>>,
}

struct Held<T> {
    things: FxHashMap<u32, Arc<T>>,
    oldest: VecDeque<(u32, usize)>,
    size: usize,
}

impl<T> Kept<T> {
    /// With room for things of this size together.
    pub fn new(room: usize) -> Self {
        let held = Held { things: FxHashMap::default(), oldest: VecDeque::new(), size: 0 };
        Self { room, held: Mutex::new(held) }
    }

    /// The thing with this number; else what `read` gives, and its size.
    ///
    /// # Errors
    /// That of `read`.
    pub fn get<E>(&self, number: u32, read: impl FnOnce() -> Result<(T, usize), E>) -> Result<Arc<T>, E> {
        let held = || self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = held().things.get(&number) {
            return Ok(found.clone());
        }
        let (thing, size) = read()?;
        let thing = Arc::new(thing);
        let mut held = held();
        if held.things.insert(number, thing.clone()).is_none() {
            held.oldest.push_back((number, size));
            held.size += size;
        }
        while held.size > self.room
            && let Some((old, size)) = held.oldest.pop_front()
        {
            held.things.remove(&old);
            held.size -= size;
        }
        Ok(thing)
    }
}

/// The characters of the texts that are compared.
pub(super) struct Shelf<'c, C: Corpus> {
    corpus: &'c C,
    /// The number of each text by its index.
    pub numbers: Vec<u32>,
    kept: Kept<Characters>,
}

impl<'c, C: Corpus> Shelf<'c, C> {
    /// An empty shelf for the texts `numbers`.
    pub fn new(corpus: &'c C, numbers: Vec<u32>) -> Self {
        Self { corpus, numbers, kept: Kept::new(ROOM) }
    }

    /// The characters of the text with index `text`.
    ///
    /// # Errors
    /// What the corpus says.
    pub fn characters(&self, text: usize) -> Result<Arc<Characters>, C::Error> {
        let number = self.numbers[text];
        self.kept.get(number, || {
            let characters = Characters::new(&*self.corpus.letters(number)?);
            let size = characters.chars.len();
            Ok((characters, size))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_give_way() {
        let kept = Kept::new(10);
        let get = |number: u32, value: u32| kept.get(number, || Ok::<_, ()>((value, 4))).map(|v| *v);
        assert_eq!(get(1, 10), Ok(10));
        assert_eq!(get(1, 11), Ok(10));
        assert_eq!(get(2, 20), Ok(20));
        assert_eq!(get(3, 30), Ok(30));
        assert_eq!(get(1, 12), Ok(12));
        assert_eq!(get(3, 31), Ok(30));
        assert_eq!(kept.get(9, || Err::<(u32, usize), _>("gone")), Err("gone"));
    }
}
