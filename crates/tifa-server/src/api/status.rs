//! The archive in numbers.

use crate::app::App;
use crate::problem::Problem;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// The archive in numbers.
#[derive(Debug, Serialize, ToSchema)]
pub struct Numbers {
    /// Documents.
    documents: u64,
    /// Different body texts.
    texts: u64,
    /// Statements.
    statements: u64,
    /// Speakers.
    speakers: u64,
    /// First day of publication.
    #[schema(format = Date)]
    first: Option<String>,
    /// Last day of publication.
    #[schema(format = Date)]
    last: Option<String>,
    /// Documents of each outlet, most first.
    outlets: Vec<Count>,
}

/// How many of something there are.
#[derive(Debug, Serialize, ToSchema)]
pub struct Count {
    /// Its name.
    pub name: String,
    /// How many.
    pub count: u64,
}

/// The archive in numbers
#[utoipa::path(get, path = "/status", tag = "archive", responses(
    (status = OK, body = Numbers),
    (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
))]
pub async fn status(State(app): State<Arc<App>>) -> Result<Json<Numbers>, Problem> {
    let status = app.ask(|archive| Ok(archive.status()?)).await?;
    Ok(Json(Numbers {
        documents: status.documents,
        texts: status.texts,
        statements: status.statements,
        speakers: status.speakers,
        first: status.days.map(|d| d.0.to_string()),
        last: status.days.map(|d| d.1.to_string()),
        outlets: status.outlets.into_iter().map(|(name, count)| Count { name, count }).collect(),
    }))
}
