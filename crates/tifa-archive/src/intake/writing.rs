//! The one writer: results of workers into catalogue and index, in order.
//!
//! Originals are on disk before the catalogue names them, and the catalogue is committed before the index is. So after
//! a kill at any point the catalogue is right, and the index lacks at most the last documents, which [`Writer::open`]
//! adds before anything else is done.

use super::indexing::{index_from, index_generation, last_row, open_index, remove_other_indexes};
use super::stage::{Known, KnownName, Origin, ReadFile, Reader, Staged, Verdict, run_workers};
use super::walk::walk;
use crate::boilerplate;
use crate::catalogue::write::{CatalogueWriter, NewOriginal};
use crate::catalogue::{self, GENERATION, INDEX, SETTLED};
use crate::error::Error;
use crate::folder::Folder;
use crate::index::IndexWriting;
use crate::lock::WriterLock;
use crate::originals::{Hash, Originals};
use crate::prepared::Given;
use crate::roster;
use crate::rows::{AddOptions, Outcome, Summary, Watch};
use rusqlite::Connection;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

/// The catalogue is committed after so many bytes of files, …
const BATCH_BYTES: u64 = 16 << 20;
/// … so many files, …
const BATCH_FILES: u32 = 2_000;
/// … or so long.
const BATCH_TIME: Duration = Duration::from_secs(2);
/// The index is committed after so many bytes of folded text: what a killed run costs the next at most.
const INDEX_BYTES: u64 = 512 << 20;
/// Files larger than this are refused unless the user says otherwise.
const MAX_BYTES: u64 = 32 << 20;

/// Adds files and folders.
pub(crate) fn add(
    folder: &Folder,
    originals: &Originals,
    roots: &[PathBuf],
    options: &AddOptions,
    watch: &dyn Watch,
) -> Result<Summary, Error> {
    let mut writer = Writer::open(folder, originals, options, watch)?;
    writer.catch_up()?;
    let origins: Vec<Origin> = walk(roots, folder.dir()).into_iter().map(Origin::File).collect();
    let given = Given { date: options.date, outlet: options.outlet.clone() };
    let summary = writer.take_in(&origins, given, options)?;
    writer.finish()?;
    Ok(summary)
}

/// Reads every original again and makes a new index.
pub(crate) fn rebuild(
    folder: &Folder,
    originals: &Originals,
    options: &AddOptions,
    watch: &dyn Watch,
) -> Result<Summary, Error> {
    let mut writer = Writer::open(folder, originals, options, watch)?;
    writer.indexing = false;
    let origins = stored(writer.catalogue.connection())?;
    let summary = writer.take_in(&origins, Given::default(), options)?;
    writer.catalogue.refold_speakers()?;
    writer.catalogue.commit()?;
    writer.new_index()?;
    writer.finish()?;
    Ok(summary)
}

/// Threads to use.
fn threads(options: &AddOptions) -> usize {
    options
        .threads
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get))
        .max(1)
}

struct Writer<'a> {
    folder: &'a Folder,
    originals: &'a Originals,
    watch: &'a dyn Watch,
    catalogue: CatalogueWriter,
    index: IndexWriting,
    /// Whether documents go into the index as they come.
    indexing: bool,
    threads: usize,
    known: Known,
    summary: Summary,
    batch: Batch,
    /// Bytes of folded text since the index was committed.
    unindexed: u64,
    _lock: WriterLock,
}

struct Batch {
    bytes: u64,
    files: u32,
    began: Instant,
}

impl Batch {
    fn new() -> Self {
        Self { bytes: 0, files: 0, began: Instant::now() }
    }

    fn is_full(&self) -> bool {
        self.bytes >= BATCH_BYTES || self.files >= BATCH_FILES || self.began.elapsed() >= BATCH_TIME
    }
}

impl<'a> Writer<'a> {
    fn open(
        folder: &'a Folder,
        originals: &'a Originals,
        options: &AddOptions,
        watch: &'a dyn Watch,
    ) -> Result<Self, Error> {
        let lock = WriterLock::take(&folder.lock())?;
        originals.prepare()?;
        let connection = catalogue::open_for_writing(&folder.catalogue())?;
        let generation = index_generation(&connection)?;
        remove_other_indexes(folder, generation)?;
        // Two threads fill the arenas of a laptop; more than four only add segments.
        let threads = threads(options);
        let index = open_index(folder, generation, threads.min(4))?;
        let known = RwLock::new(known(&connection)?);
        Ok(Self {
            folder,
            originals,
            watch,
            catalogue: CatalogueWriter::new(connection),
            index,
            indexing: true,
            threads,
            known,
            summary: Summary::default(),
            batch: Batch::new(),
            unindexed: 0,
            _lock: lock,
        })
    }

