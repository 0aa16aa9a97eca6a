//! Files being added, and what became of them.

use crate::app::App;
use crate::problem::Problem;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tempfile::TempDir;
use tifa_archive::{AddOptions, Outcome, Summary, Watch};
use tokio::sync::watch;

/// Jobs remembered after they have ended.
const REMEMBERED: usize = 50;

/// Files whose remarks are kept for a job.
const REMARKS: usize = 1_000;

/// Files being added.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// Files that were found.
    pub files: u64,
    /// Files that are done.
    pub done: u64,
    /// What goes on after the files.
    pub phase: Option<String>,
    /// Refused files, each with its reason.
    pub refused: Vec<(String, String)>,
    /// What was wrong with files that were read.
    pub remarks: Vec<(String, String)>,
    /// How it ended.
    pub ended: Option<Result<Summary, Problem>>,
}

/// A job: progress, and who waits for it.
#[derive(Debug, Default)]
pub struct Job {
    progress: Mutex<Progress>,
    changed: watch::Sender<u64>,
}

impl Job {
    /// How far it is.
    pub fn progress(&self) -> Progress {
        self.now().clone()
    }

    /// Tells of every change.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    fn now(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut self.now());
        self.changed.send_modify(|n| *n += 1);
    }
}

impl Watch for Job {
    fn found(&self, files: u64, _bytes: u64) {
        self.change(|p| p.files = files);
    }

    fn file(&self, name: &str, _bytes: u64, outcome: &Outcome) {
        self.change(|p| {
            p.done += 1;
            match outcome {
                Outcome::Refused(reason) if p.refused.len() < REMARKS => {
                    p.refused.push((name.to_owned(), reason.clone()));
                }
                Outcome::Read { problems, .. } if p.remarks.len() < REMARKS => {
                    p.remarks.extend(problems.iter().map(|r| (name.to_owned(), r.clone())));
                }
                _ => {}
            }
        });
    }

    fn phase(&self, name: &str) {
        self.change(|p| p.phase = Some(name.to_owned()));
    }
}

/// The jobs of a server.
#[derive(Debug, Default)]
pub struct Jobs {
    last: AtomicU64,
    all: Mutex<BTreeMap<u64, Arc<Job>>>,
    /// The archive has one writer, so jobs wait for each other.
    turn: tokio::sync::Mutex<()>,
}

impl Jobs {
    /// The job with this number.
    pub fn get(&self, number: u64) -> Option<Arc<Job>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).get(&number).cloned()
    }

    fn open(&self) -> (u64, Arc<Job>) {
        let number = self.last.fetch_add(1, Ordering::Relaxed) + 1;
        let job = Arc::new(Job::default());
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(number, Arc::clone(&job));
        let ended: Vec<u64> = all.iter().filter(|(_, j)| j.now().ended.is_some()).map(|(n, _)| *n).collect();
        for old in ended.iter().take(all.len().saturating_sub(REMEMBERED)) {
            all.remove(old);
        }
        (number, job)
    }
}

/// Adds whatever stands in `folder`, and gives the number of the job. It goes on when nobody waits for it; a server that
/// is killed meanwhile leaves the archive whole, and what was not added is added when it is sent again.
pub fn start(app: &Arc<App>, folder: TempDir, options: AddOptions) -> u64 {
    let (number, job) = app.jobs.open();
    let app = Arc::clone(app);
    tokio::spawn(async move {
        let _turn = app.jobs.turn.lock().await;
        let (working, seen) = (Arc::clone(&app), Arc::clone(&job));
        let added = tokio::task::spawn_blocking(move || {
            let roots = roots(&folder)?;
            Ok(working.archive().add(&roots, &options, &*seen)?)
        });
        let ended = added.await.unwrap_or_else(|_| Err(Problem::internal()));
        job.change(|p| p.ended = Some(ended));
        app.prepare();
    });
    number
}

/// What stands at the top of the folder, by name: files go by the names under which they were sent.
fn roots(folder: &TempDir) -> Result<Vec<PathBuf>, Problem> {
    let entries = std::fs::read_dir(folder.path()).map_err(|_| Problem::internal())?;
    let mut roots: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    roots.sort();
    Ok(roots)
}

/// Parts of a name under which a file may be kept, or none when the name has nothing that may be.
///
/// Nothing leads out of the folder: `..`, absolute paths and drives lose their meaning.
pub fn kept_as(sent: &str) -> Option<PathBuf> {
    let safe = |part: &str| -> String {
        let plain = part.trim().trim_start_matches('.');
        plain.chars().filter(|c| !c.is_control() && !r#":*?"<>|"#.contains(*c)).take(100).collect()
    };
    let parts: Vec<String> = sent.split(['/', '\\']).map(safe).filter(|p| !p.trim().is_empty()).collect();
    let skipped = parts.len().saturating_sub(DEPTH);
    let path: PathBuf = parts.iter().skip(skipped).collect();
    (!parts.is_empty()).then_some(path)
}

/// Folders in one another at most; outer ones are left out.
const DEPTH: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::Component;

    #[test]
    fn names_stay_inside() {
        let check = |sent: &str, expect: Option<&str>| {
            assert_eq!(kept_as(sent), expect.map(PathBuf::from), "{sent:?}");
        };
        check("a.md", Some("a.md"));
        check("folder/a.md", Some("folder/a.md"));
        check("../../etc/passwd", Some("etc/passwd"));
        check("/etc/passwd", Some("etc/passwd"));
        check("C:\\clippings\\a.md", Some("C/clippings/a.md"));
        check(".hidden/..", Some("hidden"));
        check("a\0b\n.md", Some("ab.md"));
        check("剪報/甲.txt", Some("剪報/甲.txt"));
        check("..", None);
        check("", None);
    }

    proptest! {
        #[test]
        fn no_name_leads_out(sent in "(\\PC|[./\\\\]){0,40}") {
            if let Some(path) = kept_as(&sent) {
                prop_assert!(path.is_relative());
                prop_assert!(path.components().all(|c| matches!(c, Component::Normal(_))));
            }
        }
    }
}
