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
use tifa_archive::DocumentRow;
use utoipa::ToSchema;

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
    paging: Parameters<Paging>,
    conditions: Parameters<Conditions>,
) -> Result<Json<Documents>, Problem> {
    let (limit, cursor) = paging.map_err(unreadable)?.read()?;
    let filter = conditions.map_err(unreadable)?.filter()?;
    let found = app
        .ask(move |archive| Ok(Stretch::of(&archive.documents(&filter)?, &cursor, archive.state()?, limit)))
        .await?;
    Ok(Json(Documents {
        documents: found.rows.iter().map(Line::from).collect(),
        total: found.total,
        next: found.next(),
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
