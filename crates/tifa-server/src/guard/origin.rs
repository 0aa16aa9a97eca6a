//! Where a request that changes something comes from: only from a page of this server, or from no page at all.

use crate::app::App;
use crate::guard::host;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Lets a request through that changes nothing, or that a page of this server or no page has sent.
pub async fn same(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    if request.method().is_safe() || is_same(&app, request.headers()) {
        return next.run(request).await;
    }
    let detail = "a page of another site has sent this; nothing was changed";
    Problem::new(StatusCode::FORBIDDEN, detail).into_response()
}

fn is_same(app: &App, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = text("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    let origin = text(header::ORIGIN.as_str()).is_none_or(|origin| {
        let named = origin.split_once("://").map(|(_, host)| host);
        // The port too: another program of this machine may have pages.
        named.is_some_and(|named| host::is_own(app, named) && text(header::HOST.as_str()) == Some(named))
    });
    site && origin
}
