//! Declared lists of points, each with what was found of it.

use super::{Asked, listing, numbered, shown};
use crate::app::App;
use crate::language::*;
use crate::page::Visit;
use crate::page::piece::place;
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::{Detail, DocketRow, Kind};

/// Enumerations by day of publication.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let of = (Kind::Enumeration, "/docket/enumerations", ENUMERATIONS);
    listing(&app, &visit, &asked, of, |skip, rows| numbered(skip, rows, |row| line(&visit, row))).await
}

fn line(visit: &Visit, row: &DocketRow) -> Markup {
    let Detail::Enumeration { declared, speaker, announced, items } = &row.detail else { return html! {} };
    let points = shown::points(visit, *declared, items.len());
    html! {
        li class=(shown::class(row)) {
            p.head {
                @if *announced { (shown::words(row, &row.text)) " " }
                span.badge.kind { (points) }
            }
            ol.points {
                @for item in items {
                    li { a.words href=(place(&row.document, item.start, item.end)) lang="zh" { (item.text) } }
                }
            }
            (shown::about(visit, row, speaker.as_deref()))
        }
    }
}
