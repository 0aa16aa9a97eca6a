//! Figures as printed, with what they count and how they bound it.

use super::{Asked, listing, names, shown};
use crate::app::App;
use crate::language::*;
use crate::page::Visit;
use crate::page::piece::{day, thousands};
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::{Detail, DocketRow, Kind};
use tifa_docket::Bound;

/// Figures by day of publication.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let say = |words| visit.language.say(words);
    let table = |_, rows: &[DocketRow]| {
        html! {
            div.scroll role="region" tabindex="0" aria-label=(say(FIGURES)) {
                table.figures {
                    thead { tr {
                        th scope="col" { (say(IN_PRINT)) }
                        th scope="col" { (say(COUNTED)) }
                        th.number scope="col" { (say(VALUE)) }
                        th scope="col" { (say(CLAUSE)) }
                        th scope="col" { (say(SPEAKER)) }
                        th scope="col" { (say(DAY)) }
                        th scope="col" { (say(REVIEW)) }
                    } }
                    tbody { @for row in rows { (line(&visit, row)) } }
                }
            }
        }
    };
    listing(&app, &visit, &asked, (Kind::Figure, "/docket/figures", FIGURES), table).await
}

fn line(visit: &Visit, row: &DocketRow) -> Markup {
    let say = |words| visit.language.say(words);
    let Detail::Figure { value, upper, bound, measure, what, clause, speaker, doubt, .. } = &row.detail
    else {
        return html! {};
    };
    html! {
        tr class=(shown::class(row)) {
            th scope="row" {
                (shown::words(row, &row.text)) span lang="zh" { (measure) }
                @if doubt.is_some() { " " span.badge.disputed { (say(DOUBTFUL)) } }
            }
            td lang="zh" { @if let Some(what) = what { (what) } }
            td.number { (limits(visit, &value.to_string(), upper.map(|u| u.to_string()).as_deref(), *bound)) }
            td.clause lang="zh" { (clause.text) }
            td lang="zh" { @if let Some(speaker) = speaker { (speaker) } }
            td { (day(visit, row.published)) }
            td { a href=(shown::review(row)) { (say(REVIEW_THIS)) span.visually-hidden lang="zh" { " " (row.text) (measure) } } (shown::verdict(visit, row)) }
        }
    }
}

/// A value with its bound in words.
pub fn limits(visit: &Visit, value: &str, upper: Option<&str>, bound: Bound) -> Markup {
    html! {
        @if !matches!(bound, Bound::Exact | Bound::Range) { (visit.language.say(names::bound(bound))) " " }
        (thousands(value))
        @if let Some(upper) = upper { "–" (thousands(upper)) }
    }
}
