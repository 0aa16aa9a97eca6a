//! An open archive folder.

use crate::answers::Answers;
use crate::catalogue::read::{self, Order};
use crate::catalogue::select::Condition;
use crate::catalogue::{self, GENERATION, INDEX};
use crate::check;
use crate::cite;
use crate::cursor::{Cursor, Stretch};
use crate::error::Error;
use crate::folder::Folder;
use crate::index::IndexReading;
use crate::intake;
use crate::lexicon;
use crate::originals::{Hash, Originals};
use crate::roster;
use crate::rows::*;
use crate::search::{self, Snapshot};
use crate::status;
use crate::wanted::Wanted;
use rusqlite::Connection;
use std::ops::{ControlFlow, Deref};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tifa_docket::MechanismNames;
use tifa_docket::topics::Topics;
use tifa_record::register::{Fault, Register};
use tifa_source::BlockKind;
use tifa_wording::formulation::Formulation;

/// An open archive folder.
///
/// Reading neither blocks nor is blocked: every call sees the archive as the last commit before it left it. One value
/// serves many threads.
#[derive(Debug)]
pub struct Archive {
    folder: Folder,
    originals: Originals,
    /// Connections not in use.
    readers: Mutex<Vec<Connection>>,
    snapshot: Mutex<Option<Arc<Snapshot>>>,
    /// The register with the user's tables, when there are any, and what is wrong with them.
    lexicon: OnceLock<(Option<Register>, Vec<Fault>)>,
    /// Mechanisms' names and topics with the user's tables, and what is wrong with those.
    docket_tables: OnceLock<(MechanismNames, Topics, Vec<Fault>)>,
    pub(crate) answers: Answers,
}

impl Archive {
    /// Opens the archive in `dir`, which must be one.
    ///
    /// # Errors
    /// [`Error::NotAnArchive`], [`Error::NewerVersion`], or what the disk says.
    pub fn open(dir: &Path) -> Result<Archive, Error> {
        Self::over(Folder::open(dir)?)
    }

    /// Opens the archive in `dir` for a program that only asks: nothing is made there and nothing is taken over from an
    /// older format, which [`Archive::open`] would do.
    ///
    /// # Errors
    /// As [`Archive::open`]; [`Error::Corrupt`] when the catalogue is missing, [`Error::Stale`] when its format is old.
    pub fn open_to_read(dir: &Path) -> Result<Archive, Error> {
        let folder = Folder::open(dir)?;
        catalogue::current(&folder.catalogue())?;
        let mut archive = Self::over(folder)?;
        archive.answers.only_read();
        Ok(archive)
    }

