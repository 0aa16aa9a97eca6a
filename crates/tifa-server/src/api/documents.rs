//! Documents and what was found in them.

use super::search::unreadable;
use super::{limit, sent};
use crate::app::App;
use crate::cursor::Cursor;
use crate::problem::Problem;
use crate::query::Conditions;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;
use tifa_archive::DocumentRow;
use utoipa::{IntoParams, ToSchema};

/// Which page of a listing.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Lines of the answer, 50 when nothing is said.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<usize>,
    /// Where to go on: `next` of the answer before.
    pub cursor: Option<String>,
}

/// A document as a line of a listing.
#[derive(Debug, Serialize, ToSchema)]
pub struct Line {
    /// Id.
    document: String,
    /// Name of the file.
    source: String,
    /// Place in the file, from 0.
    ordinal: u32,
    /// Title.
    title: Option<String>,
    /// Day of publication.
    #[schema(format = Date)]
    date: Option<String>,
    /// Outlet.
    outlet: Option<String>,
    /// Author.
    author: Option<String>,
    /// Address.
    url: Option<String>,
    /// SHA-256 of the original, hexadecimal.
    original: String,
    /// Encoding of the original.
    encoding: String,
    /// Statements found.
    statements: u32,
    /// Characters of body text.
    characters: u32,
}

impl From<&DocumentRow> for Line {
    fn from(row: &DocumentRow) -> Self {
        let metadata = &row.metadata;
        Self {
            document: row.document.clone(),
            source: row.source.clone(),
            ordinal: row.ordinal,
            title: metadata.title.clone(),
            date: metadata.date.map(|d| d.day.to_string()),
            outlet: metadata.outlet.clone(),
            author: metadata.author.clone(),
            url: metadata.url.as_ref().map(|u| u.unwrapped.clone()),
            original: row.original.clone(),
            encoding: row.encoding.clone(),
            statements: row.statements,
            characters: row.characters,
        }
    }
}

/// A page of documents.
#[derive(Debug, Serialize, ToSchema)]
pub struct Documents {
    /// Documents by day, file and place; undated ones last.
    documents: Vec<Line>,
    /// All of them, those of other pages too.
    total: usize,
    /// Cursor of the page after this one.
    next: Option<String>,
}

/// Documents
#[utoipa::path(get, path = "/documents", tag = "archive", params(Paging, Conditions), responses(
    (status = OK, body = Documents),
    (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn documents(
    State(app): State<Arc<App>>,
    paging: Result<Query<Paging>, QueryRejection>,
    conditions: Result<Query<Conditions>, QueryRejection>,
) -> Result<Json<Documents>, Problem> {
    let (Query(paging), Query(conditions)) = (paging.map_err(unreadable)?, conditions.map_err(unreadable)?);
    let limit = limit(paging.limit)?;
    let skip = paging.cursor.as_deref().map(Cursor::read).transpose()?.map_or(0, |c| c.skip);
    let filter = conditions.filter()?;
    let (rows, state) = app.ask(move |archive| Ok((archive.documents(&filter)?, archive.state()?))).await?;
    let documents: Vec<Line> = rows.iter().skip(skip).take(limit).map(Line::from).collect();
    let next = skip.saturating_add(documents.len());
    let more = next < rows.len() && !documents.is_empty();
    Ok(Json(Documents {
        documents,
        total: rows.len(),
        next: more.then(|| Cursor { skip: next, state }.written()),
    }))
}

/// A document with its text and its statements.
#[derive(Debug, Serialize, ToSchema)]
pub struct Whole {
    /// Its line.
    #[serde(flatten)]
    line: Line,
    /// Its blocks, in reading order.
    blocks: Vec<Block>,
    /// Its statements, in reading order, as `tifa export statements` writes them.
    #[schema(value_type = Vec<Object>)]
    statements_found: Vec<Value>,
    /// Ids of documents with the same body text.
    witnesses: Vec<String>,
}

/// A block of a document.
#[derive(Debug, Serialize, ToSchema)]
pub struct Block {
    /// Kind: title, heading, paragraph, turn, caption, item, quote, row or boilerplate.
    kind: &'static str,
    /// Its text, layout undone.
    text: String,
    /// First byte in the original.
    start: u32,
    /// One past the last byte.
    end: u32,
}

/// One document
#[utoipa::path(get, path = "/documents/{id}", tag = "archive",
    params(("id" = String, Path, description = "Id of the document or a unique beginning of it, or the name of its file")),
    responses(
        (status = OK, body = Whole),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn document(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<Whole>, Problem> {
    let found = app.ask(move |archive| Ok(archive.document(&id)?)).await?;
    let block = |b: &tifa_source::Block| {
        let all = tifa_text::ByteRange::new(0, b.text.len());
        let span = b.spans(all).into_iter().reduce(tifa_text::ByteRange::hull).unwrap_or_default();
        Block { kind: crate::page::kind(&b.kind), text: b.text.clone(), start: span.start, end: span.end }
    };
    Ok(Json(Whole {
        line: Line::from(&found.row),
        blocks: found.document.blocks.iter().map(block).collect(),
        statements_found: found.statements.iter().map(sent).collect::<Result<_, _>>()?,
        witnesses: found.witnesses.into_iter().map(|w| w.document).collect(),
    }))
}
