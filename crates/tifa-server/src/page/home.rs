//! The first page: what the archive holds, and where to begin.

use super::piece::grouped;
use super::search::form;
use super::{Visit, frame};
use crate::app::App;
use crate::language::*;
use crate::problem::Problem;
use crate::query::{Conditions, address};
use axum::extract::State;
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::Status;

/// Outlets shown.
const OUTLETS_SHOWN: usize = 24;

/// The first page.
///
/// # Errors
/// What the archive says.
pub async fn page(State(app): State<Arc<App>>, visit: Visit) -> Result<Markup, Problem> {
    let status = app.ask(|archive| Ok(archive.status()?)).await?;
    let say = |words| visit.language.say(words);
    let content = html! {
        section.opening {
            h1 { (say(NAME)) }
            p.motto { (say(MOTTO)) }
            (form(&visit, "", &Conditions::default(), false))
        }
        @if status.documents == 0 {
            section.empty { h2 { (say(EMPTY)) } p { (say(EMPTY_HELP)) } }
        } @else {
            (numbers(&visit, &status))
        }
    };
    Ok(frame(&visit, say(MOTTO), &content))
}

fn numbers(visit: &Visit, status: &Status) -> Markup {
    let say = |words| visit.language.say(words);
    let all = [
        (status.documents, N_DOCUMENTS),
        (status.texts, N_TEXTS),
        (status.statements, N_STATEMENTS),
        (status.speakers, N_SPEAKERS),
        (status.outlets.len() as u64, N_OUTLETS),
    ];
    html! {
        section aria-labelledby="numbers" {
            h2 id="numbers" { (say(IN_NUMBERS)) }
            dl.numbers { @for (n, name) in all { div { dt { (say(name)) } dd { (grouped(n)) } } } }
            @if let Some((first, last)) = status.days {
                p.note { time datetime=(first) { (first) } " – " time datetime=(last) { (last) } }
            }
            ul.outlets {
                @for (outlet, n) in status.outlets.iter().take(OUTLETS_SHOWN) {
                    li { a href=(address("/search", &[("outlet", outlet)])) lang="zh" { (outlet) } " " span.count { (grouped(*n)) } }
                }
            }
        }
    }
}
