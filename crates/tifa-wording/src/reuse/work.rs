//! Work on many texts by several threads, with results in the order of the texts.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Texts are read and their grams are taken.
    Reading,
    /// Each text is compared with those before it.
    Comparing,
}

/// Sees how the work goes. It may be told by several threads, and not in order.
pub trait Watch: Sync {
    /// `done` of the `of` steps of a stage are done.
    fn stage(&self, stage: Stage, done: usize, of: usize);
}

/// Sees nothing.
impl Watch for () {
    fn stage(&self, _: Stage, _: usize, _: usize) {}
}

/// Results that a worker may be ahead of the first that is still missing, each.
const AHEAD: usize = 64;

/// Has each of `threads` workers take numbers below `count` until none is left, and gives what each has made.
///
/// # Errors
/// That of a worker.
pub(super) fn workers<T: Send, E: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(&mut dyn FnMut() -> Option<usize>) -> Result<T, E> + Sync,
) -> Result<Vec<T>, E> {
    let taken = AtomicUsize::new(0);
    let worker = || {
        work(&mut || {
            let next = taken.fetch_add(1, Ordering::Relaxed);
            (next < count).then_some(next)
        })
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().map(|w| w.join().unwrap_or_else(|p| std::panic::resume_unwind(p))).collect()
    })
}

/// Who may go on with what.
struct Turn {
    next: usize,
    given: usize,
    stopped: bool,
}

/// Does `work` for all numbers below `count` on `threads` threads, each with its own memory `M`, and gives the results
/// to `each` in order until it breaks. Workers wait for a slow one, so that few results are held.
///
/// # Errors
/// Of the first number whose work failed.
pub(super) fn in_order<M: Default, T: Send, E: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(&mut M, usize) -> Result<T, E> + Sync,
    each: &mut dyn FnMut(T) -> ControlFlow<()>,
) -> Result<(), E> {
    let threads = threads.max(1);
    let turn = Mutex::new(Turn { next: 0, given: 0, stopped: false });
    let changed = Condvar::new();
    let take = || {
        let mut turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        while !turn.stopped && turn.next >= turn.given + AHEAD * threads {
            turn = changed.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
        let next = turn.next;
        turn.next += 1;
        (!turn.stopped && next < count).then_some(next)
    };
    let (results, made) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let results = results.clone();
            let (take, work) = (&take, &work);
            scope.spawn(move || {
                let mut memory = M::default();
                while let Some(number) = take() {
                    if results.send((number, work(&mut memory, number))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(results);
        let mut waiting = BTreeMap::new();
        let mut given = 0;
        let mut outcome = Ok(());
        'all: for (number, result) in &made {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&given) {
                given += 1;
                let flow = match result {
                    Ok(result) => each(result),
                    Err(error) => {
                        outcome = Err(error);
                        ControlFlow::Break(())
                    }
                };
                if flow.is_break() {
                    break 'all;
                }
            }
            turn.lock().unwrap_or_else(PoisonError::into_inner).given = given;
            changed.notify_all();
        }
        turn.lock().unwrap_or_else(PoisonError::into_inner).stopped = true;
        changed.notify_all();
        outcome
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(count: usize, threads: usize, stop: usize, fail: usize, expect: (usize, Result<(), usize>)) {
        let mut seen = 0;
        let work = |_: &mut (), n: usize| if n == fail { Err(n) } else { Ok(n) };
        let outcome = in_order(count, threads, work, &mut |n| {
            assert_eq!(n, seen);
            seen += 1;
            if seen == stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!((seen, outcome), expect);
    }

    #[test]
    fn results_come_in_order_until_stopped_or_failed() {
        check(0, 2, 9, 9, (0, Ok(())));
        check(1000, 1, 9999, 9999, (1000, Ok(())));
        check(1000, 4, 9999, 9999, (1000, Ok(())));
        check(1000, 4, 10, 9999, (10, Ok(())));
        check(1000, 4, 9999, 700, (700, Err(700)));
    }

    #[test]
    fn every_number_is_taken_once() {
        let sums = workers(1000, 3, |next| {
            let mut sum = 0;
            while let Some(n) = next() {
                sum += n;
            }
            Ok::<_, ()>(sum)
        });
        assert_eq!(sums.map(|s| s.iter().sum::<usize>()), Ok(499_500));
    }
}
