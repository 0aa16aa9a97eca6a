//! Commitments with their repetitions and what later passages tell of them; claims led to where they were made.

use super::row::{Detail, DocketRow, Kind};
use crate::archive::Archive;
use crate::error::Error;
use crate::rows::{Filter, StatementRow};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;
use tifa_docket::CommitmentKind;
use tifa_docket::answers::{Said, Told, Trace, answers};
use tifa_docket::follow::{Passage, Undertaking, evidence, repeated};
use tifa_record::register::{Evidence, Register};
use tifa_text::calendar::Days;
use tifa_text::fold;

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
    pub speaker: String,
    /// Name of the file.
    pub source: String,
    /// Document id.
    pub document: String,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The passage.
    pub text: String,
}

/// A statement in which a claim was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OriginRow {
    /// What leads there: `day` or `words`.
    pub by: &'static str,
    /// Days of the saying, else of publication.
    pub day: Option<Date>,
    /// Who.
    pub speaker: String,
    /// Name of the file.
    pub source: String,
    /// Document id.
    pub document: String,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The statement.
    pub text: String,
}

/// A claim with the statements in which it was made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimOrigins {
    /// The claim.
    pub claim: DocketRow,
    /// The statements, the nearest first.
    pub origins: Vec<OriginRow>,
}

/// Statements shown that a claim leads to.
const ORIGINS: usize = 5;

impl Archive {
    /// The commitments of the documents `filter` lets through, each with its repetitions, by the day of the first; with
    /// `follow` also what later statements of the whole archive tell of them.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn commitment_threads(&self, filter: &Filter, follow: bool) -> Result<Vec<CommitmentThread>, Error> {
        let mut rows = self.docket(filter, &[Kind::Commitment])?;
        rows.retain(|r| !r.is_rejected());
        let keys: Vec<Keys> = rows.iter().map(|r| Keys::of(r, self.register())).collect();
        let undertakings: Vec<Undertaking<'_>> =
            rows.iter().zip(&keys).filter_map(|(row, keys)| keys.undertaking(row)).collect();
        let groups = repeated(&undertakings);
        let (statements, folded) = if follow { self.passages()? } else { Default::default() };
        let passages: Vec<Passage<'_>> = statements
            .iter()
            .zip(&folded)
            .map(|(s, text)| Passage { day: s.date, text, topics: &[] })
            .collect();
        let mut told: BTreeMap<usize, Vec<EvidenceRow>> = BTreeMap::new();
        for e in evidence(&undertakings, &passages) {
            let (Some(s), Some(row)) = (statements.get(e.passage), rows.get(e.undertaking)) else { continue };
            // A commitment is no evidence of itself.
            if *s.document == *row.document && s.start < row.end && row.start < s.end {
                continue;
            }
            told.entry(e.undertaking).or_default().push(EvidenceRow {
                relation: e.relation.name(),
                cue: folded.get(e.passage).map_or("", |text| e.cue.of(text)).to_owned(),
                shared: e.shared,
                day: s.date,
                speaker: s.speaker.clone(),
                source: s.source.clone(),
                document: s.document.clone(),
                start: s.start,
                end: s.end,
                text: s.text.clone(),
            });
        }
        let thread = |group: Vec<usize>| {
            let entries: Vec<DocketRow> = group.iter().filter_map(|&i| rows.get(i).cloned()).collect();
            let mut evidence: Vec<EvidenceRow> =
                group.iter().filter_map(|i| told.get(i)).flatten().cloned().collect();
            evidence.sort_by(|a, b| {
                (a.day, &a.source, a.start, a.relation).cmp(&(b.day, &b.source, b.start, b.relation))
            });
            evidence
                .dedup_by(|a, b| (&a.document, a.start, a.relation) == (&b.document, b.start, b.relation));
            let first = entries.first()?;
            let Detail::Commitment { who, r#type, .. } = &first.detail else { return None };
            Some(CommitmentThread {
                who: who.clone(),
                r#type: *r#type,
                text: first.text.clone(),
                first: entries.iter().filter_map(|e| e.published).min(),
                last: entries.iter().filter_map(|e| e.published).max(),
                entries,
                evidence,
            })
        };
        Ok(groups.into_iter().filter_map(thread).collect())
    }

