use super::*;
use tifa_archive::{Error, FORMAT};

fn outcome<'a>(log: &'a [(String, Outcome)], name: &str) -> &'a Outcome {
    &log.iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("{name} in {log:?}")).1
}

#[test]
fn adding_again_adds_nothing() {
    let desk = busy_desk(20);
    let first = desk.add();
    assert_eq!((first.files, first.read, first.duplicates, first.refused), (23, 20, 1, 2));
    assert_eq!(first.documents, 20);
    let before = desk.export();
    let again = desk.add();
    assert_eq!((again.files, again.known, again.refused, again.read), (23, 21, 2, 0));
    assert_eq!(desk.export(), before);
    assert_eq!(desk.complaints(), [""; 0]);
    let status = desk.archive().status().unwrap();
    assert_eq!((status.documents, status.originals, status.unindexed, status.stale), (20, 20, 0, 0));
    assert_eq!(status.refused.iter().map(|r| r.1).sum::<u64>(), 2);
}

#[test]
fn the_same_archive_on_any_number_of_threads() {
    let desk = busy_desk(60);
    let mut exports = Vec::new();
    for threads in [1, 2, 5] {
        let dir = desk.dir.path().join(format!("archive-{threads}"));
        let options = AddOptions { threads: Some(threads), ..AddOptions::default() };
        let archive = Archive::open_or_create(&dir).unwrap();
        archive.add(&[desk.press()], &options, &Log::default()).unwrap();
        exports.push(export(&dir));
    }
    assert!(exports[0].contains("山海之"));
    assert!(exports.iter().all(|e| *e == exports[0]));
}

#[test]
fn the_same_archive_in_any_order_of_adding() {
    let desk = busy_desk(30);
    desk.add();
    let whole = desk.export();
    let parts = desk.dir.path().join("parts");
    let archive = Archive::open_or_create(&parts).unwrap();
    // The notes come first here, so the copy is read before what it is a copy of.
    for part in ["notes", "4", "3", "2", "1", "0"] {
        archive.add(&[desk.press().join(part)], &AddOptions::default(), &Log::default()).unwrap();
    }
    let strip = |s: &str| s.replace("press/", "");
    let mut lines: Vec<String> = strip(&whole).lines().map(str::to_owned).collect();
    let mut others: Vec<String> = export(&parts).lines().map(str::to_owned).collect();
    lines.sort();
    others.sort();
    assert_eq!(lines, others);
}

#[test]
fn bytes_under_a_smaller_name_take_it() {
    let desk = Desk::new();
    desk.post("b.md", "2031-05-06", "會談如期舉行。");
    assert_eq!(desk.add().read, 1);
    desk.post("a.md", "2031-05-06", "會談如期舉行。");
    let (summary, log) = desk.add_with(&AddOptions::default());
    assert_eq!((summary.duplicates, summary.known), (1, 1));
    assert_eq!(*outcome(&log, "press/a.md"), Outcome::Duplicate);
    let rows = desk.archive().documents(&Filter::default()).unwrap();
    assert_eq!(rows.iter().map(|r| r.source.as_str()).collect::<Vec<_>>(), ["press/a.md"]);
    assert_eq!(desk.search("会谈").total, 1);
    assert_eq!(desk.complaints(), [""; 0]);
}

#[test]
fn one_text_in_two_files_is_two_witnesses() {
    let desk = Desk::new();
    desk.put("a.md", "---\ntitle: 甲報的標題\ndate: 2031-05-06\n---\n\n會談如期舉行。\n");
    desk.put("b.md", "---\ntitle: 乙報的標題\ndate: 2031-05-07\n---\n\n會談如期舉行。\n");
    assert_eq!(desk.add().documents, 2);
    let full = desk.archive().document("a.md").unwrap();
    assert_eq!(full.witnesses.iter().map(|w| w.source.as_str()).collect::<Vec<_>>(), ["press/b.md"]);
    assert_eq!(desk.archive().status().unwrap().texts, 1);
}

