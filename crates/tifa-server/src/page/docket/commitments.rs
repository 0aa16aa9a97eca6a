//! Commitments: who agreed, promised, demanded or offered what.

use super::{Asked, PAGE, entries, head, names, nothing, shown};
use crate::app::App;
use crate::language::*;
use crate::page::{Visit, frame};
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::{Detail, DocketRow, Kind};

const PATH: &str = "/docket/commitments";

/// Commitments by day of publication.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let wanted = asked.clone();
    let found = app.ask(move |archive| entries(archive, &wanted, Kind::Commitment, PAGE)).await?;
    let content = html! {
        (head(&visit, PATH, COMMITMENTS, &asked))
        @if found.total == 0 { (nothing(&visit)) } @else {
            (found.count(&visit))
            ol.entries start=(found.skip + 1) { @for row in &found.rows { (line(&visit, row)) } }
            (found.onward(&visit, &asked, PATH, &[]))
        }
    };
    Ok(frame(&visit, visit.language.say(COMMITMENTS), &content))
}

fn line(visit: &Visit, row: &DocketRow) -> Markup {
    let say = |words| visit.language.say(words);
    let Detail::Commitment { who, r#type, to, condition, due, speaker, .. } = &row.detail else {
        return html! {};
    };
    html! {
        li class=(shown::class(row)) {
            p.head {
                span.badge.kind { (say(names::commitment(*r#type))) } " "
                b lang="zh" { (who) }
                @if let Some(to) = to { span.arrow { " → " } span lang="zh" { (to) } }
            }
            p.said-words { (shown::words(row, &row.text)) }
            @if let Some(condition) = condition.as_ref().filter(|c| !row.text.contains(&c.text)) {
                p.detail { (say(CONDITION)) span lang="zh" { (condition.text) } }
            }
            @if let Some(due) = due { p.detail { (say(DUE)) (shown::period(*due)) } }
            (shown::about(visit, row, speaker.as_deref().filter(|s| s != who)))
        }
    }
}
