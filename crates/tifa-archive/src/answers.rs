//! Answers over the whole archive, kept in its folder: what takes long to put together, and is asked for again.
//!
//! Each has a file of its own, which says of which state of the archive, lexicon and rules it is. One that is of another, damaged or
//! missing is put together anew and, where the folder can be written, kept in the place of the old. So nothing here is the
//! only copy of anything, no import waits for it, and no process for another: a file is written aside and renamed.
//!
//! ```text
//! tifa answer 1\n   what it is, and the version of its form
//! u64, u64          bytes of the head, and a check of them
//! head              its key, and where each line ends, packed
//! lines             a check and the packed line, one after the other
//! ```

use crate::archive::Archive;
use crate::codec;
use crate::error::Error;
use crate::folder::Folder;
use crate::lexicon;
use crate::originals::hex;
use crate::roster;
use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a file begins with.
const FORM: &[u8] = b"tifa answer 1\n";

/// Hash of the sources and tables that answers follow from.
const RULES: &str = env!("TIFA_RULES");

/// After this long a file that is still being written was left by a process that was ended.
const LEFT: Duration = Duration::from_secs(600);

/// Some lines of an answer, and how many it has.
pub(crate) type Lines<T> = (Vec<T>, usize);

/// Those of `lines` in `stretch`, and how many there are.
pub(crate) fn cut<T>(mut lines: Vec<T>, stretch: Range<usize>) -> Lines<T> {
    let total = lines.len();
    lines.truncate(stretch.end);
    lines.drain(..stretch.start.min(lines.len()));
    (lines, total)
}

/// Where answers are kept, and by which of the user's tables this process answers.
#[derive(Debug)]
pub(crate) struct Answers {
    dir: PathBuf,
    lexicon: PathBuf,
    /// Of the tables as they were when the archive was opened, before one was read.
    hash: String,
    keep: bool,
}

impl Answers {
    pub fn of(folder: &Folder) -> Self {
        let lexicon = folder.lexicon();
        Self { dir: folder.answers(), hash: lexicon::hash(&lexicon), lexicon, keep: true }
    }

    /// Nothing is to be kept that is not.
    pub fn only_read(&mut self) {
        self.keep = false;
    }

    /// Keeps `lines`, if that is wanted and the tables are still those of the beginning.
    fn keep<T: Serialize>(&self, question: &str, key: &str, lines: &[T]) -> Result<(), Error> {
        if self.keep && lexicon::hash(&self.lexicon) == self.hash {
            write(&self.dir, question, key, lines)?;
        }
        Ok(())
    }
}

impl Archive {
    /// The lines `stretch` of what `make` says of the whole archive; kept under the name `question` until archive, lexicon or
    /// rules are others.
    ///
    /// # Errors
    /// What `make` and the catalogue say. That an answer cannot be kept is none.
    pub(crate) fn answer<T: Serialize + DeserializeOwned>(
        &self,
        question: &str,
        stretch: Range<usize>,
        make: impl FnOnce() -> Result<Vec<T>, Error>,
    ) -> Result<Lines<T>, Error> {
        if let Some(found) = self.kept(question, stretch.clone())? {
            return Ok(found);
        }
        let key = self.key(question)?;
        let lines = make()?;
        // If the archive changed meanwhile, nobody can tell of which state this is.
        if self.key(question)? == key {
            // Where nothing can be written, it is put together again the next time.
            let _ = self.answers.keep(question, &key, &lines);
        }
        Ok(cut(lines, stretch))
    }

    /// The lines `stretch` of the answer to `question`, when it is kept.
    ///
    /// # Errors
    /// What the catalogue says.
    pub(crate) fn kept<T: DeserializeOwned>(
        &self,
        question: &str,
        stretch: Range<usize>,
    ) -> Result<Option<Lines<T>>, Error> {
        crate::catalogue::read::all_current(&*self.reader()?)?;
        Ok(read(&self.answers.dir.join(question), &self.key(question)?, stretch))
    }

    /// Of what the answer to a question is.
    fn key(&self, question: &str) -> Result<String, Error> {
        let (state, content) = (self.state()?, content(&*self.reader()?)?);
        Ok(format!("{question} {state} {content} {} {RULES}", self.answers.hash))
    }
}

/// A hash of what the catalogue holds. The number of its state is not enough: a catalogue that was put back from a copy counts on
/// from there, with other documents.
fn content(reader: &Connection) -> Result<String, Error> {
    let mut sha = Sha256::new();
    for ids in ["SELECT id FROM documents ORDER BY id", "SELECT id FROM decisions ORDER BY id"] {
        let mut query = reader.prepare_cached(ids)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            sha.update(row.get_ref(0)?.as_str().unwrap_or_default());
        }
        sha.update([0]);
    }
    // Days, outlets, genres and what recurs.
    sha.update(roster::stored(reader)?);
    Ok(hex(&sha.finalize()[..8]))
}

