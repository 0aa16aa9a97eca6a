//! Pages for people. Each is whole without a script; scripts only save a step.

pub mod document;
pub mod enter;
mod frame;
pub mod home;
mod marked;
pub mod search;
mod visit;

pub use document::kind;
pub use frame::{frame, problem};
pub use visit::{Visit, cookie};

use crate::app::App;
use crate::problem::Problem;
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use std::sync::Arc;

/// The addresses of all pages.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(home::page))
        .route("/search", get(search::page))
        .route("/search/speakers", get(search::speakers))
        .route("/document/{id}", get(document::page))
        .route("/document/{id}/{span}", get(document::page_at))
        .route("/original/{id}", get(document::original))
        .route("/language", post(visit::change))
        .route("/enter", get(enter::page).post(enter::enter))
}

/// The answer to an address that is none.
pub async fn not_found() -> Response {
    Problem::not_found("there is nothing at this address").into_response()
}
