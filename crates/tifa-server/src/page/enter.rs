//! The door: where a person gives the token.

use super::{Visit, frame};
use crate::app::App;
use crate::guard::token::COOKIE;
use crate::language::*;
use axum::extract::{Form, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

/// The form that asks for the token; `wrong` when one was given that is not.
pub fn door(visit: &Visit, wrong: bool) -> Markup {
    let say = |words| visit.language.say(words);
    let content = html! {
        section.door {
            h1 { (say(ENTER)) }
            @if wrong { p.notice role="alert" { (say(WRONG_TOKEN)) } }
            form method="post" action="/enter" {
                input type="hidden" name="csrf" value=(visit.csrf);
                label { (say(TOKEN)) input type="password" name="token" autocomplete="current-password" required; }
                button { (say(OPEN)) }
            }
        }
    };
    frame(visit, say(ENTER), &content)
}

/// The door, asked for by its address.
pub async fn page(visit: Visit) -> Markup {
    door(&visit, false)
}

/// What the form brings.
#[derive(Debug, Deserialize)]
pub struct Given {
    token: String,
    csrf: String,
}

/// Lets in whoever gives the token.
pub async fn enter(State(app): State<Arc<App>>, visit: Visit, Form(given): Form<Given>) -> Response {
    if let Err(problem) = visit.made(&given.csrf) {
        return problem.into_response();
    }
    let token = given.token.trim().to_owned();
    let asked = token.clone();
    let holds = tokio::task::spawn_blocking(move || app.tokens.holds(&asked)).await.unwrap_or(false);
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict");
    match HeaderValue::from_str(&cookie).ok().filter(|_| holds) {
        Some(cookie) => ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response(),
        None => (StatusCode::UNAUTHORIZED, door(&visit, true)).into_response(),
    }
}
