//! The files of a folder, for the examples that read one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files below `root`, sorted.
pub fn files(root: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(dir) = open.pop() {
        for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { &mut open } else { &mut out }.push(path);
        }
    }
    out.sort();
    out
}

/// Documents below `root` by name without extension; sidecars are none.
#[allow(dead_code, reason = "one of the examples times files without asking for their names")]
pub fn index(root: &Path) -> BTreeMap<String, PathBuf> {
    let documents = files(root).into_iter().filter(|path| path.extension().is_some_and(|e| e != "json"));
    documents.filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), path))).collect()
}
