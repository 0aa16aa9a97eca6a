//! The archive as a corpus whose wording is compared.

use crate::archive::{Archive, ReaderGuard};
use crate::catalogue::read;
use crate::catalogue::select::Condition;
use crate::catalogue::{self, GENERATION};
use crate::error::Error;
use crate::prepared::title_block;
use crate::rows::Filter;
use crate::search::Snapshot;
use crate::wanted::{Scene, Wanted};
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use tifa_record::register::Evidence;
use tifa_source::Block;
use tifa_wording::trace::{Month, Options, Phrase, Trace, exposure, trace};
use tifa_wording::{Corpus, Head, Kept, Letters, Text, Voice};

/// The texts of an archive as it was when they were asked for, narrowed by a filter.
pub struct Texts<'a> {
    archive: &'a Archive,
    snapshot: Arc<Snapshot>,
    /// Connections not in use, each in a transaction that sees the snapshot's state.
    readers: Mutex<Vec<ReaderGuard<'a>>>,
    condition: Condition,
    wanted: Wanted<'a>,
    /// Numbers that count, ascending.
    numbers: Vec<u32>,
    /// Rows that count, ascending; `None` when all do.
    allowed: Option<Vec<u64>>,
    /// Row of each number.
    rows: Vec<u64>,
    /// What was read before: everybody's, unless the filter changes what is read.
    shelf: Arc<Shelf>,
}

/// Bytes of folded text that are kept, and bytes that read texts may take, as far as can be told from their length.
const LETTERS: usize = 64 << 20;
const TEXTS: usize = 64 << 20;

/// Bytes of a text for each byte of its folded characters: as printed, folded, and the ways between.
const WEIGHT: usize = 5;

/// Heads that are kept, of some hundred bytes each.
const HEADS: usize = 1 << 16;

/// What was read of the texts of one generation of the archive, so that a process that answers many questions reads each
/// text once.
#[derive(Debug)]
pub(crate) struct Shelf {
    letters: Kept<Letters>,
    texts: Kept<Text>,
    heads: Kept<Head>,
}

impl Default for Shelf {
    fn default() -> Self {
        Self { letters: Kept::new(LETTERS), texts: Kept::new(TEXTS), heads: Kept::new(HEADS) }
    }
}

impl Archive {
    /// The texts that `filter` lets through, for comparing their wording. Conditions on statements (speaker, mode,
    /// occasion, addressee) narrow the texts to those that may have such a statement, and are said of each voice in
    /// [`Voice::counts`].
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn texts<'a>(&'a self, filter: &Filter) -> Result<Texts<'a>, Error> {
        let reader = self.reader()?;
        let snapshot = self.snapshot(&reader)?;
        let condition = Condition::new(&reader, filter, self.register())?;
        let wanted = Wanted::new(&reader, filter, self.register(), false)?;
        let own = wanted.is_narrow() || condition.renames();
        let shelf = if own { Arc::default() } else { Arc::clone(&snapshot.shelf) };
        let rows = snapshot.roster.rows();
        let allowed = if condition.is_empty() { None } else { Some(read::rows(&reader, &condition)?) };
        let all = 0..u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let numbers = match &allowed {
            None => all.collect(),
            Some(allowed) => {
                let mut numbers: Vec<u32> =
                    allowed.iter().filter_map(|&row| snapshot.roster.rank(row)).collect();
                numbers.sort_unstable();
                numbers
            }
        };
        Ok(Texts {
            archive: self,
            snapshot,
            readers: Mutex::new(vec![reader]),
            condition,
            wanted,
            numbers,
            allowed,
            rows,
            shelf,
        })
    }

    /// Traces `phrase` through the texts that `filter` lets through, and the months from its first attestation to its last
    /// with the number of documents of each. `options` need not say whether to narrow: the filter does.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn trace(
        &self,
        phrase: &Phrase,
        filter: &Filter,
        options: &Options,
    ) -> Result<(Trace, Vec<Month>), Error> {
        let texts = self.texts(filter)?;
        let options = Options { narrow: filter.asks_of_statements(), ..*options };
        let found = trace(&texts, phrase, &options)?;
        let months = found.months(&exposure(&texts)?);
        Ok((found, months))
    }
}

/// A connection on loan from [`Texts`].
struct Loan<'t, 'a> {
    guard: Option<ReaderGuard<'a>>,
    pool: &'t Mutex<Vec<ReaderGuard<'a>>>,
}

impl Deref for Loan<'_, '_> {
    type Target = rusqlite::Connection;

    fn deref(&self) -> &rusqlite::Connection {
        self.guard.as_ref().expect("a loan has its connection until it is dropped")
    }
}

impl Drop for Loan<'_, '_> {
    fn drop(&mut self) {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner).extend(self.guard.take());
    }
}

