//! Claims, each with its answer beside it.

use super::{Asked, follow, listing, numbered, shown};
use crate::app::App;
use crate::language::*;
use crate::page::Visit;
use crate::page::piece::place;
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::{Detail, DocketRow, Kind};

/// Claims by day of publication.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let of = (Kind::Claim, "/docket/claims", CLAIMS);
    listing(&app, &visit, &asked, of, |skip, rows| numbered(skip, rows, |row| line(&visit, row))).await
}

/// A claim beside its answer.
pub fn line(visit: &Visit, row: &DocketRow) -> Markup {
    let say = |words| visit.language.say(words);
    let Detail::Claim { claimed_by, rebuttal, rebutted_by, .. } = &row.detail else { return html! {} };
    let side = |words: Words, who: &Option<String>, start: u32, end: u32, text: &str| {
        html! {
            div.side {
                p.head {
                    span.badge.kind { (say(words)) }
                    @if let Some(who) = who { " " b lang="zh" { (who) } }
                }
                p.said-words { a.words href=(place(&row.document, start, end)) lang="zh" { (text) } }
            }
        }
    };
    html! {
        li class=(shown::class(row)) {
            div.sides {
                (side(CLAIM, claimed_by, row.start, row.end, &row.text))
                (side(ANSWER, rebutted_by, rebuttal.start, rebuttal.end, &rebuttal.text))
            }
            (shown::about(visit, row, None))
            (follow::way(visit, "/docket/claim", WHERE_MADE, row))
        }
    }
}