    /// Adds to the index what an interrupted run left out of it.
    fn catch_up(&mut self) -> Result<(), Error> {
        let last = last_row(self.catalogue.connection())?;
        let committed = self.index.committed()?;
        let from = committed.filter(|&row| row <= last).unwrap_or(0);
        if committed != Some(from) {
            // Another fold, or rows the catalogue lost with the power: the index is of another history.
            let generation = index_generation(self.catalogue.connection())?;
            let dir = self.folder.index(generation);
            std::fs::remove_dir_all(&dir).map_err(|e| Error::io(&dir, e))?;
            self.index = open_index(self.folder, generation, self.threads.min(4))?;
        }
        if from == last {
            return Ok(());
        }
        self.watch.phase("indexing");
        index_from(self.catalogue.connection(), &mut self.index, from)?;
        self.index.commit(last)?;
        // Readers look for a new generation.
        self.catalogue.begin()?;
        self.catalogue.commit()
    }

    /// Reads `origins` and puts what they give into the archive.
    fn take_in(&mut self, origins: &[Origin], given: Given, options: &AddOptions) -> Result<Summary, Error> {
        self.watch.found(origins.len() as u64, origins.iter().map(Origin::bytes).sum());
        let known = std::mem::take(&mut self.known);
        let reader = Reader {
            originals: self.originals,
            known: &known,
            given,
            max_bytes: options.max_bytes.unwrap_or(MAX_BYTES).min(u64::from(u32::MAX)),
        };
        run_workers(&reader, origins, self.threads, &mut |origin, staged| {
            self.write(&known, origin, staged)
        })?;
        self.known = known;
        Ok(self.summary)
    }

    fn write(&mut self, known: &Known, origin: &Origin, staged: Staged) -> Result<(), Error> {
        let name = origin.name();
        let again = matches!(origin, Origin::Stored { .. });
        let outcome = match staged.verdict? {
            Verdict::Refused { hash, reason } => {
                if !again {
                    self.catalogue.put_refusal(name, hash.as_ref(), &reason)?;
                }
                Outcome::Refused(reason)
            }
            Verdict::Known => Outcome::Known,
            Verdict::Sidecar { hash } => {
                self.catalogue.put_sidecar(&hash, staged.bytes, name)?;
                remember(known, hash, KnownName::sidecar(name));
                Outcome::Sidecar
            }
            Verdict::Duplicate { hash, sidecar, given } => {
                self.duplicate(known, name, &hash, sidecar, given)?
            }
            Verdict::Read(file) => self.read(known, name, staged.bytes, *file, again)?,
        };
        self.count(staged.bytes, &outcome);
        self.watch.file(name, origin.bytes(), &outcome);
        if self.batch.is_full() {
            self.commit()?;
        }
        Ok(())
    }

    fn duplicate(
        &mut self,
        known: &Known,
        name: &str,
        hash: &Hash,
        sidecar: Option<Hash>,
        given: Given,
    ) -> Result<Outcome, Error> {
        let new = KnownName { name: name.to_owned(), sidecar, given, is_sidecar: false };
        if names(known, hash).contains(&new) {
            return Ok(Outcome::Known);
        }
        self.catalogue.put_name(hash, name, sidecar.as_ref(), &new.given)?;
        remember(known, *hash, new);
        Ok(Outcome::Duplicate)
    }

    fn read(
        &mut self,
        known: &Known,
        name: &str,
        bytes: u64,
        file: ReadFile,
        again: bool,
    ) -> Result<Outcome, Error> {
        // What the worker saw may be older than what stands in the catalogue now, so it is looked at again here,
        // where files come in order.
        let mut names = names(known, &file.hash);
        names.retain(|n| !n.is_sidecar);
        let under_this_name = names.iter().any(|n| n.name == name);
        if !again && names.iter().any(|n| n.name.as_str() < name) {
            return self.duplicate(known, name, &file.hash, file.sidecar, file.given);
        }
        let new = KnownName {
            name: name.to_owned(),
            sidecar: file.sidecar,
            given: file.given.clone(),
            is_sidecar: false,
        };
        if !again && names.contains(&new) {
            return Ok(Outcome::Known);
        }
        let original =
            NewOriginal { hash: &file.hash, bytes, encoding: file.encoding, format: file.format, name };
        let id = self.catalogue.put_original(&original, file.sidecar.as_ref(), &file.given)?;
        let rows = self.catalogue.replace_documents(id, &file.documents)?;
        for (row, document) in rows.into_iter().zip(&file.documents) {
            if self.indexing {
                self.index.add(row, &document.folded)?;
                self.unindexed += document.folded.len() as u64;
            }
            self.summary.documents += 1;
            self.summary.statements += u64::from(document.statements);
        }
        remember(known, file.hash, new);
        if !names.is_empty() && !under_this_name {
            // A smaller name for bytes that are here: read again under it, as if it had come first.
            return Ok(Outcome::Duplicate);
        }
        Ok(Outcome::Read { documents: file.documents.len(), problems: file.problems })
    }

    fn count(&mut self, bytes: u64, outcome: &Outcome) {
        let s = &mut self.summary;
        s.files += 1;
        match outcome {
            Outcome::Read { .. } => {
                s.read += 1;
                s.bytes += bytes;
            }
            Outcome::Sidecar => s.sidecars += 1,
            Outcome::Duplicate => s.duplicates += 1,
            Outcome::Known => s.known += 1,
            Outcome::Refused(_) => s.refused += 1,
        }
        if !matches!(outcome, Outcome::Known) {
            self.batch.bytes += bytes;
            self.batch.files += 1;
        }
    }

