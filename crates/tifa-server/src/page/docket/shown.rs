//! What pages show of any entry: its place, its day, and what people said of it.

use crate::language::*;
use crate::page::Visit;
use crate::page::piece::{day, place};
use crate::query::address;
use maud::{Markup, html};
use tifa_archive::docket::{DocketRow, Kind, Period};

/// How a form and an address name an entry within its kind: `3f2a90b1c4d5e6f7:1204-1216`.
pub fn at(row: &DocketRow) -> String {
    named(&row.document, row.start, row.end)
}

/// How an entry at these bytes is named.
pub fn named(document: &str, start: u32, end: u32) -> String {
    format!("{document}:{start}-{end}")
}

/// Address of the page where a person decides about it.
pub fn review(row: &DocketRow) -> String {
    review_of(row.kind, &row.document, row.start, row.end)
}

/// Address of the page where a person decides about what stands at these bytes.
pub fn review_of(kind: Kind, document: &str, start: u32, end: u32) -> String {
    address("/review", &[("kind", kind.name()), ("at", &named(document, start, end))])
}

/// Days as they are written: one, or the first and the last.
pub fn period(period: Period) -> String {
    if period.from == period.to {
        period.from.to_string()
    } else {
        format!("{} – {}", period.from, period.to)
    }
}

/// Day, outlet, file, what people said of it, and the way to decide: the last line of an entry.
pub fn about(visit: &Visit, row: &DocketRow, speaker: Option<&str>) -> Markup {
    let say = |words| visit.language.say(words);
    let file = row.source.rsplit('/').next().unwrap_or(&row.source);
    html! {
        p.about {
            (day(visit, row.published))
            @if let Some(outlet) = &row.outlet { " · " span lang="zh" { (outlet) } }
            @if let Some(speaker) = speaker { " · " span.who lang="zh" { (speaker) } }
            " · " a href=(place(&row.document, row.start, row.end)) { cite { (file) } }
            span.to-review { " · " a href=(review(row)) { (say(REVIEW_THIS)) span.visually-hidden lang="zh" { " " (row.text) } } }
            (verdict(visit, row))
        }
    }
}

/// What people said of an entry, in a word; nothing when nobody did.
pub fn verdict(visit: &Visit, row: &DocketRow) -> Markup {
    let say = |words| visit.language.say(words);
    html! {
        @if let Some(standing) = &row.decision {
            @if !standing.conflicts.is_empty() {
                " " span.badge.disputed { (say(DISPUTED)) }
            }
            @if standing.is_rejected() {
                " " span.badge.rejected { (say(REJECTED)) }
            } @else if !standing.corrected.is_empty() {
                " " span.badge.confirmed { (say(CORRECTED)) }
            } @else if standing.verdict.is_some() {
                " " span.badge.confirmed { (say(CONFIRMED)) }
            }
            @if !standing.merged.is_empty() { " " span.badge { (say(JOINED)) } }
            @if standing.split { " " span.badge { (say(SPLIT)) } }
            @if !standing.notes.is_empty() { " " span.badge { (say(NOTED)) } }
        }
    }
}

/// How many points a list has, and how many it announces where these are others.
pub fn points(visit: &Visit, declared: Option<u32>, found: usize) -> String {
    let number = found.to_string();
    match declared {
        Some(n) if n as usize != found => visit.language.fill(POINTS_OF, &[&number, &n.to_string()]),
        _ => visit.language.fill(POINTS, &[&number]),
    }
}

/// The class of a line: what was rejected is struck out.
pub fn class(row: &DocketRow) -> &'static str {
    if row.is_rejected() { "entry rejected" } else { "entry" }
}

/// A linked quotation of the entry's own words.
pub fn words(row: &DocketRow, text: &str) -> Markup {
    html! { a.words href=(place(&row.document, row.start, row.end)) lang="zh" { (text) } }
}
