//! The first page: what the archive holds, and where to begin.

use super::piece::{grouped, nothing};
use super::search::form;
use super::{Visit, frame};
use crate::app::App;
use crate::desk::Desk;
use crate::language::*;
use crate::problem::Problem;
use crate::query::{Conditions, address};
use axum::extract::State;
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::{Archive, Status};

/// Outlets shown.
const OUTLETS_SHOWN: usize = 24;

/// The first page.
///
/// # Errors
/// What the archive says.
pub async fn page(State(app): State<Arc<App>>, visit: Visit) -> Result<Markup, Problem> {
    let status = app.ask(stocked).await?;
    let say = |words| visit.language.say(words);
    let content = html! {
        section.opening {
            h1 { (say(NAME)) }
            p.motto { (say(MOTTO)) }
            (form(&visit, "", &Conditions::default(), false))
        }
        @if status.documents == 0 {
            (nothing(&visit, EMPTY, EMPTY_HELP))
        } @else {
            (numbers(&visit, &status))
        }
    };
    Ok(frame(&visit, say(MOTTO), &content))
}

/// The archive in numbers.
///
/// # Errors
/// What the archive says.
pub fn stocked(desk: &Desk) -> Result<Arc<Status>, Problem> {
    let status = |archive: &Archive| Ok(vec![Arc::new(archive.status()?)]);
    let (all, _) = desk.kept("status", |s: &Arc<Status>| 64 * (8 + s.outlets.len()), status)?;
    all.first().cloned().ok_or_else(Problem::internal)
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
