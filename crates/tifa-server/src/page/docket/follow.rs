//! What came of a commitment, and where a claim was made: evidence across documents, no verdict.

use super::{Asked, ENTRY, claims, commitments};
use crate::app::App;
use crate::cursor::{Cursor, Stretch};
use crate::desk::Desk;
use crate::language::*;
use crate::page::piece::{day, place};
use crate::page::review::entry_at;
use crate::page::{Visit, frame};
use crate::problem::Problem;
use axum::extract::{Query, State};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use std::ops::ControlFlow;
use std::sync::Arc;
use tifa_archive::Filter;
use tifa_archive::docket::{ClaimOrigins, CommitmentThread, DocketRow, EvidenceRow, Kind, OriginRow};

/// Repetitions and passages shown.
const SHOWN: usize = 20;

/// Which entry.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Which {
    /// Document, a colon, first and last byte.
    at: String,
}

/// The stretch that a cursor asks for of the commitments with their repetitions and what later statements tell of them. Only
/// those of the stretch are followed.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub fn threads(
    desk: &Desk,
    asked: &Asked,
    cursor: &Cursor,
    page: usize,
) -> Result<Stretch<CommitmentThread>, Problem> {
    let filter = asked.filter()?;
    let (all, state) = desk.kept(
        &format!("threads {filter:?}"),
        |t: &CommitmentThread| ENTRY * (1 + t.entries.len()),
        |archive| Ok(archive.commitment_threads(&filter, false)?),
    )?;
    let about = asked.about();
    let speaks = |t: &CommitmentThread| match &about {
        Some(about) => t.entries.iter().any(|e| e.speaks_of(about)),
        None => true,
    };
    let places: Vec<usize> = (0..all.len()).filter(|&at| speaks(&all[at])).collect();
    let asked: Vec<usize> = places.iter().skip(cursor.skip).take(page).copied().collect();
    Ok(Stretch::cut(desk.followed(&all, &asked)?, places.len(), cursor, state))
}

/// Claims that lead to the statements in which they were made, and the archive's state.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub fn origins(desk: &Desk, asked: &Asked) -> Result<(Arc<Vec<ClaimOrigins>>, String), Problem> {
    let filter = asked.filter()?;
    let (all, state) = desk.kept(
        &format!("origins {filter:?}"),
        |c: &ClaimOrigins| ENTRY * (1 + c.origins.len()),
        |archive| {
            let mut claims = Vec::new();
            archive.each_entry(&filter, Kind::Claim, &mut |row| {
                claims.push(row);
                ControlFlow::Continue(())
            })?;
            Ok(archive.claim_origins(claims)?)
        },
    )?;
    Ok((asked.narrowed(all, |c, about| c.claim.speaks_of(about)), state))
}

/// A commitment, and what came of it as far as this archive tells.
///
/// # Errors
/// When none stands there, and what the archive says.
pub async fn commitment(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(which): Query<Which>,
) -> Result<Markup, Problem> {
    let (row, thread) = app
        .ask(move |desk| {
            let row = entry_at(desk, Kind::Commitment, &which.at)?;
            let (thread, _) = desk.kept(
                &format!("thread {}", which.at),
                |t: &CommitmentThread| ENTRY * (1 + t.entries.len() + t.evidence.len()),
                |archive| Ok(archive.commitment_thread(&Filter::default(), &row)?.into_iter().collect()),
            )?;
            Ok((row, thread.first().cloned()))
        })
        .await?;
    let say = |words| visit.language.say(words);
    let content = html! {
        @if !visit.part {
            h1 { (say(WHAT_CAME)) }
            ol.entries { (commitments::line(&visit, &row)) }
        }
        div.followed-by {
            @match thread.filter(|t| t.entries.len() > 1 || !t.evidence.is_empty()) {
                None => { p.note { (say(NOTHING_CAME)) } }
                Some(thread) => {
                    @let others: Vec<&DocketRow> = thread.entries.iter().filter(|e| !same(e, &row)).collect();
                    @if !others.is_empty() {
                        h4 { (say(REPETITIONS)) }
                        ul { @for entry in others.iter().take(SHOWN) { (repetition(&visit, entry)) } }
                    }
                    @if !thread.evidence.is_empty() {
                        h4 { (say(LATER_EVIDENCE)) }
                        ul { @for passage in thread.evidence.iter().take(SHOWN) { (evidence(&visit, passage)) } }
                    }
                }
            }
        }
    };
    Ok(frame(&visit, say(WHAT_CAME), &content))
}

