//! Who said what, and who and what there is to ask for.

use super::paging::{Page, Paging, Parameters, unreadable};
use super::sent;
use super::status::Count;
use crate::app::App;
use crate::page::people::{occurred, speaking};
use crate::problem::Problem;
use crate::query::Conditions;
use axum::Json;
use axum::extract::State;
use std::sync::Arc;

/// Statements by file and place
#[utoipa::path(get, path = "/statements", tag = "record", params(Paging, Conditions), responses(
    (status = OK, body = Page),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn statements(
    State(app): State<Arc<App>>,
    paging: Parameters<Paging>,
    conditions: Parameters<Conditions>,
) -> Result<Json<Page>, Problem> {
    let (limit, cursor) = paging.map_err(unreadable)?.read()?;
    let filter = conditions.map_err(unreadable)?.filter()?;
    let found = app.ask(move |archive| Ok(archive.statements_from(&filter, &cursor, limit)?)).await?;
    let lines = found.rows.iter().map(sent).collect::<Result<_, _>>()?;
    Ok(Json(Page { lines, total: None, next: found.next() }))
}

/// Occasions by day
#[utoipa::path(get, path = "/occasions", tag = "record", params(Paging, Conditions), responses(
    (status = OK, body = Page),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn occasions(
    State(app): State<Arc<App>>,
    paging: Parameters<Paging>,
    conditions: Parameters<Conditions>,
) -> Result<Json<Page>, Problem> {
    let (limit, cursor) = paging.map_err(unreadable)?.read()?;
    let filter = conditions.map_err(unreadable)?.filter()?;
    let found = app.ask(move |desk| occurred(desk, &filter, &cursor, limit)).await?;
    Page::of(&found)
}

/// Speakers as printed, with the number of their statements, most first
#[utoipa::path(get, path = "/speakers", tag = "record", responses(
    (status = OK, body = Vec<Count>),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn speakers(State(app): State<Arc<App>>) -> Result<Json<Vec<Count>>, Problem> {
    let all = app.ask(speaking).await?;
    Ok(Json(all.iter().map(|(name, count)| Count { name: name.clone(), count: *count }).collect()))
}
