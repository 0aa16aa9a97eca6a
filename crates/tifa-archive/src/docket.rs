//! The docket of the archive: what stands in its documents, and what joins it across them.

mod changes;
mod decided;
mod deciding;
mod follow;
mod heads;
mod history;
mod join;
mod kept;
mod link;
mod lists;
mod narrow;
mod origins;
mod row;
mod shelf;
mod spoken;

pub use changes::Change;
pub use decided::{Imported, Ledger};
pub use deciding::Made;
pub use follow::{CommitmentThread, EvidenceRow};
pub use heads::MechanismHead;
pub use history::{FigureSeries, MechanismHistory, PointRow, StepRow};
pub use join::{JoinedOccasion, Report, join};
pub(crate) use kept::{Packed, pack};
pub use lists::{ListHead, ListRow};
pub use origins::{ClaimOrigins, OriginRow};
pub use row::{Detail, DocketRow, Kind, Period, Target};

use crate::answers::cut;
use crate::archive::Archive;
use crate::catalogue::read::{self, Order};
use crate::catalogue::select::Condition;
use crate::catalogue::{self, GENERATION};
use crate::error::Error;
use crate::roster;
use crate::rows::Filter;
use jiff::civil::Date;
use link::Sayings;
use rusqlite::Connection;
use shelf::{Shelf, shelves};
use std::collections::{HashMap, HashSet};
use std::ops::{ControlFlow, Range};
use std::sync::Arc;
use tifa_docket::Confidence;
use tifa_record::register::{Evidence, Register};

