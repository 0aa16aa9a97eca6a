//! The speaker pages: what each said in the clippings, by time.

use super::marked::{runs, within};
use super::reader::lang;
use super::{Briefing, colour, document_anchor, speaker_anchor, statement_anchor, strings};
use crate::listing::said;
use crate::progress::grouped;
use maud::{Markup, html};
use std::collections::BTreeSet;
use tifa_archive::StatementRow;
use tifa_record::register::{By, parts};
use tifa_text::ByteRange;

/// Characters of a statement shown; all of it stands in the clipping.
const SHOWN: usize = 140;

/// The names of those who speak in a statement, as printed, each with a link to his page.
pub fn names(briefing: &Briefing, statement: &StatementRow) -> Markup {
    let voices = briefing.voices(statement);
    html! {
        @for (i, part) in parts(&statement.speaker).enumerate() {
            @if i > 0 { " + " }
            // One who is named twice has one voice; his page is linked from the first name.
            @match voices.get(i).filter(|v| !briefing.speakers[**v].said.is_empty()) {
                Some(voice) => { a.who href=(format!("#{}", speaker_anchor(*voice))) { (part) } }
                None => { (part) }
            }
        }
        (per_register(statement))
    }
}

/// Who held the office that speaks, where the register knows.
pub fn per_register(statement: &StatementRow) -> Markup {
    html! {
        @if let Some(person) = statement.person.as_ref().filter(|p| p.by == By::Office) {
            " " span.register lang=(strings::LANGUAGE) { (strings::PER_REGISTER) " " span lang="zh" { (person.name) } }
        }
    }
}

/// The pages of all speakers who have a statement in the clippings.
pub fn pages(briefing: &Briefing) -> Markup {
    html! {
        @for (i, speaker) in briefing.speakers.iter().enumerate().filter(|(_, s)| !s.said.is_empty()) {
            @let documents: BTreeSet<usize> = speaker.said.iter().map(|s| s.0).collect();
            article.person.(colour(i)) id=(speaker_anchor(i)) aria-labelledby=(format!("{}-name", speaker_anchor(i))) {
                header {
                    h3 lang="zh" id=(format!("{}-name", speaker_anchor(i))) { (speaker.name) }
                    p.about {
                        @if !speaker.others.is_empty() {
                            (strings::PRINTED_TOO) " "
                            @for (n, other) in speaker.others.iter().enumerate() {
                                @if n > 0 { ", " }
                                span lang="zh" { (other) }
                            }
                            " · "
                        }
                        (strings::statements(speaker.said.len() as u64)) " "
                        (strings::in_documents(documents.len() as u64))
                        @if (speaker.said.len() as u64) < speaker.count {
                            " · " (strings::of_all(speaker.count))
                        }
                    }
                }
                ol.life {
                    @for (n, &(c, s)) in speaker.said.iter().enumerate() {
                        (entry(briefing, &speaker.name, speaker.said.get(n.wrapping_sub(1)).copied(), (c, s)))
                    }
                }
                p.end { a href="#speakers" { (strings::ALL_SPEAKERS) } }
            }
        }
    }
}

/// One statement on the page of `speaker`. Day and outlet are said where they are not those of the one `before`, the name
/// where it is printed otherwise.
fn entry(
    briefing: &Briefing,
    speaker: &str,
    before: Option<(usize, usize)>,
    (c, s): (usize, usize),
) -> Markup {
    let document = &briefing.clippings[c];
    let row = &document.row;
    let statement = &document.statements[s];
    let before = before.map(|(c, s)| (c, &briefing.clippings[c].statements[s]));
    let goes_on = before.is_some_and(|(b, other)| {
        b == c && said(other) == said(statement) && other.speaker == statement.speaker
    });
    html! {
        li class=[goes_on.then_some("goes-on")] {
            @if !goes_on {
                p.when {
                    @match said(statement) {
                        Some(day) => { time datetime=(day) { (day) } }
                        None => { (strings::UNDATED) }
                    }
                    @if statement.said.is_some() && said(statement) != statement.date {
                        @if let Some(day) = statement.date { " · " (strings::PRINTED_ON) " " time datetime=(day) { (day) } }
                    }
                    " · " a href=(format!("#{}", document_anchor(&row.document))) lang=[lang(row)] {
                        (row.metadata.outlet.as_deref().unwrap_or(&row.source))
                    }
                }
                @if statement.speaker != speaker { p.as-printed lang="zh" { (names(briefing, statement)) } }
            }
            p.words lang=[lang(row)] {
                (words(briefing, c, statement))
                " " a.place href=(format!("#{}", statement_anchor(&row.document, s))) lang=(strings::LANGUAGE) {
                    (strings::bytes(statement.start, statement.end, &row.encoding))
                }
                @if let Some(occasion) = &statement.occasion {
                    " " span.chain { (strings::AT) " " (occasion) }
                }
                @if !statement.chain.is_empty() {
                    " " span.chain { (strings::VIA) " " (statement.chain.join(" → ")) }
                }
            }
        }
    }
}

/// The beginning of a statement, quoted speech marked.
fn words(briefing: &Briefing, clipping: usize, statement: &StatementRow) -> Markup {
    cut(briefing, clipping, statement, SHOWN)
}

/// The first `most` characters of a statement, quoted speech marked.
pub fn cut(briefing: &Briefing, clipping: usize, statement: &StatementRow, most: usize) -> Markup {
    let document = &briefing.clippings[clipping].document;
    let more = if statement.text.chars().count() > most { "…" } else { "" };
    let Some(block) = document.blocks.get(statement.place.0 as usize) else {
        return html! { (statement.text.chars().take(most).collect::<String>()) (more) };
    };
    let place = statement.place.1;
    let shown: usize = place.of(&block.text).chars().take(most).map(char::len_utf8).sum();
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
        (more)
    }
}

/// The index of speakers.
pub fn index(briefing: &Briefing, most: usize) -> Markup {
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
                    @for (i, speaker) in briefing.speakers.iter().enumerate().take(most) {
                        @let days: Vec<_> = speaker.days.keys().flatten().collect();
                        tr.(colour(i)) {
                            th scope="row" lang="zh" {
                                span.swatch {} " "
                                @if speaker.said.is_empty() {
                                    (speaker.name)
                                } @else {
                                    a href=(format!("#{}", speaker_anchor(i))) { (speaker.name) }
                                }
                                @if !speaker.others.is_empty() {
                                    " " span.count { (speaker.others.join("、")) }
                                }
                            }
                            td.n { (grouped(speaker.count)) }
                            td { @if let Some(day) = days.first() { time datetime=(day) { (day) } } }
                            td { @if let Some(day) = days.last() { time datetime=(day) { (day) } } }
                        }
                    }
                }
            }
        }
        @if briefing.speakers.len() > most {
            p.note { (strings::documents_cut(most, briefing.speakers.len())) }
        }
    }
}
