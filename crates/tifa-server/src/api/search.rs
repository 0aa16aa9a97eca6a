//! Concordances.

use super::paging::{Paging, Parameters, unreadable};
use super::status::Count;
use super::values::Orders;
use crate::app::App;
use crate::page::search::searched;
use crate::problem::Problem;
use crate::query::Conditions;
use axum::Json;
use axum::extract::{Query, State};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tifa_archive::{Hit, SearchOptions};
use tifa_export::name::permalink;
use tifa_record::Mode;
use utoipa::{IntoParams, ToSchema};

/// What is searched for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// The words, in either script; width, line breaks and light punctuation do not matter.
    #[param(example = "合作")]
    q: String,
    /// Characters of context on each side, 40 when nothing is said.
    #[param(minimum = 0, maximum = 1000)]
    context: Option<usize>,
    /// Which document comes first, the oldest when nothing is said.
    #[param(value_type = Option<Orders>, inline)]
    sort: Option<String>,
}

/// A place where the words stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct Place {
    /// Name of the file.
    source: String,
    /// Id of the document.
    document: String,
    /// First byte in the original.
    start: u32,
    /// One past the last byte.
    end: u32,
    /// The characters found, as printed, layout undone.
    text: String,
    /// What stands before.
    before: String,
    /// What stands after.
    after: String,
    /// Who says it, when it stands in a statement.
    speaker: Option<String>,
    /// How that statement is reported: direct, indirect or mixed.
    mode: Option<&'static str>,
    /// Day of publication.
    #[schema(format = Date)]
    date: Option<String>,
    /// Outlet.
    outlet: Option<String>,
    /// Title of the document.
    title: Option<String>,
    /// Address of the place on this server.
    permalink: String,
}

impl From<Hit> for Place {
    fn from(hit: Hit) -> Self {
        Self {
            permalink: permalink(&hit.document, hit.start, hit.end),
            source: hit.source,
            document: hit.document,
            start: hit.start,
            end: hit.end,
            text: hit.text,
            before: hit.before,
            after: hit.after,
            speaker: hit.speaker,
            mode: hit.mode.map(Mode::name),
            date: hit.date.map(|d| d.to_string()),
            outlet: hit.outlet,
            title: hit.title,
        }
    }
}

/// A page of a concordance.
#[derive(Debug, Serialize, ToSchema)]
pub struct Found {
    /// Places, by day, file and place; undated documents last.
    places: Vec<Place>,
    /// All places, those of other pages too.
    total: usize,
    /// Documents with a place.
    documents: usize,
    /// Those documents by year of publication.
    years: Vec<Count>,
    /// Those documents by outlet, most first.
    outlets: Vec<Count>,
    /// Those documents by what kind of text they are, most first.
    genres: Vec<Count>,
    /// Cursor of the page after this one.
    next: Option<String>,
}

/// Every place where words stand
#[utoipa::path(get, path = "/search", tag = "archive", params(Asked, Paging, Conditions), responses(
    (status = OK, body = Found),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn search(
    State(app): State<Arc<App>>,
    asked: Parameters<Asked>,
    paging: Parameters<Paging>,
    conditions: Parameters<Conditions>,
) -> Result<Json<Found>, Problem> {
    let Query(asked) = asked.map_err(unreadable)?;
    let (limit, cursor) = paging.map_err(unreadable)?.read()?;
    let context = asked.context.unwrap_or(40);
    if context > 1000 {
        return Err(Problem::bad("context", "at most 1000 characters can be asked for"));
    }
    let newest = match asked.sort.as_deref() {
        None | Some("" | "oldest") => false,
        Some("newest") => true,
        Some(_) => return Err(Problem::bad("sort", "an order is oldest or newest")),
    };
    let filter = conditions.map_err(unreadable)?.filter()?;
    let options = SearchOptions { context, limit: Some(limit), skip: cursor.skip, newest };
    let (places, found) =
        app.ask(move |archive| searched(archive, &asked.q, &filter, &options, &cursor)).await?;
    Ok(Json(Found {
        total: found.total,
        documents: found.documents,
        years: found.years.iter().map(|(y, n)| Count { name: y.to_string(), count: *n as u64 }).collect(),
        outlets: found.outlets.iter().map(|(o, n)| Count { name: o.clone(), count: *n as u64 }).collect(),
        genres: found.genres.iter().map(|(g, n)| Count { name: g.name().into(), count: *n as u64 }).collect(),
        next: places.next(),
        places: places.rows.into_iter().map(Place::from).collect(),
    }))
}
