//! The interface for programs, to be tried: every operation of its description as a form.

mod form;
mod operation;

use super::{Visit, frame};
use crate::api::{DESCRIPTION, ROOT};
use crate::app::App;
use crate::asset;
use crate::language::*;
use crate::problem::Problem;
use crate::query::{address, escaped};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::Redirect;
use maud::{Markup, html};
use operation::{Operation, operations};
use std::sync::{Arc, LazyLock};

/// What operations belong to, in the order of the page.
const TAGS: [(&str, Words); 6] = [
    ("archive", TAG_ARCHIVE),
    ("record", TAG_RECORD),
    ("wording", TAG_WORDING),
    ("docket", TAG_DOCKET),
    ("decisions", TAG_DECISIONS),
    ("export", TAG_EXPORT),
];

/// All operations, in the order of the description.
static ALL: LazyLock<Vec<Operation<'static>>> = LazyLock::new(|| operations(&DESCRIPTION));

/// The operation that stands open, so that a first-time visitor sees how it goes.
const OPEN: &str = "search";

/// What an operation gives, and whether that is said in English.
fn name<'d>(visit: &Visit, operation: &Operation<'d>) -> (&'d str, bool) {
    let known = OPERATIONS.iter().find(|known| known.0 == operation.id);
    match (visit.language, known) {
        (Language::Traditional, Some(known)) => (known.1[0], false),
        (Language::Simplified, Some(known)) => (known.1[1], false),
        _ => (operation.summary, visit.language != Language::English),
    }
}

/// The page.
pub async fn page(State(app): State<Arc<App>>, visit: Visit, headers: HeaderMap) -> Markup {
    let say = |words| visit.language.say(words);
    // Only names of this server come this far.
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let caller = form::Caller { root: format!("http://{host}{ROOT}"), token: !app.tokens.is_open() };
    let of = |tag: &'static str| ALL.iter().filter(move |o| o.tag == tag);
    let content = html! {
        header.docket-head { h1 { (say(API_TRY)) } p.intro { (say(API_INTRO)) } }
        div.api {
            nav.operations aria-label=(say(API_OPERATIONS)) {
                @for (tag, words) in TAGS {
                    div {
                        p { (say(words)) }
                        ul { @for o in of(tag) { li {
                            a href={ "#" (o.id) } { span.method.(o.method) { (o.method) } span { (o.path) } }
                        } } }
                    }
                }
            }
            div.calls {
                section.facts aria-label=(say(API)) {
                    dl {
                        div { dt { (say(API_ADDRESS)) } dd { code { (caller.root) } } }
                        div { dt { (say(API_DESCRIPTION)) } dd { a href={ (ROOT) "/openapi.json" } { "openapi.json" } " (OpenAPI 3.1)" } }
                    }
                    p.note { (say(API_PAGES)) }
                    p.note { (say(API_PROBLEMS)) }
                    @if caller.token { p.note { (say(API_TOKEN)) } }
                }
                @for (tag, words) in TAGS {
                    section aria-labelledby={ "tag-" (tag) } {
                        h2 id={ "tag-" (tag) } { (say(words)) }
                        @for o in of(tag) { (form::section(&visit, &caller, o, o.id == OPEN)) }
                    }
                }
            }
        }
        script src=(asset::address("api.js")) defer {}
    };
    frame(&visit, say(API_TRY), &content)
}

/// The answer to a filled-in form: leads to the address that the fields make, those left empty left out. A path with braces
/// is none that a form can have.
///
/// # Errors
/// A problem of status 400 when no such operation can be opened, or what stands in its path is missing.
pub async fn open(Query(fields): Query<Vec<(String, String)>>) -> Result<Redirect, Problem> {
    let get = |name: &str| fields.iter().find(|f| f.0 == name).map_or("", |f| f.1.trim());
    let asked = ALL.iter().find(|o| o.id == get("operation") && o.method == "get");
    let asked = asked.ok_or_else(|| Problem::bad("operation", "/api lists what can be opened"))?;
    let mut path = format!("{ROOT}{}", asked.path);
    for parameter in asked.parameters.iter().filter(|p| p.in_path) {
        let value = get(parameter.name);
        if value.is_empty() {
            return Err(Problem::bad("operation", format!("{} is missing", parameter.name)));
        }
        path = path.replace(&format!("{{{}}}", parameter.name), &escaped(value));
    }
    let given: Vec<(&str, &str)> =
        asked.parameters.iter().filter(|p| !p.in_path).map(|p| (p.name, get(p.name))).collect();
    Ok(Redirect::to(&address(&path, &given)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_a_name_and_a_place() {
        for operation in ALL.iter() {
            assert!(OPERATIONS.iter().any(|o| o.0 == operation.id), "{}", operation.id);
            assert!(TAGS.iter().any(|t| t.0 == operation.tag), "{}", operation.tag);
        }
    }
}
