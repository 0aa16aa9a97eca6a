//! The files of the repository, as the house rules see them.

use crate::Result;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing written by hand, by their path from the root.
const SKIPPED: [&str; 6] = [".git", "target", "tifa-archive", "fuzz/corpus", "fuzz/artifacts", "fuzz/target"];

/// A file of the repository.
#[derive(Debug, Clone)]
pub struct RepositoryFile {
    /// Path from the root, `/` between parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl RepositoryFile {
    /// Its text, when it is UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// Whether its name ends in `.extension`.
    pub fn is(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|e| e == extension)
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// Every file under `root` but those of builds, of git and of archives, by path.
pub fn all(root: &Path) -> Result<Vec<RepositoryFile>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            let kind = entry.file_type()?;
            if kind.is_dir() {
                if !SKIPPED.iter().any(|s| path == Path::new(s)) {
                    folders.push(path);
                }
            } else if kind.is_file() {
                let shown = path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>();
                files.push(RepositoryFile { path: shown.join("/"), bytes: fs::read(entry.path())? });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}
