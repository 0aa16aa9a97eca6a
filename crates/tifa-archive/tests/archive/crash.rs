//! A writer killed at any moment, and the next one.

use super::*;
use std::process::{Command, Stdio};
use std::time::Duration;

const CHILD: &str = "TIFA_TEST_CHILD_ADDS";

/// Runs only in a process started by the tests below: adds until it is done or killed.
#[test]
fn child_adds() {
    let Ok(dir) = std::env::var(CHILD) else { return };
    let dir = Path::new(&dir);
    let archive = Archive::open_or_create(&dir.join("archive")).unwrap();
    let log = Log::default();
    match dir.join("rebuild").exists() {
        true => archive.rebuild(&AddOptions::default(), &log),
        false => archive.add(&[dir.join("press")], &AddOptions::default(), &log),
    }
    .unwrap();
}

/// Starts a process that adds and kills it after `delay`. Whether it was killed before it was done.
fn killed_after(desk: &Desk, delay: Duration) -> bool {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::child_adds", "--test-threads=1"])
        .env(CHILD, desk.dir.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(delay);
    let _ = child.kill();
    !child.wait().unwrap().success()
}

/// Kills writers ever later, then lets one finish.
fn survives(prepare: impl Fn(&Desk), expect: &str, threads: usize) {
    let desk = busy_desk(400);
    prepare(&desk);
    let mut killed = 0;
    for step in 0..12 {
        killed += u32::from(killed_after(&desk, Duration::from_millis(15 + 17 * step)));
        if step % 4 == 3 && desk.folder().join("tifa.toml").exists() {
            // Whatever it left can be read.
            let archive = Archive::open(&desk.folder()).unwrap();
            let documents = archive.documents(&Filter::default()).unwrap().len() as u64;
            assert!(archive.status().unwrap().unindexed <= documents);
        }
    }
    assert!(killed > 0, "every run was done before it could be killed");
    desk.add_with(&AddOptions { threads: Some(threads), ..AddOptions::default() });
    assert_eq!(desk.complaints(), [""; 0]);
    assert!(desk.export() == expect, "an interrupted archive is another");
}

#[test]
fn a_killed_import_ends_in_the_same_archive() {
    let calm = busy_desk(400);
    calm.add();
    let expect = calm.export();
    for threads in [1, 2] {
        survives(|_| {}, &expect, threads);
    }
}

#[test]
fn a_killed_rebuild_ends_in_the_same_archive() {
    let calm = busy_desk(400);
    calm.add();
    let begun = |desk: &Desk| {
        desk.add();
        std::fs::write(desk.dir.path().join("rebuild"), "").unwrap();
    };
    survives(begun, &calm.export(), 2);
}
