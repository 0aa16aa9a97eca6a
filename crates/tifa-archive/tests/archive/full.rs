//! A disk with no room left.

use super::*;
use std::process::Command;
use tifa_archive::Error;

/// A small file system in memory, unmounted when dropped. Only root may mount one.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn new(kilobytes: u32) -> Option<Self> {
        let dir = TempDir::new().unwrap();
        let size = format!("size={kilobytes}k");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(dir.path());
        mount.output().is_ok_and(|o| o.status.success()).then(|| Self(dir))
    }

    fn grow(&self) {
        let mut mount = Command::new("mount");
        assert!(mount.args(["-o", "remount,size=64m"]).arg(self.0.path()).status().unwrap().success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_is_said_and_survived() {
    let desk = busy_desk(300);
    desk.add();
    let expect = desk.export();
    let mut stopped = 0;
    // Room for little more than the tables, for some originals, and for all but the index.
    for kilobytes in [200, 1_000, 1_600, 2_400, 3_200] {
        let Some(disk) = SmallDisk::new(kilobytes) else {
            eprintln!("skipped: a file system in memory could not be mounted");
            return;
        };
        let dir = disk.0.path().join("archive");
        let add =
            || Archive::open_or_create(&dir)?.add(&[desk.press()], &AddOptions::default(), &Log::default());
        if let Err(error) = add() {
            assert!(matches!(error, Error::Full { .. }), "{kilobytes}: {error:?}");
            stopped += 1;
            if dir.join("catalogue.db").exists() {
                // What was committed can be read on the full disk.
                let read = Archive::open(&dir).and_then(|a| a.documents(&Filter::default()));
                assert!(matches!(read, Ok(_) | Err(Error::Full { .. })), "{kilobytes}: {read:?}");
            }
        }
        disk.grow();
        add().unwrap();
        assert!(export(&dir) == expect, "{kilobytes}: another archive than on a large disk");
        let damage = Archive::open(&dir).unwrap().check(&Log::default()).unwrap();
        assert_eq!(damage, [], "{kilobytes}");
    }
    assert!(stopped > 1, "the small disks were not small enough");
}
