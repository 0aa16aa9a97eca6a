//! The folder an archive is, and the version it carries.
//!
//! ```text
//! tifa.toml      format version
//! originals/ab/  files as received, named by their SHA-256
//! catalogue.db   system of record
//! index/3/       the index; its generation is named in the catalogue
//! lexicon/       the user's own tables of people, bodies and offices
//! answers/       answers that lie ready; may be deleted at any time
//! lock           held by the one writer
//! ```

use crate::error::Error;
use crate::lexicon;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Format of archives this program writes, and the newest it reads.
pub const FORMAT: u32 = 3;

/// Names that may stand in an archive's folder, among them those of files whose writing was interrupted.
const NAMES: [&str; 10] = [
    "answers",
    "tifa.toml",
    "tifa.toml.part",
    "originals",
    "catalogue.db",
    "catalogue.db-wal",
    "catalogue.db-shm",
    "index",
    "lexicon",
    "lock",
];

/// Where things stand in an archive's folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    dir: PathBuf,
}

impl Folder {
    /// The folder `dir`, which must be an archive of a format this program knows.
    pub fn open(dir: &Path) -> Result<Self, Error> {
        let folder = Self { dir: dir.to_owned() };
        let manifest = folder.manifest();
        let text = match std::fs::read_to_string(&manifest) {
            Ok(text) => text,
            Err(e)
                if matches!(e.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) =>
            {
                return Err(Error::NotAnArchive { path: dir.to_owned(), exists: dir.exists() });
            }
            Err(e) => return Err(Error::io(&manifest, e)),
        };
        let found = text
            .parse::<toml::Table>()
            .ok()
            .and_then(|t| t.get("format").and_then(toml::Value::as_integer))
            .and_then(|n| u32::try_from(n).ok())
            .ok_or_else(|| Error::corrupt(manifest.display().to_string(), "no line `format = NUMBER`"))?;
        if found > FORMAT {
            return Err(Error::NewerVersion { found, known: FORMAT });
        }
        Ok(folder)
    }

    /// The folder `dir`, made into an archive when it is missing, empty, or was left half made.
    pub fn open_or_create(dir: &Path) -> Result<Self, Error> {
        match Self::open(dir) {
            Err(Error::NotAnArchive { exists: false, .. }) => {
                std::fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
            }
            Err(Error::NotAnArchive { exists: true, .. }) => {
                // Somebody's folder is not taken over: everything in it must be ours.
                let not_ours = || Error::NotAnArchive { path: dir.to_owned(), exists: true };
                for entry in std::fs::read_dir(dir).map_err(|_| not_ours())? {
                    let name = entry.map_err(|e| Error::io(dir, e))?.file_name();
                    if !NAMES.iter().any(|n| name == *n) {
                        return Err(not_ours());
                    }
                }
            }
            other => return other,
        }
        let folder = Self { dir: dir.to_owned() };
        for sub in [folder.originals(), folder.indexes(), folder.lexicon()] {
            std::fs::create_dir_all(&sub).map_err(|e| Error::io(&sub, e))?;
        }
        lexicon::begin(&folder.lexicon())?;
        let (manifest, part) = (folder.manifest(), folder.dir.join("tifa.toml.part"));
        let text =
            format!("# A tifa archive. The format changes only with the program.\nformat = {FORMAT}\n");
        std::fs::File::create(&part)
            .and_then(|mut f| f.write_all(text.as_bytes()))
            .map_err(|e| Error::io(&part, e))?;
        std::fs::rename(&part, &manifest).map_err(|e| Error::io(&manifest, e))?;
        Ok(folder)
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    fn manifest(&self) -> PathBuf {
        self.dir.join("tifa.toml")
    }

    pub fn originals(&self) -> PathBuf {
        self.dir.join("originals")
    }

    pub fn catalogue(&self) -> PathBuf {
        self.dir.join("catalogue.db")
    }

    pub fn indexes(&self) -> PathBuf {
        self.dir.join("index")
    }

    /// The index of one generation.
    pub fn index(&self, generation: u64) -> PathBuf {
        self.indexes().join(generation.to_string())
    }

    pub fn lexicon(&self) -> PathBuf {
        self.dir.join("lexicon")
    }

    pub fn answers(&self) -> PathBuf {
        self.dir.join("answers")
    }

    pub fn lock(&self) -> PathBuf {
        self.dir.join("lock")
    }
}