    /// Opens the archive in `dir`, or makes one there when the folder is missing or empty.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn open_or_create(dir: &Path) -> Result<Archive, Error> {
        Self::over(Folder::open_or_create(dir)?)
    }

    fn over(folder: Folder) -> Result<Archive, Error> {
        let connection = catalogue::open(&folder.catalogue())?;
        Ok(Archive {
            originals: Originals::new(folder.originals()),
            answers: Answers::of(&folder),
            folder,
            readers: Mutex::new(vec![connection]),
            snapshot: Mutex::new(None),
            lexicon: OnceLock::new(),
            docket_tables: OnceLock::new(),
        })
    }

    /// Adds files and folders. Takes the writer lock.
    ///
    /// A file's name in the archive is its path from the root given, under the root's own last part. Names that begin
    /// with a dot are passed over below a root. Killed at any point and run again, it ends in the same archive.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::Full`] and what the disk says. A file that cannot be read is no error: it is refused.
    pub fn add(&self, roots: &[PathBuf], options: &AddOptions, watch: &dyn Watch) -> Result<Summary, Error> {
        intake::add(&self.folder, &self.originals, roots, options, watch)
    }

    /// The register by which names are joined: the one that comes with tifa, as the tables in `lexicon` extend it. They
    /// are read once, when they are first needed.
    pub fn register(&self) -> &Register {
        self.lexicon().0.as_ref().unwrap_or_else(|| Register::shipped())
    }

    /// The rows of the user's tables that cannot be used.
    pub fn lexicon_faults(&self) -> impl Iterator<Item = &Fault> {
        self.lexicon().1.iter().chain(&self.docket_tables().2)
    }

    /// The formulations that are followed: those that come with tifa, as `lexicon/formulations.tsv` extends them, and the
    /// rows of it that cannot be used.
    pub fn formulations(&self) -> (Vec<Formulation>, Vec<Fault>) {
        lexicon::formulations(&self.folder.lexicon())
    }

    /// The names under which mechanisms are one, as `lexicon/mechanism_names.tsv` extends them.
    pub fn mechanism_names(&self) -> &MechanismNames {
        &self.docket_tables().0
    }

    /// The topics, as `lexicon/topics.tsv` extends them.
    pub fn topics(&self) -> &Topics {
        &self.docket_tables().1
    }

    fn docket_tables(&self) -> &(MechanismNames, Topics, Vec<Fault>) {
        self.docket_tables.get_or_init(|| lexicon::docket(&self.folder.lexicon()))
    }

    fn lexicon(&self) -> &(Option<Register>, Vec<Fault>) {
        self.lexicon.get_or_init(|| lexicon::read(&self.folder.lexicon()))
    }

    /// The documents `filter` lets through, by day, source and ordinal; undated documents last.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn documents(&self, filter: &Filter) -> Result<Vec<DocumentRow>, Error> {
        let reader = self.reader()?;
        let condition = Condition::new(&reader, filter, self.register())?;
        let found = read::documents(&reader, &condition, Order::Day)?;
        Ok(found.into_iter().map(|l| l.row).collect())
    }

    /// One document: `key` is its id or a unique prefix of it, or the name of its source or the last parts of that
    /// name (the extension may be left out), with `#ordinal` when the file holds several.
    ///
    /// # Errors
    /// [`Error::NoSuchDocument`], [`Error::Ambiguous`].
    pub fn document(&self, key: &str) -> Result<FullDocument, Error> {
        let reader = self.reader()?;
        let listed = resolve(&reader, key, self.register())?;
        let mut body = read::body(&reader, listed.number)?;
        let statements = cite::statements(&listed, &body, &Wanted::default(), self.register());
        let witnesses = read::documents(&reader, &Condition::text(&listed.row.text), Order::Day)?;
        for (block, &aside) in body.blocks.iter_mut().zip(&body.aside) {
            if aside {
                block.kind = BlockKind::Boilerplate;
            }
        }
        Ok(FullDocument {
            document: tifa_source::Document {
                ordinal: listed.row.ordinal,
                metadata: listed.row.metadata.clone(),
                blocks: body.blocks,
            },
            statements,
            witnesses: witnesses.into_iter().filter(|w| w.number != listed.number).map(|w| w.row).collect(),
            row: listed.row,
        })
    }

    /// The bytes of an original, by the hash that its documents' rows have. They are hashed again before they are given.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when they are not what was added, or `hash` is none; what the disk says.
    pub fn original(&self, hash: &str) -> Result<Vec<u8>, Error> {
        let thing = format!("original {hash}");
        let known = Hash::from_hex(hash).ok_or_else(|| Error::corrupt(&thing, "no hash has this form"))?;
        let bytes = self.originals.read(&known)?;
        if Hash::of(&bytes) == known {
            Ok(bytes)
        } else {
            Err(Error::corrupt(&thing, "its bytes have another hash"))
        }
    }

    /// The stretch of the statements `filter` lets through that a cursor asks for, by source and start, at most `page` of
    /// them. Its `total` counts as far as it takes to know whether there are more: nobody has counted them all.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn statements_from(
        &self,
        filter: &Filter,
        cursor: &Cursor,
        page: usize,
    ) -> Result<Stretch<StatementRow>, Error> {
        let state = self.state()?;
        let (mut rows, mut passed) = (Vec::new(), 0);
        self.statements(filter, &mut |row| {
            passed += 1;
            if passed > cursor.skip {
                rows.push(row);
            }
            if rows.len() > page { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        let known = cursor.skip.saturating_add(rows.len());
        rows.truncate(page);
        Ok(Stretch::cut(rows, known, cursor, state))
    }

    /// Calls `each` with the statements `filter` lets through, by source and start, until it breaks.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn statements(
        &self,
        filter: &Filter,
        each: &mut dyn FnMut(StatementRow) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let reader = self.reader()?;
        let condition = Condition::of_statements(&reader, filter, self.register())?;
        let wanted = Wanted::new(&reader, filter, self.register(), true)?;
        // Documents of one file may lie inside one another, so a file's statements are put in order together.
        let mut file: Vec<StatementRow> = Vec::new();
        let mut flow = ControlFlow::Continue(());
        let mut give = |file: &mut Vec<StatementRow>| {
            file.sort_by(|a, b| (a.start, a.end, &a.document).cmp(&(b.start, b.end, &b.document)));
            file.drain(..).try_for_each(&mut *each)
        };
        read::each_document(&reader, &condition, Order::Source, &mut |listed| {
            if file.last().is_some_and(|s| s.source != listed.row.source) {
                flow = give(&mut file);
                if flow.is_break() {
                    return Ok(flow);
                }
            }
            if listed.row.statements > 0 {
                let body = read::body(&reader, listed.number)?;
                file.extend(cite::statements(&listed, &body, &wanted, self.register()));
            }
            Ok(flow)
        })?;
        if flow.is_continue() {
            let _ = give(&mut file);
        }
        Ok(())
    }

    /// Every place where `query` stands, whatever its script, width, wrap or light punctuation. Occurrences do not
    /// overlap and do not cross blocks. Hits come by day, source and place; [`Concordance::total`] counts all of them,
    /// whatever the limit.
    ///
    /// # Errors
    /// [`Error::BadQuery`] when nothing of the query is left after folding.
    pub fn search(
        &self,
        query: &str,
        filter: &Filter,
        options: &SearchOptions,
    ) -> Result<Concordance, Error> {
        let needle = search::needle(query)?;
        let reader = self.reader()?;
        let snapshot = self.snapshot(&reader)?;
        let condition = Condition::new(&reader, filter, self.register())?;
        let allowed = if condition.is_empty() { None } else { Some(read::rows(&reader, &condition)?) };
        let wanted = Wanted::new(&reader, filter, self.register(), false)?;
        search::search(&reader, &snapshot, &needle, &condition, &allowed, &wanted, options)
    }

    /// Speakers as printed, with the number of their statements, most first. Names of one person are not joined here.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn speakers(&self) -> Result<Vec<(String, u64)>, Error> {
        let reader = self.reader()?;
        let mut query = reader.prepare_cached(
            "SELECT s.name, SUM(v.statements) AS n FROM voices v JOIN speakers s ON s.id = v.speaker
             GROUP BY s.id ORDER BY n DESC, s.name",
        )?;
        let rows = query.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A word for what the archive holds now, decisions included: two equal ones mean that every question has the same
    /// answer.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn state(&self) -> Result<String, Error> {
        let reader = self.reader()?;
        let mut last = reader.prepare_cached("SELECT COALESCE(MAX(row), 0) FROM decisions")?;
        let decided: i64 = last.query_row([], |r| r.get(0))?;
        Ok(format!("{}.{decided}", catalogue::get(&reader, GENERATION)?))
    }

    /// The archive in numbers.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn status(&self) -> Result<Status, Error> {
        let reader = self.reader()?;
        let snapshot = self.snapshot(&reader)?;
        status::status(&reader, snapshot.index.as_ref().map(|(index, _)| &**index))
    }

    /// Looks for damage: hashes of originals, maps of documents against them, index against catalogue, catalogue.
    ///
    /// # Errors
    /// When the check itself cannot go on; what it finds is no error.
    pub fn check(&self, watch: &dyn Watch) -> Result<Vec<Damage>, Error> {
        let reader = self.reader()?;
        let generation = u64::try_from(catalogue::get(&reader, INDEX)?).unwrap_or(0);
        check::check(&reader, &self.originals, &self.folder.index(generation), watch)
    }

    /// Makes everything derived (documents, findings, index) again from the originals. Takes the writer lock.
    /// Of `options` only the number of threads counts: days and outlets given before stay.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub fn rebuild(&self, options: &AddOptions, watch: &dyn Watch) -> Result<Summary, Error> {
        intake::rebuild(&self.folder, &self.originals, options, watch)
    }

    /// Indexes the folded text of the whole archive into a new index in `dir`, with nothing else going on: the floor
    /// that an import is measured against. Gives the bytes of folded text and the time from the first document to the
    /// end of the commit. Holds all folded text in memory.
    ///
    /// # Errors
    /// What catalogue, disk or index say.
    pub fn measure_index(&self, dir: &Path, threads: usize) -> Result<(u64, Duration), Error> {
        intake::measure_index(&*self.reader()?, dir, threads)
    }

    /// The catalogue's file.
    pub(crate) fn catalogue_path(&self) -> PathBuf {
        self.folder.catalogue()
    }

    /// A connection in a transaction, so that all of one answer comes from one state of the catalogue.
    pub(crate) fn reader(&self) -> Result<ReaderGuard<'_>, Error> {
        let pooled = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match pooled {
            Some(connection) => connection,
            None => catalogue::open(&self.folder.catalogue())?,
        };
        connection.execute_batch("BEGIN")?;
        Ok(ReaderGuard { connection: Some(connection), pool: &self.readers })
    }

    /// Roster and index for the state of the catalogue that `reader` sees.
    pub(crate) fn snapshot(&self, reader: &Connection) -> Result<Arc<Snapshot>, Error> {
        let generation = catalogue::get(reader, GENERATION)?;
        let mut current = self.snapshot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(snapshot) = current.as_ref().filter(|s| s.generation == generation) {
            return Ok(Arc::clone(snapshot));
        }
        let dir = self.folder.index(u64::try_from(catalogue::get(reader, INDEX)?).unwrap_or(0));
        let index = IndexReading::open(&dir)?.map(|index| {
            let searcher = index.searcher();
            (Arc::new(index), searcher)
        });
        let snapshot = Arc::new(Snapshot {
            generation,
            roster: roster::load(reader, generation)?,
            index,
            shelf: Arc::default(),
        });
        *current = Some(Arc::clone(&snapshot));
        Ok(snapshot)
    }
}

