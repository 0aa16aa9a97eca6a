//! The docket: entries, histories of mechanisms, series of figures, the three lists.

use super::paging::{Page, Paging, Parameters, unreadable};
use crate::app::App;
use crate::cursor::Stretch;
use crate::desk::Desk;
use crate::page::docket::series::drawn;
use crate::page::docket::{Asked, board, entries, follow, mechanisms};
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tifa_archive::docket::Kind;
use utoipa::{IntoParams, ToSchema};

/// What is asked of the docket, besides the conditions on documents. Only described here: it is read as pages read it.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct Of {
    /// Only what has these words, in either script.
    about: Option<String>,
    /// Seen from this day: what was published later is not known.
    as_of: Option<String>,
}

/// Which mechanism. Only described here, too.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct Named {
    /// One of its names, or a kind of mechanism; all of them when nothing is said.
    name: Option<String>,
}

/// Kinds as an address names them.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code)]
enum Kinds {
    Mechanisms,
    Commitments,
    Figures,
    Claims,
    Enumerations,
    Placements,
    Occasions,
    Dates,
    References,
}

/// Entries of one kind, by day of publication
#[utoipa::path(get, path = "/docket/{kind}", operation_id = "entries", tag = "docket",
    params(
        ("kind" = inline(Kinds), Path, description = "Kind of the entries"),
        Of, Paging, crate::query::Conditions
    ),
    responses(
        (status = OK, body = Page),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn of_kind(
    State(app): State<Arc<App>>,
    Path(kind): Path<String>,
    asked: Parameters<Asked>,
    paging: Parameters<Paging>,
) -> Result<Json<Page>, Problem> {
    let none = || Problem::not_found(format!("there is no kind of entries called {kind:?}"));
    let kind = Kind::named(&kind).ok_or_else(none)?;
    let (Query(asked), (limit, cursor)) = (asked.map_err(unreadable)?, paging.map_err(unreadable)?.read()?);
    Page::of(&app.ask(move |desk| entries(desk, &asked, kind, &cursor, limit)).await?)
}

/// The stretch of what `all` says of the docket that is asked for.
async fn stretch<T: Serialize + Clone + Send + Sync + 'static>(
    app: Arc<App>,
    asked: Parameters<Asked>,
    paging: Parameters<Paging>,
    all: impl FnOnce(&Desk, &Asked) -> Result<(Arc<Vec<T>>, String), Problem> + Send + 'static,
) -> Result<Json<Page>, Problem> {
    let (Query(asked), (limit, cursor)) = (asked.map_err(unreadable)?, paging.map_err(unreadable)?.read()?);
    let found = app.ask(move |desk| {
        let (all, state) = all(desk, &asked)?;
        Ok(Stretch::of(&all, &cursor, state, limit))
    });
    Page::of(&found.await?)
}

/// Mechanisms through time, those of the newest state first
#[utoipa::path(get, path = "/docket/mechanisms/history", tag = "docket", params(Named, Of, Paging, crate::query::Conditions),
    responses(
        (status = OK, body = Page),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn history(
    State(app): State<Arc<App>>,
    asked: Parameters<Asked>,
    paging: Parameters<Paging>,
) -> Result<Json<Page>, Problem> {
    let named = |desk: &Desk, asked: &Asked| {
        let name = Some(asked.name.trim()).filter(|n| !n.is_empty());
        mechanisms::histories(desk, asked, name)
    };
    stretch(app, asked, paging, named).await
}

/// Commitments with their repetitions, and the later statements that speak of them: evidence, no verdict
#[utoipa::path(get, path = "/docket/commitments/threads", tag = "docket", params(Of, Paging, crate::query::Conditions),
    responses(
        (status = OK, body = Page),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn threads(
    State(app): State<Arc<App>>,
    asked: Parameters<Asked>,
    paging: Parameters<Paging>,
) -> Result<Json<Page>, Problem> {
    let (Query(asked), (limit, cursor)) = (asked.map_err(unreadable)?, paging.map_err(unreadable)?.read()?);
    Page::of(&app.ask(move |desk| follow::threads(desk, &asked, &cursor, limit)).await?)
}

/// Claims with the statements in which they were made
#[utoipa::path(get, path = "/docket/claims/origins", tag = "docket", params(Of, Paging, crate::query::Conditions),
    responses(
        (status = OK, body = Page),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn origins(
    State(app): State<Arc<App>>,
    asked: Parameters<Asked>,
    paging: Parameters<Paging>,
) -> Result<Json<Page>, Problem> {
    stretch(app, asked, paging, follow::origins).await
}

/// Figures of one quantity through time, those of the most days first
#[utoipa::path(get, path = "/docket/series", tag = "docket", params(Of, Paging, crate::query::Conditions),
    responses(
        (status = OK, body = Page),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn series(
    State(app): State<Arc<App>>,
    asked: Parameters<Asked>,
    paging: Parameters<Paging>,
) -> Result<Json<Page>, Problem> {
    let (Query(asked), (limit, cursor)) = (asked.map_err(unreadable)?, paging.map_err(unreadable)?.read()?);
    Page::of(&app.ask(move |desk| drawn(desk, &asked, &cursor, limit)).await?)
}

/// The three lists, and what stands on none
#[utoipa::path(get, path = "/docket/lists", tag = "docket", params(Of, Paging, crate::query::Conditions),
    responses(
        (status = OK, body = Page),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn lists(
    State(app): State<Arc<App>>,
    asked: Parameters<Asked>,
    paging: Parameters<Paging>,
) -> Result<Json<Page>, Problem> {
    stretch(app, asked, paging, board::lists).await
}
