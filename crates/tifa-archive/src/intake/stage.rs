//! Workers: everything that can be done to a file without knowing the others.

use super::walk::Item;
use crate::error::Error;
use crate::originals::{Hash, Originals};
use crate::prepared::{Given, Prepared};
use std::collections::HashMap;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use tifa_docket::docket;
use tifa_record::Context;
use tifa_source::Input;
use tifa_source::json::is_metadata;

/// Bytes of files in work at once. Texts, blocks and folded texts made of them are several times as large.
const IN_WORK: u64 = 32 << 20;
/// What a small file counts, so that many of them are bounded too.
const AT_LEAST: u64 = 16 << 10;

/// Where the bytes come from.
#[derive(Debug)]
pub(crate) enum Origin {
    /// A file outside.
    File(Item),
    /// An original of this archive, to be read again under its name.
    Stored { name: String, hash: Hash, bytes: u64, sidecar: Option<Hash>, given: Given },
}

impl Origin {
    pub fn name(&self) -> &str {
        match self {
            Self::File(item) => &item.name,
            Self::Stored { name, .. } => name,
        }
    }

    pub fn bytes(&self) -> u64 {
        match self {
            Self::File(item) => item.bytes,
            Self::Stored { bytes, .. } => *bytes,
        }
    }
}

/// A file after its worker.
#[derive(Debug)]
pub(crate) struct Staged {
    /// Its place in the order.
    pub index: usize,
    /// Size in bytes as read.
    pub bytes: u64,
    pub verdict: Result<Verdict, Error>,
}

/// What a worker makes of a file.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// Not read: why.
    Refused { hash: Option<Hash>, reason: String },
    /// Nothing to do.
    Known,
    /// Metadata of a page.
    Sidecar { hash: Hash },
    /// Bytes that are in the archive already under a smaller name.
    Duplicate { hash: Hash, sidecar: Option<Hash>, given: Given },
    /// Read.
    Read(Box<ReadFile>),
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct ReadFile {
    pub hash: Hash,
    pub sidecar: Option<Hash>,
    pub given: Given,
    pub encoding: &'static str,
    pub format: &'static str,
    pub documents: Vec<Prepared>,
    pub problems: Vec<String>,
}

/// One name of an original that is in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KnownName {
    pub name: String,
    pub sidecar: Option<Hash>,
    pub given: Given,
    /// Whether it is metadata of a page.
    pub is_sidecar: bool,
}

/// What the archive has, by hash; names of each, ascending. The writer keeps it up to date.
pub(crate) type Known = RwLock<HashMap<Hash, Vec<KnownName>>>;

/// Reads files for the archive.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub originals: &'a Originals,
    pub known: &'a Known,
    pub given: Given,
    pub max_bytes: u64,
}

/// Hands out files in order and holds back when too many bytes are in work.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    state: Mutex<GateState>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct GateState {
    next: usize,
    in_work: u64,
    stopped: bool,
}

impl Gate {
    fn cost(bytes: u64) -> u64 {
        bytes.clamp(AT_LEAST, IN_WORK)
    }

