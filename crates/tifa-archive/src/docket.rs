//! The docket of the archive: what stands in its documents, and what joins it across them.

mod decided;
mod follow;
mod history;
mod join;
mod kept;
mod link;
mod lists;
mod row;

pub use decided::{Imported, Ledger};
pub use follow::{Change, CommitmentThread, EvidenceRow, OriginRow};
pub use history::{FigureSeries, MechanismHistory, PointRow, StepRow};
pub use join::{JoinedOccasion, Report, join};
pub(crate) use kept::{Packed, pack};
pub use lists::ListRow;
pub use row::{Detail, DocketRow, Kind, Period, Target};

use crate::archive::Archive;
use crate::catalogue::read::{self, Order};
use crate::catalogue::select::Condition;
use crate::error::Error;
use crate::rows::Filter;
use jiff::civil::Date;
use link::Sayings;
use rusqlite::{Connection, params_from_iter};
use std::ops::ControlFlow;
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
        let register = self.register();
        let condition = Condition::new(&reader, filter, register)?;
        read::all_current(&reader)?;
        let query = filter.speaker.as_ref().map(|name| register.query(name));
        let mut rows = Vec::new();
        for &kind in kinds {
            each_entry(&reader, &condition, kind, filter.boilerplate, &mut |row| {
                let his = |q| row.detail.speakers().iter().any(|s| matches(q, s, row.published));
                if query.as_ref().is_none_or(his) {
                    rows.push(row);
                }
            })?;
        }
        decided::lay_over(&mut rows, &decided::log(&reader)?);
        rows.sort_by(|a, b| (&a.source, a.start, a.end, a.kind).cmp(&(&b.source, b.start, b.end, b.kind)));
        if rows.iter().any(|r| r.kind == Kind::Reference) {
            let sayings = sayings(&reader, register)?;
            rows = rows.into_iter().map(|row| sayings.link(row, register)).collect();
        }
        Ok(rows)
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

    /// The occasions of the documents `filter` lets through, those of several documents joined ([`join`]).
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn occasions(&self, filter: &Filter) -> Result<Vec<JoinedOccasion>, Error> {
        Ok(join(&self.docket(filter, &[Kind::Occasion])?))
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

/// Calls `each` with the entries of one kind, in no order; those in boilerplate only when `boilerplate` counts.
fn each_entry(
    reader: &Connection,
    condition: &Condition,
    kind: Kind,
    boilerplate: bool,
    each: &mut dyn FnMut(DocketRow),
) -> Result<(), Error> {
    let (source, names) = condition.source();
    let sql = format!(
        "SELECT k.entries, k.version, d.id, {source}, d.day, d.outlet, m.blocks, d.text
         FROM docket k JOIN documents d ON d.row = k.document JOIN originals o ON o.id = d.original
         LEFT JOIN marks m ON m.document = k.document WHERE k.kind = '{}' AND {}",
        kind.name(),
        condition.sql()
    );
    let mut query = reader.prepare_cached(&sql)?;
    let mut found = query.query(params_from_iter(names.iter().chain(&condition.values)))?;
    while let Some(row) = found.next()? {
        let document: String = row.get(2)?;
        let thing = format!("document {document}");
        let version = row.get(1)?;
        let entries = kept::unpack(&thing, kind, version, row.get_ref(0)?.as_blob().unwrap_or_default())?;
        let marks = match row.get_ref(6)?.as_blob_or_null().unwrap_or_default() {
            Some(blob) if !boilerplate => crate::codec::unpack::<Vec<u32>>(&thing, blob)?,
            _ => Vec::new(),
        };
        let source: String = row.get(3)?;
        let published = row.get_ref(4)?.as_str_or_null().unwrap_or_default().and_then(|d| d.parse().ok());
        let outlet: Option<String> = row.get(5)?;
        let body: String = row.get(7)?;
        for entry in entries {
            let (at, detail, confidence) = row::shown(entry);
            if marks.contains(&at.block) {
                continue;
            }
            each(DocketRow {
                kind,
                source: source.clone(),
                document: document.clone(),
                start: at.start,
                end: at.end,
                text: at.text,
                detail,
                published,
                extractor: kind.extractor().0.to_owned(),
                version,
                confidence,
                decision: None,
                outlet: outlet.clone(),
                body: body.clone(),
            });
        }
    }
    Ok(())
}
