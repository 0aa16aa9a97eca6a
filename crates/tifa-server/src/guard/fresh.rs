//! Answers that have not changed since they were given.

use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Version of whatever makes answers.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Gives answers a tag by which a browser asks again, and says that nothing changed when nothing did: the same address,
/// the same visitor, the same state of the archive.
pub async fn unchanged(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let kept = request.method() == Method::GET && !path.starts_with("/asset/") && !path.ends_with("/events");
    let state = if kept { app.archive().state().ok() } else { None };
    let Some(state) = state else { return next.run(request).await };
    let mut sha = Sha256::new();
    let mut part = |bytes: &[u8]| {
        sha.update((bytes.len() as u64).to_le_bytes());
        sha.update(bytes);
    };
    part(VERSION.as_bytes());
    part(crate::asset::address("").as_bytes());
    part(&app.secret);
    part(state.as_bytes());
    part(request.uri().to_string().as_bytes());
    for name in [header::COOKIE, header::ACCEPT_LANGUAGE, header::ACCEPT] {
        part(request.headers().get(name).map_or(b"", HeaderValue::as_bytes));
    }
    if request.headers().contains_key("hx-request") {
        part(b"part of a page");
    }
    let digits: String = sha.finalize()[..12].iter().map(|b| format!("{b:02x}")).collect();
    let tag = format!("W/\"{digits}\"");
    let asked = request.headers().get_all(header::IF_NONE_MATCH).iter();
    let known = asked.filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).any(|v| v.trim() == tag);
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { next.run(request).await };
    if response.status().is_success() || known {
        let headers = response.headers_mut();
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("cookie, accept, accept-language, hx-request"));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
    }
    response
}
