//! The token that an address asks for which others can reach.
//!
//! Only its Argon2 hash is kept. To check one takes time on purpose, so a token that held is remembered as its SHA-256
//! for as long as the server runs.

use crate::Error;
use crate::app::App;
use crate::page;
use crate::problem::Problem;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::{Arc, OnceLock};

/// Name of the cookie that a browser brings once its person gave the token.
pub const COOKIE: &str = "tifa-token";

/// A new token: 192 random bits.
///
/// # Errors
/// When the system has no random numbers.
pub fn new_token() -> Result<String, Error> {
    let mut bytes = [0; 24];
    getrandom::fill(&mut bytes).map_err(|e| Error::System(e.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The hash of a token (Argon2id, in the PHC string format), as [`Options::token`](crate::Options::token) takes it.
///
/// # Errors
/// When the system has no random numbers.
pub fn hashed(token: &str) -> Result<String, Error> {
    let hash = Argon2::default().hash_password(token.as_bytes()).map_err(|e| Error::System(e.to_string()))?;
    Ok(hash.to_string())
}

/// The hash that tokens are checked against, and what the right one signs.
#[derive(Debug)]
pub struct Known {
    hash: Option<String>,
    /// Signature of the token that held.
    held: OnceLock<[u8; 32]>,
    /// Signs it; never leaves the process.
    key: [u8; 32],
}

impl Known {
    pub fn new(hash: Option<&str>) -> Result<Self, Error> {
        let hash = hash.map(|h| h.trim().to_owned());
        if let Some(hash) = &hash {
            PasswordHash::new(hash).map_err(|e| Error::Token(e.to_string()))?;
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|e| Error::System(e.to_string()))?;
        Ok(Self { hash, held: OnceLock::new(), key })
    }

    /// Whether nobody is asked for a token.
    pub fn is_open(&self) -> bool {
        self.hash.is_none()
    }

    /// Whether `token` is the token.
    pub fn holds(&self, token: &str) -> bool {
        let Some(hash) = &self.hash else { return true };
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("a key may have any length");
        mac.update(token.as_bytes());
        if let Some(held) = self.held.get() {
            return mac.verify_slice(held).is_ok();
        }
        let holds = PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(token.as_bytes(), &hash).is_ok());
        if holds {
            let _ = self.held.set(mac.finalize().into_bytes().into());
        }
        holds
    }
}

/// Lets a request through that brings the token, as `Authorization: Bearer` or in the cookie; shows others the door.
pub async fn known(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if app.tokens.is_open() || path == "/enter" || path.starts_with("/asset/") {
        return next.run(request).await;
    }
    let brought = brought(request.headers());
    let holds = match brought {
        Some(token) => {
            let app = Arc::clone(&app);
            tokio::task::spawn_blocking(move || app.tokens.holds(&token)).await.unwrap_or(false)
        }
        None => false,
    };
    if holds {
        return next.run(request).await;
    }
    if path.starts_with("/api/") {
        let detail = "this server asks for its token: Authorization: Bearer TOKEN";
        let mut response = Problem::new(StatusCode::UNAUTHORIZED, detail).into_response();
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        return response;
    }
    let visit = page::Visit::of(&app, request.headers(), request.uri());
    let mut response = (StatusCode::UNAUTHORIZED, page::enter::door(&visit, false)).into_response();
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    visit.keep(response)
}

fn brought(headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|h| h.to_str().ok());
    let bearer = bearer.and_then(|h| h.strip_prefix("Bearer ")).map(|t| t.trim().to_owned());
    bearer.or_else(|| page::cookie(headers, COOKIE).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_alone_opens() {
        let token = new_token().unwrap();
        let known = Known::new(Some(&hashed(&token).unwrap())).unwrap();
        assert!(!known.holds("something else"));
        assert!(known.holds(&token) && known.holds(&token));
        assert!(!known.holds("something else") && !known.is_open());
        assert!(Known::new(None).unwrap().holds(""));
        assert!(matches!(Known::new(Some("plain")), Err(Error::Token(_))));
    }
}
