//! Quantities through time, each as a drawing and as a table.

use super::chart::chart;
use super::figures::limits;
use super::{Asked, ENTRY, around, head, shown, tables};
use crate::app::App;
use crate::cursor::{Cursor, Stretch};
use crate::desk::Desk;
use crate::language::*;
use crate::page::piece::{day, place};
use crate::page::{Visit, frame};
use crate::problem::Problem;
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use tifa_archive::Archive;
use tifa_archive::docket::{FigureSeries, Kind, PointRow};

const PATH: &str = "/docket/series";

/// Drawings on a page: each holds as much as a page of lines.
const DRAWN: usize = 10;

/// Quantities with figures of several days, those of the most days first.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let wanted = asked.clone();
    let found = app.ask(move |desk| drawn(desk, &wanted, &wanted.cursor()?, DRAWN)).await?;
    let say = |words| visit.language.say(words);
    let content = html! {
        (head(&visit, PATH, SERIES, &asked))
        (around(&visit, &found, &asked, PATH, |rows| html! {
            p.note { (say(SERIES_NOTE)) }
            p.note.key { (say(CHART_KEY)) }
            @for (i, series) in rows.iter().enumerate() { (quantity(&visit, found.skip + i + 1, series)) }
            (tables(&visit, &asked, Kind::Figure))
        }))
    };
    Ok(frame(&visit, say(SERIES), &content))
}

/// The stretch of the series that a cursor asks for.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub fn drawn(
    desk: &Desk,
    asked: &Asked,
    cursor: &Cursor,
    page: usize,
) -> Result<Stretch<FigureSeries>, Problem> {
    let filter = asked.filter()?;
    let about = Some(asked.about.trim()).filter(|a| !a.is_empty());
    if about.is_none() && filter.is_whole() {
        // The archive keeps these where they take no memory, if its folder can be written.
        let made = |archive: &Archive| {
            let _ = archive.figure_series_from(&filter, None, 0..0)?;
            Ok(vec![archive.series_lying_ready(0..0)?.is_some()])
        };
        let (kept, state) = desk.kept("series lie ready", |_: &bool| 1, made)?;
        let stretch = cursor.skip..cursor.skip.saturating_add(page);
        let ready = if kept.contains(&true) { desk.series_lying_ready(stretch)? } else { None };
        if let Some((rows, total)) = ready {
            return Ok(Stretch::cut(rows, total, cursor, state));
        }
    }
    let question = format!("series {filter:?} {about:?}");
    let (all, state) = desk.kept(
        &question,
        |s: &FigureSeries| ENTRY * (1 + s.points.len()),
        |archive| Ok(archive.figure_series(&filter, about)?),
    )?;
    Ok(Stretch::of(&all, cursor, state, page))
}

fn quantity(visit: &Visit, number: usize, series: &FigureSeries) -> Markup {
    let say = |words| visit.language.say(words);
    let (days, figures) = (series.days.to_string(), series.points.len().to_string());
    let title = visit.language.fill(CHART_OF, &[&series.what, &days, &figures]);
    let id = format!("series-{number}");
    html! {
        section.series aria-labelledby=(id) {
            h2 id=(id) {
                span lang="zh" { (series.what) }
                @if !series.measure.is_empty() { " " span.count lang="zh" { (series.measure) } }
                @if series.contradiction { " " span.badge.disputed { (say(CONTRADICTED)) } }
            }
            div.scroll role="region" tabindex="0" aria-labelledby=(id) { (chart(visit, &title, &series.points, &series.measure)) }
            details {
                summary { (visit.language.fill(NUMBERS_TABLE, &[&figures])) }
                div.scroll role="region" tabindex="0" aria-labelledby=(id) {
                    table.figures {
                        thead { tr {
                            th scope="col" { (say(DAY)) }
                            th scope="col" { (say(IN_PRINT)) }
                            th.number scope="col" { (say(VALUE)) }
                            th scope="col" { (say(CLAUSE)) }
                            th scope="col" { (say(SPEAKER)) }
                            th scope="col" { (say(REVIEW)) }
                        } }
                        tbody { @for point in &series.points { (row(visit, point)) } }
                    }
                }
            }
        }
    }
}

fn row(visit: &Visit, point: &PointRow) -> Markup {
    let say = |words| visit.language.say(words);
    html! {
        tr {
            th scope="row" { (day(visit, Some(point.day))) }
            td {
                a.words href=(place(&point.document, point.start, point.end)) lang="zh" { (point.text) }
                @if point.doubt.is_some() { " " span.badge.disputed { (say(DOUBTFUL)) } }
                @if point.contradicted { " " span.badge.disputed { (say(CONTRADICTED)) } }
            }
            td.number { (limits(visit, &point.value.to_string(), point.upper.map(|u| u.to_string()).as_deref(), point.bound)) }
            td.clause lang="zh" { (point.clause.text) }
            td lang="zh" { @if let Some(speaker) = &point.speaker { (speaker) } }
            td { a href=(shown::review_of(Kind::Figure, &point.document, point.start, point.end)) { (say(REVIEW_THIS)) span.visually-hidden lang="zh" { " " (point.text) } } }
        }
    }
}
