//! Review: entries of the docket one at a time, those with the weakest support first; a person decides about each.
//!
//! Every form carries the id of the last decision about its entry that the page showed. When another has come since,
//! nothing is written, and the page shows it and asks again: nobody overrides what he has not seen.

mod answer;
mod entry;
mod like;
mod narrow;
mod queue;

pub use answer::{Became, decide, name, one_with, own_last};

use super::docket::names;
use super::{Visit, frame};
use crate::app::App;
use crate::language::*;
use crate::problem::Problem;
use crate::query::{Conditions, changed};
use axum::extract::{Query, State};
use axum::response::Response;
use entry::Shown;
use maud::{Markup, html};
use queue::{Only, Queue};
use serde::Deserialize;
use std::sync::Arc;
use tifa_archive::docket::{DocketRow, Kind};
use tifa_archive::{Archive, Filter};

/// Kinds to review, in the order of the command line: dates and references are seldom worth a decision of their own.
pub const KINDS: [Kind; 7] = [
    Kind::Mechanism,
    Kind::Commitment,
    Kind::Claim,
    Kind::Enumeration,
    Kind::Figure,
    Kind::Placement,
    Kind::Occasion,
];

/// What is reviewed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Kind of entries.
    pub kind: String,
    /// The entry: document, a colon, first and last byte.
    pub at: String,
    /// Id of the decision that was just made.
    pub done: String,
    /// Whether the reviewer's name is asked for again.
    pub who: String,
    /// Only what has these words.
    pub about: String,
    /// Which entries: all when it is empty, `open` or `disputed`.
    pub only: String,
    /// Words of entries that this one may be one with.
    pub like: String,
    #[serde(flatten)]
    pub conditions: Conditions,
}

impl Asked {
    fn kind(&self) -> Result<Kind, Problem> {
        if self.kind.is_empty() {
            return Ok(Kind::Mechanism);
        }
        Kind::named(&self.kind).ok_or_else(|| Problem::bad("kind", "there is no such kind of entries"))
    }

    /// What narrows the entries of a kind.
    fn narrowing(&self) -> Vec<(&'static str, &str)> {
        let c = &self.conditions;
        vec![
            ("about", &self.about),
            ("only", &self.only),
            ("from", &c.from),
            ("to", &c.to),
            ("speaker", &c.speaker),
            ("outlet", &c.outlet),
            ("under", &c.under),
        ]
    }

    /// The address of this review with some parameters changed.
    pub fn address(&self, change: &[(&str, &str)]) -> String {
        let mut all = vec![("kind", self.kind.as_str())];
        all.extend(self.narrowing());
        changed("/review", all, change)
    }
}

/// The entry of `kind` at `at`: document, a colon, first and last byte.
///
/// # Errors
/// A problem of status 400 for what is no place, and of 404 when nothing of the kind stands there.
pub fn entry_at(archive: &Archive, kind: Kind, at: &str) -> Result<DocketRow, Problem> {
    let place = at.split_once(':').and_then(|(document, span)| {
        let (start, end) = span.split_once('-')?;
        Some((document, start.parse::<u32>().ok()?, end.parse::<u32>().ok()?))
    });
    let bad = || Problem::bad("at", "an entry is written DOCUMENT:FIRST-END, as pages and listings link it");
    let (document, start, end) = place.filter(|p| !p.0.is_empty()).ok_or_else(bad)?;
    let filter = Filter { document: Some(document.to_owned()), boilerplate: true, ..Filter::default() };
    let mut rows = archive.docket(&filter, &[kind])?;
    rows.retain(|r| (r.start, r.end) == (start, end));
    let gone = || Problem::not_found(format!("no {} stands at {at} any more", kind.name()));
    rows.into_iter().next().ok_or_else(gone)
}

/// The entry that is asked for, or the first that nobody has decided.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    shown(&app, &visit, &asked, None).await
}

/// A page of review; `said` is told on top of it.
async fn shown(
    app: &Arc<App>,
    visit: &Visit,
    asked: &Asked,
    said: Option<Markup>,
) -> Result<Markup, Problem> {
    let wanted = asked.clone();
    let (queue, found) = app
        .ask(move |archive| {
            let queue = Queue::new(archive, &wanted)?;
            let found =
                queue.current.as_ref().map(|row| Shown::new(archive, row, &wanted.like)).transpose()?;
            Ok((queue, found))
        })
        .await?;
    let done = if asked.done.is_empty() {
        None
    } else {
        let id = asked.done.clone();
        app.ask(move |archive| Ok(archive.decisions()?.into_iter().find(|d| d.id == id))).await?
    };
    let say = |words| visit.language.say(words);
    let content = html! {
        header.docket-head {
            h1 { (say(REVIEW)) }
            nav.tabs aria-label=(say(REVIEW_KINDS)) {
                ul { @for kind in KINDS {
                    li { a href=(asked.address(&[("kind", kind.name())])) aria-current=[(kind == queue.kind).then_some("page")] {
                        (say(names::kind(kind)))
                    } }
                } }
            }
            (narrow::form(visit, asked, queue.kind))
        }
        @if let Some(said) = &said { (said) }
        @if let Some(done) = &done { (entry::did(visit, asked, done)) }
        @match &found {
            Some(found) => { (entry::page(visit, asked, &queue, found, done.is_some())) }
            None => {
                @let (what, help) = match queue.only {
                    Only::Disputed => (REVIEW_AGREED, REVIEW_DONE_HELP),
                    _ if queue.all == 0 => (NO_ENTRIES, NO_ENTRIES_HELP),
                    _ => (REVIEW_DONE, REVIEW_DONE_HELP),
                };
                section.empty { h2 { (say(what)) } p { (say(help)) } }
            }
        }
    };
    Ok(frame(visit, say(REVIEW), &content))
}

/// What a form brings.
///
/// # Errors
/// What cannot be decided, and what the archive says.
pub async fn post(
    State(app): State<Arc<App>>,
    visit: Visit,
    form: axum::extract::Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    answer::post(app, visit, form.0).await
}
