//! Where each issue stands.

use super::{LIMIT, Tool, absent};
use crate::conditions::{Conditions, days, words};
use crate::record::{Page, Record, cursor, sources};
use crate::refusal::Refusal;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::ops::ControlFlow;
use tifa_archive::docket::Kind;
use tifa_archive::{Archive, Cursor, Filter, Stretch};
use tifa_export::source::Source;
use tifa_text::fold;

/// The docket.
pub struct Docket;

/// What is asked of the docket.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Asked {
    /// Entries of one kind, by day: mechanisms (dialogues, consultations, agreements, with the state a text gives them),
    /// commitments (agreed, pledged, demanded, offered), figures, claims (with their rebuttals), enumerations (points of a
    /// list), placements (matters put on the lists of cooperation, dialogue, managed differences), occasions, dates,
    /// references (to earlier words). Or what joins them over documents: history (a mechanism through time with its state and
    /// whether it is overdue or silent), series (a quantity through time), lists (the three lists by topic).
    #[schemars(extend("enum" = [
        "mechanisms", "commitments", "figures", "claims", "enumerations", "placements", "occasions", "dates",
        "references", "history", "series", "lists",
    ]))]
    kind: String,
    /// Only what has these words, in either script; of `history` also a kind of mechanism (對話).
    about: Option<String>,
    /// Seen from this day, 2020-07-09: nothing published later counts, and `history` says what is overdue then.
    as_of: Option<String>,
    /// Lines of the answer; 20 when nothing is said.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
    /// Where to go on: `next` of the answer before.
    cursor: Option<String>,
    #[serde(flatten)]
    conditions: Conditions,
}

/// A page of the docket.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// Its lines, as `tifa docket … --format jsonl` writes them. Lists inside a line have their last eight entries;
    /// `…_left_out` counts the others.
    lines: Vec<Record>,
    /// All lines, those of other pages too.
    total: usize,
    /// Their documents, with title, outlet, day, address and SHA-256 (`original`).
    #[schemars(with = "Vec<serde_json::Map<String, Value>>")]
    sources: Vec<Source>,
    /// Cursor of what follows; null at the end.
    next: Option<String>,
}

impl Tool for Docket {
    const NAME: &'static str = "docket";
    const TITLE: &'static str = "Where issues stand";
    const ABOUT: &'static str = "The docket of the relationship: mechanisms and their state through time, commitments and \
        demands, figures and series of figures, claims with their rebuttals, enumerated points, and what is placed on the lists \
        of cooperation, dialogue and managed differences. Every line has the words it rests on and their permalink. Entries are \
        found by rules: `confidence` says how well one is supported, `decision` what a person said of it.";
    type Asked = Asked;
    type Answer = Answer;

    fn answer(archive: &Archive, asked: Asked) -> Result<(Answer, String), Refusal> {
        let from = cursor(asked.cursor.as_deref())?;
        let (page, total) = page(archive, &asked, &from)?;
        let sources = sources(archive, &page.records)?;
        let mut text = Text::new(&sources);
        if total == 0 {
            text.line(absent(&format!("{} of this description", asked.kind)));
        } else {
            text.line(format!("{}: {total} lines", asked.kind));
            text.records(&page.records, from.skip + 1);
            text.sources();
            text.onward(page.next.as_deref(), page.changed);
        }
        let text = text.finish();
        Ok((Answer { lines: page.records, total, sources, next: page.next }, text))
    }
}

/// The page asked for, and the number of lines of all pages.
fn page(archive: &Archive, asked: &Asked, cursor: &Cursor) -> Result<(Page, usize), Refusal> {
    let limit = asked.limit.unwrap_or(LIMIT);
    let day = days("as_of", asked.as_of.as_deref())?.map(|d| d.to);
    let mut filter = asked.conditions.filter()?;
    filter.to = [filter.to, day].into_iter().flatten().min();
    let named = words(asked.about.as_deref());
    let state = archive.state()?;
    match asked.kind.as_str() {
        "history" => stretch(&archive.mechanisms(&filter, named, day)?, cursor, &state, limit),
        "series" => {
            let asked = cursor.skip..cursor.skip.saturating_add(limit);
            let (rows, total) = archive.figure_series_from(&filter, named, asked)?;
            Ok((Page::of(Stretch::cut(rows, total, cursor, state))?, total))
        }
        "lists" => {
            let mut rows = archive.lists(&filter, &[])?;
            if let Some(about) = named.map(|text| fold(text).text) {
                rows.retain(|row| row.speaks_of(&about));
            }
            stretch(&rows, cursor, &state, limit)
        }
        plural => {
            let kind = Kind::named(plural)
                .ok_or_else(|| Refusal::argument("kind", "the docket has no such kind"))?;
            entries(archive, &filter, kind, named, (cursor, state, limit))
        }
    }
}

/// The lines of `rows` that are asked for.
fn stretch<T: Serialize + Clone>(
    rows: &[T],
    cursor: &Cursor,
    state: &str,
    limit: usize,
) -> Result<(Page, usize), Refusal> {
    Ok((Page::of(Stretch::of(rows, cursor, state.to_owned(), limit))?, rows.len()))
}

/// Entries of one kind; those that a person rejected are passed over.
fn entries(
    archive: &Archive,
    filter: &Filter,
    kind: Kind,
    about: Option<&str>,
    (cursor, state, limit): (&Cursor, String, usize),
) -> Result<(Page, usize), Refusal> {
    let about = about.map(|text| fold(text).text);
    let (mut rows, mut total) = (Vec::new(), 0usize);
    archive.each_entry(filter, kind, &mut |row| {
        if !row.is_rejected() && about.as_ref().is_none_or(|about| row.speaks_of(about)) {
            if total >= cursor.skip && rows.len() < limit {
                rows.push(row);
            }
            total += 1;
        }
        ControlFlow::Continue(())
    })?;
    Ok((Page::of(Stretch::cut(rows, total, cursor, state))?, total))
}
