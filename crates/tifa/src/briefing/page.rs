//! The page: head, numbers, record, speakers, documents, clippings.

use super::docket::docket;
use super::reader::{clipping, lang, published, title};
use super::timeline::timeline;
use super::{Briefing, Occasion, document_anchor, people, record_anchor, statement_anchor, strings};
use crate::progress::grouped;
use crate::sheet;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Statements of one speaker shown open at one occasion; the rest is folded away.
const OPEN: usize = 8;

/// Characters of a statement shown in the record; all of it stands in the clipping.
const SHOWN: usize = 320;

/// Documents in the list of all documents.
const LISTED: usize = 2_000;

/// Speakers in the index.
const INDEXED: usize = 300;

/// The briefing as a page of HTML.
pub fn page(briefing: &Briefing) -> String {
    let recorded = recorded(briefing);
    let sections = [
        ("timeline", strings::TIMELINE),
        ("occasions", strings::OCCASIONS),
        ("docket", strings::DOCKET),
        ("speakers", strings::SPEAKERS),
        ("people", strings::PEOPLE),
        ("documents", strings::DOCUMENTS),
        ("clippings", strings::CLIPPINGS),
        ("how", strings::HOW),
    ];
    let content = html! {
        a.skip href="#occasions" { (strings::SKIP) }
        header.head {
            p.kicker { (strings::KICKER) }
            h1 { (briefing.name) }
            p.what { (strings::WHAT) }
            (numbers(briefing))
        }
        div.frame {
            nav.contents aria-label=(strings::CONTENTS) {
                ul { @for (id, name) in sections { li { a href=(format!("#{id}")) { (name) } } } }
            }
            main {
                @if briefing.clippings.len() < briefing.documents.len() { (omitted(briefing)) }
                (section("timeline", strings::TIMELINE, &timeline(briefing)))
                (section("occasions", strings::OCCASIONS, &record(briefing)))
                (section("docket", strings::DOCKET, &docket(briefing)))
                (section("speakers", strings::SPEAKERS, &people::index(briefing, INDEXED)))
                (section("people", strings::PEOPLE, &people::pages(briefing)))
                (section("documents", strings::DOCUMENTS, &documents(briefing)))
                (section("clippings", strings::CLIPPINGS, &html! {
                    @for document in &briefing.clippings { (clipping(briefing, document, &recorded)) }
                }))
                (section("how", strings::HOW, &html! {
                    dl.how { @for (term, text) in strings::HOW_TEXT { dt { (term) } dd { (text) } } }
                }))
            }
        }
    };
    sheet::page(strings::LANGUAGE, &format!("{}: {}", strings::KICKER, briefing.name), "", &content)
}

fn section(id: &str, name: &str, content: &Markup) -> Markup {
    html! {
        section id=(id) aria-labelledby=(format!("{id}-title")) {
            h2 id=(format!("{id}-title")) { (name) }
            (content)
        }
    }
}

/// Names of the places of all statements in the record.
fn recorded(briefing: &Briefing) -> BTreeSet<String> {
    let said = briefing.occasions.iter().flat_map(|o| &o.speakers).flat_map(|(_, said)| said);
    said.map(|&(c, s)| record_anchor(&briefing.clippings[c].row.document, s)).collect()
}

fn numbers(briefing: &Briefing) -> Markup {
    let days: BTreeSet<_> = briefing.documents.iter().filter_map(super::day).collect();
    let texts = briefing.texts();
    let mut all = vec![(briefing.documents.len(), strings::N_DOCUMENTS)];
    if texts < briefing.documents.len() {
        all.push((texts, strings::N_TEXTS));
    }
    all.push((usize::try_from(briefing.statements).unwrap_or(usize::MAX), strings::N_STATEMENTS));
    all.push((briefing.speakers.len(), strings::N_SPEAKERS));
    all.push((briefing.outlets().len(), strings::N_OUTLETS));
    all.push((days.len(), strings::N_DAYS));
    html! {
        dl.numbers aria-label=(strings::NUMBERS) {
            @for (n, name) in all { div { dt { (name) } dd { (grouped(n as u64)) } } }
        }
        p.span {
            @if let (Some(first), Some(last)) = (days.first(), days.last()) {
                time datetime=(first) { (first) }
                @if first != last { " – " time datetime=(last) { (last) } }
            }
            @for (i, (outlet, n)) in briefing.outlets().iter().take(12).enumerate() {
                @if i > 0 || !days.is_empty() { " · " }
                span lang="zh" { (outlet) } " " span.count { (grouped(*n)) }
            }
        }
    }
}

fn omitted(briefing: &Briefing) -> Markup {
    let shown: u64 = briefing.clippings.iter().map(|c| c.statements.len() as u64).sum();
    let (clippings, documents) = (briefing.clippings.len(), briefing.documents.len());
    html! { p.notice role="note" { (strings::omitted(&briefing.name.replace(", ", " --under "), clippings, documents, shown, briefing.statements)) } }
}

