//! Claims led to the statements in which they were made.

use super::decided;
use super::narrow::voices_of;
use super::row::{Detail, DocketRow, Kind};
use super::spoken::{Nth, Spoken, each_spoken, spoken_at};
use crate::archive::Archive;
use crate::catalogue::read::Order;
use crate::error::Error;
use crate::rows::Filter;
use jiff::civil::Date;
use rusqlite::Connection;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::sync::Arc;
use tifa_docket::answers::{Said, Told, Trace, Tracing};
use tifa_record::Statement;
use tifa_record::register::{Evidence, Register};
use tifa_text::calendar::Days;
use tifa_text::{fold, fold_into};

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
    /// Those of `claims` that statements of the archive make, with these, the nearest first: those of the claimant on the day
    /// that the claim's document tells, else his earlier ones that have the claim's words. Documents in which no claimant
    /// speaks are not read, and of the statements no more is held than what they share with the claims.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn claim_origins(&self, claims: Vec<DocketRow>) -> Result<Vec<ClaimOrigins>, Error> {
        let (register, reader) = (self.register(), self.reader()?);
        let references = self.references_of(&reader, &claims)?;
        let owned: Vec<(String, String, Vec<Days>)> = claims
            .iter()
            .map(|claim| {
                let claimant = match &claim.detail {
                    Detail::Claim { claimed_by: Some(name), .. } => {
                        register.key(name, Evidence::on(claim.published))
                    }
                    _ => String::new(),
                };
                let told = references.get(&claim.document).map_or(&[][..], Vec::as_slice);
                let days = days_told(told, &claimant, register);
                (claimant, fold(&claim.text).text, days)
            })
            .collect();
        let told: Vec<Told<'_>> = owned
            .iter()
            .zip(&claims)
            .map(|((claimant, text, days), claim)| Told { claimant, text, days, day: claim.published })
            .collect();
        let claimants: BTreeSet<&str> = told.iter().map(|t| t.claimant).collect();
        let voices = voices_of(&reader, register, &claimants)?;
        let mut tracing = Tracing::new(&told);
        // Where the statements stand that may be an origin.
        let mut found: Vec<(Arc<str>, Nth)> = Vec::new();
        let mut known: HashMap<(Arc<str>, Option<Date>), String> = HashMap::new();
        let mut text = String::new();
        let his = |s: &Statement| voices.names.contains(&s.speaker);
        each_spoken(&reader, &voices.documents, &his, &mut |s| {
            let day = s.said.map(|d| d.from).or(s.day);
            let key = known.entry((s.speaker, day));
            let key = key.or_insert_with_key(|(name, day)| register.key(name, Evidence::on(*day)));
            let days = s.said.map(|d| Days { from: d.from, to: d.to });
            let days = days.or(s.day.map(|day| Days { from: day, to: day }));
            fold_into(&s.text, &mut text);
            if tracing.note(found.len(), &Said { speaker: key, days, text: &text }) {
                found.push((s.document, s.nth));
            }
        })?;
        let mut led: BTreeMap<usize, Vec<(Nth, &'static str)>> = BTreeMap::new();
        for origin in tracing.origins() {
            let (Some(claim), Some((document, nth))) =
                (claims.get(origin.claim), found.get(origin.statement))
            else {
                continue;
            };
            let list = led.entry(origin.claim).or_default();
            if list.len() < ORIGINS && claim.document != *document {
                let by = match origin.by {
                    Trace::Day => "day",
                    Trace::Words => "words",
                };
                list.push((*nth, by));
            }
        }
        drop(told);
        let asked: BTreeSet<Nth> = led.values().flatten().map(|(nth, _)| *nth).collect();
        let spoken = spoken_at(&reader, &asked, &his)?;
        let made = |(nth, by): &(Nth, &'static str)| spoken.get(nth).map(|s| OriginRow::of(s, by));
        let rows = claims.into_iter().enumerate().filter_map(|(i, claim)| {
            let origins: Vec<OriginRow> = led.get(&i)?.iter().filter_map(made).collect();
            (!origins.is_empty()).then_some(ClaimOrigins { claim, origins })
        });
        Ok(rows.collect())
    }

    /// The references of the documents of `claims`, by document.
    fn references_of(
        &self,
        reader: &Connection,
        claims: &[DocketRow],
    ) -> Result<BTreeMap<Arc<str>, Vec<DocketRow>>, Error> {
        let mut found: BTreeMap<Arc<str>, Vec<DocketRow>> =
            claims.iter().map(|claim| (Arc::clone(&claim.document), Vec::new())).collect();
        // What people said of a reference may hold of another witness, so all of them are gone through then.
        let decided = decided::log(reader)?.iter().any(|d| d.entry.kind == Kind::Reference.name());
        let filters: Vec<Filter> = match found.len() {
            ..=FEW if !decided => {
                let of = |id: &Arc<str>| Filter { document: Some(id.to_string()), ..Filter::default() };
                found.keys().map(of).collect()
            }
            _ => vec![Filter::default()],
        };
        for filter in &filters {
            self.each_of(reader, filter, &[Kind::Reference], Order::Source, &mut |row| {
                if let Some(rows) = found.get_mut(&row.document) {
                    rows.push(row);
                }
                ControlFlow::Continue(())
            })?;
        }
        Ok(found)
    }
}

/// Documents up to which the references of each are asked for alone.
const FEW: usize = 20;

impl OriginRow {
    fn of(spoken: &Spoken, by: &'static str) -> Self {
        Self {
            by,
            day: spoken.said.map(|d| d.from).or(spoken.day),
            speaker: spoken.speaker.to_string(),
            source: spoken.source.to_string(),
            document: spoken.document.to_string(),
            start: spoken.start,
            end: spoken.end,
            text: spoken.text.to_string(),
        }
    }
}

/// The days on which the claim's document says that the claimant spoke.
fn days_told(references: &[DocketRow], claimant: &str, register: &Register) -> Vec<Days> {
    let his = references.iter().filter_map(|r| match &r.detail {
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
