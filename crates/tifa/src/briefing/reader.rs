//! The clippings: each a section with its provenance, its text, and its statements marked and named in the margin.

use super::marked::{Run, runs, statements_of};
use super::people::names;
use super::{Briefing, document_anchor, record_anchor, statement_anchor, strings};
use maud::{Markup, html};
use std::collections::BTreeSet;
use tifa_archive::{DocumentRow, FullDocument, StatementRow};
use tifa_source::BlockKind;

/// A clipping. `recorded` tells whether a statement stands in the record above.
pub fn clipping(briefing: &Briefing, document: &FullDocument, recorded: &BTreeSet<String>) -> Markup {
    let row = &document.row;
    let anchor = document_anchor(&row.document);
    let blocks = &document.document.blocks;
    let headline = blocks.iter().position(|b| b.kind == BlockKind::Title);
    html! {
        article.clipping id=(anchor) aria-labelledby=(format!("{anchor}-title")) {
            header {
                p.when {
                    (published(row))
                    @if let Some(outlet) = &row.metadata.outlet { " · " span lang=[lang(row)] { (outlet) } }
                }
                div.block {
                    h3 id=(format!("{anchor}-title")) lang=[lang(row)] {
                        @match headline {
                            Some(i) => { (marked(briefing, document, i)) }
                            None => { (title(row)) }
                        }
                    }
                    @if let Some(i) = headline { (margin(briefing, document, i, recorded)) }
                }
                (provenance(document))
            }
            // A statement outside every block cannot be marked; its link still leads to its clipping.
            @for (i, _) in document.statements.iter().enumerate().filter(|(_, s)| s.place.0 as usize >= blocks.len()) {
                span id=(statement_anchor(&row.document, i)) {}
            }
            @for i in (0..blocks.len()).filter(|&i| Some(i) != headline) {
                (block(briefing, document, i, recorded))
            }
            p.end { a href="#top" { (strings::TOP) } }
        }
    }
}

/// The document's title, or the name of its file.
pub fn title(row: &DocumentRow) -> &str {
    let file = row.source.rsplit('/').next().unwrap_or(&row.source);
    row.metadata.title.as_deref().unwrap_or(file)
}

/// Language of the document's text.
pub fn lang(row: &DocumentRow) -> Option<&str> {
    Some(row.metadata.language.as_deref().unwrap_or("zh"))
}

/// The day of publication, for people and machines.
pub fn published(row: &DocumentRow) -> Markup {
    html! {
        @match row.metadata.date {
            Some(dated) => { time datetime=(dated.day) { (dated.day) } }
            None => { (strings::UNDATED) }
        }
    }
}

fn provenance(document: &FullDocument) -> Markup {
    let row = &document.row;
    let metadata = &row.metadata;
    let address = metadata.url.as_ref().map(|url| url.unwrapped.as_str()).filter(|url| !url.is_empty());
    html! {
        dl.provenance {
            div { dt { (strings::FILE) } dd { code { (row.source) @if row.ordinal > 0 { "#" (row.ordinal) } } } }
            div { dt { (strings::HASH) } dd { code.hash { (row.original) } } }
            @if !row.encoding.eq_ignore_ascii_case("utf-8") {
                div { dt { (strings::ENCODING) } dd { (row.encoding) } }
            }
            @if let Some(dated) = metadata.date {
                div { dt { (strings::PUBLISHED) } dd { (dated.day) " (" (strings::evidence(dated.evidence)) ")" } }
            }
            @if let Some(day) = &metadata.event_day {
                div { dt { (strings::EVENT) } dd lang=[lang(row)] { (day) } }
            }
            @if let Some(author) = &metadata.author {
                div { dt { (strings::AUTHOR) } dd lang=[lang(row)] { (author) } }
            }
            @if let Some(address) = address {
                div { dt { (strings::ADDRESS) } dd {
                    // Only addresses of the web become links: a clipping must not bring in anything that runs.
                    @if address.starts_with("https://") || address.starts_with("http://") {
                        a href=(address) rel="noreferrer nofollow" { (address) }
                    } @else {
                        code { (address) }
                    }
                } }
            }
            @if !document.witnesses.is_empty() {
                div { dt { (strings::WITNESSES) } dd {
                    @for (i, witness) in document.witnesses.iter().enumerate() {
                        @if i > 0 { ", " }
                        code { (witness.source) }
                    }
                } }
            }
        }
    }
}