    /// Commits the batch, and the index when much has gathered.
    fn commit(&mut self) -> Result<(), Error> {
        self.batch = Batch::new();
        self.originals.flush()?;
        self.catalogue.commit()?;
        if self.unindexed >= INDEX_BYTES {
            self.unindexed = 0;
            self.index.commit(last_row(self.catalogue.connection())?)?;
        }
        Ok(())
    }

    /// A new index of the whole catalogue in the next generation's folder, then put in the place of the old.
    fn new_index(&mut self) -> Result<(), Error> {
        self.watch.phase("indexing");
        let generation = index_generation(self.catalogue.connection())? + 1;
        let mut index = open_index(self.folder, generation, self.threads.min(4))?;
        index_from(self.catalogue.connection(), &mut index, 0)?;
        index.commit(last_row(self.catalogue.connection())?)?;
        self.catalogue.begin()?;
        catalogue::set(self.catalogue.connection(), INDEX, generation as i64)?;
        self.catalogue.commit()?;
        // The old index stays for readers that are about to open it; the next writer removes it.
        self.index = index;
        Ok(())
    }

    /// Commits everything, marks what recurs, and leaves the archive tidy.
    fn finish(mut self) -> Result<(), Error> {
        self.originals.flush()?;
        self.catalogue.commit()?;
        let last = last_row(self.catalogue.connection())?;
        if self.index.committed()? != Some(last) {
            self.watch.phase("indexing");
            self.index.commit(last)?;
        }
        self.index.close()?;
        let connection = self.catalogue.connection();
        if catalogue::get(connection, SETTLED)? != catalogue::get(connection, GENERATION)? {
            self.watch.phase("settling");
            self.catalogue.begin()?;
            let connection = self.catalogue.connection();
            boilerplate::settle(connection)?;
            let next = catalogue::get(connection, GENERATION)? + 1;
            roster::store(connection, next)?;
            catalogue::set(connection, SETTLED, next)?;
            self.catalogue.commit()?;
        }
        // A reader may hold the log; the next writer tries again.
        let _ = self.catalogue.connection().pragma_query(None, "wal_checkpoint", |_| Ok(()));
        Ok(())
    }
}

impl KnownName {
    fn sidecar(name: &str) -> Self {
        Self { name: name.to_owned(), sidecar: None, given: Given::default(), is_sidecar: true }
    }
}

fn names(known: &Known, hash: &Hash) -> Vec<KnownName> {
    known.read().unwrap_or_else(PoisonError::into_inner).get(hash).cloned().unwrap_or_default()
}

fn remember(known: &Known, hash: Hash, new: KnownName) {
    let mut known = known.write().unwrap_or_else(PoisonError::into_inner);
    let names = known.entry(hash).or_default();
    names.retain(|n| n.name != new.name);
    names.push(new);
}

/// What the archive has, by hash.
fn known(connection: &Connection) -> Result<HashMap<Hash, Vec<KnownName>>, Error> {
    let mut known: HashMap<Hash, Vec<KnownName>> = HashMap::new();
    each_source(connection, &mut |hash, _, name| {
        known.entry(hash).or_default().push(name);
    })?;
    Ok(known)
}

/// The originals to read again, by name: each under its smallest.
fn stored(connection: &Connection) -> Result<Vec<Origin>, Error> {
    let mut best: HashMap<Hash, (u64, KnownName)> = HashMap::new();
    each_source(connection, &mut |hash, bytes, name| {
        if name.is_sidecar || best.get(&hash).is_some_and(|(_, b)| b.name <= name.name) {
            return;
        }
        best.insert(hash, (bytes, name));
    })?;
    let mut origins: Vec<(Hash, (u64, KnownName))> = best.into_iter().collect();
    origins.sort_by(|(h, (_, a)), (i, (_, b))| a.name.cmp(&b.name).then(h.cmp(i)));
    let stored = origins.into_iter().map(|(hash, (bytes, n))| Origin::Stored {
        name: n.name,
        hash,
        bytes,
        sidecar: n.sidecar,
        given: n.given,
    });
    Ok(stored.collect())
}

fn each_source(connection: &Connection, each: &mut dyn FnMut(Hash, u64, KnownName)) -> Result<(), Error> {
    let mut query = connection.prepare(
        "SELECT o.hash, o.bytes, s.name, s.describes, s.sidecar, s.given_day, s.given_outlet
         FROM sources s JOIN originals o ON o.id = s.original",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let hash = Hash::from_blob(row.get_ref(0)?.as_blob().unwrap_or_default())?;
        let sidecar: Option<Vec<u8>> = row.get(4)?;
        let day: Option<String> = row.get(5)?;
        let name = KnownName {
            name: row.get(2)?,
            sidecar: sidecar.as_deref().map(Hash::from_blob).transpose()?,
            given: Given { date: day.and_then(|d| d.parse().ok()), outlet: row.get(6)? },
            is_sidecar: row.get(3)?,
        };
        each(hash, row.get(1)?, name);
    }
    Ok(())
}
