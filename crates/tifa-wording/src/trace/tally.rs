//! Counts over attestations.

use super::{Attestation, Standing};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How often a speaker or an outlet has a formulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The name, as first printed.
    pub name: String,
    /// Places.
    pub count: usize,
    /// Of these, as own words.
    pub direct: usize,
    /// Documents.
    pub documents: usize,
    /// First day of publication.
    pub first: Option<Date>,
    /// Last day of publication.
    pub last: Option<Date>,
}

/// A month of a corpus.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Month {
    /// Year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Documents published in it.
    pub documents: u32,
    /// Of these, documents with the phrase.
    pub with: u32,
    /// Places.
    pub places: u32,
}

impl Month {
    /// Documents with the phrase as a share of all of the month, 0 to 1; 0 when there are none.
    pub fn share(&self) -> f64 {
        if self.documents == 0 { 0.0 } else { f64::from(self.with) / f64::from(self.documents) }
    }
}

/// As listings write it: 2020-07.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Counts by key, most first, then by first day and name.
pub(super) fn tally<'a>(found: impl Iterator<Item = (String, String, &'a Attestation)>) -> Vec<Tally> {
    let mut by_key: BTreeMap<String, (Tally, BTreeSet<u32>)> = BTreeMap::new();
    for (key, name, a) in found {
        let (tally, texts) = by_key.entry(key).or_insert_with(|| {
            let none = Tally { name, count: 0, direct: 0, documents: 0, first: None, last: None };
            (none, BTreeSet::new())
        });
        tally.count += 1;
        tally.direct += usize::from(a.standing == Standing::Direct);
        texts.insert(a.number);
        tally.first = [tally.first, a.date].into_iter().flatten().min();
        tally.last = tally.last.max(a.date);
    }
    let mut out: Vec<Tally> =
        by_key.into_values().map(|(t, texts)| Tally { documents: texts.len(), ..t }).collect();
    out.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| (a.first, &a.name).cmp(&(b.first, &b.name))));
    out
}

/// Every month from the first attestation to the last.
pub(super) fn months(found: &[Attestation], all: &BTreeMap<(i16, i8), u32>) -> Vec<Month> {
    let mut by_month: BTreeMap<(i16, i8), (BTreeSet<u32>, u32)> = BTreeMap::new();
    for a in found {
        if let Some(day) = a.date {
            let slot = by_month.entry((day.year(), day.month())).or_default();
            slot.0.insert(a.number);
            slot.1 += 1;
        }
    }
    let (Some((&first, _)), Some((&last, _))) = (by_month.first_key_value(), by_month.last_key_value())
    else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut at = first;
    while at <= last {
        let (with, places) = by_month.get(&at).map_or((0, 0), |m| (m.0.len() as u32, m.1));
        let documents = all.get(&at).copied().unwrap_or(0).max(with);
        out.push(Month { year: at.0, month: at.1, documents, with, places });
        at = if at.1 == 12 { (at.0.saturating_add(1), 1) } else { (at.0, at.1 + 1) };
    }
    out
}
