//! A page of HTML for one answer: it stands alone, fetches nothing and runs nothing.

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

/// A page with a kicker, a title, a sentence that says what it is, and its content.
pub fn sheet(kicker: &str, title: &str, what: &str, content: &Markup) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("tifa ", env!("CARGO_PKG_VERSION")));
                title { (kicker) ": " (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(SHEET)) }
            }
            body id="top" {
                header.head {
                    p.kicker { (kicker) }
                    h1 lang="zh" { (title) }
                    p.what { (what) }
                }
                main.sheet { (content) }
            }
        }
    };
    let mut page = markup.into_string();
    page.push('\n');
    page
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
