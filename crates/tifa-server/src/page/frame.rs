//! What all pages have in common.

use super::Visit;
use crate::asset;
use crate::language::*;
use maud::{DOCTYPE, Markup, html};
use percent_encoding::percent_decode_str;

/// The pages that every page leads to.
const PAGES: &[(&str, Words)] = &[
    ("/search", SEARCH),
    ("/formulation", FORMULATIONS),
    ("/verify", VERIFY),
    ("/compare", COMPARE),
    ("/docket", DOCKET),
    ("/review", REVIEW),
    ("/speakers", SPEAKERS),
    ("/occasions", OCCASIONS),
    ("/outlets", OUTLETS),
    ("/add", ADD),
];

/// A page with this title and content; only the content when a part of a page is asked for.
pub fn frame(visit: &Visit, title: &str, content: &Markup) -> Markup {
    let say = |words| visit.language.say(words);
    if visit.part {
        return html! { (content) };
    }
    let path = visit.here.split('?').next().unwrap_or_default();
    html! {
        (DOCTYPE)
        html lang=(visit.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                // Neither styles of its own nor code made from text: the policy allows neither.
                meta name="htmx-config" content=r#"{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true}"#;
                title { (title) " · " (say(NAME)) }
                link rel="stylesheet" href=(asset::address("reader.css"));
                // No picture: without this line a browser asks for one that is not there.
                link rel="icon" href="data:,";
                script src=(asset::address("htmx.js")) defer {}
                script src=(asset::address("reader.js")) defer {}
            }
            body {
                a.skip href="#content" { (say(SKIP)) }
                header.site {
                    a.name href="/" { (say(NAME)) }
                    nav aria-label=(say(NAVIGATION)) {
                        ul {
                            @for (address, name) in PAGES {
                                li { a href=(address) aria-current=[(path == *address).then_some("page")] { (say(*name)) } }
                            }
                        }
                    }
                    form.language method="post" action="/language" aria-label=(say(LANGUAGE)) {
                        input type="hidden" name="csrf" value=(visit.csrf);
                        input type="hidden" name="back" value=(visit.here);
                        @for language in Language::ALL {
                            button name="language" value=(language.tag()) lang=(language.tag())
                                aria-pressed=(if language == visit.language { "true" } else { "false" }) {
                                (language.name())
                            }
                        }
                    }
                }
                p.printed { (title) " · " code { (percent_decode_str(&visit.here).decode_utf8_lossy()) } }
                main id="content" tabindex="-1" { (content) }
                footer.site {
                    p { (say(FOOT)) }
                    nav aria-label=(say(API)) {
                        a href="/api" aria-current=[(path == "/api").then_some("page")] { (say(API_TRY)) }
                        " · " a href="/api/v1/openapi.json" { (say(API_DESCRIPTION)) }
                    }
                }
            }
        }
    }
}
