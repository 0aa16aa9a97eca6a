//! Declared lists of points, each with what was found of it.

use super::{Asked, PAGE, entries, head, nothing, shown};
use crate::app::App;
use crate::language::*;
use crate::page::{Visit, frame};
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::docket::{Detail, DocketRow, Kind};

const PATH: &str = "/docket/enumerations";

/// Enumerations by day of publication.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let wanted = asked.clone();
    let found = app.ask(move |archive| entries(archive, &wanted, Kind::Enumeration, PAGE)).await?;
    let content = html! {
        (head(&visit, PATH, ENUMERATIONS, &asked))
        @if found.total == 0 { (nothing(&visit)) } @else {
            (found.count(&visit))
            ol.entries start=(found.skip + 1) { @for row in &found.rows { (line(&visit, row)) } }
            (found.onward(&visit, &asked, PATH, &[]))
        }
    };
    Ok(frame(&visit, visit.language.say(ENUMERATIONS), &content))
}

fn line(visit: &Visit, row: &DocketRow) -> Markup {
    let Detail::Enumeration { declared, speaker, announced, items } = &row.detail else { return html! {} };
    let found = items.len().to_string();
    let points = match declared {
        Some(n) if *n as usize != items.len() => visit.language.fill(POINTS_OF, &[&found, &n.to_string()]),
        _ => visit.language.fill(POINTS, &[&found]),
    };
    html! {
        li class=(shown::class(row)) {
            p.head {
                @if *announced { (shown::words(row, &row.text)) " " }
                span.badge.kind { (points) }
            }
            ol.points {
                @for item in items {
                    li { a.words href=(shown::place(&row.document, item.start, item.end)) lang="zh" { (item.text) } }
                }
            }
            (shown::about(visit, row, speaker.as_deref()))
        }
    }
}
