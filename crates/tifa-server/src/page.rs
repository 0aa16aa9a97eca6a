//! Pages for people. Each is whole without a script; scripts only save a step.

pub mod add;
mod api;
pub mod compare;
mod diff;
pub mod docket;
pub mod document;
pub mod enter;
pub mod formulation;
mod frame;
pub mod home;
mod marked;
mod names;
pub mod people;
pub mod piece;
pub mod review;
pub mod search;
pub mod verify;
mod visit;
mod wrong;

pub use document::kind;
pub use frame::frame;
pub use visit::{Visit, cookie, local};
pub use wrong::problem;

use crate::app::App;
use crate::problem::{NOWHERE, Problem};
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
        .route("/document/{id}/beside", get(document::beside::page))
        .route("/document/{id}/{span}", get(document::page_at))
        .route("/original/{id}", get(document::original))
        .route("/formulation", get(formulation::page))
        .route("/compare", get(compare::page))
        .route("/verify", get(verify::page).post(verify::verified))
        .route("/speakers", get(people::speakers))
        .route("/occasions", get(people::occasions))
        .route("/outlets", get(people::outlets))
        .route("/add", get(add::page).post(add::upload))
        .route("/add/{job}", get(add::job))
        .route("/add/{job}/events", get(add::events))
        .route("/docket", get(docket::overview::page))
        .route("/docket/lists", get(docket::board::page))
        .route("/docket/mechanisms", get(docket::mechanisms::page))
        .route("/docket/mechanism", get(docket::mechanism::page))
        .route("/docket/commitments", get(docket::commitments::page))
        .route("/docket/commitment", get(docket::follow::commitment))
        .route("/docket/claims", get(docket::claims::page))
        .route("/docket/claim", get(docket::follow::claim))
        .route("/docket/figures", get(docket::figures::page))
        .route("/docket/series", get(docket::series::page))
        .route("/docket/enumerations", get(docket::enumerations::page))
        .route("/review", get(review::page).post(review::post))
        .route("/api", get(api::page))
        .route("/api/open", get(api::open))
        .route("/language", post(visit::change))
        .route("/enter", get(enter::page).post(enter::enter))
}

/// The answer to an address that is none.
pub async fn not_found() -> Response {
    Problem::not_found(NOWHERE).into_response()
}
