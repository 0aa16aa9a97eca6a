//! Commitments with their repetitions and what later passages tell of them.

use super::narrow::{speaking_of, telling};
use super::row::{Detail, DocketRow, Kind};
use super::spoken::{Spoken, each_spoken};
use crate::archive::Archive;
use crate::catalogue::read::{self, Order};
use crate::catalogue::select::Condition;
use crate::error::Error;
use crate::rows::Filter;
use jiff::civil::Date;
use rusqlite::Connection;
use serde::Serialize;
use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use tifa_docket::CommitmentKind;
use tifa_docket::follow::{Evidence, Following, Passage, Undertaking, Weighed};
use tifa_record::register::{self, Register};
use tifa_text::{fold, fold_into};

/// A commitment with its repetitions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CommitmentThread {
    /// Who undertakes or demands, as first printed.
    pub who: String,
    /// Its kind at first.
    pub r#type: CommitmentKind,
    /// Its words at first.
    pub text: String,
    /// First and last day on which a document has it.
    pub first: Option<Date>,
    /// The last one.
    pub last: Option<Date>,
    /// The entries, by day.
    pub entries: Vec<DocketRow>,
    /// Later passages that speak of it; evidence, no verdict.
    pub evidence: Vec<EvidenceRow>,
}

/// A passage that speaks of a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceRow {
    /// What it tells: `kept`, `broken`, `repeated`, `denied`.
    pub relation: &'static str,
    /// The words that tell it, folded.
    pub cue: String,
    /// How much of the commitment's words the passage has, in percent of their weight.
    pub shared: u32,
    /// Day of publication.
    pub day: Option<Date>,
    /// Who says it.
    pub speaker: Arc<str>,
    /// Name of the file.
    pub source: Arc<str>,
    /// Document id.
    pub document: Arc<str>,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The passage.
    pub text: Arc<str>,
}

impl Archive {
    /// The commitments of the documents `filter` lets through, each with its repetitions, by the day of the first; with
    /// `follow` also what later statements of the whole archive tell of them.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn commitment_threads(&self, filter: &Filter, follow: bool) -> Result<Vec<CommitmentThread>, Error> {
        let reader = self.reader()?;
        let rows = self.commitments(&reader, filter)?;
        let keys: Vec<Keys> = rows.iter().map(|r| Keys::of(r, self.register())).collect();
        let undertakings = undertakings(&rows, &keys);
        let weighed = Weighed::new(&undertakings);
        let groups = weighed.groups();
        let mut told = Told::default();
        if follow {
            let all: Vec<usize> = (0..rows.len()).collect();
            told = self.told(&reader, &rows, &weighed.following(&all))?;
        }
        let mut rows: Vec<Option<DocketRow>> = rows.into_iter().map(Some).collect();
        let threads = groups.into_iter().filter_map(|group| {
            let entries = group.iter().filter_map(|&i| rows.get_mut(i)?.take()).collect();
            CommitmentThread::of(entries, told.of(&group))
        });
        Ok(threads.collect())
    }

    /// Of [`Archive::commitment_threads`], followed, the one with `entry`; none when it has no such. Only documents that may
    /// speak of it are read.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn commitment_thread(
        &self,
        filter: &Filter,
        entry: &DocketRow,
    ) -> Result<Option<CommitmentThread>, Error> {
        let reader = self.reader()?;
        let rows = self.commitments(&reader, filter)?;
        let keys: Vec<Keys> = rows.iter().map(|r| Keys::of(r, self.register())).collect();
        let undertakings = undertakings(&rows, &keys);
        let weighed = Weighed::new(&undertakings);
        let here = |r: &DocketRow| (&r.document, r.start, r.end) == (&entry.document, entry.start, entry.end);
        let groups = (0..rows.len()).filter(|&i| here(&rows[i])).map(|i| weighed.group_of(i));
        let order = |g: &Vec<usize>| g.first().map(|&i| (rows[i].published.is_none(), rows[i].published, i));
        let Some(group) = groups.min_by_key(order) else { return Ok(None) };
        let mut told = self.told(&reader, &rows, &weighed.following(&group))?;
        Ok(CommitmentThread::of(group.iter().map(|&i| rows[i].clone()).collect(), told.of(&group)))
    }

    /// Follows some of `threads`, which are all that a filter leaves: gives those at `places` with what later statements tell
    /// of them.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn followed(
        &self,
        threads: &[CommitmentThread],
        places: &[usize],
    ) -> Result<Vec<CommitmentThread>, Error> {
        let reader = self.reader()?;
        let rows: Vec<&DocketRow> = threads.iter().flat_map(|t| &t.entries).collect();
        let keys: Vec<Keys> = rows.iter().map(|r| Keys::of(r, self.register())).collect();
        let undertakings = undertakings(&rows, &keys);
        let weighed = Weighed::new(&undertakings);
        let firsts: Vec<usize> = threads
            .iter()
            .scan(0, |next, t| Some(std::mem::replace(next, *next + t.entries.len())))
            .collect();
        let chosen = places.iter().filter_map(|&at| Some((threads.get(at)?, *firsts.get(at)?)));
        let chosen: Vec<(&CommitmentThread, Vec<usize>)> =
            chosen.map(|(t, first)| (t, (first..first + t.entries.len()).collect())).collect();
        let all: Vec<usize> = chosen.iter().flat_map(|(_, group)| group).copied().collect();
        let mut told = self.told(&reader, &rows, &weighed.following(&all))?;
        Ok(chosen
            .iter()
            .filter_map(|(t, group)| CommitmentThread::of(t.entries.clone(), told.of(group)))
            .collect())
    }

    /// The commitments that nobody has rejected, by source and place.
    fn commitments(&self, reader: &Connection, filter: &Filter) -> Result<Vec<DocketRow>, Error> {
        let mut rows = Vec::new();
        self.each_of(reader, filter, &[Kind::Commitment], Order::Source, &mut |row| {
            if !row.is_rejected() {
                rows.push(row);
            }
            ControlFlow::Continue(())
        })?;
        Ok(rows)
    }

    /// What the statements of the archive tell of the commitments that are followed, which are entries among `rows`.
    fn told<R: Borrow<DocketRow>>(
        &self,
        reader: &Connection,
        rows: &[R],
        following: &Following<'_>,
    ) -> Result<Told, Error> {
        let narrowed = self.snapshot(reader).and_then(|snapshot| match following.words().len() {
            ..=FEW => speaking_of(&snapshot, following),
            _ => telling(&snapshot),
        });
        // Without an index that can be read it takes longer, no more.
        let documents = narrowed.or_else(|_| read::rows(reader, &Condition::default()))?;
        let (mut told, mut text, mut number) = (Told::default(), String::new(), 0);
        each_spoken(reader, &documents, &|_| true, &mut |s| {
            fold_into(&s.text, &mut text);
            for e in following.told(number, &Passage { day: s.day, text: &text, topics: &[] }) {
                let Some(row) = rows.get(e.undertaking).map(Borrow::borrow) else { continue };
                // A commitment is no evidence of itself.
                if s.document != row.document || row.end <= s.start || s.end <= row.start {
                    told.0.entry(e.undertaking).or_default().push(EvidenceRow::of(&e, &s, &text));
                }
            }
            number += 1;
        })?;
        Ok(told)
    }
}