#[test]
fn metadata_beside_a_page() {
    let desk = Desk::new();
    desk.put(
        "a.html",
        "<html><body><article><p>會談在山城如期舉行，雙方代表逐一發言。</p></article></body></html>",
    );
    desk.add();
    // It comes later, so the page is read again.
    desk.put(
        "a.json",
        "{\"title\": \"山城會談\", \"url\": \"https://news.example/1\", \"date\": \"2031-05-06\"}",
    );
    let (_, log) = desk.add_with(&AddOptions::default());
    assert_eq!(*outcome(&log, "press/a.json"), Outcome::Sidecar);
    assert!(matches!(outcome(&log, "press/a.html"), Outcome::Read { .. }));
    let row = desk.archive().document("a.html").unwrap().row;
    assert_eq!(row.metadata.title.as_deref(), Some("山城會談"));
    let (again, _) = desk.add_with(&AddOptions::default());
    assert_eq!((again.known, again.files), (2, 2));
    let before = desk.export();
    desk.archive().rebuild(&AddOptions::default(), &Log::default()).unwrap();
    assert_eq!(desk.export(), before);
    assert_eq!(desk.complaints(), [""; 0]);
}

#[test]
fn what_was_given_stays() {
    let desk = Desk::new();
    desk.put("a.txt", "雙方同意恢復對話。\n");
    desk.add();
    let given = AddOptions {
        date: Some("2031-05-06".parse().unwrap()),
        outlet: Some("山海日報".to_owned()),
        ..AddOptions::default()
    };
    assert_eq!(desk.add_with(&given).0.read, 1);
    assert_eq!(desk.add().known, 1);
    desk.archive().rebuild(&AddOptions::default(), &Log::default()).unwrap();
    let row = desk.archive().document("a").unwrap().row;
    assert_eq!(row.metadata.outlet.as_deref(), Some("山海日報"));
    assert_eq!(row.metadata.date.unwrap().day.to_string(), "2031-05-06");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let desk = busy_desk(3);
    desk.put("large.txt", "山".repeat(1000));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(desk.press().join("gone.md"), desk.press().join("link.md")).unwrap();
        std::os::unix::fs::symlink(desk.press(), desk.press().join("loop")).unwrap();
    }
    let log = Log::default();
    let options = AddOptions { max_bytes: Some(2000), ..AddOptions::default() };
    let roots = [desk.press(), desk.dir.path().join("nowhere.md")];
    let summary = desk.archive().add(&roots, &options, &log).unwrap();
    let log = log.0.into_inner().unwrap();
    assert_eq!(summary.read, 3);
    let reason = |name: &str| match outcome(&log, name) {
        Outcome::Refused(reason) => reason.clone(),
        other => panic!("{name}: {other:?}"),
    };
    assert!(reason("press/large.txt").contains("--max-size"), "{}", reason("press/large.txt"));
    // Called as it was given.
    let nowhere = roots[1].display().to_string();
    assert!(reason(&nowhere).contains("No such file"), "{}", reason(&nowhere));
    assert!(reason("press/notes/empty.txt").contains("empty"));
    assert!(!reason("press/notes/picture.txt").is_empty());
    if cfg!(unix) {
        assert!(reason("press/link.md").contains("No such file"), "{}", reason("press/link.md"));
        assert!(reason("press/loop").contains("leads back"), "{}", reason("press/loop"));
    }
    // Allowed now, it is read.
    assert_eq!(desk.add().read, 1);
}