fn record(briefing: &Briefing) -> Markup {
    html! {
        @if briefing.occasions.is_empty() { p { (strings::NO_STATEMENTS) } }
        @for occasion in &briefing.occasions { (self::occasion(briefing, occasion)) }
    }
}

fn occasion(briefing: &Briefing, occasion: &Occasion) -> Markup {
    let joined = occasion.clippings.len() > 1;
    let reports = occasion.clippings.iter().map(|&c| &briefing.clippings[c].row);
    let first = occasion.clippings.first().map(|&c| &briefing.clippings[c].row);
    html! {
        article.occasion {
            p.when {
                @match occasion.day {
                    Some(day) => { time datetime=(day) { (day) } }
                    None => { (strings::UNDATED) }
                }
            }
            div.what-was-said {
                h3 lang=[first.and_then(lang)] {
                    @match (&occasion.named, first) {
                        (Some(name), _) => { (name) }
                        (None, Some(row)) => { (title(row)) }
                        (None, None) => {}
                    }
                }
                p.reports {
                    @for (i, row) in reports.enumerate() {
                        @if i > 0 { " · " }
                        a href=(format!("#{}", document_anchor(&row.document))) lang=[lang(row)] {
                            @if let Some(outlet) = &row.metadata.outlet { (outlet) }
                            @if row.metadata.outlet.is_some() && occasion.named.is_some() { "：" }
                            @if occasion.named.is_some() { (title(row)) }
                            @else if row.metadata.outlet.is_none() { (row.source) }
                        }
                    }
                }
                @for (_, said) in &occasion.speakers {
                    @let speaker = &briefing.clippings[said[0].0].statements[said[0].1];
                    section.speaker.(briefing.colour(speaker)) {
                        h4 lang="zh" { (people::names(briefing, speaker)) " " span.count { (said.len()) } }
                        ul.said { @for &(c, s) in said.iter().take(OPEN) { (statement(briefing, c, s, joined)) } }
                        @if said.len() > OPEN {
                            details {
                                summary { (strings::more(said.len() - OPEN)) }
                                ul.said { @for &(c, s) in &said[OPEN..] { (statement(briefing, c, s, joined)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A statement in the record; `joined` tells whether its occasion has statements of other clippings too, so that each
/// must name its own.
fn statement(briefing: &Briefing, clipping: usize, index: usize, joined: bool) -> Markup {
    let document = &briefing.clippings[clipping];
    let row = &document.row;
    let statement = &document.statements[index];
    let target = format!("#{}", statement_anchor(&row.document, index));
    html! {
        li id=(record_anchor(&row.document, index)) {
            p.words lang=[lang(row)] {
                (people::cut(briefing, clipping, statement, SHOWN))
                @if statement.text.chars().count() > SHOWN {
                    " " a.on href=(target) lang=(strings::LANGUAGE) { (strings::READ_ON) }
                }
            }
            p.about {
                span.mode { (statement.mode.name()) }
                @if let Some(cue) = &statement.cue {
                    " · " (strings::CUE) " " span.cue lang=[lang(row)] { (cue.text) }
                }
                @if let Some(occasion) = &statement.occasion {
                    " · " (strings::AT) " " span lang=[lang(row)] { (occasion) }
                }
                @if !statement.chain.is_empty() {
                    " · " (strings::VIA) " " span lang=[lang(row)] { (statement.chain.join(" → ")) }
                }
                " · " a.place href=(target) {
                    @if joined { (row.source) ", " }
                    (strings::bytes(statement.start, statement.end, &row.encoding))
                }
            }
        }
    }
}

fn documents(briefing: &Briefing) -> Markup {
    let shown: BTreeSet<&str> = briefing.clippings.iter().map(|c| c.row.document.as_str()).collect();
    html! {
        div.scroll {
            table.index.documents {
                thead { tr {
                    th scope="col" { (strings::DAY) }
                    th scope="col" { (strings::OUTLET) }
                    th scope="col" { (strings::TITLE) }
                    th.n scope="col" { (strings::N_STATEMENTS) }
                } }
                tbody {
                    @for row in briefing.documents.iter().take(LISTED) {
                        tr {
                            td.day { (published(row)) }
                            td lang=[lang(row)] { (row.metadata.outlet.as_deref().unwrap_or_default()) }
                            td.title lang=[lang(row)] {
                                @if shown.contains(row.document.as_str()) {
                                    a href=(format!("#{}", document_anchor(&row.document))) { (title(row)) }
                                } @else {
                                    (title(row))
                                }
                            }
                            @let label =
                                if row.statements == 1 { strings::N_STATEMENT } else { strings::N_STATEMENTS };
                            td.n data-label=(label) { (row.statements) }
                        }
                    }
                }
            }
        }
        @if briefing.documents.len() > LISTED {
            p.note { (strings::documents_cut(LISTED, briefing.documents.len())) }
        }
    }
}
