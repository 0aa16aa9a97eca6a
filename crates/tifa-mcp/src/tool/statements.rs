//! Who said what.

use super::{LIMIT, Tool, absent};
use crate::conditions::Conditions;
use crate::record::{Page, Record, cursor, sources};
use crate::refusal::Refusal;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tifa_archive::Archive;
use tifa_export::source::Source;

/// Statements.
pub struct Statements;

/// Whose statements are asked for.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Asked {
    /// Statements of the answer; 20 when nothing is said.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
    /// Where to go on: `next` of the answer before.
    cursor: Option<String>,
    #[serde(flatten)]
    conditions: Conditions,
}

/// A page of statements.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Said {
    /// Statements by file and place, as `tifa export statements` writes them.
    lines: Vec<Record>,
    /// Their documents, with title, outlet, day, address and SHA-256 (`original`).
    #[schemars(with = "Vec<serde_json::Map<String, Value>>")]
    sources: Vec<Source>,
    /// Cursor of what follows; null at the end.
    next: Option<String>,
}

impl Tool for Statements {
    const NAME: &'static str = "statements";
    const TITLE: &'static str = "Who said what";
    const ABOUT: &'static str = "Statements in the order of files: speaker as printed (and whom the register takes that for), \
        addressee, exact words, how they are reported (direct, indirect, mixed), quotations inside, whether they are asserted, \
        denied or asked, occasion, days of publication and of the saying, chain of outlets. Narrow it by speaker, outlet, days, \
        occasion, mode or document.";
    type Asked = Asked;
    type Answer = Said;

    fn answer(archive: &Archive, asked: Asked) -> Result<(Said, String), Refusal> {
        let (cursor, filter) = (cursor(asked.cursor.as_deref())?, asked.conditions.filter()?);
        let limit = asked.limit.unwrap_or(LIMIT);
        let page = Page::of(archive.statements_from(&filter, &cursor, limit)?)?;
        let sources = sources(archive, &page.records)?;
        let mut text = Text::new(&sources);
        if page.records.is_empty() {
            text.line(absent("statements of this kind"));
        } else {
            let (first, last) = (cursor.skip + 1, cursor.skip + page.records.len());
            text.line(format!("statements {first} to {last}"));
            text.records(&page.records, first);
            text.sources();
            text.onward(page.next.as_deref(), page.changed);
        }
        let text = text.finish();
        Ok((Said { lines: page.records, sources, next: page.next }, text))
    }
}