/// Keeps `lines`. Another process that keeps the same at this moment goes first.
fn write<T: Serialize>(dir: &Path, question: &str, key: &str, lines: &[T]) -> Result<(), Error> {
    let failed = |e| Error::io(dir, e);
    let (mut data, mut ends) = (Vec::new(), Vec::with_capacity(lines.len()));
    for line in lines {
        let blob = codec::pack(line)?;
        data.extend_from_slice(&check(&blob).to_le_bytes());
        data.extend_from_slice(&blob);
        ends.push(data.len() as u64);
    }
    let head = codec::pack(&(key, ends))?;
    std::fs::create_dir_all(dir).map_err(failed)?;
    let part = dir.join(format!("{question}.part"));
    let age = std::fs::metadata(&part).and_then(|m| m.modified()).ok().and_then(|m| m.elapsed().ok());
    if age.is_some_and(|age| age > LEFT) {
        std::fs::remove_file(&part).map_err(failed)?;
    }
    let mut file = File::create_new(&part).map_err(failed)?;
    let written = [FORM, &(head.len() as u64).to_le_bytes(), &check(&head).to_le_bytes(), &head, &data]
        .iter()
        .try_for_each(|bytes| file.write_all(bytes))
        .and_then(|()| file.sync_all())
        .and_then(|()| std::fs::rename(&part, dir.join(question)));
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    written.map_err(failed)
}

/// The lines `stretch` of the file `path`, and how many it has; none when it is not whole or has another key.
fn read<T: DeserializeOwned>(path: &Path, key: &str, stretch: Range<usize>) -> Option<Lines<T>> {
    let mut file = File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    let mut take = |bytes: u64| {
        let mut taken = vec![0; usize::try_from(bytes).ok().filter(|_| bytes <= size)?];
        file.read_exact(&mut taken).ok()?;
        Some((taken, file.stream_position().ok()?))
    };
    let number = |bytes: &[u8]| Some(u64::from_le_bytes(bytes.try_into().ok()?));
    let (begin, _) = take(FORM.len() as u64 + 16)?;
    let (length, sum) = begin.strip_prefix(FORM)?.split_at_checked(8)?;
    let (head, first) = take(number(length)?)?;
    if check(&head) != number(sum)? {
        return None;
    }
    let (of, ends): (String, Vec<u64>) = codec::unpack("answer", &head).ok()?;
    let total = ends.len();
    let (start, end) = (stretch.start.min(total), stretch.end.min(total));
    if of != key || start >= end {
        return (of == key).then(|| (Vec::new(), total));
    }
    let before = |line: usize| line.checked_sub(1).map_or(0, |last| ends[last]);
    file.seek(SeekFrom::Start(first + before(start))).ok()?;
    let bytes = before(end).checked_sub(before(start)).filter(|&b| b <= size)?;
    let mut data = vec![0; usize::try_from(bytes).ok()?];
    file.read_exact(&mut data).ok()?;
    let line = |line: usize| {
        let at = |byte: u64| usize::try_from(byte.checked_sub(before(start))?).ok();
        let (sum, blob) = data.get(at(before(line))?..at(before(line + 1))?)?.split_at_checked(8)?;
        if check(blob) == number(sum)? { codec::unpack("answer", blob).ok() } else { None }
    };
    Some(((start..end).map(line).collect::<Option<_>>()?, total))
}

fn check(bytes: &[u8]) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(Sha256::digest(bytes));
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_read_and_damage_is_no_answer() {
        let dir = tempfile::tempdir().unwrap();
        let lines: Vec<String> = (0..9).map(|n| "山".repeat(n)).collect();
        write(dir.path(), "it", "key", &lines).unwrap();
        let path = dir.path().join("it");
        let asked = |key: &str, stretch| read::<String>(&path, key, stretch);
        for stretch in [0..9, 2..5, 8..9, 0..99] {
            let expect = lines[stretch.start..stretch.end.min(9)].to_vec();
            assert_eq!(asked("key", stretch), Some((expect, 9)));
        }
        assert_eq!(asked("key", 9..12), Some((Vec::new(), 9)));
        assert_eq!(asked("key", 0..0), Some((Vec::new(), 9)));
        assert_eq!(asked("another key", 0..9), None);
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut broken = whole.clone();
            broken[at] ^= 0x55;
            std::fs::write(&path, &broken).unwrap();
            assert_eq!(asked("key", 0..9), None, "{at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(asked("key", 0..9), None, "{at}");
        }
        assert!(read::<String>(&dir.path().join("nothing"), "key", 0..9).is_none());
    }

    #[test]
    fn who_comes_second_leaves_the_first_alone() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("it.part"), "half").unwrap();
        assert!(write(dir.path(), "it", "key", &[1]).is_err());
        assert_eq!(std::fs::read(dir.path().join("it.part")).unwrap(), b"half");
        let long_ago = std::time::SystemTime::now() - LEFT - LEFT;
        File::options().write(true).open(dir.path().join("it.part")).unwrap().set_modified(long_ago).unwrap();
        write(dir.path(), "it", "key", &[1]).unwrap();
        assert_eq!(read::<i32>(&dir.path().join("it"), "key", 0..1), Some((vec![1], 1)));
    }
}