impl Archive {
    /// The entries of `kinds` in the documents `filter` lets through, by source and start. A filter for a speaker leaves
    /// those he says, or that are his. References are led to statements of the whole archive. What people have decided is
    /// laid over what was found; entries they rejected are there all the same.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn docket(&self, filter: &Filter, kinds: &[Kind]) -> Result<Vec<DocketRow>, Error> {
        let reader = self.reader()?;
        let mut rows = Vec::new();
        self.each_of(&reader, filter, kinds, Order::Source, &mut |row| {
            rows.push(row);
            ControlFlow::Continue(())
        })?;
        if rows.iter().any(|r| r.kind == Kind::Reference) {
            let sayings = sayings(&reader, self.register())?;
            rows = rows.into_iter().map(|row| sayings.link(row, self.register())).collect();
        }
        Ok(rows)
    }

    /// Calls `each` with the entries of one kind in the documents `filter` lets through, by day of publication, source and
    /// start, undated documents last, until it breaks: what comes behind is not unpacked. Otherwise as [`Archive::docket`],
    /// but that references are not led anywhere.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn each_entry(
        &self,
        filter: &Filter,
        kind: Kind,
        each: &mut dyn FnMut(DocketRow) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        self.each_of(&*self.reader()?, filter, &[kind], Order::Day, each)
    }

    /// The entries of one kind at `places`, in their order; what stands there no more is left out. Decisions are laid over as
    /// in [`Archive::docket`] of the documents alone.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn entries_at(&self, kind: Kind, places: &[EntryPlace]) -> Result<Vec<DocketRow>, Error> {
        let reader = self.reader()?;
        read::all_current(&reader)?;
        let mut of: HashMap<&str, Vec<DocketRow>> = HashMap::new();
        let mut found = Vec::with_capacity(places.len());
        for place in places {
            if !of.contains_key(&*place.document) {
                let document = Some(place.document.to_string());
                let filter = Filter { document, boilerplate: true, ..Filter::default() };
                let mut rows = Vec::new();
                self.each_current(&reader, &filter, &[kind], Order::Source, &mut |row| {
                    rows.push(row);
                    ControlFlow::Continue(())
                })?;
                of.insert(&place.document, rows);
            }
            let rows = of.get_mut(&*place.document);
            // Two entries may have the same place: each asked for takes the next of them.
            found.extend(rows.and_then(|rows| {
                let at = rows.iter().position(|row| (row.start, row.end) == (place.start, place.end))?;
                Some(rows.remove(at))
            }));
        }
        Ok(found)
    }

    fn each_of(
        &self,
        reader: &Connection,
        filter: &Filter,
        kinds: &[Kind],
        order: Order,
        each: &mut dyn FnMut(DocketRow) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        read::all_current(reader)?;
        self.each_current(reader, filter, kinds, order, each)
    }

    /// As [`Self::each_of`], where everything is known to be of the rules of this program.
    fn each_current(
        &self,
        reader: &Connection,
        filter: &Filter,
        kinds: &[Kind],
        order: Order,
        each: &mut dyn FnMut(DocketRow) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let register = self.register();
        let condition = Condition::new(reader, filter, register)?;
        let query = filter.speaker.as_ref().map(|name| register.query(name));
        let wanted = |row: &DocketRow| {
            query.as_ref().is_none_or(|q| row.detail.speakers().iter().any(|s| matches(q, s, row.published)))
        };
        let log = decided::log(reader)?;
        let few = filter.document.is_some();
        if log.is_empty() {
            let mut give = |shelf: &Shelf| -> Result<ControlFlow<()>, Error> {
                Ok(shelf.entries(filter.boilerplate)?.into_iter().filter(wanted).try_for_each(&mut *each))
            };
            let mut given = HashSet::new();
            if let (Order::Day, [kind], true) = (order, kinds, condition.is_empty()) {
                // Most askers want the first entries only, and the roster knows where those are.
                let roster = roster::load(reader, catalogue::get(reader, GENERATION)?)?;
                match shelf::each_first(reader, &roster, *kind, &mut give)? {
                    ControlFlow::Break(()) => return Ok(()),
                    ControlFlow::Continue(documents) => given = documents,
                }
            }
            let shelves = shelves(reader, &condition, few, kinds, order)?;
            for shelf in shelves.iter().filter(|shelf| !given.contains(&shelf.document)) {
                if give(shelf)?.is_break() {
                    return Ok(());
                }
            }
            return Ok(());
        }
        let shelves = shelves(reader, &condition, few, kinds, order)?;
        // An entry is found again among all of them, so nothing can be given before everything is unpacked.
        let mut rows = Vec::new();
        for shelf in &shelves {
            rows.extend(shelf.entries(filter.boilerplate)?);
        }
        decided::lay_over(&mut rows, &log);
        let _ = rows.into_iter().filter(wanted).try_for_each(each);
        Ok(())
    }

    /// The entry at `place`: the start of a document's id, a colon and the entry's first byte, as listings print it; with
    /// the kind before it and a space where several kinds begin there (`figure 3f2a90b1:1204`).
    ///
    /// # Errors
    /// [`Error::NoSuchEntry`], with what begins there when that is several.
    pub fn entry(&self, place: &str) -> Result<DocketRow, Error> {
        let wrong = |reason: &str| Error::NoSuchEntry { place: place.to_owned(), reason: reason.to_owned() };
        let (kind, at) = match place.trim().split_once(' ') {
            Some((kind, at)) => (Some(Kind::named(kind).ok_or_else(|| wrong("there is no such kind"))?), at),
            None => (None, place.trim()),
        };
        let parsed = at.trim().split_once(':').and_then(|(d, n)| Some((d, n.parse::<u32>().ok()?)));
        let (document, start) = parsed
            .filter(|(d, _)| !d.is_empty())
            .ok_or_else(|| wrong("a place is written 3f2a90b1:1204, document and first byte"))?;
        let filter = Filter { document: Some(document.to_owned()), boilerplate: true, ..Filter::default() };
        let kinds = kind.map_or(Kind::ALL.to_vec(), |k| vec![k]);
        let mut found = self.docket(&filter, &kinds)?;
        found.retain(|r| r.start == start);
        match found.len() {
            0 => Err(wrong("no entry begins there")),
            1 => Ok(found.remove(0)),
            _ => {
                let all: Vec<String> =
                    found.iter().map(|r| format!("{} {document}:{start}", r.kind.name())).collect();
                Err(wrong(&format!("several entries begin there: {}", all.join(", "))))
            }
        }
    }

    /// The lines `stretch` of [`Archive::occasions`], and how many there are. What is asked of the whole archive is put together
    /// once and then lies ready.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn occasions_from(
        &self,
        filter: &Filter,
        stretch: Range<usize>,
    ) -> Result<(Vec<JoinedOccasion>, usize), Error> {
        let pack = |all: Vec<JoinedOccasion>| all.into_iter().map(JoinedOccasion::packed).collect();
        if filter.is_whole() {
            let (lines, total) = self.answer("occasions", stretch, || Ok(pack(self.occasions(filter)?)))?;
            return Ok((lines.into_iter().map(JoinedOccasion::from).collect(), total));
        }
        Ok(cut(self.occasions(filter)?, stretch))
    }

    /// The occasions of the documents `filter` lets through, those of several documents joined ([`join`]).
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn occasions(&self, filter: &Filter) -> Result<Vec<JoinedOccasion>, Error> {
        Ok(join(&self.docket(filter, &[Kind::Occasion])?))
    }
}

/// Where an entry stands, and what its place in a queue depends on: enough to list many without holding them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryPlace {
    /// Document id.
    pub document: Arc<str>,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How well it is supported.
    pub confidence: Confidence,
    /// Whether people confirmed, corrected or rejected it.
    pub decided: bool,
    /// Whether people differ about it.
    pub disputed: bool,
}

impl From<&DocketRow> for EntryPlace {
    fn from(row: &DocketRow) -> Self {
        Self {
            document: Arc::clone(&row.document),
            start: row.start,
            end: row.end,
            confidence: row.confidence,
            decided: row.decision.as_ref().is_some_and(|d| d.is_decided()),
            disputed: row.decision.as_ref().is_some_and(|d| !d.conflicts.is_empty()),
        }
    }
}

/// Whether the words printed as a speaker are those of the one asked for.
fn matches(query: &tifa_record::register::Query<'_>, printed: &str, day: Option<Date>) -> bool {
    query.matches(printed, Evidence::on(day))
}

/// Who said something on which day, in the whole archive.
fn sayings(reader: &Connection, register: &Register) -> Result<Sayings, Error> {
    let mut sayings = Sayings::default();
    let everything = Condition::new(reader, &Filter::default(), register)?;
    read::each_document(reader, &everything, Order::Source, &mut |listed| {
        let body = read::body(reader, listed.number)?;
        sayings.note(&listed, &body, register);
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(sayings)
}
