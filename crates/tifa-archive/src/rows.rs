//! What an archive is asked and what it answers.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tifa_record::register::By;
use tifa_record::{Force, Genre, Mode};
use tifa_source::{Document, Metadata};
use tifa_text::ByteRange;

/// Narrows a listing. Every field that is set must hold.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Speaker: any of his names, or a part of one, in either script (王毅 finds 國務委員王毅, 川普 finds 特朗普).
    pub speaker: Option<String>,
    /// To whom the words were said, found like a speaker.
    pub addressee: Option<String>,
    /// Occasion: compared folded; a part of its name, its kind or its venue is enough.
    pub occasion: Option<String>,
    /// Outlet: compared folded; a part is enough.
    pub outlet: Option<String>,
    /// First day, inclusive. Statements have the days of the saying, else the day of publication; everything else has
    /// the day of publication. What has no day falls out when a day is asked.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// Mode of the statement.
    pub mode: Option<Mode>,
    /// What kind of text the document is.
    pub genre: Option<Genre>,
    /// Sources whose name is this path or lies below it.
    pub under: Vec<String>,
    /// One document, by id or unique prefix of it.
    pub document: Option<String>,
    /// Whether boilerplate counts too.
    pub boilerplate: bool,
}

impl Filter {
    /// Whether it asks for the whole archive, as most questions do.
    pub fn is_whole(&self) -> bool {
        let Self { outlet, from, to, genre, under, document, boilerplate, .. } = self;
        let days = from.is_none() && to.is_none();
        let place = outlet.is_none() && genre.is_none() && under.is_empty() && document.is_none();
        days && place && !boilerplate && !self.asks_of_statements()
    }

    /// Whether it asks something of statements: who speaks to whom, where, in which mode. A document alone cannot answer
    /// that.
    pub fn asks_of_statements(&self) -> bool {
        let Self { speaker, addressee, occasion, mode, .. } = self;
        [speaker, addressee, occasion].iter().any(|f| f.is_some()) || mode.is_some()
    }
}

/// A document as a line of a listing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocumentRow {
    /// Sixteen hexadecimal digits from the original's hash and the document's place in it.
    pub document: String,
    /// Name of the file as added (smallest, when the same bytes were added under several).
    pub source: String,
    /// Place in the file, from 0.
    pub ordinal: u32,
    /// Metadata.
    pub metadata: Metadata,
    /// SHA-256 of the original, hexadecimal.
    pub original: String,
    /// Encoding of the original.
    pub encoding: String,
    /// Identity of the body text; documents that share it are witnesses of one text.
    pub text: String,
    /// Number of statements found.
    pub statements: u32,
    /// Number of characters of body text.
    pub characters: u32,
    /// What kind of text it is.
    pub genre: Genre,
}

/// A document with everything in it.
#[derive(Debug, Clone)]
pub struct FullDocument {
    /// The line.
    pub row: DocumentRow,
    /// Blocks and metadata; blocks that recur across the archive are marked as boilerplate here.
    pub document: Document,
    /// Its statements, in reading order.
    pub statements: Vec<StatementRow>,
    /// Other documents with the same body text.
    pub witnesses: Vec<DocumentRow>,
}

impl FullDocument {
    /// The narrowest statement around `bytes` of the original.
    pub fn saying(&self, bytes: ByteRange) -> Option<&StatementRow> {
        let around = self.statements.iter().filter(|s| s.start <= bytes.start && bytes.end <= s.end);
        around.min_by_key(|s| s.end - s.start)
    }
}

/// A quotation inside a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Those characters, layout undone.
    pub text: String,
}

/// Speech inside speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NestedRow {
    /// First byte of the content in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The content, layout undone.
    pub text: String,
    /// Who, as printed.
    pub speaker: String,
    /// The cue.
    pub cue: Option<Cited>,
    /// What the inner speaker does with the content.
    pub force: Force,
    /// Speech inside this one.
    pub nested: Vec<NestedRow>,
}

/// Whom the register takes a printed name for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    /// The name the register uses.
    pub name: String,
    /// By a name of his, or by an office he held on that day.
    pub by: By,
}

/// Days of a saying, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Saying {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// A statement as the interchange record has it, field for field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementRow {
    /// Name of the file.
    pub source: String,
    /// Document id.
    pub document: String,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The content, layout undone.
    pub text: String,
    /// Who, as printed: the fullest name in the document.
    pub speaker: String,
    /// Whom the register takes that for; never in place of what is printed.
    pub person: Option<Person>,
    /// How.
    pub mode: Mode,
    /// The cue.
    pub cue: Option<Cited>,
    /// The words that name the speaker, as printed.
    pub named_as: Option<Cited>,
    /// The content without the clause of source and cue, where that clause opens or ends the statement.
    pub content: Option<Cited>,
    /// To whom, as printed.
    pub addressee: Option<String>,
    /// Asserted, denied or asked.
    pub force: Force,
    /// Whom the speaker quotes inside his own words.
    pub nested: Vec<NestedRow>,
    /// Quotations of speech.
    pub quotes: Vec<Cited>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Days of the saying, when the text tells them.
    pub said: Option<Saying>,
    /// Occasion as named.
    pub occasion: Option<String>,
    /// Chain of outlets.
    pub chain: Vec<String>,
    /// Extractor.
    pub extractor: String,
    /// Its version.
    pub version: u32,
    /// Outlet of the document.
    #[serde(skip)]
    pub outlet: Option<String>,
    /// Title of the document.
    #[serde(skip)]
    pub title: Option<String>,
    /// Index of the block and bytes of its text.
    #[serde(skip)]
    pub place: (u32, ByteRange),
}