/// Different words up to which documents are chosen by them: for more of them, all are read that tell of any.
const FEW: usize = 400;

/// Evidence by the commitment it is of.
#[derive(Debug, Default)]
struct Told(BTreeMap<usize, Vec<EvidenceRow>>);

impl Told {
    /// Takes the evidence of repetitions, by day, source and place, each passage once.
    fn of(&mut self, group: &[usize]) -> Vec<EvidenceRow> {
        let mut evidence: Vec<EvidenceRow> =
            group.iter().filter_map(|i| self.0.remove(i)).flatten().collect();
        evidence.sort_by(|a, b| {
            (a.day, &a.source, a.start, a.relation).cmp(&(b.day, &b.source, b.start, b.relation))
        });
        evidence.dedup_by(|a, b| (&a.document, a.start, a.relation) == (&b.document, b.start, b.relation));
        evidence
    }
}

impl EvidenceRow {
    fn of(evidence: &Evidence, spoken: &Spoken, folded: &str) -> Self {
        Self {
            relation: evidence.relation.name(),
            cue: evidence.cue.of(folded).to_owned(),
            shared: evidence.shared,
            day: spoken.day,
            speaker: Arc::clone(&spoken.speaker),
            source: Arc::clone(&spoken.source),
            document: Arc::clone(&spoken.document),
            start: spoken.start,
            end: spoken.end,
            text: Arc::clone(&spoken.text),
        }
    }
}

impl CommitmentThread {
    fn of(entries: Vec<DocketRow>, evidence: Vec<EvidenceRow>) -> Option<Self> {
        let first = entries.first()?;
        let Detail::Commitment { who, r#type, .. } = &first.detail else { return None };
        Some(Self {
            who: who.clone(),
            r#type: *r#type,
            text: first.text.clone(),
            first: entries.iter().filter_map(|e| e.published).min(),
            last: entries.iter().filter_map(|e| e.published).max(),
            entries,
            evidence,
        })
    }
}

/// The rows, which are commitments, as they are compared.
fn undertakings<'r, R: Borrow<DocketRow>>(rows: &'r [R], keys: &'r [Keys]) -> Vec<Undertaking<'r>> {
    rows.iter().zip(keys).filter_map(|(row, keys)| keys.undertaking(row.borrow())).collect()
}

/// What a commitment is compared by.
struct Keys {
    who: String,
    to: Option<String>,
    text: String,
}

impl Keys {
    fn of(row: &DocketRow, register: &Register) -> Self {
        let key = |name: &str| register.key(name, register::Evidence::on(row.published));
        let (who, to) = match &row.detail {
            Detail::Commitment { who, to, .. } => (key(who), to.as_deref().map(key)),
            _ => Default::default(),
        };
        Self { who, to, text: fold(&row.text).text }
    }

    fn undertaking(&self, row: &DocketRow) -> Option<Undertaking<'_>> {
        let Detail::Commitment { r#type, .. } = &row.detail else { return None };
        Some(Undertaking {
            day: row.published,
            who: &self.who,
            to: self.to.as_deref(),
            kind: *r#type,
            text: &self.text,
            topics: &[],
        })
    }
}
