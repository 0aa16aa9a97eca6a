//! Where questions are answered.

use crate::Options;
use crate::refusal::Refusal;
use std::sync::{Arc, Mutex, PoisonError};
use tifa_archive::{Archive, Status};
use tokio::sync::Semaphore;

/// An archive that is opened when the first question needs it.
#[derive(Debug)]
pub struct ReadingRoom {
    options: Options,
    archive: Mutex<Option<Arc<Archive>>>,
    /// Answers that may be worked on at once: more of them would only wait for each other, each longer.
    turns: Semaphore,
}

impl ReadingRoom {
    /// A room whose archive is not open yet.
    pub fn new(options: Options) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { options, archive: Mutex::new(None), turns: Semaphore::new(2 * cores) }
    }

    /// The archive. When it could not be opened it is tried again with the next question, for somebody may have mended it.
    fn archive(&self) -> Result<Arc<Archive>, Refusal> {
        let mut open = self.archive.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(archive) = open.as_ref() {
            return Ok(Arc::clone(archive));
        }
        let archive = Arc::new(Archive::open_to_read(&self.options.archive)?);
        *open = Some(Arc::clone(&archive));
        Ok(archive)
    }

    /// What `question` answers, asked on a thread where it may take its time; a refusal is a sentence for whoever asked.
    ///
    /// # Errors
    /// What it says, or that answering failed.
    pub async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Archive) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, String> {
        const BROKEN: &str = "the answer could not be made; the archive is not changed by it";
        let _turn = self.turns.acquire().await.map_err(|_| BROKEN.to_owned())?;
        let room = Arc::clone(self);
        let asked = tokio::task::spawn_blocking(move || {
            let answer = room.archive().and_then(|archive| question(&archive));
            answer.map_err(|refusal| refusal.told(&room.options))
        });
        asked.await.unwrap_or_else(|_| Err(BROKEN.to_owned()))
    }

    /// What a client is told when it begins: what this is, how to cite from it, and what the archive holds now.
    pub async fn greeting(self: &Arc<Self>) -> String {
        let held = self.ask(|archive| Ok(held(&archive.status()?))).await;
        let held = held.unwrap_or_else(|why| format!("The archive cannot be read now. {why}\n"));
        format!("{}\n{held}", include_str!("greeting.md"))
    }
}

/// The archive in one sentence.
fn held(status: &Status) -> String {
    let days = status.days.map_or(String::new(), |(first, last)| format!(", published {first} to {last}"));
    let outlets: Vec<&str> = status.outlets.iter().take(8).map(|(name, _)| name.as_str()).collect();
    let outlets =
        if outlets.is_empty() { String::new() } else { format!(" Most are from {}.", outlets.join("、")) };
    format!(
        "The archive now holds {} documents with {} statements of {} speakers{days}; {} have no day.{outlets}\n",
        status.documents, status.statements, status.speakers, status.undated
    )
}
