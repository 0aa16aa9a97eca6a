//! The briefing: one HTML file that holds the record of a folder and the clippings it was read from.
//!
//! The page stands alone: no script, nothing fetched. Its bytes depend on the folder and the version of tifa only.

mod docket;
mod marked;
mod occasions;
mod page;
mod people;
mod reader;
mod strings;
mod timeline;

pub use occasions::{Occasion, occasions};
pub use page::page;

use crate::listing::said;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use tifa_archive::docket::DocketRow;
use tifa_archive::{DocumentRow, FullDocument, StatementRow};
use tifa_record::register::{By, Evidence, Register, parts};

/// Speakers with a colour of their own; the others share one.
const COLOURS: usize = 8;

/// Counts over all statements of the folder, made while they pass by.
#[derive(Debug)]
pub struct Tally<'a> {
    register: &'a Register,
    /// Speakers by key: 奧瑟里 and 奥瑟里 are one, and so are 特朗普 and 川普.
    speakers: BTreeMap<String, Counts>,
    /// Keys of those who speak under a printed name on a day: several, when they speak together.
    voices: BTreeMap<Voice, Vec<String>>,
    /// Statements together.
    pub statements: u64,
}

/// A printed speaker, whom the register takes him for, and the day of the saying or of publication.
type Voice = (String, Option<String>, Option<Date>);

fn voice(row: &StatementRow) -> Voice {
    (row.speaker.clone(), row.person.as_ref().map(|p| p.name.clone()), said(row))
}

/// A speaker's statements by form of the name and by day.
#[derive(Debug, Default)]
struct Counts {
    names: BTreeMap<String, u64>,
    days: BTreeMap<Option<Date>, u64>,
}

impl<'a> Tally<'a> {
    /// A tally that joins names by `register`.
    pub fn new(register: &'a Register) -> Self {
        Self { register, speakers: BTreeMap::new(), voices: BTreeMap::new(), statements: 0 }
    }

    /// Counts one. Of those who speak together each has it.
    pub fn count(&mut self, row: &StatementRow) {
        self.statements += 1;
        let mut keys: Vec<String> = Vec::new();
        for part in parts(&row.speaker) {
            let key = match &row.person {
                Some(person) if person.by == By::Name => Register::key_of(&person.name),
                _ => self.register.key(part, Evidence::on(said(row))),
            };
            if !keys.contains(&key) {
                let counts = self.speakers.entry(key.clone()).or_default();
                *counts.names.entry(part.to_owned()).or_default() += 1;
                *counts.days.entry(said(row)).or_default() += 1;
                keys.push(key);
            }
        }
        self.voices.entry(voice(row)).or_insert(keys);
    }
}

/// A speaker of the folder.
#[derive(Debug)]
pub struct Speaker {
    /// Name, in its most frequent form.
    pub name: String,
    /// Its other forms, the most frequent first.
    pub others: Vec<String>,
    /// Statements by day of the saying, else of publication.
    pub days: BTreeMap<Option<Date>, u64>,
    /// Statements together.
    pub count: u64,
    /// His statements in the clippings by time, as (clipping, statement); those of an office that the register says he
    /// held too.
    pub said: Vec<(usize, usize)>,
}

