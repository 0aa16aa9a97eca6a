//! Two reports side by side.

use super::document::title;
use super::piece::place;
use super::{Visit, diff, frame};
use crate::app::App;
use crate::language::*;
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use std::ops::Range;
use std::sync::Arc;
use tifa_archive::{Archive, Filter};
use tifa_wording::Comparison;
use tifa_wording::compare::{Kind, Pair, Scope, Unit};

/// Which reports are compared.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A document's id or file name, or `@` and an occasion's name.
    a: String,
    /// The other.
    b: String,
    /// `yes` for the narrator's sentences too.
    whole: String,
}

/// Two reports, with what each is called.
pub struct Compared {
    /// What they are called.
    pub names: [String; 2],
    /// How they lie side by side.
    pub comparison: Comparison,
}

/// Lays two reports side by side: each a document, or `@` and the name of an occasion.
///
/// # Errors
/// When one is not there or says nothing, and what the archive says.
pub fn compared(archive: &Archive, a: &str, b: &str, whole: bool) -> Result<Compared, Problem> {
    let (first, second) = (side(archive, "a", a, whole)?, side(archive, "b", b, whole)?);
    Ok(Compared { names: [first.0, second.0], comparison: Comparison::new(first.1, second.1) })
}

fn side(
    archive: &Archive,
    parameter: &'static str,
    key: &str,
    whole: bool,
) -> Result<(String, Vec<Unit>), Problem> {
    let key = key.trim();
    let (name, units) = match key.strip_prefix('@') {
        Some(name) => {
            let filter = Filter { occasion: Some(name.to_owned()), ..Filter::default() };
            (name.to_owned(), Unit::counting(&archive.texts(&filter)?)?)
        }
        None => {
            let document = archive.document(key)?;
            let texts = archive.texts(&Filter::default())?;
            let scope = if whole { Scope::Whole } else { Scope::Statements };
            let number = texts.number_of(&document.row.document)?;
            let units = number.map(|n| Unit::of_text(&texts, n, scope)).transpose()?.unwrap_or_default();
            (title(&document.row).to_owned(), units)
        }
    };
    if units.is_empty() {
        let detail = format!("{key}: nothing is reported as said there; the whole text can be compared too");
        return Err(Problem::bad(parameter, detail));
    }
    Ok((name, units))
}

/// The page of a comparison.
///
/// # Errors
/// As [`compared`].
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let say = |words| visit.language.say(words);
    let mut result = html! {};
    if !asked.a.trim().is_empty() && !asked.b.trim().is_empty() {
        let question = asked.clone();
        let found = app
            .ask(move |archive| compared(archive, &question.a, &question.b, question.whole == "yes"))
            .await?;
        result = columns(&visit, &found);
    }
    let content = html! {
        h1 { (say(COMPARE)) }
        form.compare method="get" action="/compare" {
            div.conditions {
                label { (say(FIRST_REPORT)) input type="text" name="a" value=(asked.a) lang="zh" required; }
                label { (say(SECOND_REPORT)) input type="text" name="b" value=(asked.b) lang="zh" required; }
            }
            p.note { (say(COMPARE_HELP)) }
            p { label.check { input type="checkbox" name="whole" value="yes" checked[asked.whole == "yes"]; " " (say(WHOLE)) } }
            button { (say(COMPARE)) }
        }
        (result)
    };
    Ok(frame(&visit, say(COMPARE), &content))
}

fn columns(visit: &Visit, found: &Compared) -> Markup {
    let c = &found.comparison;
    let shares = c.shares();
    let percent = |part: usize, all: usize| format!("{}", (100 * part).checked_div(all).unwrap_or(0));
    let say = |words| visit.language.say(words);
    html! {
        p.found {
            (visit.language.fill(SHARED, &[&percent(shares.a_shared, shares.a), &percent(shares.b_shared, shares.b)]))
        }
        div.scroll role="region" tabindex="0" aria-label=(say(COMPARE)) {
            table.compared {
                thead { tr {
                    th scope="col" { (say(HOW)) }
                    @for name in &found.names { th scope="col" lang="zh" { (name) } }
                } }
                tbody { @for pair in &c.pairs { (row(visit, c, pair)) } }
            }
        }
    }
}

fn row(visit: &Visit, c: &Comparison, pair: &Pair) -> Markup {
    let how = match pair.kind {
        Kind::Same => SAME,
        Kind::Changed => CHANGED,
        Kind::Moved => MOVED,
        Kind::OnlyA => ONLY_FIRST,
        Kind::OnlyB => ONLY_SECOND,
    };
    html! {
        tr.(pair.kind.name()) {
            th scope="row" { (visit.language.say(how)) }
            td lang="zh" { (cell(&c.a, &pair.a, &diff::first(&pair.diff), pair.is_shared())) }
            td lang="zh" { (cell(&c.b, &pair.b, &diff::second(&pair.diff), pair.is_shared())) }
        }
    }
}

fn cell(units: &[Unit], range: &Range<usize>, differing: &Markup, shared: bool) -> Markup {
    let Some(units) = units.get(range.clone()).filter(|u| !u.is_empty()) else { return html! {} };
    let passage = &units[0].passage;
    let end = units.last().map_or(passage.end, |u| u.passage.end);
    html! {
        @if let Some(who) = &units[0].speaker { p.about { (who) } }
        p {
            @if shared { (differing) } @else { @for unit in units { (unit.passage.text) } }
            " " a.bytes href=(place(&passage.document, passage.start, end)) aria-label=(passage.source) { "→" }
        }
    }
}
