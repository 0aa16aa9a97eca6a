//! The three lists of a relationship: what its speakers place on cooperation, dialogue and managed differences, and what
//! nobody has placed.

use super::row::{Detail, DocketRow, Kind};
use crate::archive::Archive;
use crate::error::Error;
use crate::rows::Filter;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use tifa_docket::List;
use tifa_text::fold;

/// A topic on one of the lists, or on none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListRow {
    /// The list; none for what nobody has placed.
    pub list: Option<List>,
    /// The topic, or the matter as printed where it is of no topic.
    pub topic: String,
    /// The matters as printed.
    pub matters: Vec<String>,
    /// Who places it there.
    pub speakers: Vec<String>,
    /// First and last day.
    pub first: Option<Date>,
    /// The last one.
    pub last: Option<Date>,
    /// Number of documents.
    pub documents: usize,
    /// Where it is placed; of what is unplaced, mechanisms and commitments that are of it.
    pub entries: Vec<DocketRow>,
}

/// A [`ListRow`] without its entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListHead {
    /// The list; none for what nobody has placed.
    pub list: Option<List>,
    /// The topic, or the matter as printed where it is of no topic.
    pub topic: String,
    /// The matters as printed.
    pub matters: Vec<String>,
    /// Who places it there.
    pub speakers: Vec<String>,
    /// First and last day.
    pub first: Option<Date>,
    /// The last one.
    pub last: Option<Date>,
    /// Number of documents.
    pub documents: usize,
    /// Document and first byte of the first entry.
    pub at: Option<(String, u32)>,
}

impl From<ListRow> for ListHead {
    fn from(row: ListRow) -> Self {
        let at = row.entries.first().map(|e| (e.document.to_string(), e.start));
        let ListRow { list, topic, matters, speakers, first, last, documents, .. } = row;
        Self { list, topic, matters, speakers, first, last, documents, at }
    }
}

impl ListRow {
    /// Whether the topic or a matter of it holds `about`, which is folded.
    pub fn speaks_of(&self, about: &str) -> bool {
        let mut all = std::iter::once(&self.topic).chain(&self.matters);
        all.any(|text| fold(text).text.contains(about))
    }
}

impl Archive {
    /// [`Archive::lists`] at a glance. What is asked of the whole archive is put together once and then lies ready.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn list_heads(&self, filter: &Filter, between: &[String]) -> Result<Vec<ListHead>, Error> {
        let make = || Ok(self.lists(filter, between)?.into_iter().map(ListHead::from).collect());
        match between {
            [] if filter.is_whole() => Ok(self.answer("lists", 0..usize::MAX, make)?.0),
            _ => make(),
        }
    }

    /// The three lists of the documents `filter` lets through, and what stands on none: topics of mechanisms and
    /// commitments that no speaker places. `between` leaves what is between these parties, in simplified characters.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn lists(&self, filter: &Filter, between: &[String]) -> Result<Vec<ListRow>, Error> {
        let mut rows = self.docket(filter, &[Kind::Placement, Kind::Mechanism, Kind::Commitment])?;
        rows.retain(|r| {
            let parties = match &r.detail {
                Detail::Placement { parties, .. } | Detail::Mechanism { parties, .. } => parties.as_slice(),
                _ => &[],
            };
            !r.is_rejected() && between.iter().all(|b| parties.contains(b))
        });
        let mut by: BTreeMap<(Option<List>, String), Vec<DocketRow>> = BTreeMap::new();
        let mut placed: BTreeSet<String> = BTreeSet::new();
        for row in &rows {
            if let Detail::Placement { list, topics, .. } = &row.detail {
                let names = if topics.is_empty() { vec![row.text.clone()] } else { topics.clone() };
                for name in names {
                    placed.insert(name.clone());
                    by.entry((Some(*list), name)).or_default().push(row.clone());
                }
            }
        }
        for row in &rows {
            let words = match &row.detail {
                Detail::Mechanism { sentence, .. } => &sentence.text,
                Detail::Commitment { .. } => &row.text,
                _ => continue,
            };
            for topic in self.topics().of(words).into_iter().filter(|t| !placed.contains(*t)) {
                by.entry((None, topic.to_owned())).or_default().push(row.clone());
            }
        }
        let mut out: Vec<ListRow> =
            by.into_iter().map(|((list, topic), rows)| line(list, topic, rows)).collect();
        out.sort_by(|a, b| {
            let key =
                |r: &ListRow| (r.list.is_none(), r.list, std::cmp::Reverse(r.documents), r.topic.clone());
            key(a).cmp(&key(b))
        });
        Ok(out)
    }
}

fn line(list: Option<List>, topic: String, entries: Vec<DocketRow>) -> ListRow {
    let distinct = |names: &mut dyn Iterator<Item = String>| {
        let mut out: Vec<String> = Vec::new();
        names.for_each(|n| {
            if !out.contains(&n) {
                out.push(n);
            }
        });
        out
    };
    let days = || entries.iter().filter_map(|e| e.published);
    ListRow {
        list,
        topic,
        matters: distinct(&mut entries.iter().map(|e| e.text.clone())),
        speakers: distinct(
            &mut entries.iter().filter_map(|e| e.detail.speakers().first().map(|s| (*s).to_owned())),
        ),
        first: days().min(),
        last: days().max(),
        documents: entries.iter().map(|e| &*e.document).collect::<BTreeSet<_>>().len(),
        entries,
    }
}