#[test]
fn one_writer_at_a_time() {
    struct Second<'a>(&'a Desk, Mutex<Option<Error>>);
    impl Watch for Second<'_> {
        fn found(&self, _files: u64, _bytes: u64) {}
        fn file(&self, _name: &str, _bytes: u64, _outcome: &Outcome) {
            let archive = self.0.archive();
            let error = archive.add(&[self.0.press()], &AddOptions::default(), &Log::default());
            *self.1.lock().unwrap() = error.err();
            // Readers go on.
            archive.documents(&Filter::default()).unwrap();
            archive
                .search(
                    "會談",
                    &Filter::default(),
                    &SearchOptions { context: 1, limit: None, ..SearchOptions::default() },
                )
                .unwrap();
        }
        fn phase(&self, _name: &str) {}
    }
    let desk = busy_desk(2);
    let watch = Second(&desk, Mutex::new(None));
    desk.archive().add(&[desk.press()], &AddOptions::default(), &watch).unwrap();
    let error = watch.1.into_inner().unwrap().unwrap();
    let Error::Locked { by } = error else { panic!("{error}") };
    assert_eq!(by, format!("process {}", std::process::id()));
    assert_eq!(desk.add().known, 3);
}

#[test]
fn a_folder_that_is_no_archive() {
    let desk = Desk::new();
    desk.put("a.txt", "山");
    assert!(matches!(Archive::open(&desk.folder()), Err(Error::NotAnArchive { exists: false, .. })));
    assert!(matches!(Archive::open(&desk.press()), Err(Error::NotAnArchive { exists: true, .. })));
    assert!(matches!(Archive::open_or_create(&desk.press()), Err(Error::NotAnArchive { exists: true, .. })));
    let file = desk.press().join("a.txt");
    assert!(matches!(Archive::open_or_create(&file), Err(Error::NotAnArchive { exists: true, .. })));
    std::fs::create_dir(desk.folder()).unwrap();
    assert!(Archive::open_or_create(&desk.folder()).is_ok());
}

#[test]
fn a_newer_archive_is_left_alone() {
    let desk = busy_desk(2);
    desk.add();
    let manifest = desk.folder().join("tifa.toml");
    let old = std::fs::read_to_string(&manifest).unwrap();
    std::fs::write(&manifest, "format = 7\n").unwrap();
    for opened in [Archive::open(&desk.folder()), Archive::open_or_create(&desk.folder())] {
        assert!(matches!(opened, Err(Error::NewerVersion { found: 7, known: FORMAT })), "{opened:?}");
    }
    assert_eq!(std::fs::read_to_string(&manifest).unwrap(), "format = 7\n");
    // The catalogue says so too, should only one of them be newer.
    std::fs::write(&manifest, old).unwrap();
    let catalogue = rusqlite::Connection::open(desk.folder().join("catalogue.db")).unwrap();
    catalogue.pragma_update(None, "user_version", 8).unwrap();
    drop(catalogue);
    assert!(matches!(Archive::open(&desk.folder()), Err(Error::NewerVersion { found: 8, known: FORMAT })));
}

#[test]
fn documents_by_id_and_name() {
    let desk = Desk::new();
    desk.post("one/a.md", "2031-05-06", "會談。").post("two/a.md", "2031-05-07", "對話。");
    desk.add();
    let archive = desk.archive();
    let rows = archive.documents(&Filter::default()).unwrap();
    let id = rows[0].document.clone();
    assert_eq!(archive.document(&id).unwrap().row, rows[0]);
    assert_eq!(archive.document(&id[..9]).unwrap().row, rows[0]);
    assert_eq!(archive.document("two/a.md").unwrap().row, rows[1]);
    assert_eq!(archive.document("press/two/a.md#0").unwrap().row, rows[1]);
    assert!(matches!(archive.document("a.md"), Err(Error::Ambiguous { found, .. }) if found.len() == 2));
    assert!(matches!(archive.document("c.md"), Err(Error::NoSuchDocument { .. })));
    assert!(matches!(archive.document("a.md#4"), Err(Error::NoSuchDocument { .. })));
    assert!(matches!(archive.document(""), Err(Error::NoSuchDocument { .. })));
}
