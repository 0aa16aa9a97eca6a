//! The page: head, numbers, record, speakers, documents, clippings.

use super::marked::{runs, within};
use super::reader::{clipping, lang, published, title};
use super::{
    Briefing, Occasion, document_anchor, folded, record_anchor, statement_anchor, strings, timeline::timeline,
};
use crate::progress::grouped;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeSet;
use tifa_archive::StatementRow;
use tifa_text::ByteRange;

const STYLE: &str = include_str!("style.css");

/// Nothing may be fetched and nothing may run, whatever a clipping holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

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
        ("speakers", strings::SPEAKERS),
        ("documents", strings::DOCUMENTS),
        ("clippings", strings::CLIPPINGS),
        ("how", strings::HOW),
    ];
    let markup = html! {
        (DOCTYPE)
        html lang=(strings::LANGUAGE) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("tifa ", env!("CARGO_PKG_VERSION")));
                title { (strings::KICKER) ": " (briefing.name) }
                style { (PreEscaped(STYLE)) }
            }
            body id="top" {
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
                        (section("speakers", strings::SPEAKERS, &speakers(briefing)))
                        (section("documents", strings::DOCUMENTS, &documents(briefing)))
                        (section("clippings", strings::CLIPPINGS, &html! {
                            @for document in &briefing.clippings { (clipping(briefing, document, &recorded)) }
                        }))
                        (section("how", strings::HOW, &html! {
                            dl.how { @for (term, text) in strings::HOW_TEXT { dt { (term) } dd { (text) } } }
                        }))
                    }
                }
            }
        }
    };
    let mut page = markup.into_string();
    page.push('\n');
    page
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
                @for (speaker, said) in &occasion.speakers {
                    section.speaker.(briefing.colour(speaker)) {
                        h4 lang="zh" { (speaker) " " span.count { (said.len()) } }
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
                (words(briefing, clipping, statement))
                @if statement.text.chars().count() > SHOWN {
                    "… " a.on href=(target) lang=(strings::LANGUAGE) { (strings::READ_ON) }
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

/// The words of a statement, with quoted speech marked; cut at [`SHOWN`] characters.
fn words(briefing: &Briefing, clipping: usize, statement: &StatementRow) -> Markup {
    let document = &briefing.clippings[clipping].document;
    let Some(block) = document.blocks.get(statement.place.0 as usize) else {
        return html! { (statement.text.chars().take(SHOWN).collect::<String>()) };
    };
    let place = statement.place.1;
    let shown: usize = place.of(&block.text).chars().take(SHOWN).map(char::len_utf8).sum();
    let place = ByteRange { start: place.start, end: place.start + u32::try_from(shown).unwrap_or(0) };
    let quotes: Vec<ByteRange> = statement.quotes.iter().filter_map(|q| within(block, q)).collect();
    html! {
        @for run in runs(block, &[(0, statement)]) {
            @let (start, end) = (run.range.start.max(place.start), run.range.end.min(place.end));
            @if start < end {
                @let part = ByteRange { start, end };
                @if quotes.iter().any(|q| q.contains(part)) {
                    span.quoted { (part.of(&block.text)) }
                } @else {
                    (part.of(&block.text))
                }
            }
        }
    }
}

fn speakers(briefing: &Briefing) -> Markup {
    html! {
        div.scroll {
            table.index {
                thead { tr {
                    th scope="col" { (strings::SPEAKER) }
                    th.n scope="col" { (strings::N_STATEMENTS) }
                    th scope="col" { (strings::FIRST) }
                    th scope="col" { (strings::LAST) }
                } }
                tbody {
                    @for speaker in briefing.speakers.iter().take(INDEXED) {
                        @let days: Vec<_> = speaker.days.keys().flatten().collect();
                        tr.(briefing.colour(&speaker.name)) {
                            th scope="row" lang="zh" {
                                span.swatch {} " "
                                @match first_said(briefing, &speaker.key) {
                                    Some(anchor) => { a href=(format!("#{anchor}")) { (speaker.name) } }
                                    None => { (speaker.name) }
                                }
                                @if !speaker.others.is_empty() {
                                    " " span.count { (speaker.others.join("、")) }
                                }
                            }
                            td.n { (grouped(speaker.count)) }
                            td { @if let Some(day) = days.first() { (day) } }
                            td { @if let Some(day) = days.last() { (day) } }
                        }
                    }
                }
            }
        }
        @if briefing.speakers.len() > INDEXED {
            p.note { (strings::documents_cut(INDEXED, briefing.speakers.len())) }
        }
    }
}

/// Where the first statement of the speaker whose folded name is `key` stands in the record.
fn first_said(briefing: &Briefing, key: &str) -> Option<String> {
    let all = briefing.occasions.iter().flat_map(|o| &o.speakers);
    let said = all.into_iter().find(|(name, _)| folded(name) == key)?;
    let &(c, s) = said.1.first()?;
    Some(record_anchor(&briefing.clippings[c].row.document, s))
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
