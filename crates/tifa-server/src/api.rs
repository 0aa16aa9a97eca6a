//! The interface for programs, `/api/v1`: everything the pages show, as JSON, described by OpenAPI 3.1.

mod decisions;
mod docket;
mod documents;
mod export;
mod paging;
mod search;
mod statements;
mod status;
mod values;
mod wording;

pub use values::{Genres, Modes};

use crate::app::App;
use crate::problem::Problem;
use axum::Router;
use axum::routing::get;
use serde::Serialize;
use serde_json::Value;
use std::sync::{Arc, LazyLock};
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What the description says of itself.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "tifa",
        description = "Who said what, when, in which exact words: an archive of press clippings and transcripts. \
                       Offsets are bytes of the original file; in a file that is not UTF-8, of its text once decoded.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    servers((url = "/api/v1"))
)]
struct Description;

/// Where the addresses begin.
pub const ROOT: &str = "/api/v1";

/// The description of the interface, as it is sent.
pub static DESCRIPTION: LazyLock<Value> =
    LazyLock::new(|| serde_json::to_value(described().1).unwrap_or_default());

/// All addresses, and their description.
fn described() -> (Router<Arc<App>>, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(status::status))
        .routes(routes!(search::search))
        .routes(routes!(documents::documents))
        .routes(routes!(documents::document))
        .routes(routes!(statements::statements))
        .routes(routes!(statements::occasions))
        .routes(routes!(statements::speakers))
        .routes(routes!(wording::trace))
        .routes(routes!(wording::verify))
        .routes(routes!(wording::compare))
        .routes(routes!(docket::of_kind))
        .routes(routes!(docket::history))
        .routes(routes!(docket::threads))
        .routes(routes!(docket::origins))
        .routes(routes!(docket::series))
        .routes(routes!(docket::lists))
        .routes(routes!(decisions::decisions, decisions::post))
        .routes(routes!(export::export))
        .routes(routes!(export::pack))
        .split_for_parts()
}

/// All addresses, and their description at `/openapi.json`.
pub fn routes() -> Router<Arc<App>> {
    let describe = || async { axum::Json(&*DESCRIPTION) };
    described().0.route("/openapi.json", get(describe)).fallback(|| async {
        Problem::not_found("there is nothing at this address; /api/v1/openapi.json describes what there is")
    })
}

/// A record as it is sent.
///
/// # Errors
/// When it cannot be written as JSON.
fn sent(record: &impl Serialize) -> Result<Value, Problem> {
    serde_json::to_value(record).map_err(|_| Problem::internal())
}