impl Speaker {
    fn new(counts: Counts) -> Self {
        let mut forms: Vec<(String, u64)> = counts.names.into_iter().collect();
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut names = forms.into_iter().map(|f| f.0);
        let name = names.next().unwrap_or_default();
        let count = counts.days.values().sum();
        Self { name, others: names.collect(), count, days: counts.days, said: Vec::new() }
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
    /// Who speaks under a printed name on a day, by index.
    voices: BTreeMap<Voice, Vec<usize>>,
    /// Docket entries of the folder, by day; those that were rejected left out.
    pub docket: Vec<DocketRow>,
    /// All statements of the folder.
    pub statements: u64,
}

impl Briefing {
    /// Puts a briefing together. `clippings` are those of `documents` that [`choose`] chose, in the same order.
    pub fn new(
        name: String,
        documents: Vec<DocumentRow>,
        clippings: Vec<FullDocument>,
        tally: Tally<'_>,
        mut docket: Vec<DocketRow>,
    ) -> Self {
        docket.retain(|r| !r.is_rejected());
        docket.sort_by(|a, b| {
            let key = |r: &DocketRow| (r.published.is_none(), r.published, r.source.clone(), r.start);
            key(a).cmp(&key(b))
        });
        let mut speakers: Vec<(String, Speaker)> =
            tally.speakers.into_iter().map(|(key, counts)| (key, Speaker::new(counts))).collect();
        speakers.sort_by(|a, b| b.1.count.cmp(&a.1.count).then_with(|| a.1.name.cmp(&b.1.name)));
        let place: BTreeMap<String, usize> =
            speakers.iter().enumerate().map(|(i, (key, _))| (key.clone(), i)).collect();
        let voices: BTreeMap<Voice, Vec<usize>> = tally
            .voices
            .into_iter()
            .map(|(voice, keys)| (voice, keys.iter().filter_map(|key| place.get(key).copied()).collect()))
            .collect();
        let key = |s: &StatementRow| match &s.person {
            Some(person) if person.by == By::Name => Register::key_of(&person.name),
            _ => tally.register.key(&s.speaker, Evidence::on(said(s))),
        };
        let occasions = occasions(&clippings, &key);
        let mut speakers: Vec<Speaker> = speakers.into_iter().map(|s| s.1).collect();
        for (c, s) in occasions.iter().flat_map(|o| &o.speakers).flat_map(|(_, said)| said) {
            let statement = &clippings[*c].statements[*s];
            let mut of: Vec<usize> = voices.get(&voice(statement)).cloned().unwrap_or_default();
            let holder = statement.person.as_ref().filter(|p| p.by == By::Office);
            of.extend(holder.and_then(|p| place.get(&Register::key_of(&p.name))));
            for i in of {
                speakers[i].said.push((*c, *s));
            }
        }
        for speaker in &mut speakers {
            speaker.said.sort_by_key(|&(c, s)| {
                let day = said(&clippings[c].statements[s]);
                (day.is_none(), day, c, s)
            });
        }
        let statements = tally.statements;
        Self { name, documents, clippings, occasions, speakers, voices, docket, statements }
    }

    /// Those who speak in a statement, by index: several, when they speak together.
    fn voices(&self, statement: &StatementRow) -> &[usize] {
        self.voices.get(&voice(statement)).map_or(&[], Vec::as_slice)
    }

    /// Class of the colour of those who speak in a statement: `s1` to `s8`, and `s0` for those who share one.
    fn colour(&self, statement: &StatementRow) -> String {
        colour(self.voices(statement).first().copied().unwrap_or(COLOURS))
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

/// Class of the colour of the speaker at `index`.
fn colour(index: usize) -> String {
    format!("s{}", if index < COLOURS { index + 1 } else { 0 })
}

/// Day of publication of a document.
fn day(row: &DocumentRow) -> Option<Date> {
    row.metadata.date.map(|d| d.day)
}

/// Name of a document's place on the page.
fn document_anchor(document: &str) -> String {
    format!("d-{document}")
}

/// Name of the page of the speaker at `index`.
fn speaker_anchor(index: usize) -> String {
    format!("p-{}", index + 1)
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
    use tifa_record::{Force, Mode};
    use tifa_source::Metadata;
    use tifa_text::ByteRange;

    /// A statement of one character, for tests that change of it what matters to them.
    pub fn statement(document: &str, speaker: &str, date: Option<Date>) -> StatementRow {
        StatementRow {
            source: String::new(),
            document: document.to_owned(),
            start: 0,
            end: 3,
            text: "好".to_owned(),
            speaker: speaker.to_owned(),
            person: None,
            mode: Mode::Indirect,
            cue: None,
            named_as: None,
            content: None,
            addressee: None,
            force: Force::Asserted,
            nested: Vec::new(),
            quotes: Vec::new(),
            date,
            said: None,
            occasion: None,
            chain: Vec::new(),
            extractor: "test".to_owned(),
            version: 1,
            outlet: None,
            title: None,
            place: (0, ByteRange::new(0, 3)),
        }
    }

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
            genre: Default::default(),
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
