//! Where a document comes from.

use crate::language::*;
use crate::page::Visit;
use crate::page::document::title;
use crate::page::names::genre;
use maud::{Markup, html};
use tifa_archive::FullDocument;
use tifa_source::Evidence;

/// File, hash, day with its evidence, author, address, witnesses.
pub fn provenance(visit: &Visit, document: &FullDocument) -> Markup {
    let say = |words| visit.language.say(words);
    let row = &document.row;
    let metadata = &row.metadata;
    let url = metadata.url.as_ref().map(|url| url.unwrapped.as_str()).filter(|url| !url.is_empty());
    html! {
        dl.provenance aria-label=(say(PROVENANCE)) {
            div { dt { (say(FILE)) } dd {
                code { (row.source) @if row.ordinal > 0 { "#" (row.ordinal) } }
                " · " a href=(format!("/original/{}", row.document)) download { (say(ORIGINAL)) }
            } }
            div { dt { "SHA-256" } dd { code.hash { (row.original) } } }
            @if !row.encoding.is_empty() && !row.encoding.eq_ignore_ascii_case("utf-8") {
                div { dt { (say(ENCODING)) } dd { (row.encoding) } }
            }
            div { dt { (say(GENRE)) } dd { (say(genre(row.genre))) } }
            @if let Some(dated) = metadata.date {
                div { dt { (say(PUBLISHED)) } dd {
                    time datetime=(dated.day) { (dated.day) }
                    " (" (visit.language.fill(EVIDENCE, &[say(evidence(dated.evidence))])) ")"
                } }
            }
            @if let Some(day) = &metadata.event_day {
                div { dt { (say(EVENT_DAY)) } dd lang="zh" { (day) } }
            }
            @if let Some(author) = &metadata.author {
                div { dt { (say(AUTHOR)) } dd lang="zh" { (author) } }
            }
            @if let Some(url) = url {
                div { dt { (say(ADDRESS)) } dd {
                    // Only addresses of the web become links: a clipping must not bring in anything that runs.
                    @if url.starts_with("https://") || url.starts_with("http://") {
                        a href=(url) rel="noreferrer noopener nofollow" { (url) }
                    } @else {
                        code { (url) }
                    }
                } }
            }
            @if !document.witnesses.is_empty() {
                div { dt { (say(WITNESSES)) } dd {
                    ul { @for witness in &document.witnesses {
                        li { a href=(format!("/document/{}", witness.document)) lang="zh" { (title(witness)) } " " code { (witness.source) } }
                    } }
                } }
            }
        }
    }
}

fn evidence(evidence: Evidence) -> Words {
    match evidence {
        Evidence::Given => USER,
        Evidence::FrontMatter => FRONT_MATTER,
        Evidence::Markup | Evidence::Sidecar | Evidence::Field => METADATA,
        Evidence::Dateline => DATELINE,
        Evidence::Address => ADDRESS,
        Evidence::FileName => FILE_NAME,
        Evidence::Body => BODY,
    }
}