    /// All statements of the archive with their folded texts.
    fn passages(&self) -> Result<(Vec<StatementRow>, Vec<String>), Error> {
        let mut statements = Vec::new();
        self.statements(&Filter::default(), &mut |row| {
            statements.push(row);
            ControlFlow::Continue(())
        })?;
        let folded = statements.iter().map(|s| fold(&s.text).text).collect();
        Ok((statements, folded))
    }

    /// Those of `claims` that statements of the archive make, with these, the nearest first: those of the claimant on the day
    /// that the claim's document tells, else his earlier ones that have the claim's words.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn claim_origins(&self, claims: Vec<DocketRow>) -> Result<Vec<ClaimOrigins>, Error> {
        let register = self.register();
        let (statements, folded) = self.passages()?;
        let speakers: Vec<String> = statements
            .iter()
            .map(|s| register.key(&s.speaker, Evidence::on(s.said.map(|d| d.from).or(s.date))))
            .collect();
        let said: Vec<Said<'_>> = statements
            .iter()
            .enumerate()
            .map(|(i, s)| Said {
                speaker: &speakers[i],
                days: s
                    .said
                    .map(|d| Days { from: d.from, to: d.to })
                    .or(s.date.map(|day| Days { from: day, to: day })),
                text: &folded[i],
            })
            .collect();
        let documents: BTreeSet<&str> = claims.iter().map(|c| &*c.document).collect();
        let mut references = self.docket(&Filter::default(), &[Kind::Reference])?;
        references.retain(|r| documents.contains(&*r.document));
        let owned: Vec<(String, String, Vec<Days>)> = claims
            .iter()
            .map(|claim| {
                let claimant = match &claim.detail {
                    Detail::Claim { claimed_by: Some(name), .. } => {
                        register.key(name, Evidence::on(claim.published))
                    }
                    _ => String::new(),
                };
                let days = days_told(&references, claim, &claimant, register);
                (claimant, fold(&claim.text).text, days)
            })
            .collect();
        let told: Vec<Told<'_>> = owned
            .iter()
            .zip(&claims)
            .map(|((claimant, text, days), claim)| Told { claimant, text, days, day: claim.published })
            .collect();
        let mut out = vec![Vec::new(); claims.len()];
        for origin in answers(&told, &said) {
            let (Some(list), Some(s)) = (out.get_mut(origin.claim), statements.get(origin.statement)) else {
                continue;
            };
            if list.len() < ORIGINS && claims.get(origin.claim).is_some_and(|c| *c.document != *s.document) {
                list.push(OriginRow {
                    by: match origin.by {
                        Trace::Day => "day",
                        Trace::Words => "words",
                    },
                    day: s.said.map(|d| d.from).or(s.date),
                    speaker: s.speaker.clone(),
                    source: s.source.clone(),
                    document: s.document.clone(),
                    start: s.start,
                    end: s.end,
                    text: s.text.clone(),
                });
            }
        }
        let led = claims.into_iter().zip(out).filter(|(_, origins)| !origins.is_empty());
        Ok(led.map(|(claim, origins)| ClaimOrigins { claim, origins }).collect())
    }
}

/// The days on which the claim's document says that the claimant spoke.
fn days_told(references: &[DocketRow], claim: &DocketRow, claimant: &str, register: &Register) -> Vec<Days> {
    let his = references.iter().filter(|r| r.document == claim.document).filter_map(|r| match &r.detail {
        Detail::Reference { r#type: "dated", speaker: Some(s), from: Some(from), to: Some(to), .. } => {
            let same = register.key(s, Evidence::on(r.published)) == claimant;
            same.then_some(Days { from: *from, to: *to })
        }
        _ => None,
    });
    let mut days: Vec<Days> = his.collect();
    days.sort();
    days.dedup();
    days
}

