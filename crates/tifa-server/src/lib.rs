//! The record in a browser: reader pages and an HTTP interface over an archive.
//!
//! Pages are made here and sent whole, so that reading needs no script. What a page shows comes from `tifa-archive`,
//! `tifa-wording` and `tifa-docket`; this crate only asks, arranges and guards. It must not know flags or terminals.
//!
//! - [`app`] holds what every answer needs and keeps blocking work off the threads that talk to the network.
//! - `guard` lets a request in: host, origin, token, rate, and the headers every answer has.
//! - `page` answers people, `api` answers programs; both say what went wrong with a [`problem::Problem`].

mod api;
pub mod app;
mod asset;
mod cursor;
mod desk;
mod guard;
mod job;
mod language;
mod page;
pub mod problem;
mod query;

pub use app::{App, Options};
pub use guard::token::{hashed, new_token};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// Why the server could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The archive cannot be opened.
    #[error(transparent)]
    Archive(#[from] tifa_archive::Error),
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: std::io::Error,
    },
    /// Others could reach the address, and no token is asked for.
    #[error("{0} can be reached from other machines, so a token is needed")]
    Open(SocketAddr),
    /// The token's hash is none.
    #[error("the token file does not hold the hash of a token: {0}")]
    Token(String),
    /// The system gives no random numbers, or the network failed.
    #[error("{0}")]
    System(String),
}

/// How long one answer may take.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Time given to answers under way when the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

/// Everything the server answers.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .merge(page::routes())
        .nest("/api/v1", api::routes())
        .merge(asset::routes())
        .fallback(page::not_found)
        .layer(DefaultBodyLimit::max(app.options.upload))
        .with_state(app.clone())
        .layer(from_fn_with_state(app.clone(), problem::as_page))
        .layer(from_fn_with_state(app.clone(), guard::fresh::unchanged))
        .layer(from_fn_with_state(app.clone(), guard::origin::same))
        .layer(from_fn_with_state(app.clone(), guard::token::known))
        .layer(from_fn_with_state(app.clone(), guard::rate::not_too_often))
        .layer(from_fn_with_state(app, guard::host::asked_for))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, TIMEOUT))
        .layer(CatchPanicLayer::custom(problem::panicked))
        .layer(CompressionLayer::new())
        .layer(from_fn(guard::headers::safe))
}

/// Serves the archive until `stop` is done; answers under way are finished, for ten seconds at most. `ready` is told the
/// address once connections are taken.
///
/// # Errors
/// [`Error`].
pub async fn serve(
    options: Options,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    if !options.address.ip().is_loopback() && options.token.is_none() {
        return Err(Error::Open(options.address));
    }
    let address = options.address;
    let listen = |source| Error::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(listen)?;
    let address = listener.local_addr().map_err(listen)?;
    let app = Arc::new(App::new(Options { address, ..options })?);
    let (told, mut heard) = tokio::sync::watch::channel(false);
    let stopping = app.stopping.clone();
    app.prepare();
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        stop.await;
        // Streams end, or they would be waited for.
        stopping.send_replace(true);
        told.send_replace(true);
    });
    ready(address);
    tokio::select! {
        ended = async { serving.await } => ended.map_err(|e| Error::System(e.to_string())),
        () = async move {
            let _ = heard.wait_for(|told| *told).await;
            tokio::time::sleep(GRACE).await;
        } => Ok(()),
    }
}
