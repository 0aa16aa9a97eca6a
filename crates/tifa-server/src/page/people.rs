//! Speakers, outlets and occasions: who and what there is to ask for.

use super::docket::ENTRY;
use super::home::stocked;
use super::names::mode;
use super::piece::{File, TABLES, day, files, grouped, nothing, onward, place};
use super::{Visit, frame};
use crate::app::App;
use crate::cursor::{Cursor, Stretch};
use crate::desk::Desk;
use crate::language::*;
use crate::problem::Problem;
use crate::query::{Conditions, address, changed};
use axum::extract::{Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;
use tifa_archive::docket::JoinedOccasion;
use tifa_archive::{Filter, StatementRow};

/// Names, occasions and statements on a page.
const NAMES: usize = 300;
const PAGE: usize = 50;

/// Which page, and what is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    cursor: String,
    #[serde(flatten)]
    conditions: Conditions,
}

impl Asked {
    fn address(&self, path: &str, cursor: &str) -> String {
        changed(path, self.conditions.parameters(), &[("cursor", cursor)])
    }
}

/// All speakers, or what one of them said.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn speakers(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let say = |words| visit.language.say(words);
    if asked.conditions.speaker.trim().is_empty() {
        let all = app.ask(speaking).await?;
        let content = html! {
            h1 { (say(SPEAKERS)) }
            @if all.is_empty() { (nothing(&visit, NOBODY_YET, EMPTY_HELP)) } @else {
                form.search method="get" action="/speakers" {
                    div.words {
                        label.visually-hidden for="speaker" { (say(SPEAKER)) }
                        input id="speaker" type="search" name="speaker" lang="zh" autocomplete="off";
                        button { (say(SEARCH)) }
                    }
                }
            }
            (names(&all, "/speakers", "speaker"))
        };
        return Ok(frame(&visit, say(SPEAKERS), &content));
    }
    statements(&app, &visit, &asked, &asked.conditions.speaker, "/speakers").await
}

/// All outlets.
///
/// # Errors
/// What the archive says.
pub async fn outlets(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let say = |words| visit.language.say(words);
    if !asked.conditions.outlet.trim().is_empty() {
        return statements(&app, &visit, &asked, &asked.conditions.outlet, "/outlets").await;
    }
    let all = app.ask(|desk| Ok(stocked(desk)?.outlets.clone())).await?;
    let content = html! {
        h1 { (say(OUTLETS)) }
        @if all.is_empty() { (nothing(&visit, NO_OUTLETS, EMPTY_HELP)) }
        (names(&all, "/outlets", "outlet"))
    };
    Ok(frame(&visit, say(OUTLETS), &content))
}

/// Speakers as printed, with the number of their statements, most first.
///
/// # Errors
/// What the archive says.
pub fn speaking(desk: &Desk) -> Result<Arc<Vec<(String, u64)>>, Problem> {
    let (all, _) = desk.kept(
        "speakers",
        |(name, _): &(String, u64)| 48 + name.len(),
        |archive| Ok(archive.speakers()?),
    )?;
    Ok(all)
}

fn names(all: &[(String, u64)], path: &str, parameter: &str) -> Markup {
    html! {
        ul.names {
            @for (name, n) in all.iter().take(NAMES) {
                li { a href=(address(path, &[(parameter, name)])) lang="zh" { (name) } " " span.count { (grouped(*n)) } }
            }
        }
    }
}

/// What is said under some conditions, by file and place.
async fn statements(
    app: &Arc<App>,
    visit: &Visit,
    asked: &Asked,
    name: &str,
    path: &str,
) -> Result<Markup, Problem> {
    let (filter, cursor) = (asked.conditions.filter()?, Cursor::asked(&asked.cursor)?);
    let found = app.ask(move |archive| Ok(archive.statements_from(&filter, &cursor, PAGE)?)).await?;
    let rows = &found.rows;
    let say = |words| visit.language.say(words);
    let content = html! {
        h1 lang="zh" { (name) }
        @if rows.is_empty() {
            section.empty { h2 { (say(NO_STATEMENTS)) } p { (say(NOTHING_HELP)) } }
        } @else {
            ul.statements { @for row in rows { (statement(visit, row)) } }
        }
        @if !rows.is_empty() { (files(visit, &tables(&asked.conditions))) }
        (onward(visit, found.skip, found.next().as_deref(), |cursor| asked.address(path, cursor)))
    };
    Ok(frame(visit, name, &content))
}

/// The forms in which statements go out.
fn tables(conditions: &Conditions) -> Vec<File<'_>> {
    let link = |(name, form)| {
        let all = [("form", form)].into_iter().chain(conditions.parameters()).collect();
        (name, "statements", all)
    };
    TABLES.map(link).into()
}

fn statement(visit: &Visit, row: &StatementRow) -> Markup {
    let say = |words| visit.language.say(words);
    html! {
        li {
            p.words lang="zh" { (row.text) }
            p.about {
                (day(visit, row.said.map(|s| s.from).or(row.date)))
                " · " b lang="zh" { (row.speaker) }
                @if let Some(person) = row.person.as_ref().filter(|p| p.name != row.speaker) { " (" span lang="zh" { (person.name) } ")" }
                " · " (say(mode(row.mode)))
                @if let Some(occasion) = &row.occasion { " · " span lang="zh" { (occasion) } }
                @if !row.chain.is_empty() { " · " (say(VIA)) " " span lang="zh" { (row.chain.join(" → ")) } }
                " · " a href=(place(&row.document, row.start, row.end)) { (row.source) }
            }
        }
    }
}

/// The occasions that a cursor asks for, by day.
///
/// # Errors
/// What the archive says.
pub fn occurred(
    desk: &Desk,
    filter: &Filter,
    cursor: &Cursor,
    page: usize,
) -> Result<Stretch<JoinedOccasion>, Problem> {
    let (all, state) = desk.kept(
        &format!("occasions {filter:?}"),
        |o: &JoinedOccasion| ENTRY * (1 + o.reports.len()),
        |archive| Ok(archive.occasions(filter)?),
    )?;
    Ok(Stretch::of(&all, cursor, state, page))
}

/// All occasions, by day.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn occasions(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let say = |words| visit.language.say(words);
    if !asked.conditions.occasion.trim().is_empty() {
        return statements(&app, &visit, &asked, &asked.conditions.occasion, "/occasions").await;
    }
    let (filter, cursor) = (asked.conditions.filter()?, Cursor::asked(&asked.cursor)?);
    let found = app.ask(move |desk| occurred(desk, &filter, &cursor, PAGE)).await?;
    let content = html! {
        h1 { (say(OCCASIONS)) }
        @if found.total == 0 { (nothing(&visit, NO_OCCASIONS, NO_ENTRIES_HELP)) }
        ul.occasions {
            @for occasion in &found.rows {
                li {
                    (day(&visit, occasion.date)) " · "
                    a href=(address("/occasions", &[("occasion", &occasion.text)])) lang="zh" { (occasion.text) }
                    @if !occasion.participants.is_empty() { p.about lang="zh" { (occasion.participants.join("、")) } }
                    p.about {
                        @for (i, report) in occasion.reports.iter().take(PAGE).enumerate() {
                            @if i > 0 { " · " }
                            a href=(place(&report.document, report.start, report.end)) { (report.source) }
                        }
                    }
                }
            }
        }
        (onward(&visit, found.skip, found.next().as_deref(), |cursor| asked.address("/occasions", cursor)))
    };
    Ok(frame(&visit, say(OCCASIONS), &content))
}
