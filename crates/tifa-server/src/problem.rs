//! What went wrong, for people and for programs (RFC 9457, Problem Details for HTTP APIs).

use crate::app::App;
use crate::page;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::any::Any;
use std::sync::Arc;
use utoipa::ToSchema;

/// What is said of an address that is none.
pub const NOWHERE: &str = "there is nothing at this address";

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, thiserror::Error)]
#[error("{title}: {detail}")]
pub struct Problem {
    /// The kind, always `about:blank`: the status says it.
    #[serde(rename = "type")]
    #[schema(example = "about:blank")]
    pub kind: &'static str,
    /// The HTTP status.
    #[schema(example = 404)]
    pub status: u16,
    /// What the status means.
    pub title: &'static str,
    /// What is wrong with this request, and what to do.
    pub detail: String,
    /// The parameter that is meant, when one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<&'static str>,
}

impl Problem {
    /// A problem of this status.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            status: status.as_u16(),
            title: status.canonical_reason().unwrap_or("Problem"),
            detail: detail.into(),
            parameter: None,
        }
    }

    /// A parameter that cannot be used.
    pub fn bad(parameter: &'static str, detail: impl Into<String>) -> Self {
        Self { parameter: Some(parameter), ..Self::new(StatusCode::BAD_REQUEST, detail) }
    }

    /// Nothing goes by that name.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// The server is about to stop.
    pub fn stopping() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "the server is stopping; ask again when it is back")
    }

    /// Something broke here.
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the answer could not be made; the archive is not changed by it",
        )
    }
}

impl From<tifa_archive::Error> for Problem {
    fn from(error: tifa_archive::Error) -> Self {
        use tifa_archive::Error as E;
        let status = match &error {
            E::NoSuchDocument { .. } | E::NoSuchEntry { .. } => StatusCode::NOT_FOUND,
            E::BadQuery { .. } | E::BadDecision { .. } | E::Ambiguous { .. } => StatusCode::BAD_REQUEST,
            E::Locked { .. } | E::Changed => StatusCode::CONFLICT,
            E::Full { .. } => StatusCode::INSUFFICIENT_STORAGE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let remedy = match &error {
            E::Stale { .. } => "; run “tifa add” or “tifa rebuild” on the archive",
            E::Locked { .. } => "; try again when it is done",
            E::Corrupt { .. } => "; “tifa check” says what to do",
            _ => "",
        };
        // A path of this machine is nobody's business on another one.
        let detail = match &error {
            E::Io { source, .. } => format!("a file of the archive: {source}"),
            E::NotAnArchive { .. } => "the archive is gone".to_owned(),
            other => other.to_string(),
        };
        Self::new(status, format!("{detail}{remedy}"))
    }
}

/// Media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, MEDIA_TYPE)], body).into_response();
        if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// Characters of a refusal that are told.
const TOLD: usize = 400;

/// A refusal that the router has made by itself (no such method, a query that cannot be read, a body that is too large), as a
/// problem like any other.
async fn named(response: Response) -> Response {
    let status = response.status();
    let own = response.extensions().get::<Problem>().is_some();
    if own || !(status.is_client_error() || status.is_server_error()) || !says_little(&response) {
        return response;
    }
    let allowed = response.headers().get(header::ALLOW).cloned();
    let body = axum::body::to_bytes(response.into_body(), 1 << 16).await.unwrap_or_default();
    let told: String = String::from_utf8_lossy(&body).chars().take(TOLD).collect();
    let detail = match (status, told.trim()) {
        (StatusCode::METHOD_NOT_ALLOWED, _) => "this address does not take that method",
        (StatusCode::PAYLOAD_TOO_LARGE, _) => "this is more than may be sent at once; send it in parts",
        (_, "") => "the request cannot be answered as it is",
        (_, told) => told,
    };
    let mut response = Problem::new(status, detail).into_response();
    if let Some(allowed) = allowed {
        response.headers_mut().insert(header::ALLOW, allowed);
    }
    response
}

/// Whether an answer is plain text, or nothing at all.
fn says_little(response: &Response) -> bool {
    let media_type = response.headers().get(header::CONTENT_TYPE).and_then(|t| t.to_str().ok());
    media_type.is_none_or(|t| t.starts_with("text/plain"))
}

/// Shows problems of pages as pages, and those of the interface as problems.
pub async fn as_page(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/api/") {
        return named(next.run(request).await).await;
    }
    let visit = page::Visit::of(&app, request.headers(), request.uri());
    request.extensions_mut().insert(visit.clone());
    let response = visit.keep(named(next.run(request).await).await);
    match response.extensions().get::<Problem>() {
        Some(problem) => {
            let status = response.status();
            let mut page = page::problem(&visit, problem).into_response();
            *page.status_mut() = status;
            for name in [header::RETRY_AFTER, header::SET_COOKIE] {
                if let Some(value) = response.headers().get(&name) {
                    page.headers_mut().insert(name, value.clone());
                }
            }
            page
        }
        None => response,
    }
}

/// The answer when making one panicked.
pub fn panicked(_: Box<dyn Any + Send + 'static>) -> Response<Body> {
    Problem::internal().into_response()
}
