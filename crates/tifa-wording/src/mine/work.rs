//! Work shared between threads, with results in the order of the work.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Items a thread takes at a time.
const TAKEN: usize = 16;

/// `work(0)`, …, `work(items - 1)`, on `threads` threads. `told` hears from time to time how many are done.
pub fn each<T: Send>(
    threads: usize,
    items: usize,
    told: &(dyn Fn(usize) + Sync),
    work: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Vec<T>)>> = Mutex::new(Vec::new());
    let run = || {
        loop {
            let first = next.fetch_add(TAKEN, Ordering::Relaxed);
            if first >= items {
                return;
            }
            told(first);
            let results = (first..items.min(first + TAKEN)).map(&work).collect();
            done.lock().unwrap_or_else(PoisonError::into_inner).push((first, results));
        }
    };
    let threads = threads.clamp(1, items.div_ceil(TAKEN).max(1));
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(run);
        }
        run();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(first, _)| *first);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_order_on_any_number_of_threads() {
        let expect: Vec<usize> = (0..1000).map(|n| n * n).collect();
        for threads in [0, 1, 3, 8] {
            assert_eq!(each(threads, 1000, &|_| {}, |n| n * n), expect, "{threads}");
        }
        assert!(each(4, 0, &|_| {}, |n| n).is_empty());
    }
}
