//! Style and script, inside the program.

use crate::app::App;
use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use sha2::{Digest, Sha256};
use std::sync::{Arc, LazyLock};

/// A file that pages ask for.
struct Asset {
    name: &'static str,
    media_type: &'static str,
    content: &'static str,
}

/// Whatever a page may ask for. `htmx.min.js` is htmx 2.0.11 (Zero-Clause BSD), unchanged.
const ASSETS: &[Asset] = &[
    Asset {
        name: "reader.css",
        media_type: "text/css; charset=utf-8",
        content: concat!(
            include_str!("asset/frame.css"),
            include_str!("asset/text.css"),
            include_str!("asset/work.css"),
            include_str!("asset/docket.css"),
            include_str!("asset/api.css"),
            include_str!("asset/print.css"),
        ),
    },
    Asset {
        name: "reader.js",
        media_type: "text/javascript; charset=utf-8",
        content: include_str!("asset/reader.js"),
    },
    Asset {
        name: "api.js",
        media_type: "text/javascript; charset=utf-8",
        content: include_str!("asset/api.js"),
    },
    Asset {
        name: "htmx.js",
        media_type: "text/javascript; charset=utf-8",
        content: include_str!("asset/htmx.min.js"),
    },
];

/// Changes when an asset does, so that a browser never keeps an old one.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut sha = Sha256::new();
    ASSETS.iter().for_each(|a| sha.update(a.content));
    sha.finalize()[..6].iter().map(|b| format!("{b:02x}")).collect()
});

/// The address of an asset.
pub fn address(name: &str) -> String {
    format!("/asset/{}/{name}", *VERSION)
}

/// The assets' addresses.
pub fn routes() -> Router<Arc<App>> {
    ASSETS.iter().fold(Router::new(), |router, asset| {
        let headers = [
            (header::CONTENT_TYPE, asset.media_type),
            (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        ];
        router
            .route(&address(asset.name), get(move || async move { (headers, asset.content).into_response() }))
    })
}
