//! Archives in temporary folders: what goes in, what comes out, and what survives.

mod answers;
mod corpus;
mod crash;
mod damage;
mod decisions;
mod docket;
mod follow;
mod full;
mod import;
mod people;
mod reuse;
mod search;
mod texts;

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;
use tempfile::TempDir;
use tifa_archive::{
    AddOptions, Archive, Concordance, Error, Filter, Hit, Outcome, SearchOptions, Summary, Watch,
};

/// Keeps every outcome, by name.
#[derive(Default)]
struct Log(Mutex<Vec<(String, Outcome)>>);

impl Watch for Log {
    fn found(&self, _files: u64, _bytes: u64) {}

    fn file(&self, name: &str, _bytes: u64, outcome: &Outcome) {
        self.0.lock().unwrap().push((name.to_owned(), outcome.clone()));
    }

    fn phase(&self, _name: &str) {}
}

/// A folder of clippings and an archive beside it.
struct Desk {
    dir: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { dir: TempDir::new().unwrap() };
        std::fs::create_dir(desk.press()).unwrap();
        desk
    }

    /// Where clippings are put.
    fn press(&self) -> PathBuf {
        self.dir.path().join("press")
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("archive")
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.press().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// Puts a Markdown clipping with a day.
    fn post(&self, name: &str, day: &str, text: &str) -> &Self {
        self.put(name, format!("---\ntitle: 短訊\ndate: {day}\n---\n\n{text}\n"))
    }

    fn archive(&self) -> Archive {
        Archive::open_or_create(&self.folder()).unwrap()
    }

    fn add(&self) -> Summary {
        self.add_with(&AddOptions::default()).0
    }

    fn add_with(&self, options: &AddOptions) -> (Summary, Vec<(String, Outcome)>) {
        // A test beside this one that starts a process holds every lock open for a moment, from fork to exec.
        for _ in 0..100 {
            let log = Log::default();
            match self.archive().add(&[self.press()], options, &log) {
                Err(Error::Locked { .. }) => std::thread::sleep(Duration::from_millis(20)),
                done => return (done.unwrap(), log.0.into_inner().unwrap()),
            }
        }
        panic!("the archive stays locked");
    }

    /// Everything the archive says, as text.
    fn export(&self) -> String {
        export(&self.folder())
    }

    fn search(&self, query: &str) -> Concordance {
        self.search_with(query, &Filter::default(), None)
    }

    fn search_with(&self, query: &str, filter: &Filter, limit: Option<usize>) -> Concordance {
        self.archive()
            .search(query, filter, &SearchOptions { context: 4, limit, ..SearchOptions::default() })
            .unwrap()
    }

    /// The bytes of the clipping that a hit stands in, cut at the hit.
    fn cut(&self, hit: &Hit) -> String {
        let bytes = std::fs::read(self.dir.path().join(&hit.source)).unwrap();
        String::from_utf8(bytes[hit.start as usize..hit.end as usize].to_vec()).unwrap()
    }

    fn complaints(&self) -> Vec<String> {
        let damage = self.archive().check(&Log::default()).unwrap();
        damage.into_iter().map(|d| format!("{}: {}", d.thing, d.message)).collect()
    }
}

/// Everything the archive in `dir` says, as text.
fn export(dir: &Path) -> String {
    let archive = Archive::open(dir).unwrap();
    let all = Filter { boilerplate: true, ..Filter::default() };
    let mut out = String::new();
    for row in archive.documents(&all).unwrap() {
        let full = archive.document(&row.document).unwrap();
        let kinds: Vec<String> = full.document.blocks.iter().map(|b| format!("{:?}", b.kind)).collect();
        let witnesses: Vec<&str> = full.witnesses.iter().map(|w| w.document.as_str()).collect();
        writeln!(out, "{} {kinds:?} {witnesses:?}", serde_json::to_string(&row).unwrap()).unwrap();
    }
    for filter in [&all, &Filter::default()] {
        let mut each = |s| {
            writeln!(out, "{}", serde_json::to_string(&s).unwrap()).unwrap();
            ControlFlow::Continue(())
        };
        archive.statements(filter, &mut each).unwrap();
        for query in ["对话", "海", "山海之約"] {
            let found = archive
                .search(query, filter, &SearchOptions { context: 5, limit: None, ..SearchOptions::default() })
                .unwrap();
            writeln!(out, "{query} {} {}", found.total, found.documents).unwrap();
            for hit in found.hits {
                writeln!(out, "{}", serde_json::to_string(&hit).unwrap()).unwrap();
            }
        }
    }
    out
}

/// A desk with many small clippings, two of one text, and a standing note below each.
fn busy_desk(clippings: usize) -> Desk {
    let desk = Desk::new();
    fill(&desk, clippings);
    desk
}

fn fill(desk: &Desk, clippings: usize) {
    for i in 0..clippings {
        let body = format!(
            "東海國外長林遠舟表示，第{i}輪對\n話將如期舉行，山海之約不會改變。\n\n雙方還談到漁業、港口與留學生。{}",
            "各方代表逐一發言。".repeat(i % 7)
        );
        let text = format!("{body}\n\n想看更多山海新聞，請訂閱本報。");
        desk.post(&format!("{}/{i:04}.md", i % 5), &format!("2031-05-{:02}", i % 28 + 1), &text);
    }
    desk.put("notes/again.md", std::fs::read(desk.press().join("0/0000.md")).unwrap());
    desk.put("notes/empty.txt", "");
    desk.put("notes/picture.txt", [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 1, 2, 3]);
}
