//! The archive with answers that lie ready.

use crate::problem::Problem;
use std::any::Any;
use std::collections::VecDeque;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use tifa_archive::Archive;

/// Bytes that all answers kept may take together, as far as can be told.
const ROOM: usize = 192 << 20;

/// The archive with answers that lie ready. What the docket says of a whole archive is put together from every document;
/// it is the same until the archive's state is another one, so it is put together once.
#[derive(Debug)]
pub struct Desk {
    archive: Archive,
    ready: Mutex<Ready>,
}

/// An answer, once there is one; whoever asks meanwhile waits for it.
type Slot = Arc<Mutex<Option<Arc<dyn Any + Send + Sync>>>>;

/// Answers to one state of the archive, those asked for longest ago at the front.
#[derive(Debug, Default)]
struct Ready {
    state: String,
    answers: VecDeque<(String, Slot, usize)>,
}

impl Ready {
    fn slot(&mut self, question: &str) -> Slot {
        let known = self.answers.iter().position(|a| a.0 == question).and_then(|at| self.answers.remove(at));
        let answer = known.unwrap_or_else(|| (question.to_owned(), Slot::default(), 0));
        let slot = Arc::clone(&answer.1);
        self.answers.push_back(answer);
        slot
    }

    /// Gives up an answer; whoever waits for it puts it together alone.
    fn give_up(&mut self, question: &str) {
        self.answers.retain(|a| a.0 != question);
    }

    /// Takes note of an answer's size in bytes, and gives up others where it leaves no room; an answer that would take most
    /// of it is given up itself.
    fn note(&mut self, question: &str, size: usize) {
        if size > ROOM / 2 {
            self.give_up(question);
        } else if let Some(answer) = self.answers.iter_mut().find(|a| a.0 == question) {
            // Even one without a line takes room.
            answer.2 = size + 256;
        }
        while self.answers.iter().map(|a| a.2).sum::<usize>() > ROOM && self.answers.pop_front().is_some() {}
    }
}

impl Deref for Desk {
    type Target = Archive;

    fn deref(&self) -> &Archive {
        &self.archive
    }
}

impl Desk {
    /// A desk with nothing on it yet.
    pub fn new(archive: Archive) -> Self {
        Self { archive, ready: Mutex::default() }
    }

    /// What `answer` says, put together once for each state of the archive, and that state. A `question` names its kind
    /// of answer and everything that the answer depends on; `bytes` is what one of its lines takes, about.
    ///
    /// # Errors
    /// What `answer` and the archive say.
    pub fn kept<T: Send + Sync + 'static>(
        &self,
        question: &str,
        bytes: impl Fn(&T) -> usize,
        answer: impl FnOnce(&Archive) -> Result<Vec<T>, Problem>,
    ) -> Result<(Arc<Vec<T>>, String), Problem> {
        let ready = || self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let state = self.archive.state()?;
        let slot = {
            let mut ready = ready();
            if ready.state != state {
                *ready = Ready { state: state.clone(), ..Ready::default() };
            }
            ready.slot(question)
        };
        let mut held = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held.as_ref().and_then(|known| Arc::clone(known).downcast::<Vec<T>>().ok());
        if let Some(known) = known {
            return Ok((known, state));
        }
        let found = match answer(&self.archive) {
            Ok(found) => Arc::new(found),
            Err(problem) => {
                drop(held);
                ready().give_up(question);
                return Err(problem);
            }
        };
        *held = Some(found.clone());
        drop(held);
        ready().note(question, found.iter().map(bytes).sum());
        Ok((found, state))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_put_together_once_for_a_state() {
        let dir = tempfile::tempdir().unwrap();
        let desk = Desk::new(Archive::open_or_create(&dir.path().join("archive")).unwrap());
        let ask =
            |question: &str, lines: Vec<u8>| desk.kept(question, |_| 1, |_| Ok(lines)).unwrap().0.to_vec();
        assert_eq!(ask("a", vec![1]), [1]);
        assert_eq!(ask("a", vec![2]), [1]);
        assert_eq!(ask("b", vec![3]), [3]);
        assert!(desk.kept("c", |_| 1, |_| Err::<Vec<u8>, _>(Problem::internal())).is_err());
        assert_eq!(desk.ready.lock().unwrap().answers.len(), 2);
        assert_eq!(ask("c", vec![4]), [4]);
        desk.ready.lock().unwrap().state = "before".to_owned();
        assert_eq!(ask("a", vec![5]), [5]);
    }

    #[test]
    fn what_was_asked_for_longest_ago_gives_way() {
        let check = |sizes: &[(&str, usize)], expect: &[&str]| {
            let mut ready = Ready::default();
            for &(question, size) in sizes {
                ready.slot(question);
                ready.note(question, size);
            }
            assert_eq!(ready.answers.iter().map(|a| a.0.as_str()).collect::<Vec<_>>(), expect);
        };
        let third = ROOM / 3;
        check(&[("a", third), ("b", third)], &["a", "b"]);
        check(&[("a", third), ("b", third), ("c", third)], &["b", "c"]);
        check(&[("a", third), ("b", third), ("a", third), ("c", third)], &["a", "c"]);
        check(&[("a", third), ("b", ROOM)], &["a"]);
    }
}
