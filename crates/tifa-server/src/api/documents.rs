//! Documents and what was found in them.

use super::paging::{Paging, Parameters, unreadable};
use super::sent;
use crate::app::App;
use crate::cursor::Stretch;
use crate::problem::Problem;
use crate::query::Conditions;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;
use tifa_export::source::Source;
use utoipa::ToSchema;

/// A [`Source`] as the description of the API tells it.
#[derive(Debug, ToSchema)]
#[allow(dead_code)]
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
    /// What kind of text it is: report, column or transcript.
    genre: String,
}

/// A page of documents.
#[derive(Debug, Serialize, ToSchema)]
pub struct Documents {
    /// Documents by day, file and place; undated ones last.
    #[schema(value_type = Vec<Line>)]
    documents: Vec<Source>,
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
    paging: Parameters<Paging>,
    conditions: Parameters<Conditions>,
) -> Result<Json<Documents>, Problem> {
    let (limit, cursor) = paging.map_err(unreadable)?.read()?;
    let filter = conditions.map_err(unreadable)?.filter()?;
    let found = app
        .ask(move |archive| Ok(Stretch::of(&archive.documents(&filter)?, &cursor, archive.state()?, limit)))
        .await?;
    Ok(Json(Documents {
        documents: found.rows.iter().map(Source::from).collect(),
        total: found.total,
        next: found.next(),
    }))
}

/// A document with its text and its statements.
#[derive(Debug, Serialize, ToSchema)]
pub struct Whole {
    /// Its line.
    #[serde(flatten)]
    #[schema(value_type = Line)]
    line: Source,
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
        let span = b.hull(all).unwrap_or_default();
        Block { kind: crate::page::kind(&b.kind), text: b.text.clone(), start: span.start, end: span.end }
    };
    Ok(Json(Whole {
        line: Source::from(&found.row),
        blocks: found.document.blocks.iter().map(block).collect(),
        statements_found: found.statements.iter().map(sent).collect::<Result<_, _>>()?,
        witnesses: found.witnesses.into_iter().map(|w| w.document).collect(),
    }))
}