    /// The next file to work on. Files are given out in order, so the one the writer waits for is always in work and
    /// never held back.
    fn take(&self, origins: &[Origin]) -> Option<usize> {
        let mut state = self.lock();
        loop {
            if state.stopped {
                return None;
            }
            let index = state.next;
            let cost = Self::cost(origins.get(index)?.bytes());
            if state.in_work == 0 || state.in_work + cost <= IN_WORK {
                state.in_work += cost;
                state.next += 1;
                return Some(index);
            }
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The writer is done with a file.
    pub fn done(&self, origin: &Origin) {
        self.lock().in_work -= Self::cost(origin.bytes());
        self.freed.notify_all();
    }

    /// No more files.
    pub fn stop(&self) {
        self.lock().stopped = true;
        self.freed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, GateState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Has `threads` workers read `origins` and calls `write` with each result, in order, on this thread.
pub(crate) fn run_workers(
    reader: &Reader<'_>,
    origins: &[Origin],
    threads: usize,
    write: &mut dyn FnMut(&Origin, Staged) -> Result<(), Error>,
) -> Result<(), Error> {
    let gate = Gate::default();
    let (send, receive) = crossbeam_channel::unbounded::<Staged>();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(origins.len()) {
            let (send, gate) = (send.clone(), &gate);
            scope.spawn(move || {
                while let Some(index) = gate.take(origins) {
                    if send.send(reader.stage(index, &origins[index])).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut early: HashMap<usize, Staged> = HashMap::new();
        let result = (0..origins.len()).try_for_each(|index| {
            let staged = loop {
                match early.remove(&index) {
                    Some(staged) => break staged,
                    None => match receive.recv() {
                        Ok(staged) => early.insert(staged.index, staged),
                        Err(_) => return Err(Error::corrupt("import", "a worker ended early")),
                    },
                };
            };
            let done = write(&origins[index], staged);
            gate.done(&origins[index]);
            done
        });
        gate.stop();
        result
    })
}

impl Reader<'_> {
    fn stage(&self, index: usize, origin: &Origin) -> Staged {
        let mut bytes = 0;
        // A reader should never panic; should one do so all the same, it costs one file and not the run.
        let verdict = catch_unwind(AssertUnwindSafe(|| match origin {
            Origin::File(item) => self.file(item, &mut bytes),
            Origin::Stored { name, hash, sidecar, given, .. } => {
                self.stored(name, hash, sidecar.as_ref(), given, &mut bytes)
            }
        }));
        let verdict = verdict.unwrap_or_else(|_| Ok(refused(None, "the program failed on this file")));
        Staged { index, bytes, verdict }
    }

    fn file(&self, item: &Item, size: &mut u64) -> Result<Verdict, Error> {
        if let Some(problem) = &item.problem {
            return Ok(refused(None, problem));
        }
        let bytes = match read_file(&item.path, self.max_bytes) {
            Ok(bytes) => bytes,
            Err(reason) => return Ok(refused(None, reason)),
        };
        *size = bytes.len() as u64;
        let hash = Hash::of(&bytes);
        if item.beside && is_metadata(&bytes) {
            return self.sidecar(item, hash, &bytes);
        }
        // A sidecar that cannot be read is reported under its own name; the page is read without it.
        let sidecar = item
            .sidecar
            .as_ref()
            .and_then(|path| read_file(path, self.max_bytes).ok())
            .filter(|bytes| is_metadata(bytes));
        let sidecar_hash = sidecar.as_deref().map(Hash::of);
        let names = self.names(&hash);
        let same = names.iter().find(|n| n.name == item.name && !n.is_sidecar);
        let given = Given {
            date: self.given.date.or(same.and_then(|n| n.given.date)),
            outlet: self.given.outlet.clone().or_else(|| same.and_then(|n| n.given.outlet.clone())),
        };
        if same.is_some_and(|n| n.sidecar == sidecar_hash && n.given == given) {
            // Damage since is made good in passing.
            self.originals.keep(&hash, &bytes)?;
            return Ok(Verdict::Known);
        }
        let smaller = names.iter().any(|n| !n.is_sidecar && n.name < item.name);
        if smaller {
            return Ok(Verdict::Duplicate { hash, sidecar: sidecar_hash, given });
        }
        let verdict = self.read(&item.name, &bytes, &hash, sidecar.as_deref(), given)?;
        if let Verdict::Read(_) = verdict {
            self.originals.keep(&hash, &bytes)?;
        }
        Ok(verdict)
    }

    fn sidecar(&self, item: &Item, hash: Hash, bytes: &[u8]) -> Result<Verdict, Error> {
        self.originals.keep(&hash, bytes)?;
        if self.names(&hash).iter().any(|n| n.name == item.name) {
            return Ok(Verdict::Known);
        }
        Ok(Verdict::Sidecar { hash })
    }

    fn stored(
        &self,
        name: &str,
        hash: &Hash,
        sidecar: Option<&Hash>,
        given: &Given,
        size: &mut u64,
    ) -> Result<Verdict, Error> {
        let bytes = match self.originals.read(hash) {
            Ok(bytes) if Hash::of(&bytes) == *hash => bytes,
            Ok(_) => return Ok(refused(Some(*hash), "the original is damaged; what was read before stays")),
            Err(e) => return Ok(refused(Some(*hash), format!("{e}; what was read before stays"))),
        };
        *size = bytes.len() as u64;
        let beside = sidecar.map(|s| self.originals.read(s)).transpose();
        match beside {
            Ok(beside) => self.read(name, &bytes, hash, beside.as_deref(), given.clone()),
            Err(e) => Ok(refused(Some(*hash), format!("{e}; what was read before stays"))),
        }
    }

    fn read(
        &self,
        name: &str,
        bytes: &[u8],
        hash: &Hash,
        sidecar: Option<&[u8]>,
        given: Given,
    ) -> Result<Verdict, Error> {
        let input = Input { name, bytes, sidecar, date: given.date, outlet: given.outlet.as_deref() };
        let reading = match tifa_source::read(&input) {
            Ok(reading) => reading,
            Err(refusal) => return Ok(refused(Some(*hash), refusal.to_string())),
        };
        let documents = reading
            .documents
            .iter()
            .map(|d| {
                let context = Context::of(&d.metadata);
                let reading = tifa_record::read(&d.blocks, &context);
                Prepared::new(hash, d, &reading.findings, &docket(&reading, &context))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let problems = reading
            .problems
            .iter()
            .map(|p| match p.at {
                Some(at) => format!("bytes {}–{}: {}", at.start, at.end, p.message),
                None => p.message.clone(),
            })
            .collect();
        Ok(Verdict::Read(Box::new(ReadFile {
            hash: *hash,
            sidecar: sidecar.map(Hash::of),
            given,
            encoding: reading.encoding,
            format: reading.format.name(),
            documents,
            problems,
        })))
    }

    fn names(&self, hash: &Hash) -> Vec<KnownName> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(hash).cloned().unwrap_or_default()
    }
}

fn refused(hash: Option<Hash>, reason: impl Into<String>) -> Verdict {
    Verdict::Refused { hash, reason: reason.into() }
}

/// The bytes of a file of at most `max` bytes, or why there are none.
fn read_file(path: &Path, max: u64) -> Result<Vec<u8>, String> {
    let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
    let size = file.metadata().map_err(|e| e.to_string())?.len();
    let too_large = |size: u64| {
        let megabytes = |n: u64| n as f64 / f64::from(1 << 20);
        format!("{:.1} MiB, more than the {:.1} MiB allowed (--max-size)", megabytes(size), megabytes(max))
    };
    if size > max {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    // It may grow while it is read.
    file.take(max.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() as u64 > max {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}
