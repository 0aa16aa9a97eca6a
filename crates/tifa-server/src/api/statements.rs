//! Who said what, and who and what there is to ask for.

use super::documents::Paging;
use super::search::unreadable;
use super::status::Count;
use super::{limit, sent};
use crate::app::App;
use crate::cursor::Cursor;
use crate::problem::Problem;
use crate::query::Conditions;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use serde::Serialize;
use serde_json::Value;
use std::ops::ControlFlow;
use std::sync::Arc;
use utoipa::ToSchema;

/// A page of a listing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lines {
    /// Records as the command line exports them.
    #[schema(value_type = Vec<Object>)]
    lines: Vec<Value>,
    /// Cursor of the page after this one.
    next: Option<String>,
}

/// Statements by file and place
#[utoipa::path(get, path = "/statements", tag = "record", params(Paging, Conditions), responses(
    (status = OK, body = Lines),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn statements(
    State(app): State<Arc<App>>,
    paging: Result<Query<Paging>, QueryRejection>,
    conditions: Result<Query<Conditions>, QueryRejection>,
) -> Result<Json<Lines>, Problem> {
    let (Query(paging), Query(conditions)) = (paging.map_err(unreadable)?, conditions.map_err(unreadable)?);
    let limit = limit(paging.limit)?;
    let skip = paging.cursor.as_deref().map(Cursor::read).transpose()?.map_or(0, |c| c.skip);
    let filter = conditions.filter()?;
    let (rows, state) = app
        .ask(move |archive| {
            let (mut rows, mut passed) = (Vec::new(), 0);
            archive.statements(&filter, &mut |row| {
                passed += 1;
                if passed > skip {
                    rows.push(row);
                }
                if rows.len() > limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
            Ok((rows, archive.state()?))
        })
        .await?;
    let next = Cursor { skip: skip.saturating_add(limit), state };
    Ok(Json(Lines {
        lines: rows.iter().take(limit).map(sent).collect::<Result<_, _>>()?,
        next: (rows.len() > limit).then(|| next.written()),
    }))
}

/// Occasions by day
#[utoipa::path(get, path = "/occasions", tag = "record", params(Paging, Conditions), responses(
    (status = OK, body = Lines),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn occasions(
    State(app): State<Arc<App>>,
    paging: Result<Query<Paging>, QueryRejection>,
    conditions: Result<Query<Conditions>, QueryRejection>,
) -> Result<Json<Lines>, Problem> {
    let (Query(paging), Query(conditions)) = (paging.map_err(unreadable)?, conditions.map_err(unreadable)?);
    let limit = limit(paging.limit)?;
    let skip = paging.cursor.as_deref().map(Cursor::read).transpose()?.map_or(0, |c| c.skip);
    let filter = conditions.filter()?;
    let (all, state) = app.ask(move |archive| Ok((archive.occasions(&filter)?, archive.state()?))).await?;
    let next = skip.saturating_add(limit);
    Ok(Json(Lines {
        lines: all.iter().skip(skip).take(limit).map(sent).collect::<Result<_, _>>()?,
        next: (next < all.len()).then(|| Cursor { skip: next, state }.written()),
    }))
}

/// Speakers as printed, with the number of their statements, most first
#[utoipa::path(get, path = "/speakers", tag = "record", responses(
    (status = OK, body = Vec<Count>),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn speakers(State(app): State<Arc<App>>) -> Result<Json<Vec<Count>>, Problem> {
    let all = app.ask(|archive| Ok(archive.speakers()?)).await?;
    Ok(Json(all.into_iter().map(|(name, count)| Count { name, count }).collect()))
}
