//! Tells the program by which rules it was built, so that what was put together by others is not taken for its own.

use std::path::{Path, PathBuf};

/// What an answer over the whole archive follows from.
const RULES: [&str; 8] = [
    "src",
    "../tifa-docket/src",
    "../tifa-docket/tables",
    "../tifa-record/models",
    "../tifa-record/src",
    "../tifa-record/tables",
    "../tifa-text/src",
    "../tifa-text/tables",
];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    for dir in RULES {
        println!("cargo::rerun-if-changed={dir}");
        list(Path::new(dir), &mut files);
    }
    files.sort();
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    for file in files {
        hash.take(file.to_string_lossy().replace('\\', "/").as_bytes());
        hash.take(&std::fs::read(&file).unwrap_or_default());
    }
    println!("cargo::rustc-env=TIFA_RULES={:016x}", hash.0);
}

/// The files below `dir`; none when it is not there.
fn list(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => list(&path, files),
            path => files.push(path),
        }
    }
}

/// Fowler, Noll and Vo's hash, 1a, of 64 bits.
struct Fnv(u64);

impl Fnv {
    fn take(&mut self, bytes: &[u8]) {
        let length = (bytes.len() as u64).to_le_bytes();
        for &byte in length.iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