fn block(briefing: &Briefing, document: &FullDocument, index: usize, recorded: &BTreeSet<String>) -> Markup {
    let kind = &document.document.blocks[index].kind;
    let text = marked(briefing, document, index);
    let lang = lang(&document.row);
    html! {
        div.block.(class(kind)) {
            @match kind {
                BlockKind::Title => p.text.title lang=[lang] { (text) },
                BlockKind::Heading(1) => h4.text lang=[lang] { (text) },
                BlockKind::Heading(_) => h5.text lang=[lang] { (text) },
                BlockKind::Quote => blockquote.text lang=[lang] { (text) },
                _ => p.text lang=[lang] { (text) },
            }
            (margin(briefing, document, index, recorded))
        }
    }
}

/// The text of a block with its statements marked, and numbered where there are several.
fn marked(briefing: &Briefing, document: &FullDocument, index: usize) -> Markup {
    let statements = statements_of(document, index);
    let runs = runs(&document.document.blocks[index], &statements);
    let number = |i: usize| {
        let at = statements.iter().position(|(s, _)| *s == i).filter(|_| statements.len() > 1);
        at.map(|at| at + 1)
    };
    html! { @for run in &runs { (self::run(briefing, document, run, &number)) } }
}

/// The margin beside a block: who speaks in it, how, and where that stands.
fn margin(briefing: &Briefing, document: &FullDocument, index: usize, recorded: &BTreeSet<String>) -> Markup {
    let statements = statements_of(document, index);
    html! {
        @if !statements.is_empty() {
            aside.margin {
                ol.numbered[statements.len() > 1] {
                    @for (i, statement) in &statements {
                        (note(briefing, &document.row, *i, statement, recorded))
                    }
                }
            }
        }
    }
}

fn class(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Title | BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph | BlockKind::Quote => "paragraph",
        BlockKind::Turn { continued: false, .. } => "turn",
        BlockKind::Turn { continued: true, .. } => "turn-goes-on",
        BlockKind::Caption => "caption",
        BlockKind::ListItem => "item",
        BlockKind::TableRow => "row",
        BlockKind::Boilerplate => "boilerplate",
    }
}

/// One run of text: bare, or a mark when it is a statement's. `number` gives the statement's number in the margin.
fn run(
    briefing: &Briefing,
    document: &FullDocument,
    run: &Run<'_>,
    number: &impl Fn(usize) -> Option<usize>,
) -> Markup {
    let id = |i: usize| statement_anchor(&document.row.document, i);
    let shown = run.statement.filter(|i| run.begins.contains(i));
    let others = run.begins.iter().filter(|&&i| Some(i) != shown);
    html! {
        @if run.seam { span.seam title=(strings::SEAM) { (strings::SEAM_MARK) } }
        @for &i in others { span id=(id(i)) {} }
        @match run.statement {
            Some(i) => {
                @let quoted = if run.quoted { " quoted" } else { "" };
                @let class = format!("{}{quoted}", briefing.colour(&document.statements[i]));
                mark class=(class) id=[shown.map(id)] data-n=[shown.and_then(number)] { (cue(run)) }
            }
            None => { (cue(run)) }
        }
    }
}

fn cue(run: &Run<'_>) -> Markup {
    html! { @if run.cue { span.cue { (run.text) } } @else { (run.text) } }
}

fn note(
    briefing: &Briefing,
    row: &DocumentRow,
    index: usize,
    statement: &StatementRow,
    recorded: &BTreeSet<String>,
) -> Markup {
    let target = record_anchor(&row.document, index);
    html! {
        li.(briefing.colour(statement)) {
            b lang=[lang(row)] { (names(briefing, statement)) } " "
            span.mode { (statement.mode.name()) }
            @if let Some(cue) = &statement.cue { " " span.cue lang=[lang(row)] { (cue.text) } }
            @if let Some(occasion) = &statement.occasion { " · " span lang=[lang(row)] { (occasion) } }
            " " a.bytes href=(format!("#{}", statement_anchor(&row.document, index))) {
                (strings::bytes(statement.start, statement.end, or_utf8(&row.encoding)))
            }
            @if recorded.contains(&target) {
                " " a.back href=(format!("#{target}")) { (strings::BACK) }
            }
        }
    }
}

/// The encoding, taken for UTF-8 where none is named.
fn or_utf8(encoding: &str) -> &str {
    if encoding.is_empty() { "UTF-8" } else { encoding }
}
