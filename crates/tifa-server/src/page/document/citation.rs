//! Words with where they stand, to be taken elsewhere.

use crate::language::*;
use crate::page::Visit;
use crate::page::document::title;
use maud::{Markup, html};
use tifa_archive::FullDocument;
use tifa_export::name::permalink;
use tifa_text::ByteRange;

/// The printed characters of `here` and their citation, in a field to copy from.
pub fn citation(visit: &Visit, document: &FullDocument, here: ByteRange) -> Markup {
    let say = |words| visit.language.say(words);
    let text = cited(document, here);
    if text.is_empty() {
        return html! {};
    }
    let rows = text.lines().count().clamp(3, 8);
    html! {
        section.citation aria-labelledby="citation" {
            h2 id="citation" { (say(CITATION)) }
            textarea readonly rows=(rows) lang="zh" aria-labelledby="citation" { (text) }
            button.copy type="button" hidden data-done=(say(COPIED)) { (say(COPY)) }
        }
    }
}

/// The words in quotation marks, who says them, and where they stand: as a person would write it in a note.
fn cited(document: &FullDocument, here: ByteRange) -> String {
    let blocks = &document.document.blocks;
    let words: Vec<&str> =
        blocks.iter().filter_map(|b| b.map.text(here).map(|range| range.of(&b.text))).collect();
    if words.is_empty() {
        return String::new();
    }
    let row = &document.row;
    let mut lines = vec![format!("「{}」", words.join("\n"))];
    let mut place: Vec<String> = Vec::new();
    place.extend(document.saying(here).map(|s| s.speaker.clone()));
    place.extend(row.metadata.outlet.clone());
    place.push(format!("《{}》", title(row)));
    place.extend(row.metadata.date.map(|d| d.day.to_string()));
    lines.push(place.join("，"));
    lines.extend(row.metadata.url.as_ref().map(|u| u.unwrapped.clone()).filter(|u| !u.is_empty()));
    lines.push(format!("{}, bytes {}–{}", row.source, here.start, here.end));
    lines.push(format!("SHA-256 {}", row.original));
    lines.push(permalink(&row.document, here.start, here.end));
    lines.join("\n")
}
