//! Things read from a corpus, kept at hand for the next question as far as there is room.

use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Things by number, of which those read first are given up when there is no more room. It changes nothing but the
/// time; many threads may ask it.
pub struct Kept<T> {
    room: usize,
    held: Mutex<Held<T>>,
}

struct Held<T> {
    things: FxHashMap<u32, Arc<T>>,
    oldest: VecDeque<(u32, usize)>,
    size: usize,
}

impl<T> Kept<T> {
    /// With room for things of this size together, in any unit that [`Self::get`] is told sizes in.
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

impl<T> std::fmt::Debug for Kept<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept").field("room", &self.room).finish_non_exhaustive()
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