/// A connection on loan.
pub(crate) struct ReaderGuard<'a> {
    /// Always there until dropped.
    connection: Option<Connection>,
    pool: &'a Mutex<Vec<Connection>>,
}

impl Deref for ReaderGuard<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("a guard has its connection until it is dropped")
    }
}

impl Drop for ReaderGuard<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take()
            && connection.execute_batch("ROLLBACK").is_ok()
        {
            self.pool.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

/// The document that `key` names.
fn resolve(reader: &Connection, key: &str, register: &Register) -> Result<read::Listed, Error> {
    let by_id = Filter { document: Some(key.to_owned()), ..Filter::default() };
    let looks_like_id = !key.is_empty() && key.len() <= 16 && key.bytes().all(|b| b.is_ascii_hexdigit());
    let mut found = Vec::new();
    if looks_like_id {
        found = read::documents(reader, &Condition::new(reader, &by_id, register)?, Order::Source)?;
    }
    if found.is_empty() {
        let (name, ordinal) = match key.rsplit_once('#') {
            Some((name, n)) if n.parse::<u32>().is_ok() => (name, n.parse().ok()),
            _ => (key, None),
        };
        found = read::documents(reader, &Condition::named(reader, name, ordinal)?, Order::Source)?;
    }
    if found.len() > 1 {
        let found = found.into_iter().take(20).map(|l| (l.row.document, l.row.source, l.row.ordinal));
        return Err(Error::Ambiguous { key: key.to_owned(), found: found.collect() });
    }
    found.pop().ok_or_else(|| Error::NoSuchDocument { key: key.to_owned() })
}