/// What a commitment is compared by.
struct Keys {
    who: String,
    to: Option<String>,
    text: String,
}

impl Keys {
    fn of(row: &DocketRow, register: &Register) -> Self {
        let key = |name: &str| register.key(name, Evidence::on(row.published));
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

/// What changed in the docket between two days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// `mechanism`, `commitment`, `figure`, `claim`.
    pub kind: &'static str,
    /// `new`, `state`, `value`, `repeated`.
    pub change: &'static str,
    /// What it is of.
    pub name: String,
    /// How it stood before.
    pub before: Option<String>,
    /// How it stands now.
    pub after: String,
    /// Day of the document that says so.
    pub day: Option<Date>,
    /// Name of the file.
    pub source: Arc<str>,
    /// Document id.
    pub document: Arc<str>,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Archive {
    /// What the documents of the days `from` to `to` change in the docket of those before: mechanisms that are new or of
    /// another state, commitments and claims that are new, figures of another value. By day, then source and place.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn docket_changes(&self, filter: &Filter, from: Date, to: Date) -> Result<Vec<Change>, Error> {
        let known = Filter { from: None, to: Some(to), ..filter.clone() };
        let inside = |day: Option<Date>| day.is_some_and(|d| from <= d && d <= to);
        let mut out: Vec<Change> = Vec::new();
        for history in self.mechanisms(&known, None, Some(to))? {
            let mut before: Option<&super::StepRow> = None;
            for step in &history.steps {
                let new = before.is_none();
                let told = step.state != tifa_docket::MechanismState::Mentioned;
                let other = told && before.is_none_or(|b| b.state != step.state);
                if inside(step.day) && (new || other) {
                    out.push(Change {
                        kind: "mechanism",
                        change: if new { "new" } else { "state" },
                        name: history.name.clone(),
                        before: before.map(|b| name_of(&b.state)),
                        after: name_of(&step.state),
                        day: step.day,
                        source: step.source.clone(),
                        document: step.document.clone(),
                        start: step.start,
                        end: step.end,
                    });
                }
                if told || new {
                    before = Some(step);
                }
            }
        }
        for thread in self.commitment_threads(&known, false)? {
            let Some(first) = thread.entries.first() else { continue };
            let Some(entry) = thread.entries.iter().find(|e| inside(e.published)) else { continue };
            out.push(Change {
                kind: "commitment",
                change: if std::ptr::eq(first, entry) { "new" } else { "repeated" },
                name: format!("{}: {}", thread.who, thread.text),
                before: None,
                after: name_of(&thread.r#type),
                day: entry.published,
                source: entry.source.clone(),
                document: entry.document.clone(),
                start: entry.start,
                end: entry.end,
            });
        }
        for series in self.figure_series(&known, None)? {
            let mut before: Option<&super::PointRow> = None;
            for point in &series.points {
                if inside(Some(point.day)) && before.is_some_and(|b| b.value != point.value) {
                    out.push(Change {
                        kind: "figure",
                        change: "value",
                        name: series.what.clone(),
                        before: before.map(|b| b.text.clone()),
                        after: point.text.clone(),
                        day: Some(point.day),
                        source: point.source.clone(),
                        document: point.document.clone(),
                        start: point.start,
                        end: point.end,
                    });
                }
                before = Some(point);
            }
        }
        let mut claims = self.docket(&known, &[Kind::Claim])?;
        claims.retain(|c| inside(c.published) && !c.is_rejected());
        out.extend(claims.into_iter().map(|c| Change {
            kind: "claim",
            change: "new",
            name: c.text,
            before: None,
            after: match c.detail {
                Detail::Claim { rebuttal, .. } => rebuttal.text,
                _ => String::new(),
            },
            day: c.published,
            source: c.source,
            document: c.document,
            start: c.start,
            end: c.end,
        }));
        out.sort_by(|a, b| (a.day, &a.source, a.start, a.kind).cmp(&(b.day, &b.source, b.start, b.kind)));
        Ok(out)
    }
}

/// A word of a closed list as the export writes it.
fn name_of<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
