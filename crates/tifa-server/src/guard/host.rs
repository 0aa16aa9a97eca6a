//! The host a request asks for: a page elsewhere that has its name lead to this machine (DNS rebinding) asks for another.

use crate::app::App;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;
use std::sync::Arc;

/// Lets a request through that asks for this server by a name of its own.
pub async fn asked_for(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let named = request.headers().get(header::HOST).and_then(|h| h.to_str().ok());
    if named.is_some_and(|host| is_own(&app, host)) {
        return next.run(request).await;
    }
    let detail =
        "this server is not called that; start it with --host NAME to let it answer under another name";
    Problem::new(StatusCode::MISDIRECTED_REQUEST, detail).into_response()
}

/// Whether `host`, with its port if there is one, is a name of this server.
pub fn is_own(app: &App, host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    if app.options.hosts.iter().any(|own| own.eq_ignore_ascii_case(bare)) {
        return true;
    }
    match bare.parse::<IpAddr>() {
        // An address leads nowhere else. That of a socket for all addresses is any of this machine's.
        Ok(address) => address.is_loopback() || !app.options.address.ip().is_loopback(),
        Err(_) => bare.eq_ignore_ascii_case("localhost"),
    }
}