/// A claim, and the statements in which it was made.
///
/// # Errors
/// When none stands there, and what the archive says.
pub async fn claim(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(which): Query<Which>,
) -> Result<Markup, Problem> {
    let (row, origins) = app
        .ask(move |desk| {
            let row = entry_at(desk, Kind::Claim, &which.at)?;
            let (found, _) = desk.kept(
                &format!("origins of {}", which.at),
                |_: &OriginRow| ENTRY,
                |archive| {
                    let led = archive.claim_origins(vec![row.clone()])?;
                    Ok(led.into_iter().flat_map(|c| c.origins).collect())
                },
            )?;
            Ok((row, found.to_vec()))
        })
        .await?;
    let say = |words| visit.language.say(words);
    let content = html! {
        @if !visit.part {
            h1 { (say(WHERE_MADE)) }
            ol.entries { (claims::line(&visit, &row)) }
        }
        div.followed-by {
            @if origins.is_empty() { p.note { (say(NOWHERE_MADE)) } } @else {
                h4 { (say(WHERE_MADE)) }
                ul { @for origin in &origins { (made(&visit, origin)) } }
            }
        }
    };
    Ok(frame(&visit, say(WHERE_MADE), &content))
}

/// The way to one of these pages; with a script the answer comes into the line itself.
pub fn way(visit: &Visit, path: &str, words: Words, row: &DocketRow) -> Markup {
    let href = crate::query::address(path, &[("at", &super::shown::at(row))]);
    html! {
        p.way { a href=(href) hx-get=(href) hx-target="closest p" hx-swap="outerHTML" {
            (visit.language.say(words)) span.visually-hidden lang="zh" { " " (row.text) }
        } }
    }
}

fn same(one: &DocketRow, other: &DocketRow) -> bool {
    (&one.document, one.start, one.end) == (&other.document, other.start, other.end)
}

fn repetition(visit: &Visit, entry: &DocketRow) -> Markup {
    let file = entry.source.rsplit('/').next().unwrap_or(&entry.source);
    html! {
        li {
            a.words href=(place(&entry.document, entry.start, entry.end)) lang="zh" { (entry.text) }
            p.about {
                (day(visit, entry.published))
                @if let Some(outlet) = &entry.outlet { " · " span lang="zh" { (outlet) } }
                " · " (file)
            }
        }
    }
}

fn evidence(visit: &Visit, passage: &EvidenceRow) -> Markup {
    let relation = match passage.relation {
        "kept" => TOLD_KEPT,
        "broken" => TOLD_BROKEN,
        "denied" => TOLD_DENIED,
        _ => TOLD_REPEATED,
    };
    let EvidenceRow { document, start, end, text, .. } = passage;
    told(visit, relation, (document, *start, *end, text), (passage.day, &passage.speaker, &passage.source))
}

fn made(visit: &Visit, origin: &OriginRow) -> Markup {
    let by = if origin.by == "day" { BY_ITS_DAY } else { BY_ITS_WORDS };
    let OriginRow { document, start, end, text, .. } = origin;
    told(visit, by, (document, *start, *end, text), (origin.day, &origin.speaker, &origin.source))
}

/// Words of another document: why they are shown, where they stand, and when, by whom and in which file they were said.
fn told(
    visit: &Visit,
    why: Words,
    (document, start, end, text): (&str, u32, u32, &str),
    (when, who, source): (Option<Date>, &str, &str),
) -> Markup {
    let file = source.rsplit('/').next().unwrap_or(source);
    html! {
        li {
            span.badge.kind { (visit.language.say(why)) } " "
            a.words href=(place(document, start, end)) lang="zh" { (text) }
            p.about { (day(visit, when)) " · " span.who lang="zh" { (who) } " · " (file) }
        }
    }
}
