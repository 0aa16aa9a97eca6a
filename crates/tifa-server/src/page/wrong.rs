//! The page that says what went wrong, and what to do.

use super::{Visit, frame};
use crate::language::*;
use crate::problem::{NOWHERE, Problem};
use maud::{Markup, html};

/// What a problem is called, and what to do about it.
fn told(problem: &Problem) -> (Words, Words) {
    match problem.status {
        404 if problem.detail == NOWHERE => (NO_SUCH_PAGE, NO_SUCH_PAGE_HELP),
        404 => (NOT_HERE, NOT_HERE_HELP),
        400 | 405 | 415 | 422 => (NOT_ASKED, NOT_ASKED_HELP),
        403 => (NOT_TAKEN, NOT_TAKEN_HELP),
        409 | 429 | 503 | 504 => (BUSY, BUSY_HELP),
        413 => (TOO_LARGE, TOO_LARGE_HELP),
        _ => (PROBLEM, PROBLEM_HELP),
    }
}

/// A page that says what went wrong.
pub fn problem(visit: &Visit, problem: &Problem) -> Markup {
    let say = |words| visit.language.say(words);
    let (title, help) = told(problem);
    // What is said in the visitor's language has letters of it.
    let language = if problem.detail.chars().any(|c| c >= '\u{2e80}') { visit.language.tag() } else { "en" };
    let content = html! {
        section.problem {
            h1 { (say(title)) }
            p { (say(help)) }
            @if problem.detail != NOWHERE {
                p.told {
                    @if let Some(parameter) = problem.parameter { code { (parameter) } " · " }
                    span lang=(language) { (problem.detail) }
                }
            }
            @if problem.status < 500 {
                form.search role="search" method="get" action="/search" {
                    div.words {
                        label.visually-hidden for="q" { (say(QUERY)) }
                        input id="q" type="search" name="q" lang="zh" autocomplete="off";
                        button { (say(SEARCH)) }
                    }
                }
            }
            ul.ways-on {
                li { a href="/" { (say(BACK_HOME)) } }
                li { a href="/docket" { (say(DOCKET)) } }
                li { a href="/speakers" { (say(SPEAKERS)) } }
            }
            p.note { (problem.status) " " span lang="en" { (problem.title) } }
        }
    };
    frame(visit, say(title), &content)
}
