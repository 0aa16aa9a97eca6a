//! The briefing: one HTML file that holds the record of a folder and the clippings it was read from.
//!
//! The page stands alone: no script, nothing fetched. Its bytes depend on the folder and the version of tifa only.

mod marked;
mod occasions;
mod page;
mod reader;
mod strings;
mod timeline;

pub use occasions::{Occasion, occasions};
pub use page::page;

use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use tifa_archive::{DocumentRow, FullDocument, StatementRow};

/// Speakers with a colour of their own; the others share one.
const COLOURS: usize = 8;

/// Counts over all statements of the folder, made while they pass by.
#[derive(Debug, Default)]
pub struct Tally {
    /// Speakers by folded name: 奧瑟里 and 奥瑟里 are one.
    speakers: BTreeMap<String, Counts>,
    /// Statements together.
    pub statements: u64,
}

/// A speaker's statements by form of the name and by day.
#[derive(Debug, Default)]
struct Counts {
    names: BTreeMap<String, u64>,
    days: BTreeMap<Option<Date>, u64>,
}

impl Tally {
    /// Counts one.
    pub fn count(&mut self, row: &StatementRow) {
        self.statements += 1;
        let counts = self.speakers.entry(folded(&row.speaker)).or_default();
        *counts.names.entry(row.speaker.clone()).or_default() += 1;
        *counts.days.entry(row.date).or_default() += 1;
    }
}

/// A speaker of the folder.
#[derive(Debug)]
pub struct Speaker {
    /// The name folded, by which forms in two scripts are one.
    key: String,
    /// Name, in its most frequent form.
    pub name: String,
    /// Its other forms, the most frequent first.
    pub others: Vec<String>,
    /// Statements by day.
    pub days: BTreeMap<Option<Date>, u64>,
    /// Statements together.
    pub count: u64,
}

impl Speaker {
    fn new((key, counts): (String, Counts)) -> Self {
        let mut forms: Vec<(String, u64)> = counts.names.into_iter().collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut names = forms.into_iter().map(|f| f.0);
        let name = names.next().unwrap_or_default();
        Self { key, name, others: names.collect(), count: counts.days.values().sum(), days: counts.days }
    }
}

/// Everything a briefing shows.
#[derive(Debug)]
pub struct Briefing {
    /// Name of the folder.
    pub name: String,
    /// All documents of the folder, by day.
    pub documents: Vec<DocumentRow>,
    /// Those that are shown in full, by day.
    pub clippings: Vec<FullDocument>,
    /// What was said, by occasion, as (clipping, statement).
    pub occasions: Vec<Occasion>,
    /// Speakers, those with the most statements first.
    pub speakers: Vec<Speaker>,
    /// All statements of the folder.
    pub statements: u64,
}

impl Briefing {
    /// Puts a briefing together. `clippings` are those of `documents` that [`choose`] chose, in the same order.
    pub fn new(
        name: String,
        documents: Vec<DocumentRow>,
        clippings: Vec<FullDocument>,
        tally: Tally,
    ) -> Self {
        let mut speakers: Vec<Speaker> = tally.speakers.into_iter().map(Speaker::new).collect();
        speakers.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
        let occasions = occasions(&clippings);
        Self { name, documents, clippings, occasions, speakers, statements: tally.statements }
    }

    /// Class of a speaker's colour: `s1` to `s8`, and `s0` for those who share one.
    fn colour(&self, speaker: &str) -> String {
        let key = folded(speaker);
        let place = self.speakers.iter().take(COLOURS).position(|s| s.key == key);
        format!("s{}", place.map_or(0, |p| p + 1))
    }

    /// Outlets, with their documents, most first.
    fn outlets(&self) -> Vec<(&str, u64)> {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for outlet in self.documents.iter().filter_map(|d| d.metadata.outlet.as_deref()) {
            *counts.entry(outlet).or_default() += 1;
        }
        let mut outlets: Vec<(&str, u64)> = counts.into_iter().collect();
        outlets.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        outlets
    }

    /// Distinct body texts.
    fn texts(&self) -> usize {
        self.documents.iter().map(|d| d.text.as_str()).collect::<BTreeSet<_>>().len()
    }
}

/// Statements that the clippings of a large folder may hold together: a page of some megabytes, which a phone opens.
const STATEMENTS: u64 = 5_000;

/// The documents to show in full: all of them, or, when there are more than `most`, those with the most statements
/// (earlier ones first among equals) until there are too many statements, in the order they came in.
pub fn choose(documents: &[DocumentRow], most: usize) -> Vec<&DocumentRow> {
    if documents.len() <= most {
        return documents.iter().collect();
    }
    let mut order: Vec<usize> = (0..documents.len()).filter(|&i| documents[i].statements > 0).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(documents[i].statements), i));
    order.truncate(most);
    let mut statements = 0;
    order.retain(|&i| {
        statements += u64::from(documents[i].statements);
        statements <= STATEMENTS
    });
    order.sort_unstable();
    order.into_iter().map(|i| &documents[i]).collect()
}

/// A name by which its forms in either script are one; the name itself when nothing of it is left after folding.
fn folded(name: &str) -> String {
    let folded = tifa_text::fold(name).text;
    if folded.is_empty() { name.to_owned() } else { folded }
}

/// Day of publication of a document.
fn day(row: &DocumentRow) -> Option<Date> {
    row.metadata.date.map(|d| d.day)
}

/// Name of a document's place on the page.
fn document_anchor(document: &str) -> String {
    format!("d-{document}")
}

/// Name of a statement's place in its clipping.
fn statement_anchor(document: &str, index: usize) -> String {
    format!("s-{document}-{index}")
}

/// Name of a statement's place in the record.
fn record_anchor(document: &str, index: usize) -> String {
    format!("r-{document}-{index}")
}

#[cfg(test)]
mod sample;

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use tifa_source::Metadata;

    /// A document of `statements` statements.
    pub fn row(document: &str, day: &str, statements: u32) -> DocumentRow {
        let date = day.parse().ok().map(|day| tifa_source::Dated {
            day,
            evidence: tifa_source::Evidence::FileName,
            span: None,
        });
        DocumentRow {
            document: document.to_owned(),
            source: format!("press/{document}.md"),
            ordinal: 0,
            metadata: Metadata { date, title: Some(format!("題目{document}")), ..Metadata::default() },
            original: "0".repeat(64),
            encoding: "UTF-8".to_owned(),
            text: document.to_owned(),
            statements,
            characters: 100,
        }
    }

    #[test]
    fn documents_with_most_statements_are_chosen() {
        let rows = [
            row("a", "2031-01-01", 1),
            row("b", "2031-01-02", 0),
            row("c", "2031-01-03", 5),
            row("d", "", 1),
        ];
        let check = |most: usize, expect: &[&str]| {
            let chosen: Vec<&str> = choose(&rows, most).iter().map(|r| r.document.as_str()).collect();
            assert_eq!(chosen, expect, "{most}");
        };
        check(4, &["a", "b", "c", "d"]);
        check(3, &["a", "c", "d"]);
        check(2, &["a", "c"]);
        check(1, &["c"]);
        check(0, &[]);
    }

    #[test]
    fn a_page_stays_of_a_size() {
        let rows: Vec<DocumentRow> = (0..10).map(|i| row(&i.to_string(), "2031-01-01", 2_000)).collect();
        assert_eq!(choose(&rows, 9).len(), 2);
        assert_eq!(choose(&rows, 10).len(), 10, "a folder that is not large is shown whole");
    }
}
