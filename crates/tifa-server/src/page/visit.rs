//! Who asks for a page: the language, and what ties forms to the visitor.

use crate::app::App;
use crate::guard::csrf;
use crate::language::{FORM_OLD, Language};
use crate::problem::Problem;
use crate::query::escaped;
use axum::extract::{Form, FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;

const VISIT: &str = "tifa-visit";
const LANGUAGE: &str = "tifa-language";
const WHO: &str = "tifa-who";

/// A request for a page.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Language of the interface.
    pub language: Language,
    /// The address asked for, with its query.
    pub here: String,
    /// The word that a form of this visitor brings back.
    pub csrf: String,
    /// The name under which the visitor decides, once given.
    pub who: Option<String>,
    /// Whether only a part of a page is asked for, to be put into one.
    pub part: bool,
    /// A name for a new visitor, to be kept by the browser.
    new: Option<String>,
    secret: [u8; 32],
    visit: String,
}

/// A cookie's value.
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|h| h.to_str().ok());
    all.flat_map(|h| h.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then_some(value)
    })
}

/// A cookie for a year that no script and no other site sees.
fn kept(name: &str, value: &str) -> Option<HeaderValue> {
    let text = format!("{name}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict");
    HeaderValue::from_str(&text).ok()
}

impl Visit {
    /// Of a request.
    pub fn of(app: &App, headers: &HeaderMap, uri: &Uri) -> Self {
        let known = cookie(headers, VISIT).filter(|v| !v.is_empty()).map(str::to_owned);
        let new = if known.is_none() { csrf::new_visit() } else { None };
        let visit = known.or_else(|| new.clone()).unwrap_or_default();
        let accepted = || headers.get(header::ACCEPT_LANGUAGE).and_then(|h| h.to_str().ok());
        let language = cookie(headers, LANGUAGE).and_then(Language::tagged);
        Self {
            language: language.unwrap_or_else(|| Language::accepted(accepted().unwrap_or_default())),
            here: uri.path_and_query().map_or("/", |p| p.as_str()).to_owned(),
            csrf: csrf::word(&app.secret, &visit),
            who: cookie(headers, WHO).and_then(|w| percent_decode_str(w).decode_utf8().ok()).map(Into::into),
            part: headers.contains_key("hx-request"),
            new,
            secret: app.secret,
            visit,
        }
    }

    /// That a form was made here for this visitor.
    ///
    /// # Errors
    /// A problem of status 403.
    pub fn made(&self, csrf: &str) -> Result<(), Problem> {
        if !self.visit.is_empty() && csrf::holds(&self.secret, &self.visit, csrf) {
            return Ok(());
        }
        Err(Problem::new(StatusCode::FORBIDDEN, self.language.say(FORM_OLD)))
    }

    /// `response`, with the name of who has decided for the browser to keep.
    pub fn signed(&self, mut response: Response) -> Response {
        if let Some(cookie) = self.who.as_ref().and_then(|who| kept(WHO, &escaped(who))) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    /// `response`, with what the browser is to keep.
    pub fn keep(&self, mut response: Response) -> Response {
        if let Some(cookie) = self.new.as_ref().and_then(|new| kept(VISIT, new)) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

impl FromRequestParts<Arc<App>> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        // The layer around all pages has made it, with the cookie that goes with it.
        let made = parts.extensions.get::<Self>().cloned();
        Ok(made.unwrap_or_else(|| Self::of(app, &parts.headers, &parts.uri)))
    }
}

/// A form that changes the language.
#[derive(Debug, Deserialize)]
pub struct Change {
    language: String,
    back: String,
    csrf: String,
}

/// Changes the language and goes back.
pub async fn change(State(_): State<Arc<App>>, visit: Visit, Form(form): Form<Change>) -> Response {
    if let Err(problem) = visit.made(&form.csrf) {
        return problem.into_response();
    }
    let mut response = Redirect::to(local(&form.back)).into_response();
    let cookie = Language::tagged(&form.language).and_then(|l| kept(LANGUAGE, l.tag()));
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// `address` when it leads to a page of this server, else the first page.
pub fn local(address: &str) -> &str {
    // `//host` and `/\host` lead elsewhere.
    let stays = address.starts_with('/') && !address[1..].starts_with(['/', '\\']);
    if stays && address.bytes().all(|b| b > b' ' && b < 0x7f) { address } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_back_to_this_server_alone() {
        let check = |address, expect| assert_eq!(local(address), expect, "{address}");
        check("/search?q=%E5%B1%B1", "/search?q=%E5%B1%B1");
        check("//elsewhere.example", "/");
        check("/\\elsewhere.example", "/");
        check("https://elsewhere.example", "/");
        check("/a\nb", "/");
        check("", "/");
    }

    #[test]
    fn finds_a_cookie() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; tifa-who=b=c; tifa-language=en"));
        let check = |name, expect| assert_eq!(cookie(&headers, name), expect, "{name}");
        check("a", Some("1"));
        check("tifa-who", Some("b=c"));
        check(LANGUAGE, Some("en"));
        check("language", None);
    }
}
