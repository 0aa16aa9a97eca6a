//! The docket section: where each issue stands, kind by kind.

use super::{Briefing, document_anchor, statement_anchor, strings};
use crate::listing::{days, limits, or_empty};
use maud::{Markup, html};
use tifa_archive::docket::{Detail, DocketRow, Kind};
use tifa_export::jsonl::word as written;

/// Entries of a kind that are shown; the rest is listed by `tifa docket`.
const SHOWN: usize = 60;

/// Characters of an entry's words that are shown.
const WORDS: usize = 120;

/// The kinds, each with its title, the command that lists it, and the names of its columns.
const KINDS: [(Kind, &str, &str, &[&str]); 5] = [
    (
        Kind::Mechanism,
        strings::MECHANISMS,
        "mechanisms",
        &[strings::STATE, strings::PARTIES, strings::MECHANISM, strings::SPEAKER],
    ),
    (
        Kind::Commitment,
        strings::COMMITMENTS,
        "commitments",
        &[strings::KIND, strings::WHO, strings::WHAT_IS_SAID, strings::CONDITION],
    ),
    (
        Kind::Enumeration,
        strings::ENUMERATIONS,
        "enumerations",
        &[strings::POINTS, strings::SPEAKER, strings::LIST, strings::ITEMS],
    ),
    (
        Kind::Figure,
        strings::FIGURES,
        "figures",
        &[strings::PRINTED, strings::VALUE, strings::COUNTED, strings::SPEAKER],
    ),
    (
        Kind::Claim,
        strings::CLAIMS,
        "claims",
        &[strings::CLAIMED_BY, strings::CLAIM, strings::ANSWERED_BY, strings::ANSWER],
    ),
];

/// All kinds that have an entry.
pub(super) fn docket(briefing: &Briefing) -> Markup {
    html! {
        @if briefing.docket.is_empty() { p { (strings::NO_ENTRIES) } }
        @for (kind, name, command, columns) in KINDS {
            @let rows: Vec<&DocketRow> = briefing.docket.iter().filter(|r| r.kind == kind).collect();
            @if !rows.is_empty() {
                h3.kind id=(format!("docket-{command}")) { (name) " " span.count { (rows.len()) } }
                div.scroll {
                    table.index.docket {
                        thead { tr {
                            th scope="col" { (strings::DAY) }
                            @for column in columns { th scope="col" { (column) } }
                        } }
                        tbody { @for row in rows.iter().take(SHOWN) { (line(briefing, row)) } }
                    }
                }
                @if rows.len() > SHOWN { p.note { (strings::entries_cut(SHOWN, rows.len(), command, &briefing.name)) } }
            }
        }
    }
}

/// One entry; its words lead to where they stand.
fn line(briefing: &Briefing, row: &DocketRow) -> Markup {
    let words = |text: &str| link(briefing, row, text);
    let plain = |text: &str| html! { span lang="zh" { (text) } };
    let cells: [Markup; 4] = match &row.detail {
        Detail::Mechanism { parties, state, speaker, .. } => [
            html! { (written(state)) },
            plain(&parties.join("－")),
            words(&row.text),
            plain(or_empty(speaker)),
        ],
        Detail::Commitment { who, r#type, condition, .. } => [
            html! { (written(r#type)) },
            plain(who),
            words(&row.text),
            plain(condition.as_ref().map_or("", |c| c.text.as_str())),
        ],
        Detail::Enumeration { declared, speaker, announced, items } => [
            html! { (points(*declared, items.len())) },
            plain(or_empty(speaker)),
            words(if *announced { &row.text } else { strings::UNANNOUNCED }),
            html! { ol.items lang="zh" { @for item in items { li { (cut(&item.text)) } } } },
        ],
        Detail::Figure { value, upper, bound, measure, what, speaker, days: of, doubt, .. } => [
            words(&format!("{}{measure}", row.text)),
            html! {
                (limits(&value.to_string(), upper.map(|u| u.to_string()), *bound))
                @if let Some(doubt) = doubt { " " strong.doubt { (strings::doubt(*doubt)) } }
            },
            plain(or_empty(what)),
            html! { (plain(or_empty(speaker))) @if of.is_some() { " " span.count { (days(*of)) } } },
        ],
        Detail::Claim { claimed_by, rebuttal, rebutted_by, .. } => [
            plain(or_empty(claimed_by)),
            words(&row.text),
            plain(or_empty(rebutted_by)),
            plain(&cut(&rebuttal.text)),
        ],
        _ => Default::default(),
    };
    html! {
        tr {
            td.day { @match row.published { Some(day) => time datetime=(day) { (day) }, None => (strings::UNDATED) } }
            @for cell in cells { td { (cell) } }
        }
    }
}

/// Items found, of how many announced where that differs.
fn points(declared: Option<u32>, items: usize) -> String {
    match declared {
        Some(n) if n as usize != items => strings::items_of(items, n),
        _ => items.to_string(),
    }
}

/// An entry's words with a link to the statement they stand in, or to the clipping.
fn link(briefing: &Briefing, row: &DocketRow, text: &str) -> Markup {
    let clipping = briefing.clippings.iter().find(|c| *c.row.document == *row.document);
    let statement =
        clipping.and_then(|c| c.statements.iter().position(|s| s.start <= row.start && row.start < s.end));
    let target = match (clipping, statement) {
        (None, _) => None,
        (Some(_), Some(index)) => Some(format!("#{}", statement_anchor(&row.document, index))),
        (Some(_), None) => Some(format!("#{}", document_anchor(&row.document))),
    };
    html! {
        @match target {
            Some(target) => a lang="zh" href=(target) { (cut(text)) },
            None => span lang="zh" { (cut(text)) },
        }
    }
}

/// The first characters of a long text.
fn cut(text: &str) -> String {
    match text.char_indices().nth(WORDS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
