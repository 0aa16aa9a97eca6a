//! Every place where words stand.

use super::{Count, LIMIT, Tool, absent};
use crate::conditions::Conditions;
use crate::record::{Page, Record, cursor, sources};
use crate::refusal::Refusal;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tifa_archive::{Archive, SearchOptions, Stretch};
use tifa_export::source::Source;

/// Concordances.
pub struct Search;

/// What is searched for.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Asked {
    /// The words, in either script: one run of characters that stands as it is, not a list of key words.
    query: String,
    /// Characters of context on each side; 40 when nothing is said.
    #[schemars(range(max = 500))]
    context: Option<usize>,
    /// Whether the newest documents come first; the oldest do when nothing is said.
    newest_first: Option<bool>,
    /// Places of the answer; 20 when nothing is said.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
    /// Where to go on: `next` of the answer before.
    cursor: Option<String>,
    #[serde(flatten)]
    conditions: Conditions,
}

/// A page of a concordance.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Found {
    /// Places by day, file and place; undated documents last.
    places: Vec<Record>,
    /// All places, those of other pages too.
    total: usize,
    /// Documents with a place.
    documents: usize,
    /// Those documents by year of publication.
    years: Vec<Count>,
    /// Those documents by outlet, most first.
    outlets: Vec<Count>,
    /// The documents of these places, with title, outlet, day, address and SHA-256 (`original`).
    #[schemars(with = "Vec<serde_json::Map<String, Value>>")]
    sources: Vec<Source>,
    /// Cursor of what follows; null at the end.
    next: Option<String>,
}

/// Outlets that are counted in an answer.
const OUTLETS: usize = 12;

impl Tool for Search {
    const NAME: &'static str = "search";
    const TITLE: &'static str = "Search words";
    const ABOUT: &'static str = "Every place where words stand in the archive, in either script, as a concordance: the exact \
        characters as printed, what stands around them, who says them, day, outlet and permalink, with counts by year and \
        outlet. Use it to find wording; use `statements` for what somebody said, `trace` for the history of a set phrase.";
    type Asked = Asked;
    type Answer = Found;

    fn answer(archive: &Archive, asked: Asked) -> Result<(Found, String), Refusal> {
        let (cursor, filter) = (cursor(asked.cursor.as_deref())?, asked.conditions.filter()?);
        let options = SearchOptions {
            context: asked.context.unwrap_or(40),
            limit: Some(asked.limit.unwrap_or(LIMIT)),
            skip: cursor.skip,
            newest: asked.newest_first.unwrap_or(false),
        };
        let state = archive.state()?;
        let found = archive.search(&asked.query, &filter, &options)?;
        let page = Page::of(Stretch::cut(found.hits, found.total, &cursor, state))?;
        let sources = sources(archive, &page.records)?;
        let outlets = Count::all(&found.outlets[..found.outlets.len().min(OUTLETS)]);
        let years = Count::all(&found.years);
        let mut text = Text::new(&sources);
        if found.total == 0 {
            text.line(absent(&format!("「{}」", asked.query)));
        } else {
            text.line(format!(
                "「{}」: {} places in {} documents",
                asked.query, found.total, found.documents
            ));
            text.line(format!("documents by year: {}", Count::told(&years)));
            text.line(format!("documents by outlet: {}", Count::told(&outlets)));
            text.records(&page.records, cursor.skip + 1);
            text.sources();
            text.onward(page.next.as_deref(), page.changed);
        }
        let text = text.finish();
        let (total, documents) = (found.total, found.documents);
        let answer =
            Found { places: page.records, total, documents, years, outlets, sources, next: page.next };
        Ok((answer, text))
    }
}
