//! Files as received, kept under their SHA-256.

use crate::error::Error;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// SHA-256 of an original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Hash(pub [u8; 32]);

impl Hash {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Sixty-four hexadecimal digits.
    pub fn hex(&self) -> String {
        hex(&self.0)
    }

    /// The hash that these sixty-four hexadecimal digits write.
    pub fn from_hex(digits: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if digits.len() != 64 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The hash in a blob of the catalogue.
    pub fn from_blob(blob: &[u8]) -> Result<Self, Error> {
        let bytes =
            blob.try_into().map_err(|_| Error::corrupt("catalogue", "a hash that is not 32 bytes long"))?;
        Ok(Self(bytes))
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]])
        .map(char::from)
        .collect()
}

/// How the name of an original ends that is being written.
const PART: &str = ".part";

/// The folder of originals.
#[derive(Debug)]
pub(crate) struct Originals {
    dir: PathBuf,
    parts: AtomicU64,
}

impl Originals {
    pub fn new(dir: PathBuf) -> Self {
        Self { dir, parts: AtomicU64::new(0) }
    }

    /// Where the original stands or would stand.
    pub fn path(&self, hash: &Hash) -> PathBuf {
        let name = hash.hex();
        self.dir.join(&name[..2]).join(name)
    }

    pub fn read(&self, hash: &Hash) -> Result<Vec<u8>, Error> {
        let path = self.path(hash);
        std::fs::read(&path).map_err(|e| Error::io(&path, e))
    }

    /// Keeps `bytes`. They are written beside and renamed, so an original is whole or absent whatever happens; one
    /// that was damaged since is replaced.
    pub fn keep(&self, hash: &Hash, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path(hash);
        if path.metadata().is_ok_and(|m| m.len() == bytes.len() as u64)
            && std::fs::read(&path).is_ok_and(|kept| kept == bytes)
        {
            return Ok(());
        }
        let part = self.part(&path);
        let create = || std::fs::File::create(&part);
        let file = create().or_else(|e| match path.parent() {
            Some(parent) if e.kind() == std::io::ErrorKind::NotFound => {
                std::fs::create_dir_all(parent)?;
                create()
            }
            _ => Err(e),
        });
        let kept = file.and_then(|mut f| f.write_all(bytes)).and_then(|()| std::fs::rename(&part, &path));
        kept.map_err(|e| {
            let _ = std::fs::remove_file(&part);
            Error::io(&path, e)
        })
    }

    /// Where an original stands while it is written: in the folder it will stay in, because a rename across folders
    /// holds up every other one. No hash has a dot in it.
    fn part(&self, path: &Path) -> PathBuf {
        path.with_extension(format!("{}{PART}", self.parts.fetch_add(1, Ordering::Relaxed)))
    }

    /// Makes the folder ready for writing and removes what an interrupted writer left. Only under the writer lock.
    pub fn prepare(&self) -> Result<(), Error> {
        std::fs::create_dir_all(&self.dir).map_err(|e| Error::io(&self.dir, e))?;
        let files = walkdir::WalkDir::new(&self.dir).min_depth(2).into_iter().filter_map(Result::ok);
        for left in files.filter(|f| f.file_name().as_encoded_bytes().ends_with(PART.as_bytes())) {
            std::fs::remove_file(left.path()).map_err(|e| Error::io(left.path(), e))?;
        }
        Ok(())
    }

    /// Asks the disk to have everything written so far, so that the catalogue never outlives what it names. One call
    /// for a batch: a flush per file would cost more than all other work on it.
    pub fn flush(&self) -> Result<(), Error> {
        flush_file_system(&self.dir).map_err(|e| Error::io(&self.dir, e))
    }
}

#[cfg(target_os = "linux")]
fn flush_file_system(dir: &Path) -> std::io::Result<()> {
    let dir = std::fs::File::open(dir)?;
    rustix::fs::syncfs(&dir).map_err(std::io::Error::from)
}

#[cfg(not(target_os = "linux"))]
fn flush_file_system(_dir: &Path) -> std::io::Result<()> {
    Ok(())
}
