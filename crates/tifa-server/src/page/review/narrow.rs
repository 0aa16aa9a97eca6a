//! The conditions on what is reviewed.

use super::Asked;
use crate::language::*;
use crate::page::Visit;
use maud::{Markup, html};
use tifa_archive::docket::Kind;

/// The form that narrows the entries of a kind; open when something narrows them.
pub fn form(visit: &Visit, asked: &Asked, kind: Kind) -> Markup {
    let say = |words| visit.language.say(words);
    let c = &asked.conditions;
    let given = [&asked.about, &asked.only, &c.speaker, &c.outlet, &c.from, &c.to, &c.under];
    let narrowed = given.iter().any(|g| !g.is_empty());
    let field = |name: &str, words: Words, value: &str, example: Option<&str>| {
        html! { label { (say(words)) input type="text" name=(name) value=(value) placeholder=[example] lang=[example.is_none().then_some("zh")]; } }
    };
    html! {
        details.filters data-key="f" open[narrowed] {
            summary { (say(FILTERS)) }
            form method="get" action="/review" {
                input type="hidden" name="kind" value=(kind.name());
                div.conditions {
                    (field("about", ABOUT, &asked.about, None))
                    (field("speaker", SPEAKER, &c.speaker, None))
                    (field("outlet", OUTLET, &c.outlet, None))
                    (field("from", FROM, &c.from, Some("2020-07")))
                    (field("to", TO, &c.to, Some("2021")))
                    (field("under", UNDER, &c.under, None))
                    label {
                        (say(REVIEW_ONLY))
                        select name="only" {
                            @for (value, words) in [("", REVIEW_ALL), ("open", REVIEW_OPEN), ("disputed", REVIEW_DISPUTED)] {
                                option value=(value) selected[value == asked.only] { (say(words)) }
                            }
                        }
                    }
                }
                p.actions {
                    button { (say(APPLY)) }
                    @if narrowed { a href={ "/review?kind=" (kind.name()) } { (say(REVIEW_WIDEN)) } }
                }
            }
        }
    }
}