impl<'a> Texts<'a> {
    fn reader(&self) -> Result<Loan<'_, 'a>, Error> {
        let pooled = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let guard = match pooled {
            Some(guard) => guard,
            None => {
                let guard = self.archive.reader()?;
                if catalogue::get(&guard, GENERATION)? != self.snapshot.generation {
                    return Err(Error::Changed);
                }
                guard
            }
        };
        Ok(Loan { guard: Some(guard), pool: &self.readers })
    }

    fn row(&self, number: u32) -> Result<u64, Error> {
        let row = self.rows.get(number as usize).copied();
        row.ok_or_else(|| Error::corrupt(format!("text {number}"), "there is no such text"))
    }

    fn listed(&self, reader: &rusqlite::Connection, row: u64) -> Result<read::Listed, Error> {
        read::document(reader, &self.condition, row)?
            .ok_or_else(|| Error::corrupt(format!("document in row {row}"), "it is not in the catalogue"))
    }

    /// The number of the document with this id.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn number_of(&self, document: &str) -> Result<Option<u32>, Error> {
        let reader = self.reader()?;
        let filter = Filter { document: Some(document.to_owned()), ..Filter::default() };
        let condition = Condition::new(&reader, &filter, self.archive.register())?;
        let rows = read::rows(&reader, &condition)?;
        Ok(rows.first().and_then(|&row| self.snapshot.roster.rank(row)))
    }
}

impl Corpus for Texts<'_> {
    type Error = Error;

    fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    fn days(&self) -> Result<Vec<Date>, Error> {
        Ok(self.numbers.iter().filter_map(|&number| self.snapshot.roster.day(number)).collect())
    }

    fn head(&self, number: u32) -> Result<Arc<Head>, Error> {
        self.shelf.heads.get(number, || {
            let row = self.listed(&*self.reader()?, self.row(number)?)?.row;
            let head = Head {
                document: row.document,
                source: row.source,
                day: row.metadata.date.map(|d| d.day),
                outlet: row.metadata.outlet,
                title: row.metadata.title,
                witness: row.text,
            };
            Ok((head, 1))
        })
    }

    fn text(&self, number: u32) -> Result<Arc<Text>, Error> {
        self.shelf.texts.get(number, || {
            let reader = self.reader()?;
            let row = self.row(number)?;
            let metadata = self.listed(&reader, row)?.row.metadata;
            let body = read::body(&reader, row)?;
            let published = metadata.date.map(|d| d.day);
            let scene = Scene::new(&body, published);
            let title = title_block(&metadata, &body.blocks);
            let blocks: Vec<Block> = body.blocks.iter().cloned().chain(title).collect();
            // Most statements of a document are of few speakers.
            let known: RefCell<HashMap<(String, Option<Date>), String>> = RefCell::default();
            let text = Text::new(number, blocks, &body.aside, &body.findings, &|s, _| {
                let key = scene.with(s, |evidence| {
                    let mut known = known.borrow_mut();
                    let named = known.entry((s.speaker.clone(), evidence.day));
                    named.or_insert_with(|| self.archive.register().key(&s.speaker, evidence)).clone()
                });
                (key, self.wanted.lets_through(s, &scene))
            });
            let size = WEIGHT * text.letters.folded.len();
            Ok((text, size))
        })
    }

    fn letters(&self, number: u32) -> Result<Arc<Letters>, Error> {
        self.shelf.letters.get(number, || {
            let found = read::blocks(&*self.reader()?, self.row(number)?)?;
            let letters = Letters::new(found.blocks.iter().chain(&found.title), &found.aside);
            let size = letters.folded.len();
            Ok((letters, size))
        })
    }

    fn spread(&self, pair: [char; 2]) -> Result<u64, Error> {
        let Some((index, searcher)) = &self.snapshot.index else { return Ok(0) };
        index.spread(searcher, pair)
    }

    fn places(&self, pair: [char; 2], each: &mut dyn FnMut(u32, &[u32])) -> Result<(), Error> {
        let Some((index, searcher)) = &self.snapshot.index else { return Ok(()) };
        let counts =
            |row: u64| self.allowed.as_ref().is_none_or(|allowed| allowed.binary_search(&row).is_ok());
        index.places(searcher, pair, &mut |row, positions| {
            if let Some(number) = self.snapshot.roster.rank(row).filter(|_| counts(row)) {
                each(number, positions);
            }
        })
    }

    fn is_speaker(&self, asked: &str, text: &Text, voice: &Voice) -> bool {
        let has = |phrase: &str| text.letters.folded.contains(phrase);
        let day = voice.said.map(|said| said.0).or_else(|| self.head(text.number).ok()?.day);
        let query = self.archive.register().query(asked);
        query.matches(&voice.speaker, Evidence { day, document: Some(&has) })
    }
}

impl std::fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts").field("texts", &self.numbers.len()).finish_non_exhaustive()
    }
}
