//! Commitments: who agreed, promised, demanded or offered what.

use super::{Asked, follow, listing, names, numbered, shown};
use crate::app::App;
use crate::language::*;
use crate::page::Visit;
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::{Detail, DocketRow, Kind};

/// Commitments by day of publication.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let of = (Kind::Commitment, "/docket/commitments", COMMITMENTS);
    listing(&app, &visit, &asked, of, |skip, rows| numbered(skip, rows, |row| line(&visit, row))).await
}

/// A commitment as a line.
pub fn line(visit: &Visit, row: &DocketRow) -> Markup {
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
            (follow::way(visit, "/docket/commitment", WHAT_CAME, row))
        }
    }
}
