//! Mechanisms and quantities through time, put together from the entries of many documents.

use super::row::{Detail, DocketRow, Kind, Period};
use crate::answers::cut;
use crate::archive::Archive;
use crate::error::Error;
use crate::rows::{Cited, Filter};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;
use tifa_docket::history::{History, Mention, asks_for, histories};
use tifa_docket::topics::Topics;
use tifa_docket::{Bound, Doubt, MechanismNames, MechanismState, Quantity, series};
use tifa_record::register::{Evidence, Register};
use tifa_text::fold;
use tifa_text::number::Decimal;

/// A mechanism through time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MechanismHistory {
    /// The name it goes by: that of the table of names, else the one that is printed most often.
    pub name: String,
    /// All its names as printed.
    pub names: Vec<String>,
    /// Between whom.
    pub parties: Vec<String>,
    /// The last state said of it, mere mentions aside.
    pub state: MechanismState,
    /// Day of the document that says so.
    pub since: Option<Date>,
    /// First and last day on which a document names it.
    pub first: Option<Date>,
    /// The last one.
    pub last: Option<Date>,
    /// Documents that name it.
    pub documents: usize,
    /// It was announced for these days, they are past, and nothing since says what became of it.
    pub overdue: Option<Period>,
    /// Whole months in which no document names it.
    pub silent_months: Option<u32>,
    /// Its states, by day.
    pub steps: Vec<StepRow>,
}

impl MechanismHistory {
    /// Whether its names or parties hold `about`, which is folded.
    pub fn speaks_of(&self, about: &str) -> bool {
        let mut all = std::iter::once(&self.name).chain(&self.names).chain(&self.parties);
        all.any(|text| fold(text).text.contains(about))
    }
}

/// One state of a mechanism, with the sentence that gives it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepRow {
    /// Day of publication.
    pub day: Option<Date>,
    /// The state.
    pub state: MechanismState,
    /// `claimed` by one side, `confirmed` by another, `observed` by the narrator.
    pub standing: &'static str,
    /// Who says so.
    pub speaker: Option<String>,
    /// The days it is told to be on.
    pub days: Option<Period>,
    /// Name of the file.
    pub source: Arc<str>,
    /// Document id.
    pub document: Arc<str>,
    /// First byte of the name in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The name as printed here.
    pub text: String,
    /// The sentence.
    pub sentence: Cited,
}

/// One quantity through time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FigureSeries {
    /// What is counted, as printed most often.
    pub what: String,
    /// The measure word, as printed most often.
    pub measure: String,
    /// Days with a figure.
    pub days: usize,
    /// Whether two figures of one day cannot both be right.
    pub contradiction: bool,
    /// Its figures, by day.
    pub points: Vec<PointRow>,
}

/// A figure in a series.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointRow {
    /// The day it is of: what the text says, else the day of publication.
    pub day: Date,
    /// As printed, with its measure.
    pub text: String,
    /// Its value; the lower one of a range.
    #[serde(serialize_with = "super::row::number")]
    pub value: Decimal,
    /// The upper value of a range.
    #[serde(serialize_with = "super::row::optional_number")]
    pub upper: Option<Decimal>,
    /// How the print bounds it.
    pub bound: Bound,
    /// Who says so.
    pub speaker: Option<String>,
    /// What makes the print doubtful.
    pub doubt: Option<Doubt>,
    /// Whether another figure of that day gives another exact value.
    pub contradicted: bool,
    /// Name of the file.
    pub source: Arc<str>,
    /// Document id.
    pub document: Arc<str>,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The clause in which it stands.
    pub clause: Cited,
}

