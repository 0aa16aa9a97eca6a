//! Pages of HTML: each stands alone, fetches nothing and runs nothing.

use crate::output::Pending;
use crate::report::{Failure, writing};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::io::Write;
use std::path::Path;

/// The look of all pages.
const STYLE: &str = include_str!("briefing/style.css");

/// What single answers have beside.
const SHEET: &str = include_str!("sheet.css");

/// Nothing may be fetched and nothing may run, whatever a clipping holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A page in `language` whose body is `content`, with the look of all pages and `style` beside it.
pub fn page(language: &str, title: &str, style: &str, content: &Markup) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("tifa ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(style)) }
            }
            body id="top" { (content) }
        }
    };
    let mut page = markup.into_string();
    page.push('\n');
    page
}

/// A page for one answer, with a kicker, a title, a sentence that says what it is, and its content.
pub fn sheet(kicker: &str, title: &str, what: &str, content: &Markup) -> String {
    let body = html! {
        header.head {
            p.kicker { (kicker) }
            h1 lang="zh" { (title) }
            p.what { (what) }
        }
        main.sheet { (content) }
    };
    page("en", &format!("{kicker}: {title}"), SHEET, &body)
}

/// Writes a page to `path`, which appears when it is complete.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, page: &str) -> Result<(), Failure> {
    let mut pending = Pending::create(path).map_err(writing(path))?;
    pending.write_all(page.as_bytes()).map_err(writing(path))?;
    pending.finish().map_err(writing(path))
}