/// One line of a concordance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Name of the file.
    pub source: String,
    /// Document id.
    pub document: String,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The characters found, as printed, layout undone.
    pub text: String,
    /// What stands before, in the same block, layout undone.
    pub before: String,
    /// What stands after.
    pub after: String,
    /// Who says it, when it stands in a statement.
    pub speaker: Option<String>,
    /// How that statement is reported.
    pub mode: Option<Mode>,
    /// Day of publication.
    pub date: Option<Date>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Title of the document.
    pub title: Option<String>,
}

/// How a search is answered.
#[derive(Debug, Clone, Default)]
pub struct SearchOptions {
    /// Characters of context on each side.
    pub context: usize,
    /// At most this many hits.
    pub limit: Option<usize>,
    /// Hits passed over before the first.
    pub skip: usize,
    /// The newest document first instead of the oldest; undated ones stay last.
    pub newest: bool,
}

/// A concordance.
#[derive(Debug, Clone, Default)]
pub struct Concordance {
    /// Hits by day, then source, then place; undated documents last.
    pub hits: Vec<Hit>,
    /// All hits, those beyond the limit too, when they were counted.
    pub total: usize,
    /// Documents with a hit.
    pub documents: usize,
    /// Documents with a hit by year of publication, the oldest first; undated ones left out.
    pub years: Vec<(i16, usize)>,
    /// Documents with a hit by outlet, most first; those without one left out.
    pub outlets: Vec<(String, usize)>,
    /// Documents with a hit by what kind of text they are, most first.
    pub genres: Vec<(Genre, usize)>,
}

/// How files are added.
#[derive(Debug, Clone, Default)]
pub struct AddOptions {
    /// Day of publication for every document added.
    pub date: Option<Date>,
    /// Outlet for every document added.
    pub outlet: Option<String>,
    /// Threads; `None` for all cores.
    pub threads: Option<usize>,
    /// Files larger than this many bytes are refused; `None` for the default of 32 MiB.
    pub max_bytes: Option<u64>,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Read: number of documents, and what was wrong without stopping it.
    Read {
        /// Documents in it.
        documents: usize,
        /// Messages, with their place.
        problems: Vec<String>,
    },
    /// Metadata of the page beside it.
    Sidecar,
    /// The same bytes are in the archive already under another name.
    Duplicate,
    /// Already in the archive under this name.
    Known,
    /// Not read: why.
    Refused(String),
}

/// Sees an import as it goes. Called from one thread at a time.
pub trait Watch: Send + Sync {
    /// Files were found: how many, how many bytes together.
    fn found(&self, files: u64, bytes: u64);
    /// A file is done.
    fn file(&self, name: &str, bytes: u64, outcome: &Outcome);
    /// A phase after the files: "indexing", "settling".
    fn phase(&self, name: &str);
}

/// Counts of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Files seen.
    pub files: u64,
    /// Files read for the first time.
    pub read: u64,
    /// Files that are metadata of a page.
    pub sidecars: u64,
    /// Files with the bytes of another.
    pub duplicates: u64,
    /// Files already known.
    pub known: u64,
    /// Files refused.
    pub refused: u64,
    /// Documents added.
    pub documents: u64,
    /// Statements added.
    pub statements: u64,
    /// Bytes of the files read.
    pub bytes: u64,
}

/// The archive in numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    /// Format version of the archive.
    pub format: u32,
    /// Originals kept.
    pub originals: u64,
    /// Their bytes.
    pub original_bytes: u64,
    /// Documents.
    pub documents: u64,
    /// Distinct body texts.
    pub texts: u64,
    /// Statements.
    pub statements: u64,
    /// Distinct speakers.
    pub speakers: u64,
    /// First and last day of publication.
    pub days: Option<(Date, Date)>,
    /// Documents of which the day of publication is not known.
    pub undated: u64,
    /// Documents not yet in the index.
    pub unindexed: u64,
    /// Documents read by an older version of the extractor.
    pub stale: u64,
    /// Refused files, by reason.
    pub refused: Vec<(String, u64)>,
    /// Documents by outlet, most first.
    pub outlets: Vec<(String, u64)>,
}

/// One finding of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// Original, document or index segment concerned.
    pub thing: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}