impl Archive {
    /// The mechanisms that the documents `filter` lets through name, through time, those of the newest state first. `name`
    /// asks for one, or for all of a kind (對話, 中美磋商). `as_of` is the day from which overdue and silence are seen; the
    /// day of the newest document when it is not given. Rejected entries do not count; merged and split ones are put
    /// together as people said.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn mechanisms(
        &self,
        filter: &Filter,
        name: Option<&str>,
        as_of: Option<Date>,
    ) -> Result<Vec<MechanismHistory>, Error> {
        let filter = &Filter { to: earlier(filter.to, as_of), ..filter.clone() };
        let mut rows = standing(self.docket(filter, &[Kind::Mechanism])?);
        let as_of = as_of.or_else(|| rows.iter().filter_map(|r| r.published).max());
        let (names, topics) = (self.mechanism_names(), self.topics());
        if let Some(asked) = name {
            let mut known: HashMap<String, bool> = HashMap::new();
            // What people joined with something of another name stays.
            rows.retain(|r| {
                r.decision.as_ref().is_some_and(|d| !d.merged.is_empty())
                    || *known.entry(r.text.clone()).or_insert_with(|| names.may_answer(asked, &r.text))
            });
        }
        let mut found = Vec::new();
        let (apart, together): (Vec<usize>, Vec<usize>) =
            (0..rows.len()).partition(|&i| rows[i].decision.as_ref().is_some_and(|d| d.split));
        found.extend(histories(mentions(&rows, &together, self.register(), (names, topics)), names));
        for i in apart {
            found.extend(histories(mentions(&rows, &[i], self.register(), (names, topics)), names));
        }
        found.retain(|h| name.is_none_or(|name| asks_for(name, h, names)));
        let mut shown: Vec<MechanismHistory> = found.iter().map(|h| history(h, &rows, as_of)).collect();
        shown.sort_by(|a, b| (b.since, b.last, &a.name).cmp(&(a.since, a.last, &b.name)));
        Ok(shown)
    }

    /// The lines `stretch` of [`Archive::figure_series`], and how many there are. What is asked of the whole archive is put together
    /// once and then lies ready.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn figure_series_from(
        &self,
        filter: &Filter,
        about: Option<&str>,
        stretch: Range<usize>,
    ) -> Result<(Vec<FigureSeries>, usize), Error> {
        if about.is_none() && filter.is_whole() {
            return self.answer(SERIES, stretch, || self.figure_series(filter, None));
        }
        Ok(cut(self.figure_series(filter, about)?, stretch))
    }

    /// As [`Archive::figure_series_from`] of the whole archive, if that lies ready.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn series_lying_ready(
        &self,
        stretch: Range<usize>,
    ) -> Result<Option<(Vec<FigureSeries>, usize)>, Error> {
        self.kept(SERIES, stretch)
    }

    /// The quantities of which several documents, or several days, give figures, through time; those of the most days
    /// first. `about` leaves those in whose words it stands, in either script.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn figure_series(&self, filter: &Filter, about: Option<&str>) -> Result<Vec<FigureSeries>, Error> {
        let mut rows = standing(self.docket(filter, &[Kind::Figure])?);
        let about = about.map(|text| fold(text).text);
        if let Some(about) = &about {
            // Figures of one quantity end in one noun, so what does not name it need not be put together.
            rows.retain(|r| match &r.detail {
                Detail::Figure { what: Some(what), .. } => fold(what).text.contains(about),
                _ => false,
            });
        }
        let mut found = series(quantities(&rows));
        found.retain(|s| {
            about.as_ref().is_none_or(|text| {
                let words = |p: &tifa_docket::Point<usize>| fold(&p.quantity.what).text.contains(text);
                fold(&s.what).text.contains(text) || s.points.iter().any(words)
            })
        });
        Ok(found.into_iter().map(|s| figures(s, &rows)).collect())
    }
}

/// Under which name the series of the whole archive are kept.
const SERIES: &str = "series";

/// The earlier of two days, where there are two.
fn earlier(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The rows that were not rejected.
fn standing(mut rows: Vec<DocketRow>) -> Vec<DocketRow> {
    rows.retain(|r| !r.is_rejected());
    rows
}

/// The mentions of the rows `chosen`. One that was merged with another goes by the other's name and parties.
fn mentions(
    rows: &[DocketRow],
    chosen: &[usize],
    register: &Register,
    (names, topics): (&MechanismNames, &Topics),
) -> Vec<Mention<usize>> {
    let place = |document: &str, start: u32, end: u32| {
        rows.iter().find(|r| *r.document == *document && (r.start, r.end) == (start, end))
    };
    let mut known: HashMap<String, bool> = HashMap::new();
    let mut bare = |name: &String| *known.entry(name.clone()).or_insert_with(|| names.is_bare(name));
    let mention = |&i: &usize| {
        let row = rows.get(i)?;
        let Detail::Mechanism { parties, state, speaker, days, sentence, .. } = &row.detail else {
            return None;
        };
        let other = row.decision.as_ref().and_then(|d| d.merged.first());
        let other = other.and_then(|a| place(&a.document, a.start, a.end));
        let (name, parties) = match other.map(|o| (&o.text, &o.detail)) {
            Some((name, Detail::Mechanism { parties, .. })) => (name, parties),
            _ => (&row.text, parties),
        };
        Some(Mention {
            cite: i,
            day: row.published,
            days: days.map(|d| tifa_text::calendar::Days { from: d.from, to: d.to }),
            name: name.clone(),
            parties: parties.clone(),
            state: *state,
            side: speaker.as_deref().and_then(|s| side(register, s, row.published, parties)),
            speaker: speaker.clone(),
            topics: if bare(name) {
                topics.of(&sentence.text).into_iter().map(str::to_owned).collect()
            } else {
                Vec::new()
            },
        })
    };
    chosen.iter().filter_map(mention).collect()
}

/// Which of the parties a speaker speaks for: the state that his name names, or that he held an office of on that day.
fn side(register: &Register, speaker: &str, day: Option<Date>, parties: &[String]) -> Option<String> {
    let named = |of: &str| {
        let of = fold(of).text;
        parties.iter().find(|p| fold(p).text == of).cloned()
    };
    let printed = fold(speaker).text;
    if let Some(party) = parties.iter().find(|p| printed.contains(&fold(p).text)) {
        return Some(party.clone());
    }
    let day = day?;
    let person = register.identify(speaker, Evidence::on(Some(day)))?;
    register.tenures_of(&person.entry.name).filter(|t| t.period.surely_has(day)).find_map(|t| named(&t.of))
}

fn history(history: &History<usize>, rows: &[DocketRow], as_of: Option<Date>) -> MechanismHistory {
    let steps: Vec<StepRow> = history
        .steps
        .iter()
        .filter_map(|step| {
            let row = rows.get(step.mention.cite)?;
            let Detail::Mechanism { sentence, days, .. } = &row.detail else { return None };
            Some(StepRow {
                day: row.published,
                state: step.mention.state,
                standing: step.standing.name(),
                speaker: step.mention.speaker.clone(),
                days: *days,
                source: row.source.clone(),
                document: row.document.clone(),
                start: row.start,
                end: row.end,
                text: row.text.clone(),
                sentence: sentence.clone(),
            })
        })
        .collect();
    // Where no document has a day, the last word in the order of sources stands.
    let last = || history.steps.iter().rfind(|s| s.mention.state != MechanismState::Mentioned);
    let dated = history.steps.iter().any(|s| s.mention.day.is_some());
    let now = if dated { as_of.and_then(|day| history.state(day)) } else { last() };
    let days = || steps.iter().filter_map(|s| s.day);
    MechanismHistory {
        name: history.name.clone(),
        names: history.names.clone(),
        parties: history.parties.clone(),
        state: now.map_or(MechanismState::Mentioned, |s| s.mention.state),
        since: now.and_then(|s| s.mention.day),
        first: days().min(),
        last: days().max(),
        documents: steps.iter().map(|s| &*s.document).collect::<BTreeSet<_>>().len(),
        overdue: as_of.and_then(|day| history.overdue(day)).map(|o| Period::from(o.days)),
        silent_months: as_of.and_then(|day| history.silent(day)),
        steps,
    }
}

/// The figures of rows that have a day.
fn quantities(rows: &[DocketRow]) -> Vec<Quantity<usize>> {
    let quantity = |(i, row): (usize, &DocketRow)| {
        let Detail::Figure { value, upper, bound, measure, what, clause, speaker, days, doubt } = &row.detail
        else {
            return None;
        };
        Some(Quantity {
            key: i,
            document: row.document.to_string(),
            day: days.filter(|d| d.from == d.to).map(|d| d.from).or(row.published)?,
            speaker: speaker.clone(),
            what: what.clone().unwrap_or_default(),
            clause: clause.text.clone(),
            measure: measure.clone(),
            value: *value,
            upper: *upper,
            bound: *bound,
            doubt: *doubt,
        })
    };
    rows.iter().enumerate().filter_map(quantity).collect()
}

fn figures(series: tifa_docket::Series<usize>, rows: &[DocketRow]) -> FigureSeries {
    let (days, contradiction) = (series.days(), series.has_contradiction());
    let point = |p: tifa_docket::Point<usize>| {
        let row = rows.get(p.quantity.key)?;
        let Detail::Figure { clause, .. } = &row.detail else { return None };
        Some(PointRow {
            day: p.quantity.day,
            // A percentage has its sign in its own words.
            text: match row.text.ends_with(&p.quantity.measure) {
                true => row.text.clone(),
                false => format!("{}{}", row.text, p.quantity.measure),
            },
            value: p.quantity.value,
            upper: p.quantity.upper,
            bound: p.quantity.bound,
            speaker: p.quantity.speaker,
            doubt: p.quantity.doubt,
            contradicted: !p.contradicted_by.is_empty(),
            source: row.source.clone(),
            document: row.document.clone(),
            start: row.start,
            end: row.end,
            clause: clause.clone(),
        })
    };
    let points = series.points.into_iter().filter_map(point).collect();
    FigureSeries { what: series.what, measure: series.measure, days, contradiction, points }
}
